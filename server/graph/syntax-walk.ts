// The syntax tree as loose nodes, and a walk over it that cannot overflow the stack.

import { visitorKeys } from 'oxc-parser';

export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** Calls `visit` on every node, parents before children, in source order; a visit that returns false skips the children. */
export function walkSyntax(root: SyntaxNode, visit: (node: SyntaxNode) => boolean | void): void {
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (visit(node) !== false) pushChildren(node, waiting);
  }
}

/** The fields of a node that hold its children, in source order. */
export const childKeys = (type: string): readonly string[] => visitorKeys[type] ?? [];

/** The last child first, so that the first is taken first. */
function pushChildren(node: SyntaxNode, waiting: SyntaxNode[]): void {
  const keys = childKeys(node.type);
  for (let k = keys.length - 1; k >= 0; k -= 1) {
    const value = node[keys[k] ?? ''];
    if (!Array.isArray(value)) {
      if (isNode(value)) waiting.push(value);
      continue;
    }
    for (let i = value.length - 1; i >= 0; i -= 1) if (isNode(value[i])) waiting.push(value[i] as SyntaxNode);
  }
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** The node in a field, if it is of one of the types. */
export function child(node: SyntaxNode | null, field: string, ...types: string[]): SyntaxNode | null {
  const value = node?.[field];
  if (!isNode(value)) return null;
  return types.length === 0 || types.includes(value.type) ? value : null;
}

export function children(node: SyntaxNode | null, field: string): SyntaxNode[] {
  const value = node?.[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The name of an identifier or the value of a string that stands for one. */
export function nameOf(node: SyntaxNode | null): string | null {
  if (node?.type === 'Identifier') return String(node['name']);
  return node?.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : null;
}

/** The span of a string, or of a template without substitutions; null for anything that is computed. */
export function literalSpan(node: SyntaxNode | null): { start: number; end: number } | null {
  if (node?.type === 'Literal' && typeof node['value'] === 'string') return { start: node.start, end: node.end };
  const isPlain = node?.type === 'TemplateLiteral' && children(node, 'expressions').length === 0;
  return node && isPlain ? { start: node.start, end: node.end } : null;
}
