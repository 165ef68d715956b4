// Operators of names and of what stands for a value: another name in scope, another expression of the function, another property.
import { isNode, type SyntaxNode } from '../../../edits/syntax.ts';
import { ARRAY, FUNCTION, NUMBER, OBJECT, STRING } from '../kinds.ts';
import { fit, nameSpan, precedenceOf, replaceNode, type Draft } from '../candidate.ts';
import { isExpressionPlace, namesIn, type Ground } from '../ground.ts';
import { short } from './binary.ts';

const isCallee = (parent: SyntaxNode, node: SyntaxNode): boolean => (parent.type === 'CallExpression' || parent.type === 'NewExpression') && parent['callee'] === node;
const isTarget = (parent: SyntaxNode, node: SyntaxNode): boolean => (parent.type === 'AssignmentExpression' && parent['left'] === node) || parent.type === 'UpdateExpression';

/** `i` becomes `j`: a name in scope that held values of the same kind, the nearest first. */
export function* exchangeName(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const parent = ground.parentOf(node);
  if (node.type !== 'Identifier' || !parent) return;
  const target = isTarget(parent, node);
  if (!target && !isExpressionPlace(parent, node)) return;
  const own = String(node['name']);
  const scope = ground.scopeAt(node);
  if (!scope.some(({ name }) => name === own)) return;
  const kinds = ground.kindsOf(node);
  const callee = isCallee(parent, node);
  let rank = 0;
  for (const { name, isAssignable, role, distance } of scope) {
    if (name === own || (target && !isAssignable) || (role === 'module' && !callee && ground.kindsOfName(name) === 0)) continue;
    const other = ground.kindsOfName(name);
    if (callee ? role !== 'module' && !(other & FUNCTION) : kinds !== 0 && other !== 0 && (kinds & other) === 0) continue;
    rank += 1;
    const unlike = kinds !== 0 && other === kinds ? 0 : 0.5;
    const text = parent.type === 'Property' && parent['shorthand'] === true ? `${own}: ${name}` : name;
    yield { edits: [replaceNode(nameSpan(node), text)], operator: 'name', cost: 1.7 + Math.min(rank, 8) * 0.1 + unlike + Math.min(distance, 6) * 0.04 - similarity(own, name), what: `use \`${name}\` instead of \`${own}\`` };
  }
}

/** A value becomes a parameter that the function never reads: somebody passes it for a reason. */
export function* useParameter(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const parent = ground.parentOf(node);
  if (!parent || !isExpressionPlace(parent, node) || isCallee(parent, node) || isTarget(parent, node) || !/^(?:Identifier|MemberExpression|CallExpression|Literal|BinaryExpression|UnaryExpression)$/.test(node.type)) return;
  if (parent.type === 'ExpressionStatement' || (parent.type === 'Property' && parent['shorthand'] === true)) return;
  for (const { name, role } of ground.scopeAt(node)) {
    if (role !== 'parameter' || ground.isRead(name)) continue;
    yield { edits: [replaceNode(node, name)], operator: 'unused-parameter', cost: 1.4, what: `use the parameter \`${name}\` instead of \`${short(ground.textOf(node))}\`` };
  }
}

/** Names of one family (`w1`, `w2`; `begin`, `end` do not count) are confused more often. */
function similarity(a: string, b: string): number {
  return a.length > 1 && b.length > 1 && (a.replace(/\d+$/, '') === b.replace(/\d+$/, '') || a.startsWith(b) || b.startsWith(a)) ? 0.3 : 0;
}

/** A value becomes another expression that the function reads elsewhere: `mean` becomes `numbers.length`. */
export function* exchangeExpression(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const parent = ground.parentOf(node);
  if (!parent || !isExpressionPlace(parent, node) || isCallee(parent, node) || !/^(?:Identifier|MemberExpression|CallExpression|Literal|BinaryExpression|UnaryExpression)$/.test(node.type)) return;
  if (parent.type === 'ExpressionStatement' || isTarget(parent, node)) return;
  const kinds = ground.kindsOf(node);
  const own = ground.textOf(node);
  const bound = new Set(ground.scopeAt(node).map(({ name }) => name));
  for (const other of ground.pool) {
    const text = ground.textOf(other);
    if (text === own || (node.type === 'Identifier' && other.type === 'Identifier') || own.includes(text) && other.type === 'Identifier' && node.type !== 'MemberExpression') continue;
    const otherKinds = ground.kindsOf(other);
    if (kinds !== 0 && otherKinds !== 0 && (kinds & otherKinds) === 0) continue;
    if (!ground.fitsScope(other, node) || (node.type === 'Literal' && parent.type === 'Property')) continue;
    const isPrint = ground.seen(node)?.print === ground.seen(other)?.print && ground.functionOf(node) === ground.functionOf(other) && ground.seen(node) !== undefined;
    if (isPrint && namesIn(other).every((name) => bound.has(name))) continue;
    const size = (other.end - other.start) / 20 + Number(/Call|Binary/.test(other.type)) * 0.5;
    yield { edits: [replaceNode(node, fit(ground, node, [text, precedenceOf(other)]))], operator: 'expression', cost: 2.5 + size + shapeCost(node, other), what: `use \`${short(text)}\` instead of \`${short(own)}\`` };
  }
}

/** Expressions of one shape (two members, two calls of one function) are confused more often than those of different shapes. */
function shapeCost(node: SyntaxNode, other: SyntaxNode): number {
  return node.type === other.type ? -0.3 : 0.2;
}

/** `a.x` becomes `a.y`, where the function reads `y` of something too. */
export function* exchangeProperty(ground: Ground, node: SyntaxNode): Generator<Draft> {
  if (node.type !== 'MemberExpression' || node['computed'] === true || !isNode(node['property'])) return;
  const property = node['property'];
  const parent = ground.parentOf(node);
  if (property.type !== 'Identifier' || (parent && isCallee(parent, node))) return;
  const own = String(property['name']);
  const object = ground.kindsOf(node['object'] as SyntaxNode);
  const others = new Set<string>();
  for (const other of ground.nodes) {
    if (other.type === 'MemberExpression' && other['computed'] !== true && isNode(other['property'])) {
      const user = ground.parentOf(other);
      const kinds = ground.kindsOf(other['object'] as SyntaxNode);
      if (!(user && isCallee(user, other)) && (object === 0 || kinds === 0 || (object & kinds) !== 0)) others.add(String(other['property']['name']));
    }
    if (other.type === 'Property' && other['computed'] !== true && isNode(other['key']) && other['key'].type === 'Identifier' && (object & OBJECT || object === 0)) others.add(String(other['key']['name']));
  }
  const { object: owner } = node as unknown as { object: SyntaxNode };
  for (const key of Object.keys(ground.seen(owner)?.keys ?? {})) others.add(key);
  others.delete(own);
  for (const name of others) yield { edits: [replaceNode(property, name)], operator: 'property', cost: 2.2, what: `read \`${name}\` instead of \`${own}\`` };
}

/** A value becomes an item or property of itself: `list` becomes `list.length`, `item` becomes `item.id`; and back. */
export function* stepInside(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const parent = ground.parentOf(node);
  if (!parent || !isExpressionPlace(parent, node) || isCallee(parent, node) || isTarget(parent, node)) return;
  const text = ground.textOf(node);
  const make = (made: string, cost: number): Draft => ({ edits: [replaceNode(node, fit(ground, node, [made, 20]))], operator: 'step', cost, what: `use \`${short(made)}\` instead of \`${short(text)}\`` });
  if (node.type === 'MemberExpression' && isNode(node['object']) && node['object'].type !== 'Super') yield make(ground.textOf(node['object']), 2.6);
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return;
  const kinds = ground.kindsOf(node);
  if (parent.type === 'MemberExpression' && parent['object'] === node) return;
  for (const [key, held] of Object.entries(ground.seen(node)?.keys ?? {})) yield make(`${text}.${key}`, held === kinds ? 3.2 : 2.7);
  if (kinds & (ARRAY | STRING)) {
    yield make(`${text}.length`, 2.6);
    yield make(`${text}[0]`, 3);
    yield make(`${text}[${text}.length - 1]`, 3.2);
    for (const { name } of ground.scopeAt(node)) if (ground.kindsOfName(name) === NUMBER) yield make(`${text}[${name}]`, 2.8);
  }
  if (kinds & NUMBER) {
    for (const { name } of ground.scopeAt(node)) if (name !== text && ground.kindsOfName(name) === ARRAY) yield make(`${name}[${text}]`, 2.8);
  }
}
