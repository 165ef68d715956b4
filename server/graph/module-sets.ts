// References to a set of modules: `import.meta.glob('./pages/*.ts')`, and specifiers that are put together at run time.

import { child, children, isNode, literalSpan, nameOf, type SyntaxNode } from './syntax-walk.ts';

/** One set, `specifier` between its quotes; computed parts of it are written as `${…}`. */
export interface SetReference {
  readonly specifier: string;
  readonly start: number;
  readonly end: number;
}

/** What `import.meta.glob` names: a pattern, or a list of them. */
export function globReferences(node: SyntaxNode, text: string): SetReference[] {
  if (node.type !== 'CallExpression') return [];
  const callee = child(node, 'callee', 'MemberExpression');
  const method = callee && callee['computed'] !== true ? nameOf(child(callee, 'property')) : null;
  const meta = child(callee, 'object', 'MetaProperty');
  if ((method !== 'glob' && method !== 'globEager') || nameOf(child(meta, 'property')) !== 'meta') return [];
  const first = children(node, 'arguments')[0];
  const patterns = first?.type === 'ArrayExpression' ? children(first, 'elements') : first ? [first] : [];
  return patterns.flatMap((pattern) => {
    const span = literalSpan(pattern);
    return span ? [{ ...span, specifier: text.slice(span.start + 1, span.end - 1) }] : [];
  });
}

/** A template with substitutions, or a sum with strings, that says at least where a path begins; null for anything else. */
export function computedReference(source: SyntaxNode | null, text: string): SetReference | null {
  if (!source) return null;
  const specifier = source.type === 'TemplateLiteral' ? text.slice(source.start + 1, source.end - 1) : source.type === 'BinaryExpression' ? sumOf(source, text) : null;
  const isPath = specifier !== null && specifier.includes('${') && /^(?:\.\.?\/|[@#~\w][^$\s]*\/)/.test(specifier);
  return isPath ? { specifier, start: source.start, end: source.end } : null;
}

function sumOf(node: SyntaxNode, text: string): string {
  if (node.type === 'BinaryExpression' && node['operator'] === '+') return sideOf(node, 'left', text) + sideOf(node, 'right', text);
  return literalSpan(node) ? text.slice(node.start + 1, node.end - 1) : '${…}';
}

function sideOf(node: SyntaxNode, side: 'left' | 'right', text: string): string {
  const value = node[side];
  return isNode(value) ? sumOf(value, text) : '${…}';
}
