import { encodeGlobalID } from '@pothos/plugin-relay';
import { describe, expect, it } from 'vitest';
import { parseCliArguments } from '../../server/cli/arguments.ts';
import { keyOfRun } from '../../server/cli/on-run.ts';

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

describe('a run is named', () => {
  const key = '0190a0b0-0000-7000-8000-000000000001';

  it.each([key, encodeGlobalID('HealingRun', key)])('by %s', (given) => {
    expect(keyOfRun(given)).toBe(key);
  });

  it.each(['x', '', encodeGlobalID('Room', key), encodeGlobalID('HealingRun', 'x')])('not by %j', (given) => {
    expect(() => keyOfRun(given)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', message: `'${given}' is no run.` }));
  });
});
