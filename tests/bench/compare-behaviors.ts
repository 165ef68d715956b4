// Compares paths and values beside `diff` (diffArrays) and `jsondiffpatch`, in turns in one process, and checks that all see as many edits.
// Usage: tsx tests/bench/compare-behaviors.ts [--calls 10000] [--rounds 15] [--seed 1] [--worst-timeout 5000]
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { diffArrays } from 'diff';
import type { PathCall } from '../../server/debugger/behavior.ts';
import { diffValues } from '../../server/debugger/compare/diff-values.ts';
import { comparePaths } from '../../server/debugger/compare/paths.ts';
import { createRandom, pick } from './seeded-random.ts';

const { values } = parseArgs({ options: { calls: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '15' }, seed: { type: 'string', default: '1' }, 'worst-timeout': { type: 'string', default: '5000' } } });
const [callCount, rounds, timeoutMs] = [Number(values.calls), Number(values.rounds), Number(values['worst-timeout'])];
const random = createRandom(Number(values.seed));

/** Product's limits for 10,000 calls a side and for 1 MB of JSON. */
const [PATH_LIMIT_MS, JSON_LIMIT_MS] = [50, 200];

interface Measured {
  readonly ms: number;
  /** The fastest round: on a busy machine the nearest to what the work costs. */
  readonly bestMs: number;
  /** Null where it gave up. */
  readonly edits: number | null;
}

/** Medians of both, measured in turns after one round to warm up. */
function measureBoth(ours: () => number, theirs: () => number | null, times: number): { ours: Measured; theirs: Measured } {
  const samples: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  let edits: { ours: number; theirs: number | null } = { ours: 0, theirs: 0 };
  for (let round = 0; round <= times; round += 1) {
    const started = performance.now();
    const found = ours();
    const middle = performance.now();
    edits = { ours: found, theirs: theirs() };
    if (round === 0 && times > 1) continue;
    samples.ours.push(middle - started);
    samples.theirs.push(performance.now() - middle);
  }
  const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0;
  const summarize = (list: readonly number[]): Omit<Measured, 'edits'> => ({ ms: median(list), bestMs: Math.min(...list) });
  return { ours: { ...summarize(samples.ours), edits: edits.ours }, theirs: { ...summarize(samples.theirs), edits: edits.theirs } };
}

function print(what: string, peer: string, both: { ours: Measured; theirs: Measured }, limitMs: number | null): void {
  const { ours, theirs } = both;
  const limit = limitMs === null ? '' : ` (limit ${limitMs} ms: ${ours.ms < limitMs ? 'kept' : 'MISSED'})`;
  const ratio = theirs.edits === null ? `more than ${(theirs.ms / ours.ms).toFixed(1)}x ours` : `${(theirs.ms / ours.ms).toFixed(1)}x ours`;
  const edits = theirs.edits === null ? `${ours.edits}, ${peer} gave up` : `${ours.edits} and ${theirs.edits}${ours.edits === theirs.edits ? ', the same' : ', DIFFERENT'}`;
  console.log(`${what}: Supernova median ${ours.ms.toFixed(1)} ms, best ${ours.bestMs.toFixed(1)}${limit} | ${peer} ${theirs.ms.toFixed(1)}, best ${theirs.bestMs.toFixed(1)}, ${ratio} | edits ${edits}`);
}

const toCalls = (names: readonly string[]): PathCall[] => names.map((name, id) => ({ name, id, calls: [] }));

/** Removed and added elements that a mismatch tells: a replaced row is one of each. */
function countPathEdits(expected: readonly string[], calls: readonly PathCall[]): number {
  let edits = 0;
  for (const row of comparePaths(expected, calls)?.rows ?? []) if (row.difference !== null) edits += (row.expected === null ? 0 : 1) + (row.actual === null ? 0 : 1);
  return edits;
}

function countArrayEdits(expected: readonly string[], actual: readonly string[], limitMs: number): number | null {
  const changes = diffArrays([...expected], [...actual], { timeout: limitMs });
  return changes?.reduce((sum, { added, removed, count }) => sum + (added || removed ? (count ?? 0) : 0), 0) ?? null;
}

/** Removes, inserts or replaces one call in twenty. */
function editNames(names: readonly string[], alphabet: number): string[] {
  return names.flatMap((name) => {
    const change = random() < 0.05 ? pick(random, ['remove', 'insert', 'replace']) : 'keep';
    const other = `call${Math.floor(random() * alphabet)}`;
    return change === 'remove' ? [] : change === 'insert' ? [name, other] : [change === 'replace' ? other : name];
  });
}

function comparePathCases(): void {
  for (const alphabet of [20, 200, 100_000]) {
    const names = Array.from({ length: callCount }, () => `call${Math.floor(random() * alphabet)}`);
    const edited = editNames(names, alphabet);
    const cases: readonly [what: string, actual: readonly string[], limitMs: number | null, isWorst: boolean][] = [
      ['5 % edited', edited, PATH_LIMIT_MS, false],
      ['reversed', names.toReversed(), null, true],
      ['shuffled', names.toSorted(() => random() - 0.5), null, true],
      ['completely different', names.map((name) => `other${name}`), null, true],
    ];
    for (const [what, actual, limitMs, isWorst] of cases) {
      const calls = toCalls(actual);
      const both = measureBoth(() => countPathEdits(names, calls), () => countArrayEdits(names, actual, isWorst ? timeoutMs : 60_000), isWorst ? 1 : rounds);
      // The first round of a worst case is the only one of the peer; ours is told warm.
      const ours = isWorst ? measureBoth(() => countPathEdits(names, calls), () => null, 5).ours : both.ours;
      print(`paths, ${callCount} calls a side, ${alphabet} names, ${what}`, 'diff', { ...both, ours }, limitMs);
    }
  }
}

interface Order { id: string; customer: { first: string; last: string; active: boolean }; lines: { sku: string; count: number; price: number }[]; note: string | null }

const makeOrder = (n: number): Order => ({
  id: `order-${n}`,
  customer: { first: `First ${Math.floor(random() * 500)}`, last: `Last ${Math.floor(random() * 500)}`, active: random() < 0.5 },
  lines: Array.from({ length: 1 + Math.floor(random() * 5) }, (_, line) => ({ sku: `sku-${n}-${line}`, count: 1 + Math.floor(random() * 9), price: Math.round(random() * 10_000) / 100 })),
  note: random() < 0.3 ? `Leave at door ${n}` : null,
});

/** A share of the orders changed in one field, removed, or with a new one behind them. */
function editOrders(orders: readonly Order[], share: number): Order[] {
  return orders.flatMap((order, at) => {
    const copy = structuredClone(order);
    const change = random() < share ? pick(random, ['price', 'price', 'name', 'remove', 'insert', 'line']) : 'keep';
    if (change === 'price') copy.lines[0]!.price += 1;
    if (change === 'name') copy.customer.first += '!';
    if (change === 'line') copy.lines.push({ sku: `sku-new-${at}`, count: 1, price: 1 });
    return change === 'remove' ? [] : change === 'insert' ? [copy, { ...makeOrder(at), id: `order-new-${at}` }] : [copy];
  });
}

/** Changes in a delta of jsondiffpatch; a moved element that changed as well is two. */
function countDelta(delta: unknown): number {
  if (typeof delta !== 'object' || delta === null) return 0;
  if (Array.isArray(delta)) return 1;
  return Object.entries(delta).reduce((sum, [key, part]) => sum + (key === '_t' ? 0 : countDelta(part)), 0);
}

async function compareJsonCases(): Promise<void> {
  const path = createRequire(join(import.meta.dirname, 'package.json')).resolve('jsondiffpatch');
  const { create } = (await import(pathToFileURL(path).href)) as { create(options: object): { diff(a: unknown, b: unknown): unknown } };
  const patcher = create({ objectHash: (item: { id?: string; sku?: string }) => item.id ?? item.sku, textDiff: { minLength: 1_000_000 } });
  const orders = Array.from({ length: 3_600 }, (_, n) => makeOrder(n));
  const size = (JSON.stringify(orders).length / 1e6).toFixed(2);
  const cases: readonly [what: string, actual: readonly Order[], times: number][] = [
    ['equal', structuredClone(orders), rounds],
    ['5 % edited', editOrders(orders, 0.05), rounds],
    ['half edited', editOrders(orders, 0.5), 5],
    ['other values everywhere', orders.map((order) => ({ ...order, note: 'other', customer: { first: 'a', last: 'b', active: null as unknown as boolean } })), 5],
  ];
  for (const [what, actual, times] of cases) {
    const ours = (): number => diffValues(orders, actual, { limit: 1_000_000 }).differences.length;
    print(`values, ${size} MB of JSON, ${what}`, 'jsondiffpatch', measureBoth(ours, () => countDelta(patcher.diff(orders, actual)), times), JSON_LIMIT_MS);
  }
}

comparePathCases();
await compareJsonCases();
