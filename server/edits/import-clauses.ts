// Rewrites import and re-export clauses between the default export of a module and a named one. Owns where braces and commas go; the local names stay.
import { type ClauseName } from './export-references.ts';
import type { TextEdit } from './file-edit.ts';
import type { SyntaxNode } from './syntax.ts';

const named = (name: string, local: string): string => (name === local ? name : `${name} as ${local}`);
const specifiersOf = (statement: SyntaxNode): SyntaxNode[] => statement['specifiers'] as SyntaxNode[];
const isType = (node: SyntaxNode): boolean => node['importKind'] === 'type' || node['exportKind'] === 'type';

/** A second import of the same module, on a line of its own. */
function importBeside({ syntax, statement }: ClauseName, clause: string): TextEdit {
  const source = statement['source'] as SyntaxNode;
  const lineEnd = syntax.text.includes('\r\n') ? '\r\n' : '\n';
  const rest = syntax.text.slice(source.start, statement.end);
  return { start: statement.end, end: statement.end, text: `${lineEnd}import ${isType(statement) ? 'type ' : ''}${clause} from ${rest}` };
}

/** Puts a specifier first between the braces behind `from`, in the way the list is written. */
function insertIntoBraces(text: string, from: number, added: string): TextEdit {
  const at = text.indexOf('{', from) + 1;
  const gap = /^\s*/.exec(text.slice(at))?.[0] ?? '';
  return { start: at, end: at, text: text[at + gap.length] === '}' ? ` ${added} ` : `${gap}${added},${gap === '' ? ' ' : ''}` };
}

/** `import a from`, `import { default as a } from`: the edits that take the name instead. */
export function importByName(at: ClauseName, local: string, name: string): TextEdit[] {
  const { syntax: { text }, specifier, statement } = at;
  if (specifier.type === 'ImportSpecifier') {
    const [imported, own] = [specifier['imported'] as SyntaxNode, specifier['local'] as SyntaxNode];
    return [{ start: imported.start, end: own.end, text: named(name, local) }];
  }
  const [next] = specifiersOf(statement).filter((other) => other !== specifier);
  const source = statement['source'] as SyntaxNode;
  if (next?.type === 'ImportNamespaceSpecifier') return [{ start: specifier.start, end: next.start, text: '' }, importBeside(at, `{ ${named(name, local)} }`)];
  const brace = text.slice(specifier.end, source.start).search(/^\s*,\s*\{/) === -1 ? -1 : text.indexOf('{', specifier.end);
  if (brace === -1) return [{ start: specifier.start, end: specifier.end, text: `{ ${named(name, local)} }` }];
  return [{ start: specifier.start, end: brace, text: '' }, insertIntoBraces(text, specifier.end, named(name, local))];
}

/** The span of a specifier with the comma that goes with it. */
export function spanInList(text: string, list: readonly SyntaxNode[], specifier: SyntaxNode): { start: number; end: number } {
  const next = list[list.indexOf(specifier) + 1];
  if (next) return { start: specifier.start, end: next.start };
  const before = list[list.indexOf(specifier) - 1];
  const comma = /^\s*,/.exec(text.slice(specifier.end))?.[0].length ?? 0;
  // A trailing comma belongs to whichever stands last.
  return { start: before ? before.end : specifier.start, end: before && comma > 0 ? specifier.end : specifier.end + comma };
}

/** `import { a } from`: the edits that take the default instead. */
export function importByDefault(at: ClauseName, local: string): TextEdit[] {
  const { syntax: { text }, specifier, statement } = at;
  const all = specifiersOf(statement);
  const others = all.filter((other) => other !== specifier);
  const [imported, own] = [specifier['imported'] as SyntaxNode, specifier['local'] as SyntaxNode];
  const inBraces = [{ start: imported.start, end: own.end, text: `default as ${local}` }];
  // `import type a, { b }` is not allowed, and `{ type a }` keeps the import when all types are erased.
  if (isType(specifier) || (isType(statement) && others.length > 0) || others.some((other) => other.type !== 'ImportSpecifier')) return inBraces;
  const open = text.lastIndexOf('{', specifier.start);
  const close = text.indexOf('}', specifier.end) + 1;
  if (others.length === 0) return [{ start: open, end: close, text: local }];
  return [{ start: open, end: open, text: `${local}, ` }, { ...spanInList(text, all, specifier), text: '' }];
}

/** `export { a as b } from` with another name in the place of `a`. */
export function reexportAs({ specifier }: ClauseName, name: string, exported: string): TextEdit[] {
  const [local, outer] = [specifier['local'] as SyntaxNode, specifier['exported'] as SyntaxNode];
  return [{ start: local.start, end: outer.end, text: named(name, exported) }];
}

/** True for `export type { a } from` and `export type * from`. */
export const isTypeClause = isType;
