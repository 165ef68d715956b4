// default-to-named and named-to-default: the declaration, every importer, and the old form as an alias. Owns how the edits make up the changes.
import type { ChangeOf } from '../../intents/change.ts';
import { markDeprecated } from '../compatibility.ts';
import { makeDefault, nameDefault, type DeclarationEdits } from '../default-declarations.ts';
import { editDefaultReferences } from '../default-references.ts';
import { composeEdits, type ChangeEdits, type EditSource } from '../edit-plan.ts';
import type { FileEdit } from '../file-edit.ts';
import { parseSyntax, type Syntax } from '../syntax.ts';
import type { VirtualTree } from '../virtual-tree.ts';

interface Turn {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

function syntaxOf({ tree }: EditSource, file: string): Syntax {
  const text = tree.text(file);
  if (text === undefined) throw new Error(`${file} holds no text`);
  return parseSyntax(file, text);
}

/** The old form beside the new one, at the end of the file. */
function keepOld(tree: VirtualTree, { file, from, to }: Turn, clause: string): FileEdit[] {
  const text = tree.text(file) ?? '';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text.endsWith('\n') ? eol : eol + eol;
  const now = to === 'default' ? 'the default export' : `{@link ${to}}`;
  const note = `/** @deprecated Use ${now}. Keeps callers working that still import ${from === 'default' ? 'the default' : from}. */`;
  const edit = tree.modify(file, [{ start: text.length, end: text.length, text: [gap + note, `${clause};`, ''].join(eol) }]);
  return edit ? [edit] : [];
}

function turnExport(source: EditSource, turn: Turn, declaration: DeclarationEdits): ChangeEdits {
  const { tree, graph } = source;
  const { file, from, to } = turn;
  const { own, dependents, notEdited } = editDefaultReferences({ tree, graph, ...turn });
  const facts = graph.facts(file)?.exports.filter((entry) => entry.name === from) ?? [];
  const type = facts.length > 0 && facts.every((entry) => entry.isType) ? 'type ' : '';
  const kept = declaration.local === from ? from : `${declaration.local} as ${from}`;
  return {
    ...composeEdits(tree, (base) => [base.modify(file, [...declaration.edits, ...own])], dependents),
    notEdited, sites: [], targets: [file], targetsAfter: [file], renamed: { files: [], names: [] },
    shim: {
      keep: (after) => keepOld(after, turn, `export ${type}{ ${kept} }`),
      deprecate: (after, shims) => markDeprecated(after, shims, { isOld: (name) => name === from, replacement: to === 'default' ? 'Import the default export instead.' : `Use {@link ${to}} instead.` }),
    },
  };
}

export function editsOfDefaultToNamed(source: EditSource, { file, name }: ChangeOf<'DEFAULT_TO_NAMED'>): ChangeEdits {
  return turnExport(source, { file, from: 'default', to: name }, nameDefault(syntaxOf(source, file), name));
}

export function editsOfNamedToDefault(source: EditSource, { file, name }: ChangeOf<'NAMED_TO_DEFAULT'>): ChangeEdits {
  return turnExport(source, { file, from: name, to: 'default' }, makeDefault(syntaxOf(source, file), name));
}
