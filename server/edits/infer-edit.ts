// What an edit means for those who import its files: moves, renames, exports that went elsewhere, came, left or changed. Owns how the surfaces are paired.
import type { InferredEdit, InferredMove, InferredRename, NamedExport } from '../intents/change.ts';
import type { EditSource } from './edit-plan.ts';
import { EditedGraph } from './edited-graph.ts';
import { findOrigin } from './export-names.ts';
import { exportSurface, type SurfaceEntry } from './export-surface.ts';
import { inferMoves, type TextPair } from './infer-moves.ts';
import { inferRenames, type SurfacePair } from './infer-renames.ts';
import { tokenLikeness } from './likeness.ts';

/** From this likeness on, an export that left one file and came under the same name to another went there. */
const LEAST_MOVED = 0.7;
/** Barrels of barrels take a round each. */
const MOST_ROUNDS = 6;

type Surface = ReadonlyMap<string, SurfaceEntry>;

/** One file before and after, under both paths. */
interface Counterpart {
  readonly old: string;
  /** The path after the edit; of a deleted file the old one. */
  readonly file: string;
  readonly before: Surface;
  readonly after: Surface;
  readonly isDeleted: boolean;
}

function counterpartsOf(pairs: readonly TextPair[], moves: readonly InferredMove[]): Counterpart[] {
  const goal = new Map(moves.map(({ from, to }) => [from, to]));
  const origin = new Map(moves.map(({ from, to }) => [to, from]));
  const before = new Map(pairs.map((pair) => [pair.path, pair.before]));
  return pairs.filter((pair) => !goal.has(pair.path)).map(({ path, after }) => {
    const old = origin.get(path) ?? path;
    return { old, file: path, before: exportSurface(old, before.get(old) ?? null), after: exportSurface(path, after), isDeleted: after === null };
  });
}

interface Comparison {
  readonly source: EditSource;
  readonly graph: EditedGraph;
  readonly moves: readonly InferredMove[];
  readonly counterparts: readonly Counterpart[];
}

/** Whether two names that are passed on mean the same thing, in the light of the renames found so far. */
function sourceTest({ source, graph, moves }: Comparison, { old, file }: Counterpart, renames: readonly InferredRename[]): SurfacePair['isSameSource'] {
  const isRenamed = (target: string, from: string, to: string) => renames.some((rename) => rename.file === target && rename.from === from && rename.to === to);
  return (before, after) => {
    const oldTarget = graph.resolveBefore(old, before.specifier);
    const target = graph.target(file, after.specifier);
    const expected = moves.find(({ from }) => from === oldTarget)?.to ?? oldTarget;
    if (expected !== target || (target === null && before.specifier !== after.specifier)) return false;
    if (before.imported === after.imported) return true;
    if (target === null || oldTarget === null) return false;
    const declared = findOrigin(source.graph, oldTarget, before.imported);
    const declaring = declared && (moves.find(({ from }) => from === declared.file)?.to ?? declared.file);
    return isRenamed(target, before.imported, after.imported) || (declared !== null && declaring !== null && isRenamed(declaring, declared.name, after.imported));
  };
}

function renamesOf(comparison: Comparison): InferredRename[] {
  let renames: InferredRename[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = comparison.counterparts.filter(({ isDeleted }) => !isDeleted).flatMap((counterpart) => {
      const isSameSource = sourceTest(comparison, counterpart, renames);
      return inferRenames({ before: counterpart.before, after: counterpart.after, isSameSource }).map((rename) => ({ file: counterpart.file, ...rename }));
    });
    if (next.length === renames.length) return next;
    renames = next;
  }
  return renames;
}

interface Difference extends NamedExport {
  readonly entry: SurfaceEntry;
}

/** Exports of one side that the other has not, renamed ones left out. */
function differenceOf(counterparts: readonly Counterpart[], side: 'before' | 'after', renames: readonly InferredRename[]): Difference[] {
  const other = side === 'before' ? 'after' : 'before';
  const isRenamed = (file: string, name: string) => renames.some((rename) => rename.file === file && (side === 'before' ? rename.from : rename.to) === name);
  return counterparts.flatMap((counterpart) => [...counterpart[side].values()].filter(({ name }) => !counterpart[other].has(name) && !isRenamed(counterpart.file, name)).map((entry) => ({ file: counterpart.file, name: entry.name, entry })));
}

function movedExportsOf(removed: readonly Difference[], added: readonly Difference[]): InferredEdit['movedExports'] {
  return removed.flatMap(({ file, name, entry }) => {
    if (entry.source || name === 'default' || name === 'export=') return [];
    const goals = added.filter((other) => other.file !== file && other.name === name && !other.entry.source && other.entry.isType === entry.isType && tokenLikeness(entry.body, other.entry.body) >= LEAST_MOVED);
    const [goal] = goals;
    return goal && goals.length === 1 ? [{ name, from: file, to: goal.file }] : [];
  });
}

/** Exports that stay, under whatever name, and are another thing to their importers. */
function changesOf(counterparts: readonly Counterpart[], renames: readonly InferredRename[]): Pick<InferredEdit, 'kindChanged' | 'signatures'> {
  const kindChanged: InferredEdit['kindChanged'][number][] = [];
  const signatures: InferredEdit['signatures'][number][] = [];
  for (const { file, before, after } of counterparts) {
    for (const old of before.values()) {
      const rename = renames.find((other) => other.file === file && other.from === old.name);
      const name = rename?.to ?? old.name;
      const now = after.get(name);
      if (!now || rename?.isCertain === true) continue;
      if (old.isType !== now.isType) kindChanged.push({ file, name, after: now.isType ? 'type' : 'value' });
      else if (!old.source && !now.source && old.signature !== now.signature) signatures.push({ file, name, before: old.signature.replaceAll('§', old.name), after: now.signature.replaceAll('§', name) });
    }
  }
  return { kindChanged, signatures };
}

/** Compares what the files offered with what they offer now. `source` is the tree before the edit, or after it where the edit is applied already. */
export function inferEdit(source: EditSource, pairs: readonly TextPair[]): InferredEdit {
  const moves = inferMoves(pairs);
  const counterparts = counterpartsOf(pairs, moves);
  const renames = renamesOf({ source, graph: new EditedGraph(source, pairs, moves), moves, counterparts });
  const removed = differenceOf(counterparts, 'before', renames);
  const added = differenceOf(counterparts, 'after', renames);
  const movedExports = movedExportsOf(removed, added);
  const went = (file: string, name: string) => movedExports.some((moved) => moved.name === name && (moved.from === file || moved.to === file));
  const deleted = new Set(counterparts.filter(({ isDeleted }) => isDeleted).map(({ file }) => file));
  const named = (list: readonly Difference[]) => list.filter(({ file, name }) => !went(file, name)).map(({ file, name }) => ({ file, name }));
  return { moves, renames, movedExports, added: named(added), removed: named(removed).filter(({ file }) => !deleted.has(file)), ...changesOf(counterparts, renames) };
}
