// What a TypeScript module looks like from outside: each export with its declaration, and the imports that takes. Owns that reading of one text; follows no import.
// Method: declarations by isolated declaration emit; where a type must be inferred, the whole statement stands for the declaration.
import { isolatedDeclarationSync } from 'oxc-transform';
import { isForOthers } from '../checker/beyond-imports.ts';
import type { FileFacts } from '../graph/facts.ts';
import { groupBy } from '../graph/group-by.ts';
import { blankComments, childrenOf, isNode, parseSyntax, type Syntax, type SyntaxNode } from '../edits/syntax.ts';
import { referencesIn, rootOf } from './references-in.ts';

/** Names of the module scope, imports among them. What is passed on from other modules by `export from` has none. */
export interface DeclaredShape {
  /** By name what declares it, or from where it is imported. Two that are equal look the same from outside as long as what they mention does. */
  readonly declared: ReadonlyMap<string, string>;
  /** By name the names of the module scope that its declaration refers to, with their members. */
  readonly references: ReadonlyMap<string, ReadonlySet<string>>;
  /** The same the other way round, without the members. */
  readonly usedBy: ReadonlyMap<string, readonly string[]>;
  /** By name how it is exported. */
  readonly exportedAs: ReadonlyMap<string, readonly string[]>;
  /** The names that it declares for other modules or for all. */
  readonly added: ReadonlySet<string>;
}

interface Declaration {
  readonly text: string;
  readonly references: ReadonlySet<string>;
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
  readonly privates: Declaration;
  /** See Declaration. */
  references(): ReadonlySet<string>;
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

/** Where its declaration ends: before a body that a written type hides. */
function endOfSignature(member: SyntaxNode): number {
  const { value } = member;
  const [typed, hidden] = isNode(value) && isNode(value['body']) ? [value['returnType'], value['body']] : [member['typeAnnotation'], value];
  return isNode(typed) && isNode(hidden) ? hidden.start : member.end;
}

function privatesOf(statement: SyntaxNode, code: string): Declaration {
  const members = code.slice(statement.start, statement.end).includes('private') ? [...privateMembers(statement)] : [];
  return {
    text: members.map((member) => code.slice(member.start, endOfSignature(member)).replace(/\s+/g, ' ')).join('\n'),
    references: new Set(members.flatMap((member) => [...referencesIn(member, endOfSignature(member))])),
  };
}

function piecesOf(syntax: Syntax): Piece[] {
  const code = blankComments(syntax.text, syntax.comments);
  return [...childrenOf(syntax.program)].filter(({ type }) => type !== 'ImportDeclaration').map((statement) => ({
    start: statement.start, end: statement.end, names: namesOf(statement, code), text: code.slice(statement.start, statement.end).replace(/\s+/g, ' '), isMore: !declaresItself(statement),
    privates: privatesOf(statement, code), references: () => referencesIn(statement),
  }));
}

const together = (declarations: readonly Declaration[]): Declaration => ({ text: declarations.map(({ text }) => text).join('\n'), references: new Set(declarations.flatMap(({ references }) => [...references])) });

function byName(pieces: readonly Piece[]): Map<string, Piece[]> {
  const named = groupBy(pieces.flatMap((piece) => [...new Set(piece.names)].map((name) => ({ name, piece }))), ({ name }) => name);
  return new Map([...named].map(([name, own]) => [name, own.map(({ piece }) => piece)]));
}

/** By name the statements that say what it is. */
function declarationsOf(path: string, text: string, written: readonly Piece[]): Map<string, Declaration> {
  const pieces = byName(written);
  if (!IS_DECLARATION.test(path)) {
    const { code, errors } = isolatedDeclarationSync(path, text);
    const places = errors.flatMap(({ labels }) => labels.map(({ start }) => start));
    // Of an enum the values count, and they are not inferred.
    const inferred = new Set(written.filter(({ start, end, text: own, isMore }) => isMore || IS_ENUM.test(own) || places.some((place) => place >= start && place < end)).flatMap(({ names }) => names));
    for (const [name, emitted] of byName(piecesOf(parseSyntax('emitted.d.ts', code)))) if (!inferred.has(name)) pieces.set(name, emitted);
  }
  // The types of private members are not emitted, but tell whether classes fit, and can be read by their names in brackets.
  const privates = byName(written.filter((piece) => piece.privates.text !== ''));
  return new Map([...pieces].map(([name, own]) => [name, together([...own.map((piece) => ({ text: piece.text, references: piece.references() })), ...(privates.get(name) ?? []).map((piece) => piece.privates)])]));
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
  const declarations = isPassing ? new Map<string, Declaration>() : declarationsOf(path, text, piecesOf(syntax));
  const hasDefault = body.some(({ type }) => type === 'ExportDefaultDeclaration');
  const exportedAs = groupBy(own, ({ name, local }) => (name === 'default' && hasDefault && (local === null || !imported.has(local)) ? DEFAULT : (local ?? name)));
  const references = new Map([...declarations].map(([name, declaration]) => [name, declaration.references]));
  return {
    declared: new Map([...imported, ...[...declarations].map(([name, declaration]) => [name, declaration.text] as const)]), references,
    usedBy: usesIn(references, new Set([...imported.keys(), ...declarations.keys()])), added: new Set(body.filter(isForOthers).flatMap(namesAdded)),
    exportedAs: new Map([[BEYOND, [BEYOND]], ...[...exportedAs].map(([local, facts]) => [local, [...new Set(facts.map(({ name }) => name))]] as const)]),
  };
}

/** Those of its statements that have one. */
function namesAdded({ body }: SyntaxNode): string[] {
  return isNode(body) ? [...childrenOf(body)].flatMap((statement) => {
    const declared = isNode(statement['declaration']) ? statement['declaration'] : statement;
    return isNode(declared['id']) ? [String(declared['id']['name'])] : [];
  }) : [];
}

function usesIn(references: ReadonlyMap<string, ReadonlySet<string>>, known: ReadonlySet<string>): Map<string, string[]> {
  const uses = [...references].flatMap(([user, own]) => [...new Set([...own].map(rootOf))].filter((name) => name !== user && known.has(name)).map((name) => ({ user, name })));
  return new Map([...groupBy(uses, ({ name }) => name)].map(([name, own]) => [name, own.map(({ user }) => user)]));
}

/** The names of the module scope that look different where these do. `takes`: whether a declaration that refers to a name looks different with it. */
export function namesThatTake({ usedBy }: DeclaredShape, names: Iterable<string>, takes: (user: string, name: string) => boolean = () => true): Set<string> {
  const reached = new Set(names);
  for (const name of reached) for (const user of usedBy.get(name) ?? []) if (takes(user, name)) reached.add(user);
  return reached;
}
