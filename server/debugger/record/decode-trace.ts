// What the recorder kept, as a `Trace` and a `Coverage`. Owns the reading of its arrays; they come from a process that ran foreign code, so that
// every number is checked.
import type { Coverage, Trace, TracedBranch, TracedCall } from '../trace.ts';
import type { EncodedValue } from '../values.ts';
import type { Snapshot } from './child/runtime-snapshot.ts';
import type { SiteTable } from './site-table.ts';

interface CallValues {
  readonly id: number;
  readonly args?: readonly EncodedValue[];
  readonly result?: EncodedValue;
  readonly thrown?: EncodedValue;
}

const UNDEFINED: EncodedValue = { kind: 'undefined' };
const ENDS = ['returned', 'threw', 'open'] as const;

/** True for what `Recorder.snapshot` gives, after structured clone or `node:v8`. */
export function isSnapshot(value: unknown): value is Snapshot {
  const { version, calls, branches, values, hits } = (value ?? {}) as Partial<Snapshot>;
  return version === 1 && calls?.sites instanceof Int32Array && branches?.sites instanceof Int32Array && typeof values === 'string' && Array.isArray(hits);
}

/** Calls and conditions in the order in which they happened. Numbers that name no site or no earlier call make it throw: the snapshot was not ours. */
export function decodeTrace(snapshot: Snapshot, sites: SiteTable): Trace {
  return {
    functions: sites.functions.map(({ name, file, line, column, start, end }) => ({ name, file, line, column, start, end })),
    branchSites: sites.branches.map(({ kind, file, line, column, text }) => ({ kind, file, line, column, text })),
    calls: decodeCalls(snapshot, sites),
    branches: decodeBranches(snapshot, sites),
    isTruncated: snapshot.calls.counted > snapshot.calls.sites.length || snapshot.branches.counted > snapshot.branches.sites.length,
  };
}

function decodeCalls({ calls: { sites: callSites, parents, ends }, values }: Snapshot, sites: SiteTable): TracedCall[] {
  const kept = new Map((JSON.parse(values) as readonly CallValues[]).map((one) => [one.id, one]));
  return Array.from(callSites, (site, id): TracedCall => {
    const [parent, entry, own] = [parents[id] ?? -1, sites.functions[site], kept.get(id)];
    if (!entry || parent < -1 || parent >= id) throw new Error(`the trace has no such call: site ${site}, parent ${parent} of call ${id}`);
    const end = own?.thrown === undefined ? (ENDS[ends[id] ?? 0] ?? 'open') : 'threw';
    // A function that returned without saying what gave undefined.
    const result = end === 'threw' ? own?.thrown : own?.result !== undefined ? own.result : own && end === 'returned' ? UNDEFINED : undefined;
    return { id, parent, site, isAsync: entry.isAsync, end, ...(own?.args ? { args: own.args } : {}), ...(result === undefined ? {} : { result }) };
  });
}

function decodeBranches({ branches, calls }: Snapshot, sites: SiteTable): TracedBranch[] {
  const [seen, starts] = [JSON.parse(branches.seen.values) as readonly EncodedValue[], branches.seen.starts];
  return Array.from(branches.sites, (site, index): TracedBranch => {
    const [entry, call, before] = [sites.branches[site], branches.calls[index] ?? -1, branches.befores[index] ?? 0];
    if (!entry || call < -1 || call >= calls.sites.length || before > calls.counted) throw new Error(`the trace has no such condition: site ${site} in call ${call}`);
    const held = seen.slice(starts[index] ?? 0, starts[index + 1] ?? 0);
    const values = held.flatMap((value, slot): [string, EncodedValue][] => (isHole(value) || entry.names[slot] === undefined ? [] : [[entry.names[slot], value]]));
    return { call, before, site, taken: branches.taken[index] === 1, values: Object.fromEntries(values) };
  });
}

const isHole = (value: EncodedValue): boolean => typeof value === 'object' && value !== null && value.kind === 'hole';

/**
 * How often each statement ran in each example; `passed` tells their outcomes, in the order in which they were started. What ran while the
 * modules were loaded is counted for no example. Examples that never started have no row.
 */
export function decodeCoverage(snapshot: Snapshot, sites: SiteTable, passed: readonly boolean[]): Coverage {
  const rows = snapshot.hits.slice(1, passed.length + 1);
  return { statements: [...sites.statements], hits: rows.map((row) => Array.from({ length: sites.statements.length }, (_, at) => row[at] ?? 0)), passed: passed.slice(0, rows.length) };
}
