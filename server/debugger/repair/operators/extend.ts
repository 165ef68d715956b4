// Operators that add a missing part to a value: a term, a factor, a default, a call of a function in scope, a filter in a chain.
import type { SyntaxNode } from '../../../edits/syntax.ts';
import { ARRAY, FUNCTION, NULLISH, NUMBER, STRING } from '../kinds.ts';
import { fit, operand, replaceNode, type Draft } from '../candidate.ts';
import { isExpressionPlace, type Ground } from '../ground.ts';
import { isFunctionNode } from '../units.ts';
import { short } from './binary.ts';

const WHOLE = /^(?:ReturnStatement|AssignmentExpression|VariableDeclarator|ArrowFunctionExpression|CallExpression|IfStatement|ConditionalExpression|TemplateLiteral|ArrayExpression|Property)$/;

/** Whether the expression is the whole of a value, not a part of a larger expression. */
function isWhole(ground: Ground, node: SyntaxNode): boolean {
  const parent = ground.parentOf(node);
  if (!parent || !isExpressionPlace(parent, node) || !ground.seen(node) || isFunctionNode(node)) return false;
  if (parent.type === 'BinaryExpression') return /^(?:[<>]=?|[=!]==?)$/.test(String(parent['operator']));
  if (parent.type === 'MemberExpression') return parent['property'] === node;
  return WHOLE.test(parent.type) && parent['callee'] !== node;
}

/** A summand may lack a factor: `a + b` becomes `a + b * c`. */
function isSummand(ground: Ground, node: SyntaxNode): boolean {
  const parent = ground.parentOf(node);
  return parent?.type === 'BinaryExpression' && /^[+-]$/.test(String(parent['operator'])) && ground.seen(node) !== undefined && (node.type !== 'BinaryExpression' || ground.isParenthesized(node));
}

/** `a` becomes `a + b`, `a - b`, `a * b`, `b + a`; terms are names, members and small constants of the same kind. */
export function* addTerm(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const isPart = isSummand(ground, node);
  if (!isWhole(ground, node) && !isPart) return;
  const kinds = ground.kindsOf(node);
  const own = ground.textOf(node);
  if (!(kinds & (NUMBER | STRING))) return;
  const make = (text: string, [precedence, cost, what]: readonly [number, number, string]): Draft => ({ edits: [replaceNode(node, fit(ground, node, [text, precedence]))], operator: 'add-term', cost, what: `${what} \`${short(own)}\`` });
  for (const [term, cost] of termsFor(ground, node, kinds)) {
    if (kinds & NUMBER) {
      for (const [rank, operator] of ['+', '-', '*', '/', '%'].entries()) {
        if (isPart && rank < 2) continue;
        const precedence = operator === '+' || operator === '-' ? 10 : 11;
        yield make(`${operand(ground, node, operator)} ${operator} ${term}`, [precedence, cost + rank * 0.15, `put \`${operator} ${short(term)}\` behind`]);
      }
      if (!isPart) yield make(`${term} - ${operand(ground, node, '*')}`, [10, cost + 0.6, `put \`${short(term)} -\` in front of`]);
    }
    if (kinds & STRING && !isPart) {
      yield make(`${operand(ground, node, '+')} + ${term}`, [10, cost, `put \`+ ${short(term)}\` behind`]);
      yield make(`${term} + ${operand(ground, node, '+')}`, [10, cost, `put \`${short(term)} +\` in front of`]);
    }
  }
}

/** Sizes of things that people count in: alphabet, digits, clock, percent. */
const PERIODS = [10, 26, 100, 60, 24, 7, 12, 1000];

function* termsFor(ground: Ground, node: SyntaxNode, kinds: number): Generator<readonly [string, number]> {
  const own = ground.textOf(node);
  const seen = new Set<string>();
  for (const { name, role, distance } of ground.scopeAt(node)) {
    if (role === 'module' || (ground.kindsOfName(name) & kinds & (NUMBER | STRING)) === 0) continue;
    seen.add(name);
    yield [name, 2.9 + Math.min(distance, 6) * 0.05 + (name === own ? 0.3 : 0)];
  }
  for (const { name, role } of ground.scopeAt(node)) {
    for (const [key, held] of role === 'module' ? [] : ground.keysOfName(name)) {
      if (own === `${name}.${key}` || (held & kinds & (NUMBER | STRING)) === 0) continue;
      seen.add(`${name}.${key}`);
      yield [`${name}.${key}`, own.includes(`${name}.`) ? 2.9 : 3.1];
    }
  }
  for (const expression of ground.pool) {
    const text = ground.textOf(expression);
    if (seen.has(text) || text.length > 30 || expression.type === 'BinaryExpression' || (ground.kindsOf(expression) & kinds & (NUMBER | STRING)) === 0 || !ground.fitsScope(expression, node)) continue;
    yield [text, 3.2 + text.length / 40];
  }
  if (kinds & NUMBER) for (const [rank, constant] of [2, ...ground.constants.own.numbers.slice(0, 6), ...PERIODS].entries()) if (constant > 1) yield [String(constant), 3.3 + rank * 0.1];
  if (kinds & STRING) for (const [rank, constant] of [' ', ...ground.constants.own.strings.slice(0, 10)].entries()) if (constant !== '') yield [`'${constant.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`, 3.2 + rank * 0.08];
}

/** `a` becomes `a ?? 0` or `a || []` where it was nullish, or NaN is near. */
export function* addDefault(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const parent = ground.parentOf(node);
  if (!parent || !isExpressionPlace(parent, node) || !ground.seen(node) || !(ground.kindsOf(node) & NULLISH) || (parent.type === 'CallExpression' && parent['callee'] === node)) return;
  if (parent.type === 'LogicalExpression' && parent['operator'] === '??') return;
  for (const [constant, cost] of [['0', 2.4], ["''", 2.6], ['[]', 2.6], ['{}', 3], ['null', 3], ['false', 3], ['1', 3.2], ['10', 3.5], ['100', 3.6], ...ground.constants.numbers.slice(0, 12).map((number, rank) => [String(number), 3.2 + rank / 10] as const)] as const) {
    yield { edits: [replaceNode(node, fit(ground, node, [`${operand(ground, node, '??')} ?? ${constant}`, 1]))], operator: 'default', cost, what: `use \`${constant}\` where \`${short(ground.textOf(node))}\` is missing` };
  }
}

/** `x` becomes `clean(x)` for a function of the module or an outer scope that takes one argument. */
export function* callFunction(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const parent = ground.parentOf(node);
  if (!parent || !ground.seen(node) || !isExpressionPlace(parent, node) || parent.type === 'ExpressionStatement' || (parent.type === 'CallExpression' && parent['callee'] === node)) return;
  const single = new Set(ground.file.units.filter(({ node: unit }) => isFunctionNode(unit) && (unit['params'] as unknown[]).length === 1).map(({ name }) => name));
  for (const { name, role } of ground.scopeAt(node)) {
    if (role === 'module' ? !single.has(name) : !(ground.kindsOfName(name) & FUNCTION)) continue;
    const text = ground.textOf(node);
    yield { edits: [replaceNode(node, `${name}(${text})`)], operator: 'wrap', cost: 2.8, what: `use \`${name}(${short(text)})\` instead of \`${short(text)}\`` };
  }
}

const FILTERS: readonly (readonly [string, number])[] = [['x > 0', 3], ['x >= 0', 3.2], ['x < 0', 3.3], ['x % 2 === 0', 3.2], ['x % 2 !== 0', 3.2], ['x !== 0', 3.3], ["x !== ''", 3], ['x.length > 0', 3.2], ['x != null', 3.1], ['Number.isInteger(x)', 3.2], ["typeof x === 'number'", 3.4], ["typeof x === 'string'", 3.4]];

/** A list becomes a filtered list; the conditions are the usual ones and comparisons with names in scope. */
export function* addFilter(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const parent = ground.parentOf(node);
  if (!parent || !ground.seen(node) || ground.kindsOf(node) !== ARRAY || !isExpressionPlace(parent, node) || !/^(?:Identifier|CallExpression|MemberExpression)$/.test(node.type)) return;
  if (parent.type === 'AssignmentExpression' && parent['left'] === node) return;
  const text = ground.textOf(node);
  const conditions = [...FILTERS];
  for (const { name, role } of ground.scopeAt(node)) if (role !== 'module' && ground.kindsOfName(name) === NUMBER) for (const operator of ['<', '>', '<=', '>=', '!==']) conditions.push([`x ${operator} ${name}`, 3.4]);
  for (const [condition, cost] of conditions) yield { edits: [replaceNode(node, `${text}.filter((x) => ${condition})`)], operator: 'wrap', cost, what: `keep of \`${short(text)}\` what has \`${condition}\`` };
}
