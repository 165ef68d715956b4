// Computes every edit of "this shim is not needed any more": its last callers take the replacement, and it goes, with its entries in barrels.
// Owns which edits those are; how callers are found is shared with renames and moves.
import { cutElements, cutRegions } from './cut-text.ts';
import type { DependentEdits, EditSource, NotEdited } from './edit-plan.ts';
import { findOrigin } from './export-names.ts';
import type { FileEdit, TextEdit } from './file-edit.ts';
import { shimsIn, type FoundShim } from './find-shims.ts';
import { moveFiles } from './moves/move-files.ts';
import { refuse, type Refusal } from './move-refusal.ts';
import { relocateImporters } from './relocate-importers.ts';
import { renameExport } from './rename-export.ts';
import { parseSyntax, type SyntaxNode } from './syntax.ts';
import { normalizeEdits } from './text-edits.ts';
import type { VirtualTree } from './virtual-tree.ts';

export interface Retirement {
  readonly kind: 'retired';
  readonly shim: FoundShim;
  /** Takes the shim away; null edits are left out. */
  readonly apply: (base: VirtualTree) => readonly (FileEdit | null)[];
  /** Files that lose something by `apply`. */
  readonly files: readonly string[];
  readonly dependents: ReadonlyMap<string, DependentEdits>;
  readonly notEdited: readonly NotEdited[];
  /** Places that still say the old form; offsets in the text as it is. */
  readonly callers: readonly { readonly file: string; readonly start: number }[];
}

/** The edits that take export specifiers out of a file; a statement goes with its last one. */
function cutSpecifiers(source: EditSource, file: string, gone: ReadonlySet<number>): TextEdit[] {
  const syntax = parseSyntax(file, source.tree.text(file) ?? '');
  const statements = (syntax.program['body'] as readonly SyntaxNode[]).filter((statement) => statement.type === 'ExportNamedDeclaration');
  const whole: SyntaxNode[] = [];
  const parts = statements.flatMap((statement) => {
    const specifiers = statement['specifiers'] as readonly SyntaxNode[];
    const cut = new Set(specifiers.filter(({ start }) => gone.has(start)));
    if (cut.size > 0 && cut.size === specifiers.length) whole.push(statement);
    return cut.size > 0 && cut.size < specifiers.length ? cutElements(syntax, specifiers, cut) : [];
  });
  const text = cutRegions(syntax, whole);
  const isEmptied = whole.length > 0 && whole.length === (syntax.program['body'] as readonly unknown[]).length;
  return isEmptied ? [...text, { start: syntax.text.length, end: syntax.text.length, text: 'export {};\n' }] : [...text, ...parts];
}

function retireFile(source: EditSource, shim: FoundShim, target: string): Retirement {
  const { graph } = source;
  const { dependents, notEdited } = moveFiles(source, { files: new Map([[shim.file, target]]), folder: null, editsMentions: false });
  return {
    kind: 'retired', shim, dependents, notEdited, files: [shim.file],
    callers: graph.edgesTo(shim.file).filter(({ from }) => from !== shim.file).map(({ from, start }) => ({ file: from, start })),
    apply: (base) => [{ kind: 'delete', path: shim.file, before: base.hash(shim.file) ?? '' }],
  };
}

/** An export clause that gives the old name away. */
interface Entry {
  readonly file: string;
  readonly specifier: SyntaxNode;
}

function specifierFor(source: EditSource, file: string, exported: string): SyntaxNode | null {
  const { program } = parseSyntax(file, source.tree.text(file) ?? '');
  const statements = (program['body'] as readonly SyntaxNode[]).filter((statement) => statement.type === 'ExportNamedDeclaration');
  const named = (one: SyntaxNode): boolean => String((one['exported'] as SyntaxNode)['name'] ?? (one['exported'] as SyntaxNode)['value']) === exported;
  return statements.flatMap((statement) => statement['specifiers'] as readonly SyntaxNode[]).find(named) ?? null;
}

/** Modules that name the old form beside the new one. Those that name only the old one are renamed like any caller. */
function entriesOf(source: EditSource, shim: FoundShim, old: string, name: string): Entry[] {
  const { graph } = source;
  const same = (a: ReturnType<typeof findOrigin>, b: ReturnType<typeof findOrigin>): boolean => a !== null && a.file === b?.file && a.name === b.name;
  const origin = findOrigin(graph, shim.file, name);
  const shimOrigin = findOrigin(graph, shim.file, old);
  const candidates = graph.files().filter((file) => file !== shim.file && graph.facts(file)?.exports.some((entry) => entry.name === old));
  const beside = candidates.filter((file) => {
    const found = findOrigin(graph, file, old);
    return (same(found, origin) || same(found, shimOrigin)) && same(findOrigin(graph, file, name), origin);
  });
  return beside.flatMap((file) => {
    const specifier = specifierFor(source, file, old);
    return specifier ? [{ file, specifier }] : [];
  });
}

function merge(lists: readonly ReadonlyMap<string, DependentEdits>[]): Map<string, DependentEdits> {
  const merged = new Map<string, DependentEdits>();
  for (const [file, edits] of lists.flatMap((list) => [...list])) {
    const known = merged.get(file) ?? { imports: [], references: [] };
    merged.set(file, { imports: normalizeEdits([...known.imports, ...edits.imports]), references: normalizeEdits([...known.references, ...edits.references]) });
  }
  return merged;
}

function retireName(source: EditSource, shim: FoundShim & Entry, old: string, name: string): Retirement {
  const { tree, graph } = source;
  const entries: Entry[] = [shim, ...entriesOf(source, shim, old, name)];
  const renames = entries.map(({ file }) => renameExport({ tree, graph, file, from: old, to: name }));
  const dependents = merge(renames.map((rename) => rename.dependents));
  // A file that loses an entry is edited at once, without the edits of the entry itself.
  const own = entries.map(({ file, specifier }) => {
    const isOutside = ({ start }: TextEdit): boolean => start < specifier.start || start >= specifier.end;
    const edits = dependents.get(file);
    dependents.delete(file);
    return { file, edits: [...cutSpecifiers(source, file, new Set([specifier.start])), ...(edits?.imports ?? []).filter(isOutside), ...(edits?.references ?? [])] };
  });
  const callers = [...dependents].flatMap(([file, { imports, references }]) => [...imports, ...references].filter(({ start, end }) => end > start).map(({ start }) => ({ file, start })));
  return { kind: 'retired', shim, dependents, notEdited: renames.flatMap((rename) => rename.notEdited), files: own.map(({ file }) => file), callers, apply: (base) => own.map(({ file, edits }) => base.modify(file, edits)) };
}

function retirePlace(source: EditSource, shim: FoundShim, to: { file: string; name: string }): Retirement {
  const { tree, graph } = source;
  const facts = graph.facts(to.file)?.exports.filter((entry) => entry.name === to.name) ?? [];
  const isType = facts.length > 0 && facts.every((entry) => entry.isType);
  const work = relocateImporters({ tree, graph, aliasesFor: source.aliasesFor.bind(source), file: shim.file, name: shim.name ?? '', to: to.file, toName: to.name, isType, localAtHome: facts[0]?.local ?? to.name });
  const dependents = new Map([...work.files].filter(([path]) => path !== shim.file).map(([path, one]) => [path, one.edits()]));
  return {
    kind: 'retired', shim, dependents, notEdited: work.notEdited, files: [shim.file], callers: work.callers,
    apply: (base) => [base.modify(shim.file, cutSpecifiers(source, shim.file, new Set([shim.specifier?.start ?? -1])))],
  };
}

/** Every edit that retires the shim, or why that cannot be. */
export function retireShim(source: EditSource, { file, name }: { file: string; name: string | null }): Retirement | Refusal {
  const { tree, graph } = source;
  const what = name === null ? file : `'${name}' of ${file}`;
  const shim = shimsIn({ tree, graph }, file).find((one) => one.name === name);
  if (!shim) return refuse(`${what} is no shim: ${name === null ? 'it does more than pass one other file on, or nothing of it is marked @deprecated' : 'it is no export clause that is marked @deprecated'}.`, 'Name what a former change left for old callers: the page lists it as kept for old callers, GraphQL as `Room.shims`.');
  const { replacement } = shim;
  if (replacement === null) return refuse(`${what} leads out of the project, so no caller can be sent to its replacement.`, 'Change its callers by hand, then delete it.');
  if (replacement.name === null) return retireFile(source, shim, replacement.file);
  if (name === 'default') return refuse(`${what} is a default export; its callers choose its name themselves.`, 'Change its callers by hand, then delete it.');
  if (shim.specifier === null || shim.name === null) throw new Error(`${what} has no specifier`);
  if (replacement.file === file) return retireName(source, { ...shim, specifier: shim.specifier }, shim.name, replacement.name);
  return retirePlace(source, shim, { file: replacement.file, name: replacement.name });
}
