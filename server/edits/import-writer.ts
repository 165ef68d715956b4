// Adds imports to a file in the style it is written in. Owns where they stand and when an import clause is extended; which ones are needed is told.
import type { ReadableGraph } from '../graph/project-graph.ts';
import type { TextEdit } from './file-edit.ts';
import { isNode, type Syntax, type SyntaxNode } from './syntax.ts';

export interface NeededImport {
  /** A name, `default`, `*`, or `=` for `import x = require()`. */
  readonly imported: string;
  readonly local: string;
  readonly isType: boolean;
  /** `import { type T }`: may stand beside values. */
  readonly isInline?: boolean;
  /** As this file has to write it. */
  readonly specifier: string;
  /** The file it leads to; null outside of the room. */
  readonly to: string | null;
  /** What follows the specifier: import attributes. */
  readonly attributes?: string;
}

export interface ImportingFile {
  readonly path: string;
  readonly syntax: Syntax;
  readonly graph: ReadableGraph;
  /** Import statements and specifiers that are going away. */
  readonly gone: ReadonlySet<SyntaxNode>;
  /** Left out: as the file itself is written. */
  readonly style?: Style;
}

export type Style = { readonly quote: string; readonly semicolon: string; readonly lineEnd: string };

export const lineEndOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');
const statementsOf = (syntax: Syntax): readonly SyntaxNode[] => syntax.program['body'] as readonly SyntaxNode[];
const isImport = (node: SyntaxNode): boolean => node.type === 'ImportDeclaration' || (node.type === 'TSImportEqualsDeclaration' && (node['moduleReference'] as SyntaxNode).type === 'TSExternalModuleReference');

/** How a file writes its statements, read from its imports and exports, else from its text. */
export function styleOf({ text }: Syntax): Style {
  const quoted = /(?:from|import|require\()\s*(["'])/.exec(text)?.[1] ?? (/(["'])/.exec(text)?.[1] ?? "'");
  const statements = text.match(/^(?:import|export)\b[^\n]*$/gm) ?? text.match(/^[^\n]*[\w)'"\];]\r?$/gm) ?? [];
  const ended = statements.filter((line) => /;\s*$/.test(line)).length;
  const open = statements.filter((line) => /[\w'")]\s*$/.test(line)).length;
  return { quote: quoted, semicolon: ended >= open ? ';' : '', lineEnd: lineEndOf(text) };
}

const written = (name: string): string => (/^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name) ? name : JSON.stringify(name));
const clauseOf = ({ imported, local }: NeededImport): string => (imported === local ? local : `${written(imported)} as ${local}`);
const isNamed = ({ imported }: NeededImport): boolean => !['default', '*', '='].includes(imported);

/** The statement that says these imports of one module; `needed` agree in specifier and in being types. */
function statementOf(needed: readonly NeededImport[], { quote, semicolon }: Style): string[] {
  const first = needed.find(({ isType }) => !isType) ?? (needed[0] as NeededImport);
  const type = first.isType ? 'type ' : '';
  const from = `${quote}${first.specifier}${quote}`;
  const end = `${first.attributes ?? ''}${semicolon}`;
  const named = needed.filter(isNamed);
  return [
    ...needed.filter(({ imported }) => imported === 'default').map(({ local }) => `import ${type}${local} from ${from}${end}`),
    ...needed.filter(({ imported }) => imported === '*').map(({ local }) => `import ${type}* as ${local} from ${from}${end}`),
    ...needed.filter(({ imported }) => imported === '=').map(({ local }) => `import ${type}${local} = require(${from})${semicolon}`),
    ...(named.length > 0 ? [`import ${type}{ ${named.map((one) => (one.isType && !first.isType ? 'type ' : '') + clauseOf(one)).join(', ')} } from ${from}${end}`] : []),
  ];
}

/** The last named specifier that stays of an import of the same module that can take the name too. */
function findClause({ path, syntax, graph, gone }: ImportingFile, needed: NeededImport): { specifier: SyntaxNode; separator: string } | null {
  if (!isNamed(needed)) return null;
  for (const statement of statementsOf(syntax)) {
    const isType = statement['importKind'] === 'type';
    if (statement.type !== 'ImportDeclaration' || gone.has(statement) || (isType !== needed.isType && (isType || !needed.isInline))) continue;
    const source = statement['source'] as SyntaxNode;
    const to = graph.edgesFrom(path).find((edge) => edge.start === source.start)?.to ?? null;
    if (needed.to === null ? source['value'] !== needed.specifier : to !== needed.to) continue;
    const named = (statement['specifiers'] as readonly SyntaxNode[]).filter((specifier) => specifier.type === 'ImportSpecifier' && !gone.has(specifier));
    const last = named.at(-1);
    if (!last) continue;
    const before = syntax.text.slice(statement.start, last.start);
    const indent = /\n([ \t]*)$/.exec(before)?.[1];
    return { specifier: last, separator: (indent === undefined ? ', ' : `,${lineEndOf(syntax.text)}${indent}`) + (needed.isType && !isType ? 'type ' : '') };
  }
  return null;
}

/** Where a first import goes: behind directives, a hashbang and what is said of the whole file. */
function startOfBody(syntax: Syntax): number {
  const statements = statementsOf(syntax);
  const first = statements.find((statement) => typeof statement['directive'] !== 'string');
  const directive = statements.findLast((statement) => typeof statement['directive'] === 'string');
  const from = directive?.end ?? /^\uFEFF?(#![^\n]*\n)?/.exec(syntax.text)?.[0].length ?? 0;
  const header = syntax.comments.find(({ start }) => start >= from && syntax.text.slice(from, start).trim() === '');
  const gap = header && /^[ \t]*\r?\n[ \t]*\r?\n/.exec(syntax.text.slice(header.end));
  if (header && gap && header.end <= (first?.start ?? Infinity)) return header.end + gap[0].length;
  if (directive) return directive.end + (/^[ \t]*\r?\n/.exec(syntax.text.slice(directive.end))?.[0].length ?? 0);
  return from;
}

/** The lines as one insertion: behind the last import that stays, else at the start of the file. */
function insertStatements(file: Pick<ImportingFile, 'syntax' | 'gone' | 'style'>, lines: readonly string[]): TextEdit[] {
  const { syntax, gone } = file;
  if (lines.length === 0) return [];
  const { lineEnd } = file.style ?? styleOf(syntax);
  const imports = statementsOf(syntax).filter(isImport);
  const last = imports.findLast((statement) => !gone.has(statement));
  if (last) return [{ start: last.end, end: last.end, text: lines.map((line) => lineEnd + line).join('') }];
  const first = imports[0];
  const start = first ? syntax.text.lastIndexOf('\n', first.start - 1) + 1 : startOfBody(syntax);
  const at = start === 0 && syntax.text.startsWith('\uFEFF') ? 1 : start;
  const isLast = syntax.text.slice(at).trim() === '';
  return [{ start: at, end: at, text: lines.map((line) => line + lineEnd).join('') + (first || isLast ? '' : lineEnd) }];
}

/** The edits that make the names available in the file; names of one module share a statement. */
export function writeImports(file: ImportingFile, needed: readonly NeededImport[]): TextEdit[] {
  const style = file.style ?? styleOf(file.syntax);
  const edits: TextEdit[] = [];
  const groups = new Map<string, NeededImport[]>();
  const extended = new Map<SyntaxNode, string[]>();
  for (const one of needed) {
    const clause = findClause(file, one);
    if (clause) extended.set(clause.specifier, [...(extended.get(clause.specifier) ?? []), clause.separator + clauseOf(one)]);
    if (clause) continue;
    const isBeside = one.isInline && needed.some((other) => other.specifier === one.specifier && !other.isType && isNamed(other) && !findClause(file, other));
    const key = `${one.isType && !isBeside}\n${one.specifier}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  for (const [specifier, texts] of extended) edits.push({ start: specifier.end, end: specifier.end, text: texts.join('') });
  return [...edits, ...insertStatements(file, [...groups.values()].flatMap((group) => statementOf(group, style)))];
}

/** Every local name that the file's import statements bind, with where it comes from. */
export function importedLocals(syntax: Syntax): Map<string, { statement: SyntaxNode; specifier: SyntaxNode; imported: string; isType: boolean }> {
  const locals = new Map<string, { statement: SyntaxNode; specifier: SyntaxNode; imported: string; isType: boolean }>();
  for (const statement of statementsOf(syntax).filter(isImport)) {
    const isTypeStatement = statement['importKind'] === 'type';
    if (statement.type === 'TSImportEqualsDeclaration') {
      locals.set(String((statement['id'] as SyntaxNode)['name']), { statement, specifier: statement, imported: '=', isType: isTypeStatement });
      continue;
    }
    for (const specifier of statement['specifiers'] as readonly SyntaxNode[]) {
      const imported = isNode(specifier['imported']) ? String(specifier['imported']['name'] ?? specifier['imported']['value']) : specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*';
      locals.set(String((specifier['local'] as SyntaxNode)['name']), { statement, specifier, imported, isType: isTypeStatement || specifier['importKind'] === 'type' });
    }
  }
  return locals;
}
