// What the items without a partner are: missing, inserted, replaced, reordered or repeated calls. Owns that decision and nothing of its wording.
import type { PathDifference } from '../discrepancy.ts';
import { type CallTree, listChildren } from './call-tree.ts';
import { groupBy } from '../../graph/group-by.ts';
import type { PathItem } from './path-items.ts';

/** One line of the two trees; what stands on it belongs together. */
export interface PathLine {
  readonly expected: PathItem | null;
  readonly actual: PathItem | null;
  /** An actual call that is in no item: it stands where a call was expected, in a view by order of entry. */
  readonly standIn: number;
  readonly kind: PathDifference['kind'] | null;
  /** The line of the other half of a reordered call, or the first line of a run of repeated ones. */
  readonly first: PathItem | null;
}

type Marks = Map<PathItem, { readonly kind: PathDifference['kind']; readonly partner: PathItem | null }>;

/** Names a pattern may have to be looked for at other positions. */
const NAMES_LIMIT = 100;

/** Pairs a missing step with an unexpected call of its name: on the same level first, then on any. */
function pairReordered(tree: CallTree, items: readonly PathItem[], marks: Marks): void {
  const actual = items.filter(({ kind }) => kind === 'actual');
  const expected = items.filter(({ kind, step }) => kind === 'expected' && step!.pattern !== '*');
  const inFrame = (item: PathItem, nameId: number): number => (item.frame.id + 1) * tree.names.length + nameId;
  for (const keyOf of [inFrame, (_: PathItem, nameId: number) => nameId]) {
    const waiting = groupBy(actual.filter((item) => !marks.has(item)).reverse(), (item) => keyOf(item, tree.nameIds[item.node]!));
    for (const item of expected) {
      if (marks.has(item)) continue;
      const fits = tree.fits(item.step!.pattern).slice(0, NAMES_LIMIT);
      const found = fits.map(({ nameId }) => waiting.get(keyOf(item, nameId))).find((list) => list && list.length > 0)?.pop();
      if (!found) continue;
      marks.set(item, { kind: 'reordered', partner: found });
      marks.set(found, { kind: 'reordered', partner: item });
    }
  }
}

/** Unexpected calls that stand in a row with an agreed call of the same name, with the agreed call they repeat. */
function findRepeats(tree: CallTree, items: readonly PathItem[], marks: Marks): Map<PathItem, PathItem> {
  const repeats = new Map<PathItem, PathItem>();
  for (const frame of groupBy(items.filter(({ node, kind }) => node >= 0 && kind !== 'free'), (item) => item.frame).values()) {
    const scan = (order: readonly PathItem[]): void => {
      for (const [at, item] of order.entries()) {
        const before = order[at - 1];
        if (item.kind !== 'actual' || marks.has(item) || repeats.has(item) || !before || tree.nameIds[before.node] !== tree.nameIds[item.node]) continue;
        const original = before.kind === 'agreed' && before.step!.pattern !== '*' ? before : repeats.get(before);
        if (original) repeats.set(item, original);
      }
    };
    scan(frame);
    scan(frame.toReversed());
  }
  return repeats;
}

/** In a view by order of entry: the unnamed call that stands beside the last agreed call, where a step is missing. */
function findStandIn(tree: CallTree, { item, before, after }: { item: PathItem; before: number; after: number }, used: Set<number>): number {
  if (!item.frame.view.isByEntry || before < 0) return -1;
  const parent = tree.parents[before]!;
  const limit = after >= 0 ? after : item.frame.view.parent < 0 ? tree.calls.length : tree.ends[item.frame.view.parent]!;
  const isDetail = (node: number): boolean => !used.has(node) && !item.frame.view.named.byName.has(tree.nameIds[node]!) && tree.ends[node]! <= limit;
  const siblingsEnd = parent < 0 ? tree.calls.length : tree.ends[parent]!;
  let next = tree.ends[before]!;
  while (next < Math.min(siblingsEnd, limit) && used.has(next)) next = tree.ends[next]!;
  if (next < Math.min(siblingsEnd, limit)) return isDetail(next) ? next : -1;
  // The outermost call itself was the last that agreed: what was expected after it was expected within it.
  const isOutermost = parent === item.frame.view.parent && item.frame.view.nodes[0] === before;
  return (isOutermost ? listChildren(tree, before).find((node) => node < limit && isDetail(node)) : undefined) ?? -1;
}

/** Lines of one block: its missing steps and unexpected calls are paired in order, repeated calls only where there are steps left. */
function mergeBlock(block: readonly PathItem[], marks: Marks, repeats: ReadonlyMap<PathItem, PathItem>): PathLine[] {
  const expected = block.filter(({ kind, node }) => kind === 'expected' || node < 0);
  const actual = block.filter(({ kind, node }) => kind !== 'expected' && node >= 0);
  const missing = expected.filter((item) => item.kind === 'expected' && !marks.has(item));
  const open = actual.filter((item) => item.kind === 'actual' && !marks.has(item));
  const fresh = open.filter((item) => !repeats.has(item));
  const chosen = new Set([...fresh, ...open.filter((item) => repeats.has(item))].slice(0, missing.length));
  const replacing = open.filter((item) => chosen.has(item));
  const pairOf = new Map(missing.slice(0, replacing.length).map((item, at) => [item, replacing[at]!]));
  const lines: PathLine[] = [];
  const line = (given: Partial<PathLine>): void => void lines.push({ expected: null, actual: null, standIn: -1, kind: null, first: null, ...given });
  let next = 0;
  const passActual = (until: PathItem | null): void => {
    for (; next < actual.length && actual[next] !== until; next += 1) {
      const item = actual[next]!;
      const kind = item.kind === 'free' ? null : (marks.get(item)?.kind ?? (repeats.has(item) ? 'repeated' : 'inserted'));
      line({ actual: item, kind, first: marks.get(item)?.partner ?? (kind === 'repeated' ? repeats.get(item)! : null) });
    }
  };
  for (const item of expected) {
    const pair = pairOf.get(item);
    if (pair) {
      passActual(pair);
      line({ expected: item, actual: pair, kind: 'replaced' });
      next += 1;
    } else line({ expected: item, kind: item.kind === 'free' ? null : (marks.get(item)?.kind ?? 'missing'), first: marks.get(item)?.partner ?? null });
  }
  passActual(null);
  return lines;
}

/**
 * The items as lines with the kind of each difference. A step that is missing here and whose name is unexpected there is reordered; an
 * unexpected call in a row with an agreed one of its name is repeated; what then stands between two agreed calls on both sides is replaced.
 */
export function classifyItems(tree: CallTree, items: readonly PathItem[]): PathLine[] {
  const marks: Marks = new Map();
  pairReordered(tree, items, marks);
  const repeats = findRepeats(tree, items, marks);
  const lines: PathLine[] = [];
  for (let at = 0; at < items.length; ) {
    const item = items[at]!;
    let end = at + 1;
    if (item.kind !== 'agreed') while (end < items.length && items[end]!.block === item.block && items[end]!.kind !== 'agreed') end += 1;
    if (item.kind === 'agreed') lines.push({ expected: item, actual: item, standIn: -1, kind: null, first: null });
    else for (const line of mergeBlock(items.slice(at, end), marks, repeats)) lines.push(line);
    at = end;
  }
  return items.some(({ frame }) => frame.view.isByEntry) ? addStandIns(tree, lines) : lines;
}

function addStandIns(tree: CallTree, lines: readonly PathLine[]): PathLine[] {
  const used = new Set<number>();
  const nextNode = new Int32Array(lines.length).fill(-1);
  for (let at = lines.length - 2; at >= 0; at -= 1) nextNode[at] = lines[at + 1]!.actual?.node ?? nextNode[at + 1]!;
  let before = -1;
  return lines.map((line, at) => {
    if (line.actual) before = line.actual.node;
    if (line.kind !== 'missing' || !line.expected) return line;
    const standIn = findStandIn(tree, { item: line.expected, before, after: nextNode[at]! }, used);
    if (standIn < 0) return line;
    used.add(standIn);
    return { ...line, kind: 'replaced', standIn };
  });
}
