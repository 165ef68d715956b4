import { describe, expect, test } from 'vitest';
import { BURST_ABOVE, BURST_AFTER_MS, recogniseSaves } from '../../server/watch/recognise-saves.ts';
import { Unhealed, type SavedFile } from '../../server/watch/unhealed.ts';

const meant = (n: number): SavedFile => ({ path: `src/f${n}.ts`, before: `export const a = ${n};`, after: `export const b = ${n};` });
const layout = (n: number): SavedFile => ({ path: `src/l${n}.ts`, before: `export const a = ${n};`, after: `export const a = ${n}\n` });
const many = (count: number, make: (n: number) => SavedFile) => Array.from({ length: count }, (_, n) => make(n));
const calm = { headMoved: false, lastedMs: 5 };

describe('a batch of saves', () => {
  test.each([
    ['without a file is nothing', { ...calm, files: [] }, { kind: 'nothing' }],
    ['without a file is nothing, also when git moved', { ...calm, headMoved: true, files: [] }, { kind: 'nothing' }],
    ['of one file is a save', { ...calm, files: [meant(1)] }, { kind: 'saved', files: [meant(1)], isBurst: false }],
    ['of layout alone is a formatter', { ...calm, files: many(300, layout) }, { kind: 'formatted' }],
    ['of layout and more is the more', { ...calm, files: [...many(300, layout), meant(1)] }, { kind: 'saved', files: [meant(1)], isBurst: false }],
    ['is a checkout when git moved', { ...calm, headMoved: true, files: many(300, meant) }, { kind: 'checkout' }],
    ['of as many as a person saves is a save', { ...calm, files: many(BURST_ABOVE, meant) }, { kind: 'saved', files: many(BURST_ABOVE, meant), isBurst: false }],
    ['of more is a burst', { ...calm, files: many(BURST_ABOVE + 1, meant) }, { kind: 'saved', files: many(BURST_ABOVE + 1, meant), isBurst: true }],
    ['that goes on is a burst', { headMoved: false, lastedMs: BURST_AFTER_MS + 1, files: [meant(1)] }, { kind: 'saved', files: [meant(1)], isBurst: true }],
  ])('%s', (_, batch, expected) => {
    expect(recogniseSaves(batch)).toEqual(expected);
  });
});

describe('saves that are not healed yet', () => {
  test('are one edit from the first text to the last', () => {
    const unhealed = new Unhealed();
    unhealed.add([{ path: 'b.ts', before: 'one', after: 'two' }, { path: 'a.ts', before: null, after: 'new' }]);
    unhealed.add([{ path: 'b.ts', before: 'two', after: 'three' }]);
    expect(unhealed.files()).toEqual([{ path: 'a.ts', before: null, after: 'new' }, { path: 'b.ts', before: 'one', after: 'three' }]);
  });

  test('are forgotten when they were taken back', () => {
    const unhealed = new Unhealed();
    unhealed.add([{ path: 'a.ts', before: 'one', after: 'two' }, { path: 'b.ts', before: null, after: 'new' }]);
    unhealed.add([{ path: 'a.ts', before: 'two', after: 'one' }, { path: 'b.ts', before: 'new', after: null }]);
    expect(unhealed.files()).toEqual([]);
  });
});
