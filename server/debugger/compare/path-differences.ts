// Lines as the differences and rows that sessions store. Owns their wording and positions; what kind they are is decided before.
import type { AlignedRow, PathDifference } from '../discrepancy.ts';
import { type CallTree, nameOfNode } from './call-tree.ts';
import type { PathLine } from './classify-items.ts';
import type { Step } from './expected-steps.ts';
import type { PathItem } from './path-items.ts';

/** A difference and where it begins. */
export interface PlacedDifference {
  readonly difference: PathDifference;
  /** Index into the lines. */
  readonly line: number;
  /** The actual call there, in a view or as stand-in; -1 for none. */
  readonly node: number;
}

const frameOf = ({ expected, actual }: PathLine): PathItem['frame'] => (expected ?? actual)!.frame;
const nodeOf = ({ actual, standIn }: PathLine): number => actual?.node ?? standIn;

/** The nearest line before `at` that agrees on the same level, by name. */
function findAgreedBefore(tree: CallTree, lines: readonly PathLine[], at: number): string | null {
  const { id } = frameOf(lines[at]!);
  // What precedes it directly is enough for a sentence; a level of thousands of differences is not searched again for each.
  for (let before = at - 1; before >= Math.max(0, at - 50); before -= 1) {
    const { kind, actual } = lines[before]!;
    if (kind === null && actual && actual.frame.id === id) return nameOfNode(tree, actual.node);
  }
  return null;
}

function wordDifference(kind: PathDifference['kind'], names: { expected: string; actual: string; after: string | null; within: string; positions: string; runs: string }): string {
  const after = names.after === null ? '' : ` after \`${names.after}\``;
  switch (kind) {
    case 'missing': return `\`${names.expected}\` was expected${after}${names.within} and was not called.`;
    case 'inserted': return `\`${names.actual}\` was called${after}${names.within}, where no call was expected.`;
    case 'replaced': return `\`${names.actual}\` was called${after}${names.within}, where \`${names.expected}\` was expected.`;
    case 'reordered': return `\`${names.actual}\` ${names.positions}.`;
    case 'repeated': return `\`${names.actual}\` was called ${names.runs}${names.within}.`;
  }
}

/** The call before `node` in its view, by name. */
function findNameBefore(tree: CallTree, { frame, node }: PathItem): string | null {
  const { nodes } = frame.view;
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]! < node) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : nameOfNode(tree, nodes[low - 1]!);
}

/** Positions ascend, gaps have none; so the step is not before its position. */
const findStep = (steps: readonly Step[], position: number): Step | undefined => {
  for (let at = Math.max(0, position - 1); position > 0 && at < steps.length; at += 1) if (steps[at]!.position === position) return steps[at];
  return undefined;
};

/** Where the halves of a reordered call are, in words. */
function wordPositions(tree: CallTree, expected: PathItem, actual: PathItem): string {
  const place = ({ frame }: PathItem): string => (frame.within.length === 0 ? 'at the outermost level' : `within \`${frame.within.at(-1)!}\``);
  if (expected.frame !== actual.frame) return `was expected ${place(expected)}, but was called ${place(actual)}`;
  const after = (name: string | null): string => (name === null ? 'first' : `after \`${name}\``);
  const before = findStep(expected.frame.steps, expected.step!.position - 1);
  return `was expected ${after(before?.label ?? null)}, but was called ${after(findNameBefore(tree, actual))}`;
}

function describeLine(tree: CallTree, lines: readonly PathLine[], { at, run }: { at: number; run: { extra: number; wanted: number } }): PathDifference {
  const line = lines[at]!;
  const partner = line.kind === 'reordered' ? line.first : null;
  const [expected, actual] = [line.expected ?? partner, line.actual ?? partner];
  const [node, within] = [line.standIn >= 0 ? line.standIn : line.kind === 'missing' ? -1 : actual!.node, frameOf(line).within];
  const names = {
    expected: expected?.step?.label ?? '',
    actual: node < 0 ? '' : nameOfNode(tree, node),
    after: findAgreedBefore(tree, lines, at),
    within: within.length === 0 ? '' : ` within \`${within.at(-1)!}\``,
    positions: partner ? wordPositions(tree, expected!, actual!) : '',
    runs: `${run.wanted + run.extra} times in a row instead of ${run.wanted === 1 ? 'once' : `${run.wanted} times`}`,
  };
  const isWanted = line.kind !== 'inserted' && line.kind !== 'repeated';
  return {
    kind: line.kind!, within,
    expected: isWanted ? names.expected : null, actual: node < 0 ? null : names.actual,
    expectedPosition: isWanted ? expected!.step!.position : null, actualPosition: node < 0 ? null : tree.positions[node]!,
    call: node < 0 ? null : tree.calls[node]!.id,
    message: wordDifference(line.kind!, names),
  };
}

/** How often a call was expected and called in the run of each repeated line, keyed by the agreed call that is repeated. */
function countRuns(tree: CallTree, lines: readonly PathLine[]): Map<PathItem, { extra: number; wanted: number }> {
  const runs = new Map<PathItem, { extra: number; wanted: number }>();
  for (const { kind, first } of lines) if (kind === 'repeated') runs.set(first!, { extra: (runs.get(first!)?.extra ?? 0) + 1, wanted: 1 });
  if (runs.size === 0) return runs;
  // Agreed calls of the same name that stand in the same row with it.
  const ends = new Map<number, PathItem | null>();
  for (const { kind, actual } of [...lines, ...lines.toReversed()]) {
    if (!actual || actual.kind === 'free') continue;
    const last = ends.get(actual.frame.id);
    const isSame = last && tree.nameIds[last.node] === tree.nameIds[actual.node];
    if (kind === null && isSame && last !== actual && runs.has(last) && !runs.has(actual)) runs.get(last)!.wanted += 1;
    else if (!(kind === 'repeated' && isSame)) ends.set(actual.frame.id, actual);
  }
  return runs;
}

/** One difference for each line that has one; the two lines of a reordered call and a run of repeated ones share theirs. */
export function listDifferences(tree: CallTree, lines: readonly PathLine[]): PlacedDifference[] {
  const runs = countRuns(tree, lines);
  const told = new Set<PathItem>();
  const found: PlacedDifference[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.kind === null) continue;
    const key = line.kind === 'reordered' ? (line.expected ?? line.first) : line.kind === 'repeated' ? line.first : null;
    if (key && told.has(key)) continue;
    if (key) told.add(key);
    found.push({ difference: describeLine(tree, lines, { at, run: runs.get(line.first!) ?? { extra: 1, wanted: 1 } }), line: at, node: nodeOf(line) });
  }
  return found;
}

/** Calls around the compared ones that are shown, the nearest ones. */
const CONTEXT_LIMIT = 20;

/**
 * The lines as rows, each call in the depth it has in the recording, with the calls around a compared level as rows of their own. Calls that
 * were not compared (detail) are left out. The expected names in order are the expectation, the actual ones the compared calls.
 */
export function listRows(tree: CallTree, lines: readonly PathLine[]): AlignedRow[] {
  const shown = new Set<number>();
  const rows: AlignedRow[] = [];
  const addContext = (node: number): void => {
    const around: number[] = [];
    for (let parent = tree.parents[node]!; parent >= 0 && !shown.has(parent) && around.length < CONTEXT_LIMIT; parent = tree.parents[parent]!) around.push(parent);
    for (const parent of around.reverse()) {
      shown.add(parent);
      rows.push({ depth: tree.depths[parent]!, expected: null, actual: nameOfNode(tree, parent), call: tree.calls[parent]!.id, difference: null });
    }
    shown.add(node);
  };
  for (const line of lines) {
    const node = nodeOf(line);
    if (node >= 0) addContext(node);
    const frame = frameOf(line);
    const depth = node >= 0 ? tree.depths[node]! : frame.depth;
    rows.push({ depth, expected: line.expected?.step?.label ?? line.actual?.step?.label ?? null, actual: node < 0 ? null : nameOfNode(tree, node), call: node < 0 ? null : tree.calls[node]!.id, difference: line.kind });
  }
  return rows;
}
