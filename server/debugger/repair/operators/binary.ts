// Operators of expressions with two sides: relational, equality, arithmetic, logical, assignment; sides swapped, dropped, regrouped.
import { isNode, type SyntaxNode } from '../../../edits/syntax.ts';
import { ARRAY, NUMBER, STRING } from '../kinds.ts';
import { atom, fit, operand, precedenceOf, precedenceOfOperator, replaceNode, type Draft } from '../candidate.ts';
import type { Ground } from '../ground.ts';

type Row = readonly (readonly [operator: string, cost: number])[];

/** `x > f(x)` with an unbound `x` was meant as `x => f(x)`. */
export function* makeArrow(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const parent = ground.parentOf(node);
  if (node.type !== 'BinaryExpression' || parent?.type !== 'CallExpression' || !(parent['arguments'] as SyntaxNode[]).includes(node)) return;
  let left = node;
  while (left.type === 'BinaryExpression') left = left['left'] as SyntaxNode;
  const rest = /^\s*>=?\s*/.exec(ground.file.text.slice(left.end, node.end));
  if (left.type !== 'Identifier' || !rest || ground.scopeAt(node).some(({ name }) => name === left['name']) || String(left['name']) in globalThis) return;
  yield { edits: [{ start: left.end, end: left.end + rest[0].length, text: ' => ' }], operator: 'arrow', cost: 1.2, what: `make \`${short(ground.textOf(node))}\` a function of \`${String(left['name'])}\`` };
}

/** What each operator is confused with, and how seldom. Boundary slips and wrong directions come first. */
const RELATIONAL: Readonly<Record<string, Row>> = {
  '<': [['<=', 1], ['>', 1.3], ['>=', 1.8], ['===', 2.6], ['!==', 3]],
  '<=': [['<', 1], ['>=', 1.3], ['>', 1.8], ['===', 2.6], ['!==', 3]],
  '>': [['>=', 1], ['<', 1.3], ['<=', 1.8], ['===', 2.6], ['!==', 3]],
  '>=': [['>', 1], ['<=', 1.3], ['<', 1.8], ['===', 2.6], ['!==', 3]],
  '==': [['!=', 1.2], ['<=', 2.8], ['>=', 2.8], ['<', 3], ['>', 3], ['===', 4]],
  '!=': [['==', 1.2], ['<', 3], ['>', 3], ['<=', 3.2], ['>=', 3.2], ['!==', 4]],
  '===': [['!==', 1.2], ['<=', 2.8], ['>=', 2.8], ['<', 3], ['>', 3], ['==', 3.5]],
  '!==': [['===', 1.2], ['<', 3], ['>', 3], ['<=', 3.2], ['>=', 3.2], ['!=', 3.5]],
};
const ARITHMETIC: Readonly<Record<string, Row>> = {
  '+': [['-', 1.3], ['*', 1.7], ['/', 2.6], ['%', 2.8], ['**', 3.2]],
  '-': [['+', 1.3], ['%', 2], ['/', 2], ['*', 2.4]],
  '*': [['/', 1.7], ['+', 1.7], ['**', 2.2], ['%', 2.4], ['-', 2.4]],
  '/': [['%', 1.6], ['*', 1.6], ['-', 2.2], ['+', 2.6]],
  '%': [['/', 1.6], ['-', 2.2], ['*', 2.4], ['+', 2.6]],
  '**': [['*', 1.5], ['+', 2.4], ['/', 2.4]],
  '<<': [['>>', 1.4], ['>>>', 2]],
  '>>': [['<<', 1.4], ['>>>', 1.6]],
  '>>>': [['>>', 1.6], ['<<', 1.8]],
  '&': [['|', 1.4], ['^', 1.6], ['&&', 2.4]],
  '|': [['&', 1.4], ['^', 1.6], ['||', 2.4]],
  '^': [['&', 1.6], ['|', 1.6]],
};
const LOGICAL: Readonly<Record<string, Row>> = { '&&': [['||', 1.1]], '||': [['&&', 1.1], ['??', 2.4]], '??': [['||', 1.8], ['&&', 2]] };
const ASSIGNMENT: Readonly<Record<string, Row>> = {
  '=': [['+=', 1.7], ['-=', 2.3], ['*=', 2.6], ['/=', 3], ['%=', 3.4], ['??=', 3], ['||=', 3.2]],
  '+=': [['=', 1.7], ['-=', 1.4], ['*=', 1.9], ['/=', 3]],
  '-=': [['+=', 1.4], ['=', 2], ['*=', 3], ['/=', 2.6], ['%=', 2.6]],
  '*=': [['+=', 1.8], ['/=', 1.6], ['=', 2.2], ['**=', 3], ['-=', 3]],
  '/=': [['*=', 1.5], ['-=', 2.2], ['=', 2.4], ['%=', 2.2]],
  '%=': [['/=', 1.8], ['=', 2.2], ['-=', 2.4]],
  '|=': [['&=', 1.5], ['^=', 1.8]], '&=': [['|=', 1.5], ['^=', 1.8]], '^=': [['|=', 1.6], ['&=', 1.6]],
  '<<=': [['>>=', 1.5]], '>>=': [['<<=', 1.5], ['>>>=', 1.8]], '??=': [['=', 1.8], ['||=', 2.4]], '||=': [['??=', 2], ['=', 2]],
};
const COMMUTATIVE = /^(?:\*|[=!]==?|&&|\|\||[&|^])$/;

/** Where the operator stands between its sides; comments between them are skipped over by searching from the right side back. */
function operatorSpan(ground: Ground, node: SyntaxNode): { start: number; end: number } | null {
  const { left, right, operator } = node as unknown as { left: SyntaxNode; right: SyntaxNode; operator: string };
  const between = ground.file.text.slice(left.end, right.start);
  const at = between.lastIndexOf(operator);
  return at === -1 ? null : { start: left.end + at, end: left.end + at + operator.length };
}

/** `a < b` becomes `a <= b`; `a && b` becomes `a || b`; `a += b` becomes `a -= b`. */
export function* exchangeOperator(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const [table, name] = tableOf(node);
  const rows = table?.[String(node['operator'])];
  const span = rows && operatorSpan(ground, node);
  if (!rows || !span) return;
  const left = ground.kindsOf(node['left'] as SyntaxNode);
  const breach = isInChain(ground, node) ? CHAIN_BREACH : 0;
  for (const [operator, cost] of rows) {
    if (name === 'arithmetic' && left !== 0 && !(left & NUMBER) && operator !== '+') continue;
    if (name === 'relational' && /^[<>]/.test(operator) && left !== 0 && !(left & (NUMBER | STRING | 16))) continue;
    const edits = [replaceNode(span, operator), ...regroup(ground, node, operator)];
    yield { edits: edits.sort((a, b) => a.start - b.start), operator: name, cost: cost + breach, what: `use \`${operator}\` instead of \`${String(node['operator'])}\` in \`${short(ground.textOf(node))}\`` };
  }
}

/** `a + b + c` is seldom meant as `a - b + c`: what stands in a chain of one operator was written alike on purpose. */
const CHAIN_BREACH = 0.5;

function isInChain(ground: Ground, node: SyntaxNode): boolean {
  const around = ground.parentOf(node);
  return [around, node['left'], node['right']].some((other) => isNode(other) && other.type === node.type && other['operator'] === node['operator'] && node.type !== 'AssignmentExpression');
}

/** Parentheses that an operator of another precedence needs to keep the grouping. */
function regroup(ground: Ground, node: SyntaxNode, operator: string): { start: number; end: number; text: string }[] {
  if (node.type === 'AssignmentExpression') return [];
  const precedence = precedenceOfOperator(operator);
  const edits: { start: number; end: number; text: string }[] = [];
  const wrap = (side: SyntaxNode): void => {
    if (ground.isParenthesized(side)) return;
    edits.push({ start: side.start, end: side.start, text: '(' }, { start: side.end, end: side.end, text: ')' });
  };
  const mixesCoalesce = (side: SyntaxNode): boolean => side.type === 'LogicalExpression' && (operator === '??') !== (side['operator'] === '??');
  for (const key of ['left', 'right']) {
    const side = node[key] as SyntaxNode;
    if (precedenceOf(side) < precedence + Number(key === 'right' && precedenceOf(side) !== 20) || mixesCoalesce(side)) wrap(side);
  }
  const parent = ground.parentOf(node);
  if (parent && /^(?:Binary|Logical)Expression$/.test(parent.type) && precedence < precedenceOfOperator(String(parent['operator']))) wrap(node);
  return edits;
}

function tableOf(node: SyntaxNode): [Readonly<Record<string, Row>> | null, string] {
  if (node.type === 'LogicalExpression') return [LOGICAL, 'logical'];
  if (node.type === 'AssignmentExpression') return [ASSIGNMENT, 'assignment'];
  if (node.type !== 'BinaryExpression') return [null, ''];
  return String(node['operator']) in RELATIONAL ? [RELATIONAL, 'relational'] : [ARITHMETIC, 'arithmetic'];
}

/** `a - b` becomes `b - a`. */
export function* swapSides(ground: Ground, node: SyntaxNode): Generator<Draft> {
  if (node.type !== 'BinaryExpression') return;
  const operator = String(node['operator']);
  const { left, right } = node as unknown as { left: SyntaxNode; right: SyntaxNode };
  if (COMMUTATIVE.test(operator) || /^[<>]/.test(operator) || operator === 'in' || operator === 'instanceof') return;
  if (operator === '+' && !((ground.kindsOf(left) | ground.kindsOf(right)) & STRING)) return;
  yield { edits: [replaceNode(node, `${operand(ground, right, operator)} ${operator} ${operand(ground, left, operator)}`)], operator: 'swap-sides', cost: 1.7, what: `swap the sides of \`${short(ground.textOf(node))}\`` };
}

/** `a && b` becomes `a`; `a * b` becomes `b`. */
export function* dropSide(ground: Ground, node: SyntaxNode): Generator<Draft> {
  if (node.type !== 'BinaryExpression' && node.type !== 'LogicalExpression') return;
  if (String(node['operator']) in RELATIONAL) return;
  for (const [key, other] of [['left', 'right'], ['right', 'left']] as const) {
    const kept = node[key] as SyntaxNode;
    const dropped = node[other] as SyntaxNode;
    yield { edits: [replaceNode(node, fit(ground, node, [ground.textOf(kept), precedenceOf(kept)]))], operator: 'drop-side', cost: key === 'left' ? 2 : 2.3, what: `drop \`${short(ground.textOf(dropped))}\` from \`${short(ground.textOf(node))}\`` };
  }
}

/** `a + b / c` becomes `(a + b) / c`, and back. */
export function* regroupSides(ground: Ground, node: SyntaxNode): Generator<Draft> {
  if (node.type !== 'BinaryExpression' && node.type !== 'LogicalExpression') return;
  const operator = String(node['operator']);
  const { left, right } = node as unknown as { left: SyntaxNode; right: SyntaxNode };
  const what = `group \`${short(ground.textOf(node))}\` the other way`;
  if (right.type === node.type && right['operator'] !== operator) {
    const [middle, last] = [right['left'] as SyntaxNode, right['right'] as SyntaxNode];
    yield { edits: [replaceNode(node, `(${ground.textOf(left)} ${operator} ${ground.textOf(middle)}) ${String(right['operator'])} ${operand(ground, last, String(right['operator']))}`)], operator: 'regroup', cost: 2, what };
  }
  if (left.type === node.type && (left['operator'] !== operator || operator === '-' || operator === '/')) {
    const [first, middle] = [left['left'] as SyntaxNode, left['right'] as SyntaxNode];
    yield { edits: [replaceNode(node, `${operand(ground, first, String(left['operator']))} ${String(left['operator'])} (${ground.textOf(middle)} ${operator} ${ground.textOf(right)})`)], operator: 'regroup', cost: 2.2, what };
  }
}

/** `n` becomes `n + 1` where it is a number: bounds, indexes, factors. */
export function* offByOne(ground: Ground, node: SyntaxNode): Generator<Draft> {
  if (node.type === 'Literal' || !(ground.kindsOf(node) & NUMBER) || !ground.seen(node)) return;
  const parent = ground.parentOf(node);
  if (!parent || parent.type === 'ExpressionStatement' || node.type === 'AssignmentExpression') return;
  if (node.type === 'BinaryExpression' && isNode(node['right']) && node['right'].type === 'Literal' && /^[+-]$/.test(String(node['operator']))) return;
  const isIndex = parent.type === 'MemberExpression' && parent['property'] === node;
  const isBound = parent.type === 'BinaryExpression' && String(parent['operator']) in RELATIONAL;
  const isFactor = parent.type === 'BinaryExpression' && /^[*/%]$/.test(String(parent['operator']));
  const isArgument = parent.type === 'CallExpression';
  const cost = isIndex || isBound ? 1.8 : isArgument || isFactor ? 2.1 : 2.4;
  for (const [operator, extra] of [['+', 0], ['-', 0]] as const) {
    yield { edits: [replaceNode(node, fit(ground, node, [`${operand(ground, node, operator)} ${operator} 1`, 10]))], operator: 'off-by-one', cost: cost + extra, what: `use \`${short(ground.textOf(node))} ${operator} 1\` instead of \`${short(ground.textOf(node))}\`` };
  }
}

/** `if (a)` becomes `if (!a)`; `!a` becomes `a`; `-a` becomes `a`. */
export function* changeSign(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const parent = ground.parentOf(node);
  const text = ground.textOf(node);
  if (node.type === 'UnaryExpression' && isNode(node['argument'])) {
    const { argument } = node as unknown as { argument: SyntaxNode };
    if (/^[!\-+~]$/.test(String(node['operator']))) yield { edits: [replaceNode(node, fit(ground, node, [ground.textOf(argument), precedenceOf(argument)]))], operator: 'unary', cost: 1.9, what: `drop \`${String(node['operator'])}\` from \`${short(text)}\`` };
    return;
  }
  if (node.type === 'UpdateExpression') {
    const flipped = text.replace(/\+\+|--/, (found) => (found === '++' ? '--' : '++'));
    yield { edits: [replaceNode(node, flipped)], operator: 'update', cost: 1.8, what: `use \`${flipped}\` instead of \`${text}\`` };
    if (!parent || parent.type === 'ExpressionStatement' || parent.type === 'ForStatement') return;
    const turned = node['prefix'] === true ? text.slice(2) + text.slice(0, 2) : text.slice(-2) + text.slice(0, -2);
    yield { edits: [replaceNode(node, turned)], operator: 'update', cost: 2, what: `use \`${turned}\` instead of \`${text}\`` };
    return;
  }
  const isCondition = parent?.['test'] === node || (parent?.type === 'LogicalExpression' && !/Binary|Logical/.test(node.type)) || (parent?.type === 'ReturnStatement' && (ground.kindsOf(node) & 4) !== 0);
  if (isCondition && !(node.type === 'BinaryExpression' && String(node['operator']) in RELATIONAL)) {
    yield { edits: [replaceNode(node, `!${atom(ground, node)}`)], operator: 'negate', cost: 1.9, what: `negate \`${short(text)}\`` };
  }
  const isNumber = (ground.kindsOf(node) & NUMBER) !== 0 && (ground.kindsOf(node) & (STRING | ARRAY)) === 0;
  if (isNumber && parent && !/ExpressionStatement|UpdateExpression/.test(parent.type) && node.type !== 'AssignmentExpression' && ground.seen(node)) {
    yield { edits: [replaceNode(node, fit(ground, node, [`-${atom(ground, node)}`, 13]))], operator: 'unary', cost: 2.8, what: `negate \`${short(text)}\`` };
  }
}

/** A source text for a sentence: at most 60 characters, on one line. */
export const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text).replace(/\s+/g, ' ');
