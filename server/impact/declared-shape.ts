// What a TypeScript module looks like from outside: each export with its declaration, and the imports that takes. Owns that reading of one text; follows no import.
// Method: declarations by isolated declaration emit; where a type must be inferred, the whole statement stands for the declaration.
import { isolatedDeclarationSync } from 'oxc-transform';
import { isForOthers } from '../checker/beyond-imports.ts';
import type { FileFacts } from '../graph/facts.ts';
import { groupBy } from '../graph/group-by.ts';
import { blankComments, childrenOf, isNode, parseSyntax, type Syntax, type SyntaxNode } from '../edits/syntax.ts';

/** Names of the module scope, imports among them. What is passed on from other modules by `export from` has none. */
export interface DeclaredShape {
  /** By name what declares it, or from where it is imported. Two that are equal look the same from outside as long as what they mention does. */
  readonly declared: ReadonlyMap<string, string>;
  /** By name those whose declarations mention it. */
  readonly usedBy: ReadonlyMap<string, readonly string[]>;
  /** By name how it is exported. */
  readonly exportedAs: ReadonlyMap<string, readonly string[]>;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly names: readonly string[];
  /** Without comments. */
  readonly text: string;
  /** Whether it declares nothing itself: it is part of what the names are. */
  readonly isMore: boolean;
  /** What the private members of its classes are. */
  readonly privates: string;
}

/** UTF-16 units. Reading more than that is slower than asking. */
const LONGEST = 1_500_000;
const IS_DECLARATION = /\.d\.[cm]?ts$/;
const IS_TYPESCRIPT = /\.[cm]?tsx?$/;
const IS_ENUM = /^(?:export )?(?:declare )?(?:const )?enum\b/;
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;
/** Statements that say more, or otherwise, than which names there are. */
const OPAQUE = new Set(['TSExportAssignment', 'TSImportEqualsDeclaration', 'TSNamespaceExportDeclaration']);
/** The default export, which has no name of its own: no word is written so. */
const DEFAULT = '(default)';
/** What is declared for files that do not import this one: in a shape it is a name that is exported as it is. */
export const BEYOND = '(beyond)';

/** `f.extra = 1` and `f['extra'] = 1`, wherever they stand, are part of what f is. */
const ADDITION = /([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?:\.\s*[\p{ID_Start}$_][\p{ID_Continue}$]*|\[[^\]]*\])\s*=(?![=>])/gu;
const ESCAPE = /\\u(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{4}))/gi;
const LAST_CODE_POINT = 0x10ffff;

/** A name may be written with escapes. Those of strings are read as well: a word too many costs time. */
export const unescaped = (text: string): string =>
  text.includes('\\u') ? text.replace(ESCAPE, (_, long?: string, short?: string) => String.fromCodePoint(Math.min(LAST_CODE_POINT, Number.parseInt(long ?? short ?? '', 16)))) : text;

export const wordsIn = (text: string): string[] => unescaped(text).match(WORD) ?? [];

/** Of a pattern or name without the type that is written behind it. */
const bindingSpan = ({ start, end, typeAnnotation }: SyntaxNode): [number, number] => [start, isNode(typeAnnotation) ? typeAnnotation.start : end];

function namesOf(statement: SyntaxNode, code: string): string[] {
  if (statement.type === 'ExportDefaultDeclaration') {
    const { id } = statement['declaration'] as { id?: unknown };
    return [DEFAULT, ...(isNode(id) ? [String(id['name'])] : [])];
  }
  const declared = isNode(statement['declaration']) ? statement['declaration'] : statement;
  if (isForOthers(declared)) return [BEYOND];
  if (declared.type === 'VariableDeclaration') return (declared['declarations'] as SyntaxNode[]).flatMap(({ id }) => wordsIn(code.slice(...bindingSpan(id as SyntaxNode))));
  if (isNode(declared['id'])) return [String(declared['id']['name'])];
  return addedTo(declared, code);
}

/** The names to which a statement adds that declares none. */
function addedTo({ type, start, end }: SyntaxNode, code: string): string[] {
  const text = unescaped(code.slice(start, end));
  const added = [...text.matchAll(ADDITION)].map(([, name = '']) => name);
  return type === 'ExpressionStatement' ? [...wordsIn(text).slice(0, 1), ...added] : added;
}

const declaresItself = (statement: SyntaxNode): boolean => statement.type === 'ExportDefaultDeclaration' || isNode(statement['declaration']) || isNode(statement['id']) || statement.type === 'VariableDeclaration';

/** The nodes through which a class can be reached that a statement declares. */
const AROUND_CLASSES = new Set(['ExportNamedDeclaration', 'ExportDefaultDeclaration', 'TSModuleDeclaration', 'TSModuleBlock', 'ClassDeclaration', 'ClassBody']);

function* privateMembers(node: SyntaxNode): Generator<SyntaxNode> {
  if (node['accessibility'] === 'private') yield node;
  else if (AROUND_CLASSES.has(node.type)) for (const child of childrenOf(node)) yield* privateMembers(child);
}

/** Without the body that a written type hides. */
function signatureOf(member: SyntaxNode, code: string): string {
  const { value } = member;
  const [typed, hidden] = isNode(value) && isNode(value['body']) ? [value['returnType'], value['body']] : [member['typeAnnotation'], value];
  return code.slice(member.start, isNode(typed) && isNode(hidden) ? hidden.start : member.end);
}

function piecesOf(syntax: Syntax): Piece[] {
  const code = blankComments(syntax.text, syntax.comments);
  return [...childrenOf(syntax.program)].filter(({ type }) => type !== 'ImportDeclaration').map((statement) => ({
    start: statement.start, end: statement.end, names: namesOf(statement, code), text: code.slice(statement.start, statement.end).replace(/\s+/g, ' '), isMore: !declaresItself(statement),
    privates: code.slice(statement.start, statement.end).includes('private') ? [...privateMembers(statement)].map((member) => signatureOf(member, code).replace(/\s+/g, ' ')).join('\n') : '',
  }));
}

function byName(pieces: readonly Piece[]): Map<string, string> {
  const named = groupBy(pieces.flatMap(({ names, text }) => [...new Set(names)].map((name) => ({ name, text }))), ({ name }) => name);
  return new Map([...named].map(([name, own]) => [name, own.map(({ text }) => text).join('\n')]));
}

/** By name the statements that say what it is. */
function declarationsOf(path: string, text: string, syntax: Syntax): Map<string, string> {
  const written = piecesOf(syntax);
  const asWritten = byName(written);
  if (IS_DECLARATION.test(path)) return asWritten;
  const { code, errors } = isolatedDeclarationSync(path, text);
  const places = errors.flatMap(({ labels }) => labels.map(({ start }) => start));
  // Of an enum the values count, and they are not inferred.
  const inferred = written.filter(({ start, end, text: own, isMore }) => isMore || IS_ENUM.test(own) || places.some((place) => place >= start && place < end)).flatMap(({ names }) => names);
  const emitted = byName(piecesOf(parseSyntax('emitted.d.ts', code)));
  for (const name of inferred) emitted.delete(name);
  // The types of private members are not emitted, but tell whether classes fit, and can be read by their names in brackets.
  for (const { names, privates } of written) if (privates !== '') for (const name of names) if (emitted.has(name)) emitted.set(name, `${emitted.get(name) ?? ''}\n${privates}`);
  return new Map([...asWritten, ...emitted]);
}

/** `facts`: of the same text. Null where it cannot be told: JavaScript, syntax errors, CommonJS, or very long. Then everything in it may hang on everything. */
export function declaredShape(path: string, text: string, facts: FileFacts): DeclaredShape | null {
  if (!IS_TYPESCRIPT.test(path) || text.length > LONGEST) return null;
  const syntax = parseSyntax(path, text);
  const body = [...childrenOf(syntax.program)];
  if (syntax.errors.length > 0 || !syntax.isModule || body.some(({ type }) => OPAQUE.has(type))) return null;
  const { exports, imports } = facts;
  const imported = new Map(imports.flatMap(({ specifier, names }) => names.flatMap((name) => (name.local === null ? [] : [[name.local, `${specifier}#${name.imported}${name.isType ? ' type' : ''}`] as const]))));
  const own = exports.filter(({ importIndex }) => importIndex === null);
  const isPassing = own.every(({ local }) => local !== null && imported.has(local)) && !body.some(isForOthers);
  const declared = new Map([...imported, ...(isPassing ? [] : declarationsOf(path, text, syntax))]);
  const hasDefault = body.some(({ type }) => type === 'ExportDefaultDeclaration');
  const exportedAs = groupBy(own, ({ name, local }) => (name === 'default' && hasDefault && (local === null || !imported.has(local)) ? DEFAULT : (local ?? name)));
  return { declared, usedBy: usesIn(declared), exportedAs: new Map([[BEYOND, [BEYOND]], ...[...exportedAs].map(([local, facts]) => [local, [...new Set(facts.map(({ name }) => name))]] as const)]) };
}

function usesIn(declared: ReadonlyMap<string, string>): Map<string, string[]> {
  const usedBy = new Map<string, string[]>();
  for (const [name, text] of declared) {
    for (const word of new Set(wordsIn(text))) {
      if (word === name || !declared.has(word)) continue;
      const users = usedBy.get(word);
      if (users) users.push(name);
      else usedBy.set(word, [name]);
    }
  }
  return usedBy;
}

/** The exported names that look different where these names of the module scope do. `takes`: whether a declaration that mentions a name looks different with it. */
export function exportsThatTake({ usedBy, exportedAs }: DeclaredShape, names: Iterable<string>, takes: (user: string, name: string) => boolean = () => true): Set<string> {
  const reached = new Set(names);
  for (const name of reached) for (const user of usedBy.get(name) ?? []) if (takes(user, name)) reached.add(user);
  return new Set([...reached].flatMap((name) => exportedAs.get(name) ?? []));
}
