// What a module looks like from outside: each export with its declaration, and the imports that takes. Owns that reading of one text; follows no import.
// Method: declarations by isolated declaration emit; where a type must be inferred, as always in JavaScript, the whole statement stands for the declaration.
import { isolatedDeclarationSync } from 'oxc-transform';
import { codeMatches, isForOthers, IS_COMMONJS } from '../checker/beyond-imports.ts';
import type { FileFacts } from '../graph/facts.ts';
import { groupBy } from '../graph/group-by.ts';
import { IS_DECLARATION } from '../graph/run-file.ts';
import { childrenOf, isNode, parseSyntax, type SyntaxNode } from '../edits/syntax.ts';
import { declarationIn } from '../edits/top-level.ts';
import { BEYOND, DEFAULT, javascriptPieces, piecesOf, type Declaration, type Piece } from './declaration-pieces.ts';
import { allReferences, type References } from './references-in.ts';

/** Names of the module scope, imports among them. What is passed on from other modules by `export from` has none. */
export interface DeclaredShape {
  /** By name what declares it, or from where it is imported. Two that are equal look the same from outside as long as what they mention does. */
  readonly declared: ReadonlyMap<string, string>;
  /** By name the names of the module scope that its declaration refers to, with their members. */
  readonly references: ReadonlyMap<string, References>;
  /** The same the other way round, without the members. */
  readonly usedBy: ReadonlyMap<string, readonly string[]>;
  /** By name how it is exported. */
  readonly exportedAs: ReadonlyMap<string, readonly string[]>;
  /** The names that it declares for other modules or for all. */
  readonly added: ReadonlySet<string>;
}

/** UTF-16 units. Reading more than that is slower than asking. */
const LONGEST = 1_500_000;
const IS_TYPESCRIPT = /\.[cm]?tsx?$/;
const IS_ENUM = /^(?:export )?(?:declare )?(?:const )?enum\b/;
/** Statements that say more, or otherwise, than which names there are. */
const OPAQUE = new Set(['TSExportAssignment', 'TSImportEqualsDeclaration', 'TSNamespaceExportDeclaration']);

const together = (declarations: readonly Declaration[]): Declaration => ({ text: declarations.map(({ text }) => text).join('\n'), references: allReferences(declarations.map(({ references }) => references)) });

function byName(pieces: readonly Piece[]): Map<string, Piece[]> {
  const named = groupBy(pieces.flatMap((piece) => [...new Set(piece.names)].map((name) => ({ name, piece }))), ({ name }) => name);
  return new Map([...named].map(([name, own]) => [name, own.map(({ piece }) => piece)]));
}

/** By name the statements that say what it is. */
function declarationsOf(path: string, text: string, written: readonly Piece[]): Map<string, Declaration> {
  const pieces = byName(written);
  if (IS_TYPESCRIPT.test(path) && !IS_DECLARATION.test(path)) {
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

/** `facts`: of the same text. Null where it cannot be told: syntax errors, CommonJS, or very long. Then everything in it may hang on everything. */
export function declaredShape(path: string, text: string, facts: FileFacts): DeclaredShape | null {
  const isTypescript = IS_TYPESCRIPT.test(path);
  if (text.length > LONGEST || (!isTypescript && codeMatches(path, text, IS_COMMONJS))) return null;
  const syntax = parseSyntax(path, text);
  const body = [...childrenOf(syntax.program)];
  if (syntax.errors.length > 0 || !syntax.isModule || body.some(({ type }) => OPAQUE.has(type))) return null;
  const { exports, imports } = facts;
  const imported = new Map(imports.flatMap(({ specifier, names }) => names.flatMap((name) => (name.local === null ? [] : [[name.local, `${specifier}#${name.imported}${name.isType ? ' type' : ''}`] as const]))));
  const own = exports.filter(({ importIndex }) => importIndex === null);
  const isPassing = own.every(({ local }) => local !== null && imported.has(local)) && !body.some(isForOthers);
  const pieces = isTypescript ? piecesOf(syntax) : javascriptPieces(syntax);
  const declarations = isTypescript && isPassing ? new Map<string, Declaration>() : declarationsOf(path, text, pieces);
  const hasDefault = body.some(({ type }) => type === 'ExportDefaultDeclaration');
  const exportedAs = groupBy(own, ({ name, local }) => (name === 'default' && hasDefault && (local === null || !imported.has(local)) ? DEFAULT : (local ?? name)));
  const types = new Set(pieces.flatMap((piece) => piece.types ?? []));
  const references = new Map([...declarations].map(([name, declaration]) => [name, declaration.references]));
  return {
    declared: new Map([...imported, ...[...declarations].map(([name, { text: own }]) => [name, imported.has(name) ? `${imported.get(name)}\n${own}` : own] as const)]), references,
    usedBy: usesIn(references, new Set([...imported.keys(), ...declarations.keys()])), added: new Set(body.filter(isForOthers).flatMap(namesAdded)),
    exportedAs: new Map([BEYOND, ...types, ...exportedAs.keys()].map((local) => [local, [...new Set([...(exportedAs.get(local) ?? []).map(({ name }) => name), ...(local === BEYOND || types.has(local) ? [local] : [])])]])),
  };
}

/** Those of its statements that have one. */
function namesAdded({ body }: SyntaxNode): string[] {
  const ids = isNode(body) ? [...childrenOf(body)].map((statement) => declarationIn(statement)['id']) : [];
  return ids.filter(isNode).map((id) => String(id['name']));
}

function usesIn(references: ReadonlyMap<string, References>, known: ReadonlySet<string>): Map<string, string[]> {
  const uses = [...references].flatMap(([user, own]) => [...own.keys()].filter((name) => name !== user && known.has(name)).map((name) => ({ user, name })));
  return new Map([...groupBy(uses, ({ name }) => name)].map(([name, own]) => [name, own.map(({ user }) => user)]));
}

/** Adds the names of the module scope that look different where these do, and answers with those that were not there. */
export function reachFrom({ usedBy }: DeclaredShape, names: Iterable<string>, reached = new Set<string>()): Set<string> {
  const fresh = new Set([...names].filter((name) => !reached.has(name)));
  for (const name of fresh) {
    reached.add(name);
    for (const user of usedBy.get(name) ?? []) if (!reached.has(user)) fresh.add(user);
  }
  return fresh;
}
