import { expect, test } from 'vitest';
import { firstGraphState, foldGraph, type GraphEvent, type GraphState } from '../../../web/graph/graph-state.ts';

const fold = (...events: GraphEvent[]): GraphState => events.reduce(foldGraph, firstGraphState);
const CYCLE = { kind: 'cycle', number: 1 } as const;
const NONE = { kind: 'none' };

test.each<[string, GraphEvent[], object]>([
  ['mentions are hidden at first', [], { hiddenKinds: new Set(['MOCK', 'JSDOC', 'GLOB']) }],
  ['a kind is hidden', [{ kind: 'kind-toggled', edgeKind: 'TYPE' }], { hiddenKinds: new Set(['MOCK', 'JSDOC', 'GLOB', 'TYPE']) }],
  ['a hidden kind is shown', [{ kind: 'kind-toggled', edgeKind: 'MOCK' }], { hiddenKinds: new Set(['JSDOC', 'GLOB']) }],
  ['a cycle is set apart and looked at', [{ kind: 'focused', focus: CYCLE, places: [3, 4] }], { focus: CYCLE, view: { places: [3, 4] } }],
  ['another cycle takes its place', [{ kind: 'focused', focus: CYCLE, places: [3] }, { kind: 'focused', focus: { kind: 'cycle', number: 0 }, places: [1] }], { focus: { kind: 'cycle', number: 0 }, view: { places: [1] } }],
  ['what is set apart already no longer is', [{ kind: 'focused', focus: CYCLE, places: [3] }, { kind: 'focused', focus: CYCLE, places: [3] }], { focus: NONE, view: { places: [] } }],
  ['a file that was found is looked at, and the cycle stays', [{ kind: 'focused', focus: CYCLE, places: [3] }, { kind: 'found', places: [3] }], { focus: CYCLE, view: { places: [3] } }],
  ['dependents of one file go with it', [{ kind: 'focused', focus: { kind: 'dependents' }, places: [3] }, { kind: 'found', places: [5] }], { focus: NONE, view: { places: [5] } }],
  ['a choice on the canvas moves no camera', [{ kind: 'focused', focus: { kind: 'dependents' }, places: [3] }, { kind: 'chosen' }], { focus: NONE, view: { places: [3] } }],
  ['the whole project is wanted', [{ kind: 'focused', focus: CYCLE, places: [3] }, { kind: 'whole-wanted' }], { focus: NONE, view: { places: [] } }],
])('%s', (_, events, state) => {
  expect(fold(...events)).toMatchObject(state);
});

test('each wish to look somewhere is a new one', () => {
  const once = fold({ kind: 'found', places: [1] });
  expect(foldGraph(once, { kind: 'found', places: [1] }).view).not.toBe(once.view);
});
