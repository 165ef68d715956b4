import { describe, expect, it } from 'vitest';
import { parseCliArguments } from '../../server/cli/arguments.ts';

describe('what is asked of a run', () => {
  it.each([
    [['--rollback', 'R'], { kind: 'ROLLBACK', runId: 'R', isMerging: false }],
    [['--rollback', 'R', '--merge'], { kind: 'ROLLBACK', runId: 'R', isMerging: true }],
    [['--retry', 'R'], { kind: 'RETRY', runId: 'R', fromStep: null, skipFailed: null }],
    [['--retry', 'R', '--step', '3', '--without-failed', '--reason', 'why'], { kind: 'RETRY', runId: 'R', fromStep: 3, skipFailed: 'why' }],
    [['--adopt', 'R', '--reason', 'why'], { kind: 'ADOPT', runId: 'R', reason: 'why' }],
    [['--skip', 'R', '--step', '2', '--reason', 'why'], { kind: 'SKIP', runId: 'R', step: 2, reason: 'why' }],
    [['rename a to b'], null],
  ])('is read from %j', (argv, onRun) => {
    expect(parseCliArguments(argv).onRun).toEqual(onRun);
  });

  it.each([
    [['--rollback', 'R', '--retry', 'R'], 'Several things'],
    [['--merge', 'rename a to b'], '--merge goes with'],
    [['--adopt', 'R'], 'needs a --reason'],
    [['--skip', 'R', '--reason', 'why'], 'needs a --step'],
    [['--retry', 'R', '--step', '0'], 'no number of a step'],
    [['--retry', 'R', '--without-failed'], 'needs a --reason'],
    [['--retry', 'R', '--diff', '-'], 'Several changes'],
  ])('is refused for %j', (argv, says) => {
    expect(() => parseCliArguments(argv)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(says) }));
  });
});
