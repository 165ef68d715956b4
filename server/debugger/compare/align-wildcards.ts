// Alignment of steps that are more than names: gaps, `*`, groups, overlapping names. Owns the table and the greedy way beyond it.
import type { PairCosts, Pairing } from './align-steps.ts';
import { growMatching } from './match-groups.ts';

export interface Aligned {
  readonly callOf: Int32Array;
  readonly gapOf: Int32Array;
  /** The calls of a group, from and to (exclusive); which of them stands for which member is not decided yet. */
  readonly windows: ReadonlyMap<number, readonly [number, number]>;
}

/** One step, or the members of a group. */
interface Unit {
  readonly from: number;
  readonly to: number;
  readonly group: number;
  /** A group among whose members any other call may stand. */
  readonly isOpen: boolean;
}

/**
 * What a step or a call without a partner costs: far more than all costs of pairs that could be saved by it. A missing step costs a little
 * more than an unexpected call, so that of equally many differences those are told that leave more calls agreed.
 */
const [INSERTED, MISSING] = [1_000_000, 1_000_010];
const MOVE = { pair: 0, missing: 1, inserted: 2, absorbed: 3, past: 4, group: 5 } as const;

/** Calls that the members of a group are looked for in: unexpected ones may stand between them. */
const widthOf = (members: number): number => 2 * members + 16;

function listUnits({ steps }: Pairing): Unit[] {
  const units: Unit[] = [];
  const open = new Set(steps.filter(({ isGap, group }) => isGap && group >= 0).map(({ group }) => group));
  for (let from = 0; from < steps.length; ) {
    const { group, isGap } = steps[from]!;
    let to = from + 1;
    if (group >= 0 && !isGap) while (to < steps.length && steps[to]!.group === group && !steps[to]!.isGap) to += 1;
    units.push({ from, to, group: isGap ? -1 : group, isOpen: open.has(group) });
    from = to;
  }
  return units;
}

/** Cells that the table and the groups in it would need. */
export function countCells(pairing: Pairing): number {
  return (pairing.callCount + 1) * listUnits(pairing).reduce((sum, { from, to, group }) => sum + (group < 0 ? 1 : widthOf(to - from)), 1);
}

interface Table {
  readonly units: readonly Unit[];
  readonly width: number;
  readonly moves: Uint8Array;
  /** For each group the length of the window that ends at a column. */
  readonly lengths: ReadonlyMap<number, Int32Array>;
  readonly inserting: Float64Array;
}

/** The cheapest costs of all windows of calls that a group may take, added to the row above. */
function fillGroup(pairing: Pairing, table: Table, { unit, above, row }: { unit: Unit; above: Float64Array; row: Float64Array }): void {
  const lengths = table.lengths.get(unit.group)!;
  const members = unit.to - unit.from;
  for (let j = 0; j < table.width; j += 1) row[j] = above[j]! + members * MISSING;
  for (let start = 0; start < pairing.callCount; start += 1) {
    const add = growMatching(pairing, unit);
    let [matched, extra] = [0, 0];
    for (let end = start; end < Math.min(pairing.callCount, start + widthOf(members)); end += 1) {
      if (add(end)) matched += 1;
      else extra += unit.isOpen ? 0 : table.inserting[end]!;
      // A window without a match at its beginning or end is as good as a shorter one.
      if (matched === 0) break;
      const cost = above[start]! + (members - matched) * MISSING + extra;
      if (cost >= row[end + 1]!) continue;
      row[end + 1] = cost;
      lengths[end + 1] = end + 1 - start;
      if (matched === members) break;
    }
  }
}

function fillRow(pairing: Pairing, table: Table, { at, above, row, costs }: { at: number; above: Float64Array; row: Float64Array; costs: Int8Array }): void {
  const { moves, width, inserting } = table;
  const unit = table.units[at]!;
  const { isGap } = pairing.steps[unit.from]!;
  const [from, edit, isGroup] = [(at + 1) * width, isGap ? 0 : MISSING, unit.group >= 0];
  if (isGroup) fillGroup(pairing, table, { unit, above, row });
  else row[0] = above[0]! + edit;
  moves[from] = isGroup ? MOVE.group : isGap ? MOVE.past : MOVE.missing;
  for (let j = 1; j < width; j += 1) {
    let [cost, move]: [number, number] = [row[j - 1]! + (isGap ? 0 : inserting[j - 1]!), isGap ? MOVE.absorbed : MOVE.inserted];
    const pair = isGroup ? -1 : costs[pairing.nameOf[j - 1]!]!;
    if (pair >= 0 && above[j - 1]! + pair < cost) [cost, move] = [above[j - 1]! + pair, MOVE.pair];
    if (isGroup && row[j]! < cost) [cost, move] = [row[j]!, MOVE.group];
    if (!isGroup && above[j]! + edit < cost) [cost, move] = [above[j]! + edit, isGap ? MOVE.past : MOVE.missing];
    row[j] = cost;
    moves[from + j] = move;
  }
}

/**
 * The cheapest alignment by dynamic programming over all pairs (Needleman and Wunsch 1970), with steps that absorb calls for nothing and
 * groups that take a window of calls at once. Of equally cheap ones that with the earliest calls.
 */
export function alignWithGaps(pairing: Pairing): Aligned {
  const { steps, callCount, costsOf, nameOf } = pairing;
  const units = listUnits(pairing);
  const width = callCount + 1;
  const lengths = new Map(units.filter(({ group }) => group >= 0).map(({ group }) => [group, new Int32Array(width)]));
  const inserting = Float64Array.from({ length: callCount }, (_, call) => (pairing.isOptional(call) ? 0 : INSERTED));
  const table: Table = { units, width, moves: new Uint8Array((units.length + 1) * width).fill(MOVE.inserted, 1, width), lengths, inserting };
  let [above, row] = [new Float64Array(width), new Float64Array(width)];
  for (let j = 1; j < width; j += 1) above[j] = above[j - 1]! + inserting[j - 1]!;
  const costs = new Int8Array(nameOf.reduce((most, name) => Math.max(most, name + 1), 0));
  for (const [at, { from }] of units.entries()) {
    costs.fill(costsOf[from]!.others ?? -1);
    for (const [name, cost] of costsOf[from]!.byName) costs[name] = cost;
    fillRow(pairing, table, { at, above, row, costs });
    [above, row] = [row, above];
  }
  return traceMoves(table, steps.length, callCount);
}

function traceMoves({ units, width, moves, lengths }: Table, stepCount: number, callCount: number): Aligned {
  const [callOf, gapOf] = [new Int32Array(stepCount).fill(-1), new Int32Array(callCount).fill(-1)];
  const windows = new Map<number, readonly [number, number]>();
  let [i, j] = [units.length, callCount];
  while (i > 0 || j > 0) {
    const move = moves[i * width + j]!;
    if (move === MOVE.inserted || move === MOVE.absorbed) {
      j -= 1;
      if (move === MOVE.absorbed) gapOf[j] = units[i - 1]!.from;
      continue;
    }
    i -= 1;
    const { from, group } = units[i]!;
    if (move === MOVE.pair) callOf[from] = --j;
    else if (move === MOVE.group) {
      const length = lengths.get(group)![j]!;
      windows.set(group, [j - length, j]);
      j -= length;
    }
  }
  return { callOf, gapOf, windows };
}

/** How far ahead a step without a gap before it may look for its call. */
const AHEAD = 256;

/** Each step takes the next call that fits it; a gap before it lets it look to the end. Linear but for the looking. */
export function alignGreedily({ steps, callCount, costsOf, nameOf }: Pairing): Aligned {
  const [callOf, gapOf] = [new Int32Array(steps.length).fill(-1), new Int32Array(callCount).fill(-1)];
  const places: number[][] = [];
  for (let call = callCount - 1; call >= 0; call -= 1) (places[nameOf[call]!] ??= []).push(call);
  /** The next call at or after `from`; places are used up from their ends, as `from` only grows. */
  const findNext = ({ byName, others }: PairCosts, from: number): number => {
    if (others !== null) return from < callCount ? from : -1;
    let next = -1;
    for (const name of byName.keys()) {
      const list = places[name]!;
      while (list.length > 0 && list.at(-1)! < from) list.pop();
      const place = list.at(-1);
      if (place !== undefined && (next < 0 || place < next)) next = place;
    }
    return next;
  };
  let [from, gap] = [0, -1];
  for (const [at, step] of steps.entries()) {
    if (step.isGap) gap = at;
    if (step.isGap) continue;
    const call = findNext(costsOf[at]!, from);
    if (call < 0 || (gap < 0 && call - from > AHEAD)) continue;
    if (gap >= 0) gapOf.fill(gap, from, call);
    callOf[at] = call;
    [from, gap] = [call + 1, -1];
  }
  if (gap >= 0) gapOf.fill(gap, from);
  return { callOf, gapOf, windows: new Map() };
}
