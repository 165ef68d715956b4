// Reads assignments to `exports` and `module.exports`. Owns which name such an assignment gives to its value.
import { isNode, type SyntaxNode } from './syntax.ts';

const nameOf = (node: unknown): string | null => (isNode(node) && node.type === 'Identifier' ? String(node['name']) : null);

function isExportsObject(node: unknown): boolean {
  if (nameOf(node) === 'exports') return true;
  return isNode(node) && node.type === 'MemberExpression' && nameOf(node['object']) === 'module' && nameOf(node['property']) === 'exports';
}

/** The public name that an assignment gives to its value: null for `module.exports = x`; undefined when it is no export. */
export function assignedExport(assignment: SyntaxNode): string | null | undefined {
  const left = assignment['left'];
  if (!isNode(left) || left.type !== 'MemberExpression') return undefined;
  if (isExportsObject(left)) return null;
  if (!isExportsObject(left['object'])) return undefined;
  const property = left['property'];
  const text = isNode(property) && property.type === 'Literal' ? String(property['value']) : nameOf(property);
  return left['computed'] === true && nameOf(property) !== null ? undefined : (text ?? undefined);
}
