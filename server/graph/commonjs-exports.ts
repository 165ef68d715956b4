// Exports that are assignments: `exports.a = x`, `module.exports = { a, b }`, the same through a constant, and TypeScript's `export = x`.

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

export interface ExportedObject {
  /** The constant that holds it. */
  readonly name: string;
  readonly object: SyntaxNode;
}

const assignedName = (statement: SyntaxNode): string | null => {
  const assignment = child(statement, 'expression', 'AssignmentExpression');
  const target = child(assignment, 'left', 'MemberExpression');
  return target && assignment?.['operator'] === '=' && isModuleExports(target) ? nameOf(child(assignment, 'right', 'Identifier')) : null;
};

/** `const all = { a, b }; module.exports = all` at the top level: its names are exported as those of an object in the assignment are. */
export function exportedObject(program: SyntaxNode): ExportedObject | null {
  const body = children(program, 'body');
  const name = body.map(assignedName).find((found) => found !== null);
  if (name === undefined) return null;
  const constants = body.filter((node) => node.type === 'VariableDeclaration' && node['kind'] === 'const').flatMap((node) => children(node, 'declarations'));
  const object = child(constants.find((declarator) => nameOf(child(declarator, 'id', 'Identifier')) === name) ?? null, 'init', 'ObjectExpression');
  return object && { name, object };
}

/** The exports of a module in which a constant is exported as a whole; where nothing is known of its names, those that were found stay. */
export function withObjectExports(found: readonly ExportDraft[], program: SyntaxNode): ExportDraft[] {
  const whole = found.some(({ name, local }) => name === WHOLE && local !== null) ? exportedObject(program) : null;
  const properties = whole ? propertyExports(whole.object) : [];
  return properties.length === 0 ? [...found] : [...found.filter(({ name, local }) => name !== WHOLE || local !== whole?.name), ...properties];
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
