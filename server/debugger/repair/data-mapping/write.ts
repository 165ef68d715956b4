// Writes a mapping as code at one boundary of a file: inline where it is short, else through a function of its own. Owns the edit only.
import type { FileEdit, TextEdit } from '../../../edits/file-edit.ts';
import { isNode, parseSyntax, type Syntax, type SyntaxNode } from '../../../edits/syntax.ts';
import { applyEdits, hashText, normalizeEdits } from '../../../edits/text-edits.ts';
import { calleeName, findNodeAt, functionAround, functionName, isFunction, nodesOf, returnsOf, type Boundary, type NodeAt } from './boundary.ts';
import type { Mapping } from './mapping.ts';
import { detectStyle, type SourceStyle } from './source-style.ts';
import { isInline, mappingBody, mappingSource } from './source.ts';
import { typeSource } from './type-source.ts';

export interface WriteRequest {
  /** POSIX, relative to the room's root. */
  readonly path: string;
  readonly text: string;
  readonly boundary: Boundary;
  readonly mapping: Mapping;
  /** Values seen at the boundary, for the type of the parameter in TypeScript files. */
  readonly seen?: readonly unknown[];
  /** The value there is a promise of what was seen, as far as the recording tells; the syntax is asked as well. */
  readonly isPromise?: boolean;
}

export type Written =
  /** `name` is that of the function that was added; null where the mapping stands inline. */
  | { readonly kind: 'written'; readonly edit: FileEdit; readonly name: string | null; readonly text: string }
  | { readonly kind: 'refused'; readonly why: string };

/** One expression that the mapping goes around. */
interface Spot {
  readonly expression: SyntaxNode;
  readonly text: string;
  /** Awaited where it stands, chained with `then` where that cannot be, or taken as it is. */
  readonly waits: 'await' | 'then' | 'no';
}

class Refusal extends Error {}

const isAsync = (fn: NodeAt | null, syntax: Syntax): boolean => (fn ? fn.node['async'] === true : syntax.isModule);

/** An expression that is no promise whatever runs. */
const PLAIN = new Set(['Literal', 'TemplateLiteral', 'ObjectExpression', 'ArrayExpression', 'BinaryExpression', 'UnaryExpression', 'AwaitExpression', 'UpdateExpression']);

function waitsOf(expression: SyntaxNode, fn: NodeAt | null, context: { readonly syntax: Syntax; readonly isPromise: boolean; readonly mayBePromise: boolean }): Spot['waits'] {
  if (PLAIN.has(expression.type)) return 'no';
  if (isAsync(fn, context.syntax)) return context.isPromise || (context.mayBePromise && !isAwaitedName(expression, fn)) ? 'await' : 'no';
  return context.isPromise || (context.mayBePromise && looksLikePromise(expression, fn, context.syntax)) ? 'then' : 'no';
}

/** What the syntax alone shows to be a promise: `new Promise`, `Promise.all()`, `.then()`, a call of an async function of the file, a declared `Promise<T>`. */
function looksLikePromise(expression: SyntaxNode, fn: NodeAt | null, syntax: Syntax): boolean {
  const declared = fn?.node['returnType'];
  if (isNode(declared) && /^:\s*Promise\b/.test(syntax.text.slice(declared.start, declared.end))) return true;
  const callee = expression['callee'];
  if (!isNode(callee)) return false;
  const name = calleeName(callee);
  if (expression.type === 'NewExpression') return name === 'Promise';
  if (callee.type === 'MemberExpression') return name === 'then' || name === 'catch' || name === 'finally' || calleeName(callee['object'] as SyntaxNode) === 'Promise';
  return name === 'fetch' || [...nodesOf(syntax.program)].some((at) => isFunction(at.node) && at.node['async'] === true && functionName(at) === name);
}

/** A constant of the function that holds no promise: it was awaited, or is plain. */
function isAwaitedName(expression: SyntaxNode, fn: NodeAt | null): boolean {
  if (expression.type !== 'Identifier' || !fn) return false;
  const declared = [...nodesOf(fn.node)].filter(({ node }) => node.type === 'VariableDeclarator' && isNode(node['id']) && node['id']['name'] === expression['name']);
  return declared.length > 0 && declared.every(({ node }) => isNode(node['init']) && PLAIN.has(node['init'].type));
}

function returnSpot(node: SyntaxNode, fn: NodeAt, request: WriteRequest, syntax: Syntax): Spot | null {
  const expression = node.type === 'ReturnStatement' ? node['argument'] : node;
  if (!isNode(expression)) return null;
  // In an async function whatever is returned is awaited by the caller: a promise must be awaited here to be mapped.
  const waits = waitsOf(expression, fn, { syntax, isPromise: fn.node['async'] !== true && request.isPromise === true, mayBePromise: true });
  return { expression, text: request.text.slice(expression.start, expression.end), waits };
}

function callSpot({ node, ancestors }: NodeAt, request: WriteRequest, syntax: Syntax): Spot {
  // Outwards from the call: `a?.b()` and `await a()` are one value with it.
  const chained = ancestors.at(-1)?.type === 'ChainExpression' ? 1 : 0;
  const isAwaited = ancestors.at(-1 - chained)?.type === 'AwaitExpression';
  const levels = chained + (isAwaited ? 1 : 0);
  const expression = (levels === 0 ? node : ancestors.at(-levels)) as SyntaxNode;
  if (ancestors.at(-1 - levels)?.type === 'ExpressionStatement') throw new Refusal('nothing uses what this call gives');
  const fn = functionAround(ancestors);
  const waits = isAwaited ? 'no' : waitsOf(expression, fn, { syntax, isPromise: request.isPromise === true, mayBePromise: false });
  // A promise that is passed on must stay one.
  return { expression, text: request.text.slice(expression.start, expression.end), waits: waits === 'await' ? 'then' : waits };
}

function argumentSpot({ node, ancestors }: NodeAt, index: number, request: WriteRequest, syntax: Syntax): Spot {
  const expression = (node['arguments'] as readonly SyntaxNode[])[index];
  if (!expression) throw new Refusal(`the call has no argument ${index + 1}`);
  if (expression.type === 'SpreadElement') throw new Refusal('the argument is spread: it stands for several');
  return { expression, text: request.text.slice(expression.start, expression.end), waits: waitsOf(expression, functionAround(ancestors), { syntax, isPromise: request.isPromise === true, mayBePromise: false }) };
}

interface Found {
  readonly at: NodeAt;
  readonly spots: readonly Spot[];
  /** What the value is the result of: names the function that is added. */
  readonly subject: string | null;
}

function findSpots(request: WriteRequest, syntax: Syntax): Found {
  const { boundary } = request;
  if (boundary.kind !== 'return' && boundary.kind !== 'result') {
    const at = findNodeAt(syntax, boundary, ({ node }) => node.type === 'CallExpression');
    if (!at) throw new Refusal('there is no call at this place');
    const spot = 'index' in boundary ? argumentSpot(at, boundary.index, request, syntax) : callSpot(at, request, syntax);
    return { at, spots: [spot], subject: calleeName(at.node['callee'] as SyntaxNode) };
  }
  const at = boundary.kind === 'result' ? findNodeAt(syntax, boundary, ({ node }) => isFunction(node)) : findNodeAt(syntax, boundary, ({ node, ancestors }) => node.type === 'ReturnStatement' || ancestors.at(-1)?.['body'] === node);
  const fn = at && (boundary.kind === 'result' ? at : functionAround(at.ancestors));
  if (!at || !fn) throw new Refusal('there is no return at this place');
  if (fn.node['generator'] === true) throw new Refusal('a generator gives its values one by one');
  const spots = (boundary.kind === 'result' ? returnsOf(fn.node) : [at.node]).flatMap((node) => returnSpot(node, fn, request, syntax) ?? []);
  if (spots.length === 0) throw new Refusal('the function returns nothing');
  return { at, spots, subject: functionName(fn) };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `toUser` for `loadUser`, `fetchUsers`, `user`; free in the file. */
function functionNameFor(subject: string | null, kind: Boundary['kind'], syntax: Syntax): string {
  const words = /^(?:get|load|fetch|find|read|query|parse|build|make|create|compute|list|save|store|send|set|put|post|insert|update|write|to)([A-Z]\w*)$/.exec(subject ?? '');
  const base = words?.[1] ? `to${words[1]}` : subject ? `to${capital(subject.replace(/\W/g, ''))}${kind === 'argument' ? 'Input' : 'Result'}` : 'toExpected';
  const taken = new Set([...nodesOf(syntax.program)].flatMap(({ node }) => (typeof node['name'] === 'string' ? [node['name']] : [])));
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}${count}`;
  return name;
}

/** True for what may stand before `.then`, `.member` or `/` without brackets. */
const TIGHT = new Set(['Identifier', 'MemberExpression', 'CallExpression', 'Literal', 'TemplateLiteral', 'ArrayExpression', 'ThisExpression', 'ChainExpression', 'NewExpression']);
const bracketed = (spot: Spot): string => (TIGHT.has(spot.expression.type) && !(spot.expression.type === 'Literal' && typeof spot.expression['value'] === 'number') ? spot.text : `(${spot.text})`);

/** The code that takes the place of the expression. */
function around(spot: Spot, request: WriteRequest, options: { readonly name: string | null; readonly style: SourceStyle }): string {
  const { name, style } = options;
  if (spot.waits === 'then') return `${bracketed(spot)}.then(${name ?? `(value) => ${objectSafe(mappingSource(request.mapping, 'value', style))}`})`;
  const awaited = spot.waits === 'await' ? `await ${bracketed(spot)}` : spot.text;
  if (name !== null) return `${name}(${awaited})`;
  return mappingSource(request.mapping, spot.waits === 'await' ? `(${awaited})` : bracketed(spot), style);
}

const objectSafe = (text: string): string => (text.startsWith('{') ? `(${text})` : text);

/** The function, after the statement of the module that holds the boundary: declarations are hoisted. */
function declaration(name: string, request: WriteRequest, options: { readonly style: SourceStyle; readonly after: SyntaxNode }): TextEdit {
  const { indent, lineEnd } = options.style;
  const isTyped = /\.[cm]?tsx?$/.test(request.path);
  const parameter = isTyped ? `value: ${request.seen === undefined || request.seen.length === 0 ? 'any' : typeSource(request.seen)}` : 'value';
  const body = mappingBody(request.mapping, 'value', options.style).map((line) => indent + line.replaceAll('\n', `\n${indent}`));
  const code = [`function ${name}(${parameter}) {`, ...body, '}'].join('\n').replaceAll('\n', lineEnd);
  // Behind a semicolon that the parser counts to no statement, and behind a comment on the same line.
  const end = options.after.end + (/^[^\S\r\n]*;?[^\S\r\n]*(?:\/\/[^\r\n]*)?/.exec(request.text.slice(options.after.end))?.[0].length ?? 0);
  return { start: end, end, text: `${lineEnd}${lineEnd}${code}` };
}

/** An arrow function's body, and an object literal at its start, need brackets around them. */
function replacement(spot: Spot, text: string, at: NodeAt): TextEdit {
  const isBody = at.node === spot.expression || (isFunction(at.node) && at.node['body'] === spot.expression);
  return { start: spot.expression.start, end: spot.expression.end, text: isBody ? objectSafe(text) : text };
}

function build(request: WriteRequest, syntax: Syntax): Written {
  const { at, spots, subject } = findSpots(request, syntax);
  const style = detectStyle([request.text]);
  const isName = spots.every(({ expression, waits }) => waits === 'no' && (expression.type === 'Identifier' || expression.type === 'MemberExpression'));
  const name = spots.length === 1 && isInline(request.mapping, isName) ? null : functionNameFor(subject, request.boundary.kind, syntax);
  const top = at.ancestors[1] ?? at.node;
  const edits = spots.map((spot) => replacement(spot, around(spot, request, { name, style }), at));
  const all = normalizeEdits(name === null ? edits : [...edits, declaration(name, request, { style, after: top })]);
  const text = applyEdits(request.text, all);
  const [problem] = parseSyntax(request.path, text).errors;
  if (problem !== undefined) return { kind: 'refused', why: `the code would not parse: ${problem}` };
  return { kind: 'written', name, text, edit: { kind: 'modify', path: request.path, before: hashText(request.text), after: hashText(text), edits: all } };
}

/**
 * The edit that puts the mapping around the value at the boundary. The file after it parses; a value that is a promise is awaited, or
 * mapped with `then` where the function is not async. Refuses generators, spread arguments and calls whose result nobody uses.
 */
export function writeMapping(request: WriteRequest): Written {
  const syntax = parseSyntax(request.path, request.text);
  if (syntax.errors.length > 0) return { kind: 'refused', why: `${request.path} does not parse: ${syntax.errors[0]}` };
  try {
    return build(request, syntax);
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', why: error.message };
    throw error;
  }
}
