// Whether a constant is a literal of plain data and stays as it is written. Owns that judgement; errs towards no.
import type { Occurrence } from '../occurrences.ts';
import { constantOf, identifier, isDeclared, listIn, nodeIn, occurrencesOf } from '../syntax-place.ts';
import type { Syntax, SyntaxNode } from '../syntax.ts';

/** `__proto__` in a literal sets a prototype; `toJSON` says what a JSON text holds. */
const SPECIAL_KEYS = /^(?:__proto__|toJSON)$/;
/** Literals inside of each other. */
const DEPTH = 24;

/** BigInts, and numbers that are none, have no JSON text; a minus before zero gets lost in one. */
function isPlainNumber(value: unknown, isNegative = false): boolean {
  return typeof value === 'number' && Number.isFinite(value) && !(isNegative && value === 0);
}

function isPrimitive(node: SyntaxNode | null): boolean {
  if (node?.type === 'TemplateLiteral') return listIn(node, 'expressions').length === 0;
  if (node?.type === 'UnaryExpression') return node['operator'] === '-' && isPlainNumber(nodeIn(node, 'argument')?.['value'], true);
  if (node?.type !== 'Literal' || node['regex'] || node['bigint']) return false;
  return node['value'] === null || ['string', 'boolean'].includes(typeof node['value']) || isPlainNumber(node['value']);
}

/** What a property of a literal is called; null for what is computed, a method, an accessor or a spread. */
function keyOf(property: SyntaxNode): string | null {
  const key = nodeIn(property, 'key');
  const isPlain = property.type === 'Property' && property['kind'] === 'init' && property['computed'] !== true && property['method'] !== true && property['shorthand'] !== true;
  return isPlain && key ? identifier(key) || String(key['value']) : null;
}

function isPlainLiteral(node: SyntaxNode | null, depth = DEPTH): boolean {
  if (!node || depth === 0) return false;
  const elements = node.type === 'ArrayExpression' ? (node['elements'] as readonly (SyntaxNode | null)[]) : null;
  // A hole becomes null in a JSON text.
  if (elements) return elements.every((element) => isPlainLiteral(element, depth - 1));
  if (node.type !== 'ObjectExpression') return isPrimitive(node);
  return listIn(node, 'properties').every((property) => {
    const key = keyOf(property);
    return key !== null && !SPECIAL_KEYS.test(key) && isPlainLiteral(nodeIn(property, 'value'), depth - 1);
  });
}

/** What a literal has under a key, or at a place of a list. */
function memberOf(literal: SyntaxNode | null, member: SyntaxNode): SyntaxNode | null {
  const property = nodeIn(member, 'property');
  const key = member['computed'] === true ? (property?.type === 'Literal' ? String(property['value']) : null) : identifier(property);
  if (key === null || !literal) return null;
  if (literal.type === 'ArrayExpression') return listIn(literal, 'elements')[Number(key)] ?? null;
  return literal.type === 'ObjectExpression' ? nodeIn(listIn(literal, 'properties').findLast((one) => keyOf(one) === key), 'value') : null;
}

/** Changed where it stands: assigned, counted, deleted, filled by a pattern, called. */
function isTarget(node: SyntaxNode, parent: SyntaxNode | undefined, around: SyntaxNode | undefined): boolean {
  switch (parent?.type) {
    case 'UpdateExpression': return true;
    case 'UnaryExpression': return parent['operator'] === 'delete';
    case 'CallExpression': case 'NewExpression': return nodeIn(parent, 'callee') === node;
    case 'AssignmentExpression': case 'ForInStatement': case 'ForOfStatement': case 'AssignmentPattern': return nodeIn(parent, 'left') === node;
    case 'Property': return around?.type === 'ObjectPattern';
    case 'ArrayPattern': case 'RestElement': return true;
    // `(d.a as any) = 1`.
    default: return parent !== undefined && /^(?:TS|Parenthesized)\w*Expression$|^TSTypeAssertion$/.test(parent.type);
  }
}

const COPIES = /^(?:JSON\.stringify|structuredClone)$/;

/** The occurrence gives nobody a part of the literal to change: it is copied, only its type is asked, or a primitive of it is read. */
function isLeftAlone({ text }: Syntax, literal: SyntaxNode, { node, role, ancestors }: Occurrence): boolean {
  const parent = ancestors.at(-1);
  if (role === 'declaration' || parent?.type === 'TSTypeQuery') return true;
  const callee = parent?.type === 'CallExpression' ? nodeIn(parent, 'callee') : null;
  if (callee && callee !== node) return COPIES.test(text.slice(callee.start, callee.end)) && listIn(parent as SyntaxNode, 'arguments').length === 1;
  let [value, at, i]: [SyntaxNode | null, SyntaxNode, number] = [literal, node, ancestors.length - 1];
  for (let around = ancestors[i]; around?.type === 'MemberExpression' && nodeIn(around, 'object') === at; around = ancestors[i]) {
    value = memberOf(value, around);
    [at, i] = [around, i - 1];
  }
  return isPrimitive(value) && !isTarget(at, ancestors[i], ancestors[i - 1]);
}

/** A constant of this file that nobody else sees, made of a literal of plain data, which nothing in the file can change. */
export function isPlainConstant(syntax: Syntax, value: SyntaxNode): boolean {
  const literal = constantOf(syntax, value);
  const occurrences = occurrencesOf(syntax, value);
  const isExported = occurrences.some(({ role, ancestors }) => role === 'declaration' && ancestors.at(-3)?.type === 'ExportNamedDeclaration');
  return literal !== null && !isExported && !isDeclared(syntax, 'JSON') && isPlainLiteral(literal) && occurrences.every((occurrence) => isLeftAlone(syntax, literal, occurrence));
}
