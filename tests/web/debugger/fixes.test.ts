import { expect, test } from 'vitest';
import { pointsOf } from '../../../web/debugger/fixes/rate-curve.ts';
import { readEvidence } from '../../../web/debugger/fixes/read-evidence.ts';
import { emptySearch, readPlace, readSearch, type SearchDraft } from '../../../web/debugger/fixes/search-draft.ts';
import { listPlaces, setPlaces, toggleScrubber } from '../../../web/debugger/form/scrubbers.ts';
import { formatBytes, labelOfLayer, titleOfEnd } from '../../../web/debugger/session/recording-words.ts';
import { describeScenario } from '../../../web/debugger/session/session-looks.ts';

test.each<[string, object | null]>([
  ['src/a.ts:12', { file: 'src/a.ts', line: 12 }],
  [' ./src/a.ts:12:5 ', { file: 'src/a.ts', line: 12 }],
  ['src/a:b.ts:3', { file: 'src/a:b.ts', line: 3 }],
  ['src/a.ts', null],
  ['src/a.ts:0', null],
  [':3', null],
])('the place %j is read', (text, place) => {
  expect(readPlace(text)).toEqual(place);
});

test.each<[Partial<SearchDraft>, object]>([
  [{}, { sessionId: 's', budgetMs: 30_000 }],
  [{ budgetSeconds: '2,5', fixTypes: ['DATA_CORRECTION'], boundary: 'a.ts:1' }, { sessionId: 's', budgetMs: 2_500, fixTypes: ['DATA_CORRECTION'], boundary: { file: 'a.ts', line: 1 } }],
])('a search with %j asks for %j', (changed, input) => {
  expect(readSearch({ ...emptySearch, ...changed }, 's')).toEqual({ kind: 'ready', input });
});

test.each<[Partial<SearchDraft>, string]>([
  [{ budgetSeconds: '' }, 'budgetSeconds'],
  [{ budgetSeconds: '0' }, 'budgetSeconds'],
  [{ budgetSeconds: '601' }, 'budgetSeconds'],
  [{ budgetSeconds: 'long' }, 'budgetSeconds'],
  [{ boundary: 'somewhere' }, 'boundary'],
])('a search with %j is refused at %s', (changed, field) => {
  expect(readSearch({ ...emptySearch, ...changed }, 's')).toEqual({ kind: 'problems', problems: { [field]: expect.any(String) } });
});

test('what is not compared is kept as kinds and places', () => {
  const scrubbers = setPlaces(toggleScrubber(['order', 'order:d'], 'ids', true), 'ignored', ['a.*.b', ' c ', '']);
  expect(scrubbers).toEqual(['ids', 'order', 'order:d', 'ignore:a.*.b', 'ignore:c']);
  expect([listPlaces(scrubbers, 'ignored'), listPlaces(scrubbers, 'unordered')]).toEqual([['a.*.b', 'c'], ['d']]);
  expect(toggleScrubber(scrubbers, 'ids', false)).toEqual(['order', 'order:d', 'ignore:a.*.b', 'ignore:c']);
});

test.each<[number[], string]>([
  [[], ''],
  [[5], '0.0,1.0'],
  [[0, 10, 5], '0.0,19.0 50.0,1.0 100.0,10.0'],
])('the rates %j are the curve %s', (rates, points) => {
  expect(pointsOf(rates, { width: 100, height: 20 })).toBe(points);
});

test.each<[number, string]>([[0, '0 bytes'], [812, '812 bytes'], [14_400, '14 kB'], [1_500_000, '1.5 MB'], [100_000_000, '100 MB']])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('names of the sandbox that are not known are still words', () => {
  expect(titleOfEnd('timed-out')).toBe('It did not end in time');
  expect(titleOfEnd('blown-away')).toBe('Blown away');
  expect(labelOfLayer('new-layer')).toBe('New layer');
});

test.each<[unknown, string]>([
  [{ kind: 'FUNCTION', file: 'a.ts', exportName: 'total', examples: [] }, 'total of a.ts'],
  [{ kind: 'FUNCTION', file: 'a.ts', exportName: 'total', examples: [{}] }, 'total of a.ts, 1 example'],
  [{ kind: 'SCRIPT', file: 'a.ts', args: ['-x'] }, 'node a.ts -x'],
  [{ kind: 'TEST', file: 'a.test.ts', testName: null }, 'every test in a.test.ts'],
  [{ kind: 'HTTP', start: { file: 'a.ts' }, request: { method: 'GET', path: '/b' } }, 'GET /b of a.ts'],
  [null, 'Nothing is run; the actual behaviour is handed in'],
])('the scenario %j is %s', (scenario, text) => {
  expect(describeScenario(scenario)).toBe(text);
});

test.each<[unknown, object[]]>([
  [null, []],
  [{ problems: 3 }, []],
  [{ evidence: [{ check: 'scenario', passed: 1, total: 1, details: 'ran' }, { check: 'types', passed: 0, total: 1 }, { check: 'strange' }, 4] }, [{ check: 'scenario', passed: 1, total: 1, details: 'ran' }, { check: 'types', passed: 0, total: 1, details: '' }]],
])('the result %j of a step holds the evidence %j', (result, evidence) => {
  expect(readEvidence(result)).toEqual(evidence);
});
