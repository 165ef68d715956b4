// What two sets of edits of one change differ in, and what diagnostics one of them brings.
import { withComments } from '../../server/edits/changes/rename-export.ts';
import { renameExport } from '../../server/edits/rename-export.ts';
import type { ChangeEdits } from '../../server/edits/edit-plan.ts';
import { pathToOffset } from '../../server/edits/syntax-path.ts';
import { parseSyntax, positionAt } from '../../server/edits/syntax.ts';
import { applyEdits, normalizeEdits } from '../../server/edits/text-edits.ts';
import type { Overlay, ReadableTree } from '../../server/edits/virtual-tree.ts';
import { directDependents } from '../../server/graph/dependents.ts';
import type { Codebase } from '../../server/impact/codebase.ts';
import { findBreaks, renamesOf } from '../../server/impact/predict-breaks.ts';
import type { ChangeOf } from '../../server/intents/change.ts';
import type { ServicePlace } from './language-service.ts';

type Change = ChangeOf<'MOVE_FILE'> | ChangeOf<'RENAME_EXPORT'>;

/** A place that only one side edits. */
export interface Difference {
  readonly why: string;
  readonly file: string;
  readonly line: number;
  readonly excerpt: string;
}

/** The service's edits as an overlay; for a move with the file itself at its new path. Places are relative to the room. */
export function overlayOf(tree: ReadableTree, change: Change, places: readonly ServicePlace[]): Overlay {
  const overlay = new Map<string, string | null>();
  const textWith = (file: string) => applyEdits(tree.text(file) ?? '', normalizeEdits(places.filter((place) => place.file === file)));
  for (const file of new Set(places.map((place) => place.file))) overlay.set(file, textWith(file));
  if (change.kind === 'MOVE_FILE') overlay.set(change.to, textWith(change.from)).set(change.from, null);
  return overlay;
}

/** New diagnostics of a tree in the files that it touches and one import around them. */
export async function brings({ checker, graph, tree }: Codebase, { renamed, targets }: ChangeEdits, overlay: Overlay): Promise<number> {
  const touched = [...overlay.keys(), ...targets];
  const files = [...new Set([...touched, ...touched.flatMap((path) => directDependents(graph, path))])].filter((path) => overlay.get(path) !== null && (overlay.has(path) || tree.has(path)));
  return (await findBreaks(checker, { after: overlay, files, renames: renamesOf(renamed) })).problems.length;
}

const describe = (text: string, file: string, start: number): string => {
  const { node, ancestors } = pathToOffset(parseSyntax(file, text), start) ?? {};
  const isToken = node?.type === 'Identifier' || node?.type === 'JSXIdentifier' || node?.type === 'Literal';
  return isToken ? `${ancestors?.at(-1)?.type ?? 'Program'}` : 'a comment';
};

/** Places of a rename that only one of the two edits; none for a move, whose edits are whole specifiers. */
export function differences(codebase: Codebase, change: Change, places: readonly ServicePlace[]): Difference[] {
  if (change.kind === 'MOVE_FILE') return [];
  const { tree, graph } = codebase;
  const { starts } = withComments(codebase, change, renameExport({ tree, graph, file: change.file, from: change.from, to: change.to }));
  const keys = (file: string, edits: readonly { start: number }[]) => edits.map(({ start }) => `${file}\n${start}`);
  const ours = new Set([...starts].flatMap(([file, own]) => [...own].map((start) => `${file}\n${start}`)));
  const theirs = new Set(places.flatMap((place) => keys(place.file, [place])));
  const only = (mine: ReadonlySet<string>, others: ReadonlySet<string>, side: string) => [...mine].filter((key) => !others.has(key)).map((key): Difference => {
    const [file, start] = key.split('\n') as [string, string];
    const text = tree.text(file) ?? '';
    const { line } = positionAt(text, Number(start));
    return { why: `${side}: in ${describe(text, file, Number(start))}`, file, line, excerpt: (text.split('\n')[line - 1] ?? '').trim().slice(0, 120) };
  });
  return [...only(ours, theirs, 'Supernova'), ...only(theirs, ours, 'the language service')];
}
