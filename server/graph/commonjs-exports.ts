// Exports that are assignments: `exports.a = x`, `module.exports = { a, b }`, and TypeScript's `export = x`.

import type { ExportDraft } from './fact-drafts.ts';
import { child, children, nameOf, type SyntaxNode } from './syntax-walk.ts';

const WHOLE = 'export=';

/** The exports that one node makes; empty for all others. */
export function commonJsExport(node: SyntaxNode): ExportDraft[] {
  if (node.type === 'TSExportAssignment') {
    const local = nameOf(child(node, 'expression', 'Identifier'));
    return [{ name: WHOLE, local, from: null, isType: false, start: node.start, end: node.start + 'export'.length }];
  }
  if (node.type !== 'AssignmentExpression') return [];
  const target = child(node, 'left', 'MemberExpression');
  const value = child(node, 'right');
  if (!target || !value) return [];
  if (isModuleExports(target)) return value.type === 'ObjectExpression' ? propertyExports(value) : [draft(WHOLE, target, value)];
  const object = child(target, 'object');
  const property = child(target, 'property');
  const name = target['computed'] === true ? null : nameOf(property);
  const isExports = object !== null && (isModuleExports(object) || nameOf(object) === 'exports');
  return isExports && property && name !== null ? [draft(name, property, value)] : [];
}

function isModuleExports(node: SyntaxNode): boolean {
  const isPlain = node.type === 'MemberExpression' && node['computed'] !== true;
  return isPlain && nameOf(child(node, 'object', 'Identifier')) === 'module' && nameOf(child(node, 'property')) === 'exports';
}

function propertyExports(object: SyntaxNode): ExportDraft[] {
  return children(object, 'properties').flatMap((property) => {
    const key = child(property, 'key');
    const name = property['computed'] === true ? null : nameOf(key);
    return key && name !== null ? [draft(name, key, child(property, 'value'))] : [];
  });
}

function draft(name: string, at: SyntaxNode, value: SyntaxNode | null): ExportDraft {
  const local = value?.type === 'Identifier' ? nameOf(value) : null;
  return { name, local, from: null, isType: false, start: at.start, end: at.end };
}
