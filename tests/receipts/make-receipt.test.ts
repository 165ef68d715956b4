import { describe, expect, it } from 'vitest';
import { makeReceipt } from '../../server/receipts/make-receipt.ts';
import { code, plain, receiptJson, receiptMarkdown } from '../../server/receipts/print-receipt.ts';
import { eventRow, executionRow, runRows } from './receipt-rows.ts';

describe('a receipt', () => {
  it.each([
    ['a person', {}, 'PERSON'],
    ['the watch that planned it', { watchEvents: [{ type: 'SUGGESTED' as const }] }, 'WATCH'],
    ['the watch that started it', { watchEvents: [{ type: 'HEALING' as const }] }, 'WATCH'],
    ['an accepted fix', { appliedFixes: [{ session: { userIntent: 'total adds up' } }] }, 'DEBUGGER'],
    ['a kept session', { regressionOf: [{ userIntent: 'total adds up' }] }, 'DEBUGGER'],
  ] as const)('says that a run came from %s', (_who, fields, origin) => {
    expect(makeReceipt(runRows({ ...fields } as Parameters<typeof runRows>[0])).origin).toBe(origin);
  });

  it('holds every attempt at a step, and the newest verification', () => {
    const { actions, verification } = makeReceipt(runRows({}, [
      executionRow({ attempt: 1, status: 'FAILED', errorMessage: '2 new problems' }),
      executionRow({ attempt: 2, result: { filesAffected: 12, filesChecked: 11 } }),
    ]));
    expect(actions[0]?.steps.map(({ attempt, status, message, durationMs }) => [attempt, status, message, durationMs])).toEqual([[1, 'FAILED', '2 new problems', 1000], [2, 'COMPLETED', null, 1000]]);
    expect(verification).toMatchObject({ attempt: 2, status: 'COMPLETED', words: '11 files of 12 that can be affected were compiled after the last write; nothing is newly broken.' });
  });

  it.each([
    ['what it listed as not edited', executionRow({ result: { filesAffected: 1, filesChecked: 1, problemsListed: 2 } }), 'but 2 places'],
    ['that a fix was run', executionRow({ result: { evidence: [] } }), 'was run and holds'],
    ['why it failed', executionRow({ status: 'FAILED', errorMessage: '2 new problems' }), '2 new problems'],
    ['who left it out', executionRow({ status: 'SKIPPED', skipReason: 'the compiler is broken', skippedBy: 'ann' }), 'the compiler is broken'],
  ])('says of a verification %s', (_what, execution, words) => {
    expect(makeReceipt(runRows({}, [execution])).verification?.words).toContain(words);
  });

  it('claims no verification where none has ended', () => {
    expect(makeReceipt(runRows({}, [executionRow({ status: 'CANCELLED' })])).verification).toBeNull();
  });

  it('takes the reason of a skipped step from its event', () => {
    const rows = runRows({ events: [eventRow({ type: 'STEP_ENDED', executionId: 'execution', payload: { status: 'SKIPPED', message: 'No tsconfig includes it.' } })] }, [executionRow({ status: 'SKIPPED' })]);
    expect(makeReceipt(rows)).toMatchObject({ actions: [{ steps: [{ message: 'No tsconfig includes it.' }] }], moves: [], verification: { words: 'No tsconfig includes it.' } });
  });

  it('says who left an edit out by hand and when, and nobody of what the engine left', () => {
    const rows = runRows();
    const place = { file: 'src/a.ts', line: 3, column: 1, reason: 'left out by hand' };
    const { notEdited } = rows.plan as { notEdited: unknown[] };
    const receipt = makeReceipt({ ...rows, plan: { ...(rows.plan as object), notEdited: [place, ...notEdited], leftOut: [{ executionId: 'execution', key: '0', kind: 'BY_HAND', by: 'ann', at: '2026-01-01T00:00:01.000Z' }] } } as typeof rows);
    expect(receipt.notEdited.map(({ file, by, at }) => [file, by, at?.toISOString() ?? null])).toEqual([['src/a.ts', 'ann', '2026-01-01T00:00:01.000Z'], ['a.md', null, null]]);
    expect(receiptMarkdown(receipt)).toContain('- `src/a.ts:3:1` left out by hand, by ann, 2026-01-01T00:00:01.000Z\n- `a.md:1:2` in prose\n');
  });

  it('names a file once, as it was before the first step and after the last', () => {
    const snapshots = [{ path: 'b.ts', hashBefore: null, hashAfter: '1' }, { path: 'src/', hashBefore: null, hashAfter: null }, { path: 'a.ts', hashBefore: '2', hashAfter: '3' }, { path: 'b.ts', hashBefore: '1', hashAfter: '4' }];
    expect(makeReceipt(runRows({ snapshots })).files).toEqual([{ path: 'a.ts', hashBefore: '2', hashAfter: '3' }, { path: 'b.ts', hashBefore: null, hashAfter: '4' }]);
  });
});

describe('the structure in a receipt', () => {
  const metrics = { cycles: 1, cyclicFiles: 2, ties: 9, crossFolderTies: 4, crossCommunityTies: 3, folderModularity: 0.25, modularity: 0.5, reach: 80 };
  const structure = { before: metrics, promised: { ...metrics, cycles: 0, cyclicFiles: 0 } };
  const receiptOf = (executions: Parameters<typeof executionRow>[0][], fields: object = { structure }) => {
    const rows = runRows({ attempt: 2 }, executions.map(executionRow));
    return makeReceipt({ ...rows, plan: { ...(rows.plan as object), ...fields } } as typeof rows);
  };

  it('is what was promised beside what the newest attempt was measured to leave', () => {
    const receipt = receiptOf([{ attempt: 1, result: { structure: metrics } }, { attempt: 2, result: { structure: structure.promised } }, { attempt: 2, result: { findings: 1 } }]);
    expect(receipt.structure).toEqual({ ...structure, measured: structure.promised });
    expect(receiptMarkdown(receipt)).toContain('| Measure | Before | Promised | Measured by the verification |\n| --- | --- | --- | --- |\n| Cycles | 1 | 0 | 0 |');
  });

  it('is not what a verification measured that failed: the files were put back', () => {
    expect(receiptOf([{ attempt: 2, status: 'FAILED', result: { structure: metrics } }]).structure).toEqual({ ...structure, measured: null });
  });

  it('is not there where nothing was promised', () => {
    expect(receiptOf([{ attempt: 2, result: { structure: metrics } }], {}).structure).toBeNull();
  });
});

describe('a printed receipt', () => {
  it('is the receipt as JSON', () => {
    const receipt = makeReceipt(runRows());
    expect(JSON.parse(receiptJson(receipt))).toEqual(JSON.parse(JSON.stringify(receipt)));
  });

  it('has every section that has something to say as Markdown', () => {
    const text = receiptMarkdown(makeReceipt(runRows({ error: { code: 'NEW_PROBLEMS', message: 'It broke', hint: 'Look', files: [] } })));
    expect(text.match(/^## .*$/gm)).toEqual(['## Intent', '## Predictions', '## Steps', '## Verification', '## Failure', '## Hashes', '## Not edited', '## History']);
    expect(text).toContain('The plan changes 1 files, +1 -1 lines.');
    expect(text).toContain('| before the first write | `before` |');
  });

  it.each([
    ['a bar', 'a | b', 'a \\| b'],
    ['lines', 'a\n\n# b', 'a \\# b'],
    ['HTML', '<img src=x>', '\\<img src=x\\>'],
    ['a link', '[a](http://b)', '\\[a\\](http://b)'],
    ['emphasis and code', '*a* _b_ `c`', '\\*a\\* \\_b\\_ \\`c\\`'],
    ['a backslash before a bar', '\\|', '\\\\\\|'],
  ])('shows %s in the words of others as it is written', (_what, words, shown) => {
    expect(plain(words)).toBe(shown);
  });

  it.each([['a path', 'src/a.ts', '`src/a.ts`'], ['backticks', 'a`b', '`` a`b ``'], ['a bar', 'a|b', '`a\\|b`']])('shows %s as code', (_what, text, shown) => {
    expect(code(text)).toBe(shown);
  });

  it('keeps each table row on its line whatever the words are', () => {
    const cells = (words: string) => {
      const rows = runRows({ room: { id: 'room', name: words, rootPath: words } }, [executionRow({ status: 'FAILED', stepDescription: words, errorMessage: words })]);
      const lines = receiptMarkdown(makeReceipt(rows)).split('\n').filter((line) => line.startsWith('|'));
      return lines.map((line) => line.replace(/\\[\s\S]/g, '').split('|').length);
    };
    expect(cells('a | b\n| c | `d` <b>')).toEqual(cells('words'));
  });
});
