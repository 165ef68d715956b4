import { expect } from 'vitest';
import { aliasesOf } from '../../server/graph/aliases.ts';
import { editsOfChange } from '../../server/edits/change-edits.ts';
import type { ChangeEdits } from '../../server/edits/edit-plan.ts';
import { indexNames } from '../../server/edits/names/index-names.ts';
import type { FileEdit } from '../../server/edits/file-edit.ts';
import { applyEdits, invertEdits } from '../../server/edits/text-edits.ts';
import type { Change } from '../../server/intents/change.ts';
import { openGraph, type OpenGraph } from '../graph/build-graph.ts';

export type Texts = Readonly<Record<string, string>>;

export interface ChangedProject extends OpenGraph {
  readonly edits: ChangeEdits;
  /** Every file afterwards. */
  readonly texts: Texts;
  /** `file:line reason` of what was left as it is. */
  readonly left: readonly string[];
}

const sayAll = ({ applyChange, updateImports, updateReferences, notEdited }: ChangeEdits): string =>
  JSON.stringify([applyChange, updateImports, updateReferences, notEdited.map(({ file, line, column, reason }) => `${file}:${line}:${column} ${reason}`).sort()], null, 1);

/** Makes a project of the files, and the edits of the change on it; throws when they cannot be undone, or are others once the names are indexed. */
export async function changeProject(files: Texts, change: Change): Promise<ChangedProject> {
  const { tree, graph } = await openGraph(files);
  const source = { tree, graph, aliasesFor: (file: string) => aliasesOf(graph, file) };
  const edits = await editsOfChange(source, change);
  const said = sayAll(edits);
  await indexNames(source, new AbortController().signal);
  expect(sayAll(await editsOfChange(source, change)), 'the same edits from the index of names').toBe(said);
  const steps = [...edits.applyChange, ...edits.updateImports, ...edits.updateReferences];
  const texts = applyAll(files, steps);
  for (const path of new Set([...Object.keys(files), ...Object.keys(texts)])) {
    if (edits.after.text(path) !== texts[path]) throw new Error(`the tree after all edits says something else about ${path}`);
  }
  return { tree, graph, edits, texts, left: edits.notEdited.map(({ file, line, reason }) => `${file}:${line} ${reason}`) };
}

/** The files after edits, each of which is also inverted and compared. */
export function applyAll(files: Texts, edits: readonly FileEdit[]): Texts {
  const texts = new Map(Object.entries(files));
  for (const edit of edits) {
    if (edit.kind === 'create') texts.set(edit.path, edit.text);
    if (edit.kind === 'create') continue;
    const source = edit.kind === 'move' ? edit.from : edit.path;
    const before = texts.get(source) ?? '';
    if (edit.kind !== 'modify') texts.delete(source);
    if (edit.kind === 'delete') continue;
    const after = applyEdits(before, edit.edits);
    if (applyEdits(after, invertEdits(before, edit.edits)) !== before) throw new Error(`the edits of ${edit.path} cannot be undone`);
    texts.set(edit.path, after);
  }
  return Object.fromEntries(texts);
}

/** `export const price` in price.ts becomes `cost`: the other files before and after. */
export async function renamePrice(files: Texts, declaration = 'export const price = 1'): Promise<ChangedProject> {
  return changeProject({ 'price.ts': declaration, ...files }, { kind: 'RENAME_EXPORT', file: 'price.ts', from: 'price', to: 'cost' });
}
