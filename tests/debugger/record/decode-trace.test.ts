// Snapshots become traces and coverage: caps are told, examples are apart, and what is no snapshot of ours is refused.
import { deserialize, serialize } from 'node:v8';
import { afterEach, describe, expect, it } from 'vitest';
import type { RecorderLimits, Snapshot } from '../../../server/debugger/record/child/runtime-snapshot.ts';
import { EndlessCodeError, Recorder } from '../../../server/debugger/record/child/runtime.ts';
import { decodeCoverage, decodeTrace, isSnapshot } from '../../../server/debugger/record/decode-trace.ts';
import { instrument } from '../../../server/debugger/record/instrument.ts';
import type { InstrumentOptions } from '../../../server/debugger/record/instrument-work.ts';
import { SiteTable } from '../../../server/debugger/record/site-table.ts';

const NOTHING: InstrumentOptions = { calls: false, branches: false, coverage: false, values: () => false };
type Exported = Record<string, (...args: unknown[]) => unknown>;

afterEach(() => {
  Reflect.deleteProperty(globalThis, '__supernova');
});

/** Loads a script of functions beside a recorder of its own. */
function load(code: string, options: Partial<InstrumentOptions>, limits: Partial<RecorderLimits> = {}): { recorder: Recorder; sites: SiteTable; call: (name: string, ...args: unknown[]) => unknown; snapshot: () => Snapshot } {
  const recorder = new Recorder({ calls: 100, branches: 100, statements: 100, values: 10_000, ...limits });
  Object.defineProperty(globalThis, '__supernova', { value: recorder, configurable: true });
  const sites = new SiteTable();
  const { code: text } = instrument({ path: 'a.cjs', text: code }, sites, { ...NOTHING, ...options });
  const exported: Exported = {};
  (new Function('exports', text) as (target: Exported) => void)(exported);
  recorder.start();
  return { recorder, sites, call: (name, ...args) => exported[name]!(...args), snapshot: () => deserialize(serialize(recorder.snapshot())) as Snapshot };
}

const COUNT = 'exports.down = function down(n) { if (n > 0) down(n - 1); };';

describe('caps', () => {
  it.each([[{}, 7, 7, false], [{ calls: 3 }, 3, 3, true], [{ branches: 2 }, 7, 2, true], [{ calls: 7, branches: 7 }, 7, 7, false]] as const)('%j leaves %d calls and %d conditions', (limits, calls, branches, isTruncated) => {
    const { call, snapshot, sites } = load(COUNT, { calls: true, branches: true }, limits);
    call('down', 6);
    const trace = decodeTrace(snapshot(), sites);
    expect([trace.calls.length, trace.branches.length, trace.isTruncated]).toEqual([calls, branches, isTruncated]);
    for (const branch of trace.branches) expect(branch).toMatchObject({ call: branch.before - 1, taken: branch.before < 7, values: { n: 7 - branch.before } });
  });
  it('values end with their room, calls do not', () => {
    const { call, snapshot, sites } = load(COUNT, { calls: true, values: () => true }, { values: 20 });
    call('down', 20);
    const { calls, isTruncated } = decodeTrace(snapshot(), sites);
    expect([calls.length, calls.filter(({ args }) => args).length > 0, calls.every(({ args }) => args), isTruncated]).toEqual([21, true, false, false]);
  });
  it('nothing is kept before the start, and a start forgets', () => {
    const { recorder, call, snapshot, sites } = load(`${COUNT} exports.down(5);`, { calls: true, branches: true });
    expect(decodeTrace(snapshot(), sites).calls).toEqual([]);
    call('down', 2);
    expect(decodeTrace(snapshot(), sites).calls).toHaveLength(3);
    recorder.start();
    expect(decodeTrace(snapshot(), sites)).toMatchObject({ calls: [], branches: [], isTruncated: false });
  });
});

describe('coverage', () => {
  const code = 'const loaded = 1;\nexports.f = (n) => {\n  if (n > 1) return n ? loaded : 2;\n  for (let i = 0; i < 3; i++) {\n    n += i;\n  }\n  return n || loaded + 0;\n};';
  it('is counted for each example apart, and loading for none', () => {
    const { recorder, call, snapshot, sites } = load(code, { coverage: true });
    for (const n of [2, -3, 0]) {
      recorder.startExample();
      call('f', n);
    }
    const { statements, hits, passed } = decodeCoverage(snapshot(), sites, [true, false, true]);
    const counts = (example: number) => Object.fromEntries(statements.map(({ start, end }, at) => [code.slice(start, end), hits[example]![at]]));
    expect(counts(0)).toEqual({ 'const loaded = 1;': 0, 'exports.f = (n) => {\n  if (n > 1) return n ? loaded : 2;\n  for (let i = 0; i < 3; i++) {\n    n += i;\n  }\n  return n || loaded + 0;\n};': 0, 'if (n > 1': 1, 'return n ? loaded : 2;': 1, loaded: 1, 2: 0, 'for (let i = 0; i < 3; i++) ': 0, 'n += i;': 0, 'return n || loaded + 0;': 0, 'loaded + 0': 0 });
    expect(counts(1)).toMatchObject({ 'if (n > 1': 1, 'for (let i = 0; i < 3; i++) ': 1, 'n += i;': 3, 'return n || loaded + 0;': 1, 'return n ? loaded : 2;': 0 });
    expect([counts(1)['loaded + 0'], counts(2)['loaded + 0'], counts(2)['n += i;'], passed]).toEqual([1, 0, 3, [true, false, true]]);
  });
  it('has no rows for examples that never started', () => {
    const { recorder, call, snapshot, sites } = load(code, { coverage: true });
    recorder.startExample();
    call('f', 2);
    expect(decodeCoverage(snapshot(), sites, [true, false, true])).toMatchObject({ hits: [{}], passed: [true] });
  });
});

describe('turns', () => {
  it.each([
    ['a loop', 'exports.f = () => { for (;;) ; };'], ['a loop that catches', 'exports.f = () => { while (true) { try { while (true) ; } catch {} } };'], ['calls', 'exports.f = () => { const g = () => { try { g(); } finally { g(); } }; g(); };'],
    ['a generator', 'exports.f = () => { for (const x of (function* () { while (true) yield 1; })()) ; };'], ['do and labels', 'exports.f = () => { a: do { continue a; } while (true); };'], ['nested loops', 'exports.f = () => { for (let i = 0; i < 1e9; i++) for (const k in { a: 1 }) ; };'],
  ])('end %s that goes on for ever', (_, code) => {
    const { recorder, call } = load(code, { loops: true });
    recorder.turns = 500;
    expect(() => call('f')).toThrow(EndlessCodeError);
    recorder.turns = 500;
    expect(() => call('f')).toThrow('too many turns');
  });
});

describe('what is no snapshot of these sites is refused', () => {
  const recorded = () => {
    const { call, snapshot, sites } = load(COUNT, { calls: true, branches: true });
    call('down', 2);
    return { snapshot: snapshot(), sites };
  };
  it.each([[null], [{}], [[]], ['text'], [{ version: 1, calls: {}, branches: {}, values: '', hits: [] }], [{ version: 2 }]])('%j', (value) => {
    expect(isSnapshot(value)).toBe(false);
  });
  it('its own snapshot is one', () => {
    expect(isSnapshot(recorded().snapshot)).toBe(true);
  });
  it.each<[string, (snapshot: Snapshot) => void]>([
    ['sites', ({ calls }) => void (calls.sites[1] = 9)], ['parents', ({ calls }) => void (calls.parents[1] = 2)], ['negative parents', ({ calls }) => void (calls.parents[1] = -7)],
    ['conditions', ({ branches }) => void (branches.sites[0] = -1)], ['calls of conditions', ({ branches }) => void (branches.calls[0] = 50)],
  ])('wrong %s', (_, spoil) => {
    const { snapshot, sites } = recorded();
    expect(() => decodeTrace(snapshot, sites)).not.toThrow();
    spoil(snapshot);
    expect(() => decodeTrace(snapshot, sites)).toThrow('the trace has no such');
  });
});
