// A node with what is around it, and the walks that judgements about code need. Owns no judgement.
import { analyzeName, type Occurrence } from './occurrences.ts';
import { pathToOffset } from './syntax-path.ts';
import { childrenOf, isNode, type Syntax, type SyntaxNode } from './syntax.ts';

export interface Place {
  readonly syntax: Syntax;
  readonly node: SyntaxNode;
  /** From the program down to the parent. */
  readonly ancestors: readonly SyntaxNode[];
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const LOOPS = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement']);

export const isFunction = (node: SyntaxNode): boolean => FUNCTIONS.has(node.type);
export const isLoop = (node: SyntaxNode): boolean => LOOPS.has(node.type);
/** The name of an identifier, '' for anything else. */
export const identifier = (node: unknown): string => (isNode(node) && node.type === 'Identifier' ? String(node['name']) : '');
export const nodeIn = (node: SyntaxNode | null | undefined, field: string): SyntaxNode | null => (node && isNode(node[field]) ? (node[field] as SyntaxNode) : null);
export const listIn = (node: SyntaxNode, field: string): readonly SyntaxNode[] => ((node[field] as readonly unknown[] | undefined) ?? []).filter(isNode);
export const sourceOf = ({ syntax }: Pick<Place, 'syntax'>, node: SyntaxNode): string => syntax.text.slice(node.start, node.end);

export const isWithin = (around: SyntaxNode, { start, end }: SyntaxNode): boolean => start >= around.start && end <= around.end;

/** The source of a node without its comments, so that a comment changes nothing. */
export function codeOf({ text, comments }: Syntax, { start, end }: SyntaxNode): string {
  const inside = comments.filter((comment) => comment.start >= start && comment.end <= end);
  return [start, ...inside.map((comment) => comment.end)].map((from, i) => text.slice(from, inside[i]?.start ?? end)).join(' ');
}

/** A node and everything below it, parents first. Without recursion: a generated sum of thousands of parts is as deep as it is long. */
export function* nodesIn(root: SyntaxNode): Generator<SyntaxNode> {
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    waiting.push(...[...childrenOf(node)].reverse());
  }
}

/** The innermost node of a type that starts at an offset; null where none does. */
export function placeAt(syntax: Syntax, offset: number, ...types: readonly string[]): Place | null {
  const path = pathToOffset(syntax, offset);
  const chain = path ? [...path.ancestors, path.node] : [];
  const at = chain.findLastIndex((node) => node.start === offset && types.includes(node.type));
  const node = chain[at];
  return node ? { syntax, node, ancestors: chain.slice(0, at) } : null;
}

/** Every occurrence of what an identifier means, its declarations too; empty where the file does not declare it, and for any other node. */
export function occurrencesOf(syntax: Syntax, node: SyntaxNode): readonly Occurrence[] {
  if (identifier(node) === '') return [];
  const analysis = analyzeName(syntax, identifier(node));
  const own = analysis.all.find((found) => found.node === node || (found.node.start === node.start && found.node.type === node.type));
  for (const scope of [...(own?.scopes ?? [])].reverse()) {
    const bound = analysis.boundTo(scope);
    if (own && bound.includes(own) && bound.some(({ role }) => role === 'declaration')) return bound;
  }
  return [];
}

/** What a `const` that is declared once begins with; null for any other name. */
export function constantOf(syntax: Syntax, name: SyntaxNode): SyntaxNode | null {
  if (name.type !== 'Identifier') return null;
  const [declared, ...others] = occurrencesOf(syntax, name).filter(({ role }) => role === 'declaration');
  const [declaration, declarator] = declared?.ancestors.slice(-2) ?? [];
  const isConstant = declaration?.['kind'] === 'const' && others.length === 0 && declarator?.type === 'VariableDeclarator' && nodeIn(declarator, 'id') === declared?.node;
  return isConstant ? nodeIn(declarator, 'init') : null;
}

/** True when the file declares the name anywhere. */
export const isDeclared = (syntax: Syntax, name: string): boolean => analyzeName(syntax, name).all.some(({ role }) => role === 'declaration');
