// The statements of a module that say what its names are, with what each refers to. Owns that reading of one syntax tree.
import { isForOthers } from '../checker/beyond-imports.ts';
import { blankComments, childrenOf, isNode, type Syntax, type SyntaxNode } from '../edits/syntax.ts';
import { declarationIn } from '../edits/top-level.ts';
import { allReferences, referencesIn, referencesTo, unescaped, wordsIn, type References } from './references-in.ts';

export interface Declaration {
  readonly text: string;
  readonly references: References;
}

export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly names: readonly string[];
  /** Without what says nothing: comments in TypeScript. */
  readonly text: string;
  /** Whether it declares nothing itself: it is part of what the names are. */
  readonly isMore: boolean;
  /** Names of types that comments declare, and maybe other words. */
  readonly types?: readonly string[];
  /** What the private members of its classes are. */
  readonly privates: Declaration;
  /** See Declaration. */
  references(): References;
}

/** The default export, which has no name of its own: no word is written so. */
export const DEFAULT = '(default)';
/** What is declared for files that do not import this one: in a shape it is a name that is exported as it is. */
export const BEYOND = '(beyond)';
const NOTHING: Declaration = { text: '', references: new Map() };

/** `f.extra = 1` and `f['extra'] = 1`, wherever they stand, are part of what f is. */
const ADDITION = /([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?:\.\s*[\p{ID_Start}$_][\p{ID_Continue}$]*|\[[^\]]*\])\s*=(?![=>])/gu;

/** Of a pattern or name without the type that is written behind it. */
const bindingSpan = ({ start, end, typeAnnotation }: SyntaxNode): [number, number] => [start, isNode(typeAnnotation) ? typeAnnotation.start : end];

function namesOf(statement: SyntaxNode, code: string): string[] {
  if (statement.type === 'ExportDefaultDeclaration') {
    const { id } = statement['declaration'] as { id?: unknown };
    return [DEFAULT, ...(isNode(id) ? [String(id['name'])] : [])];
  }
  const declared = declarationIn(statement);
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
    references: allReferences(members.map((member) => referencesIn(member, endOfSignature(member)))),
  };
}

/** Of TypeScript. Comments say nothing. */
export function piecesOf(syntax: Syntax): Piece[] {
  const code = blankComments(syntax.text, syntax.comments);
  return [...childrenOf(syntax.program)].filter(({ type }) => type !== 'ImportDeclaration').flatMap((statement) => {
    const piece = { start: statement.start, end: statement.end, text: code.slice(statement.start, statement.end).replace(/\s+/g, ' '), references: () => referencesIn(statement) };
    const own = { ...piece, names: namesOf(statement, code), isMore: !declaresItself(statement), privates: privatesOf(statement, code) };
    const added = own.isMore ? [] : addedTo(statement, code);
    return added.length === 0 ? [own] : [own, { ...piece, names: added, isMore: true, privates: NOTHING }];
  });
}

/** Declares types, of which any word in it may be the name. */
const DECLARES_TYPES = /@(?:typedef|callback|enum)\b/;
const PASSES_ON = new Set(['ImportDeclaration', 'ExportAllDeclaration']);
const isPassing = ({ type, declaration }: SyntaxNode): boolean => PASSES_ON.has(type) || (type === 'ExportNamedDeclaration' && !isNode(declaration));

/**
 * Of JavaScript, where nothing is declared but by what is done. Comments say types: those before a statement are part of it. A statement that declares
 * nothing can make every name that it says something else.
 */
export function javascriptPieces(syntax: Syntax): Piece[] {
  const code = blankComments(syntax.text, syntax.comments);
  const statements = [...childrenOf(syntax.program)];
  const declared = new Set(statements.filter(declaresItself).flatMap((statement) => namesOf(statement, code)));
  const comments = [...syntax.comments];
  let from = 0;
  return [...statements, null].map((statement) => {
    const [start, end] = [from, statement?.end ?? syntax.text.length];
    from = end;
    const next = comments.findIndex((comment) => comment.start >= end);
    const own = comments.splice(0, next === -1 ? comments.length : next);
    const [inCode, names] = statement === null || isPassing(statement) ? [NOTHING.references, []] : saidBy(statement, { code, declared });
    const types = own.filter(({ value }) => DECLARES_TYPES.test(value)).flatMap(({ value }) => wordsIn(value));
    const references = () => allReferences([inCode, referencesTo(own.flatMap(({ value }) => wordsIn(value)))]);
    return { start, end, names: [...names, ...types], text: syntax.text.slice(start, end).replace(/\s+/g, ' ').trim(), isMore: true, privates: NOTHING, references, types };
  });
}

/** What a statement of JavaScript refers to, and the names of which it says what they are. */
function saidBy(statement: SyntaxNode, { code, declared }: { readonly code: string; readonly declared: ReadonlySet<string> }): [References, string[]] {
  const references = referencesIn(statement);
  const names = declaresItself(statement) ? namesOf(statement, code) : [...references.keys()].filter((name) => declared.has(name));
  return [references, [...names, ...addedTo(statement, code)]];
}
