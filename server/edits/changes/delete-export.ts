// delete-export: without callers the declaration goes, with callers it is deprecated and they are listed. Owns how the edits make up the change.
import type { ChangeOf } from '../../intents/change.ts';
import { deleteDeclaration } from '../delete-declaration.ts';
import { deprecateExport } from '../deprecation.ts';
import { composeEdits, NOTHING_RENAMED, type ChangeEdits, type DependentEdits, type EditSource, type NotEdited } from '../edit-plan.ts';
import { findCallers } from '../export-callers.ts';
import type { TextEdit } from '../file-edit.ts';
import { childrenOf, parseSyntax, positionAt, type Syntax } from '../syntax.ts';
import { VirtualTree } from '../virtual-tree.ts';

const NOBODY: ReadonlyMap<string, DependentEdits> = new Map();

/** True when loading the module does something besides declaring. */
function runsOnLoad(syntax: Syntax): boolean {
  return [...childrenOf(syntax.program)].some(({ type }) => /Statement$/.test(type)) || [...childrenOf(syntax.program)].some((node) => node.type === 'ImportDeclaration' && (node['specifiers'] as unknown[]).length === 0);
}

export function editsOfDeleteExport({ tree, graph }: EditSource, { file, name }: ChangeOf<'DELETE_EXPORT'>): ChangeEdits {
  const text = tree.text(file);
  const facts = graph.facts(file)?.exports.filter((entry) => entry.name === name) ?? [];
  if (text === undefined || facts.length === 0) throw new Error(`${file} does not export ${name}`);
  const syntax = parseSyntax(file, text);
  const { callers, mentions, passedOn } = findCallers({ tree, graph, file, name }, runsOnLoad(syntax));
  const deletion = deleteDeclaration(syntax, name, facts);
  const unremovable: NotEdited[] = deletion ? [] : [{ file, ...positionAt(text, facts[0]?.start ?? 0), reason: `something happens in the place where '${name}' is made; take it out by hand` }];
  const shared = { sites: [], targets: [file], targetsAfter: [file], renamed: NOTHING_RENAMED, shim: null };
  if (deletion && callers.length === 0) {
    const { [file]: own, ...others } = Object.fromEntries(passedOn);
    const edits: TextEdit[] = [...deletion, ...(own?.imports ?? [])];
    return { ...shared, ...composeEdits(tree, (base) => [base.modify(file, edits)], new Map(Object.entries(others))), notEdited: mentions };
  }
  const tag = "@deprecated It is going to be deleted; do not use it in new code.";
  const before = new VirtualTree(tree);
  const tried = [before.modify(file, deletion ?? []), ...[...passedOn].filter(([path]) => path !== file).map(([path, edits]) => before.modify(path, edits.imports))];
  return {
    ...shared, ...composeEdits(tree, (base) => [base.modify(file, deprecateExport(syntax, name, { facts, tag }))], NOBODY),
    tried: tried.flatMap((edit) => edit ?? []),
    notEdited: [...unremovable, ...callers.map((caller) => ({ ...caller, reason: `${caller.reason}, which is kept for it` })), ...mentions],
  };
}
