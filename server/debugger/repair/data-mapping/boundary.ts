// Places where a mapping can be put: returns, results of functions, results and arguments of calls. Owns finding and naming them.
import { childrenOf, isNode, parseSyntax, positionAt, type Syntax, type SyntaxNode } from '../../../edits/syntax.ts';

/**
 * `start` and `end` are the offsets of the return statement (or of the expression of an arrow function), of the function, or of the call.
 * - return: one return; result: every return of the function; call: what the call gives; argument: what the call is given.
 */
export type Boundary =
  | { readonly kind: 'return' | 'result' | 'call'; readonly start: number; readonly end: number }
  | { readonly kind: 'argument'; readonly start: number; readonly end: number; readonly index: number };

export interface BoundaryChoice {
  readonly boundary: Boundary;
  readonly line: number;
  readonly column: number;
  /** The line of source. */
  readonly text: string;
  /** `what load() returns`, `argument 1 of save()`. */
  readonly description: string;
}

export interface NodeAt {
  readonly node: SyntaxNode;
  /** From the program down to the parent. */
  readonly ancestors: readonly SyntaxNode[];
}

/** Around a call, and still the same value. */
const WRAPPERS = new Set(['AwaitExpression', 'ChainExpression', 'TSNonNullExpression', 'TSAsExpression', 'TSSatisfiesExpression']);
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

export const isFunction = (node: SyntaxNode): boolean => FUNCTIONS.has(node.type);

/** Every node with its ancestors, parents first. */
export function* nodesOf(node: SyntaxNode, ancestors: readonly SyntaxNode[] = []): Generator<NodeAt> {
  yield { node, ancestors };
  const inner = [...ancestors, node];
  for (const child of childrenOf(node)) yield* nodesOf(child, inner);
}

/** The node with these offsets that is wanted; the innermost of several. */
export function findNodeAt(syntax: Syntax, span: { readonly start: number; readonly end: number }, isWanted: (at: NodeAt) => boolean): NodeAt | null {
  return [...nodesOf(syntax.program)].findLast((at) => at.node.start === span.start && at.node.end === span.end && isWanted(at)) ?? null;
}

const nameIn = (node: unknown): string | null => (isNode(node) && (node.type === 'Identifier' || node.type === 'PrivateIdentifier') ? String(node['name']) : isNode(node) && node.type === 'Literal' ? String(node['value']) : null);

/** What the function is called where it stands: its own name, the variable, the property; null for one without. */
export function functionName({ node, ancestors }: NodeAt): string | null {
  const parent = ancestors.at(-1);
  const own = nameIn(node['id']);
  if (own !== null || !parent) return own;
  if (parent.type === 'VariableDeclarator') return nameIn(parent['id']);
  if (parent.type === 'Property' || parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') return nameIn(parent['key']);
  if (parent.type === 'AssignmentExpression') return calleeName(parent['left'] as SyntaxNode);
  return null;
}

/** `save` of `db.save`, `save`; null for what is computed. */
export function calleeName(callee: SyntaxNode): string | null {
  if (callee.type === 'MemberExpression') return nameIn(callee['property']);
  return nameIn(callee);
}

/** The returns of a function itself, those of functions inside it left out; for `x => value` the value. */
export function returnsOf(fn: SyntaxNode): SyntaxNode[] {
  const body = fn['body'];
  if (!isNode(body)) return [];
  if (body.type !== 'BlockStatement') return [body];
  const found: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'ReturnStatement') found.push(node);
    if (node !== body && (isFunction(node) || node.type === 'ClassBody')) return;
    for (const child of childrenOf(node)) visit(child);
  };
  visit(body);
  return found;
}

/** The nearest function around a node. */
export function functionAround(ancestors: readonly SyntaxNode[]): NodeAt | null {
  const index = ancestors.findLastIndex(isFunction);
  const node = ancestors[index];
  return node ? { node, ancestors: ancestors.slice(0, index) } : null;
}

function choicesOf(found: NodeAt): { boundary: Boundary; description: string }[] {
  const { node, ancestors } = found;
  if (isFunction(node) && isNode(node['body']) && node['generator'] !== true) {
    const name = functionName(found) ?? 'the function';
    const returns = returnsOf(node).filter((item) => item.type !== 'ReturnStatement' || isNode(item['argument']));
    if (returns.length === 0) return [];
    return [{ boundary: { kind: 'result', start: node.start, end: node.end }, description: `what ${name}() returns${returns.length > 1 ? `, at each of its ${returns.length} returns` : ''}` }, ...returns.map((item) => ({ boundary: { kind: 'return', start: item.start, end: item.end } as const, description: `this return of ${name}()` }))];
  }
  if (node.type !== 'CallExpression') return [];
  const name = calleeName(node['callee'] as SyntaxNode) ?? 'the call';
  const args = (node['arguments'] as readonly SyntaxNode[]).flatMap((argument, index) => (argument.type === 'SpreadElement' ? [] : [{ boundary: { kind: 'argument', start: node.start, end: node.end, index } as const, description: `argument ${index + 1} of ${name}()` }]));
  const isUsed = ancestors.findLast((around) => !WRAPPERS.has(around.type))?.type !== 'ExpressionStatement';
  return [...(isUsed ? [{ boundary: { kind: 'call', start: node.start, end: node.end } as const, description: `what ${name}() gives here` }] : []), ...args];
}

/** The places a person can pick from within [start, end) of a file, in the order of the text. */
export function findBoundaries(file: { readonly path: string; readonly text: string; readonly start?: number; readonly end?: number }): BoundaryChoice[] {
  const syntax = parseSyntax(file.path, file.text);
  const [from, to] = [file.start ?? 0, file.end ?? file.text.length];
  const choices = [...nodesOf(syntax.program)].filter(({ node }) => node.start >= from && node.end <= to).flatMap(choicesOf);
  return choices.map(({ boundary, description }) => {
    const { line, column } = positionAt(file.text, boundary.start);
    return { boundary, line, column, text: (file.text.split('\n')[line - 1] ?? '').trim(), description };
  }).sort((a, b) => a.boundary.start - b.boundary.start);
}
