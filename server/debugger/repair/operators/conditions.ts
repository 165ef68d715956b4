// Conditions that are missing: a conjunct or disjunct beside a condition, a guard in front of a statement, a condition around one. Owns
// which atoms a condition may be made of; which of them differ at run time is told by `distinctConditions` in synthesis.ts.
import type { SyntaxNode } from '../../../edits/syntax.ts';
import { ARRAY, BOOLEAN, FUNCTION, MAP, NULLISH, NUMBER, OBJECT, SET, STRING } from '../kinds.ts';
import { precedenceOf } from '../candidate.ts';
import type { Ground } from '../ground.ts';

/** A condition and what it costs: about its size and how far its constants come from. */
export interface Atom {
  readonly text: string;
  readonly cost: number;
}

interface Term {
  readonly text: string;
  readonly kinds: number;
  readonly cost: number;
}

const MOST_TERMS = 40;

/** Comparisons of names, members and pooled expressions with each other and with constants, and tests of kinds; the simple ones first. */
export function atomsAt(ground: Ground, place: SyntaxNode, most: number): Atom[] {
  const terms = termsAt(ground, place);
  const atoms = new Map<string, number>();
  const add = (text: string, cost: number): void => {
    if (cost < (atoms.get(text) ?? Infinity)) atoms.set(text, cost);
  };
  for (const term of terms) addOwn(add, term);
  for (const [at, left] of terms.entries()) {
    for (const right of terms.slice(at + 1)) addPair(add, left, right);
    for (const constant of constantsFor(ground, left)) addConstant(add, left, constant);
  }
  for (const node of ground.nodes) if (isCondition(ground, node) && ground.fitsScope(node, place)) for (const variant of variantsOf(ground, node, place)) add(variant.text, variant.cost);
  return [...atoms].map(([text, cost]) => ({ text, cost })).sort((a, b) => a.cost - b.cost).slice(0, most);
}

function termsAt(ground: Ground, place: SyntaxNode): Term[] {
  const terms = new Map<string, Term>();
  const add = (term: Term): void => {
    const known = terms.get(term.text);
    if (!known || known.cost > term.cost) terms.set(term.text, term);
  };
  for (const { name, role, distance } of ground.scopeAt(place)) {
    const kinds = ground.kindsOfName(name);
    if (role === 'module' || kinds === FUNCTION) continue;
    add({ text: name, kinds, cost: Math.min(distance, 8) * 0.05 });
    if (kinds & (ARRAY | STRING)) add({ text: `${name}.length`, kinds: NUMBER, cost: 0.3 + Math.min(distance, 8) * 0.05 });
    if (kinds & (SET | MAP)) add({ text: `${name}.size`, kinds: NUMBER, cost: 0.4 });
    if (kinds & NUMBER) {
      add({ text: `Math.abs(${name})`, kinds: NUMBER, cost: 1 });
      add({ text: `String(${name}).length`, kinds: NUMBER, cost: 1.2 });
      add({ text: `${name} % 10`, kinds: NUMBER, cost: 1.2 });
    }
    const item = kinds & STRING ? STRING : NUMBER | STRING;
    if (kinds & (ARRAY | STRING) && !(kinds & NUMBER)) {
      add({ text: `${name}[0]`, kinds: item, cost: 0.8 });
      add({ text: `${name}[${name}.length - 1]`, kinds: item, cost: 0.9 });
    }
  }
  for (const { name, role } of ground.scopeAt(place)) for (const [key, kinds] of role === 'module' ? [] : ground.keysOfName(name)) add({ text: `${name}.${key}`, kinds, cost: 0.4 });
  for (const expression of ground.pool) {
    if (expression.type === 'Identifier' || expression.end - expression.start > 40 || !ground.fitsScope(expression, place)) continue;
    const text = precedenceOf(expression) < 9 ? `(${ground.textOf(expression)})` : ground.textOf(expression);
    add({ text, kinds: ground.kindsOf(expression), cost: 0.3 + text.length / 40 });
  }
  return [...terms.values()].sort((a, b) => a.cost - b.cost).slice(0, MOST_TERMS);
}

type Add = (text: string, cost: number) => void;

function addOwn(add: Add, { text, kinds, cost }: Term): void {
  if (kinds & BOOLEAN) {
    add(text, 0.4 + cost);
    add(`!${text}`, 0.6 + cost);
  }
  if (kinds & (NULLISH | OBJECT)) {
    add(`${text} == null`, 0.8 + cost);
    add(`${text} != null`, 0.9 + cost);
  }
  if (kinds & NUMBER) {
    for (const [test, more] of [['% 2 === 0', 0.9], ['% 2 !== 0', 0.9]] as const) add(`${text} ${test}`, more + cost);
    add(`!Number.isInteger(${text})`, 1.4 + cost);
    add(`Number.isInteger(${text})`, 1.4 + cost);
  }
  if (kinds & STRING) {
    for (const pattern of ['/^\\d+$/', '/[a-z]/i', '/\\d/', '/^[A-Z]/', '/\\s/', '/^[a-z]+$/i']) add(`${pattern}.test(${text})`, 1.8 + cost);
    add(`${text} === ${text}.toUpperCase()`, 1.6 + cost);
    add(`${text} === ${text}.toLowerCase()`, 1.6 + cost);
  }
  if (kinds & ARRAY) add(`!Array.isArray(${text})`, 1.6 + cost);
}

function addPair(add: Add, left: Term, right: Term): void {
  const cost = 0.7 + left.cost + right.cost;
  const both = left.kinds & right.kinds;
  if (both & NUMBER) for (const [operator, more] of [['<', 0], ['>', 0], ['<=', 0.1], ['>=', 0.1], ['===', 0.1], ['!==', 0.1]] as const) add(`${left.text} ${operator} ${right.text}`, cost + more);
  else if (both & (STRING | BOOLEAN)) for (const operator of ['===', '!==']) add(`${left.text} ${operator} ${right.text}`, cost);
  for (const [set, item] of [[left, right], [right, left]] as const) {
    if (set.kinds & ARRAY || (set.kinds & STRING && item.kinds & STRING)) for (const sign of ['', '!']) add(`${sign}${set.text}.includes(${item.text})`, cost + 0.2);
    if (set.kinds & (SET | MAP)) for (const sign of ['', '!']) add(`${sign}${set.text}.has(${item.text})`, cost + 0.2);
  }
}

function constantsFor(ground: Ground, { kinds }: Term): [text: string, cost: number][] {
  const numbers = kinds & NUMBER ? [0, 1, 2, -1, ...ground.constants.own.numbers.slice(0, 12)] : [];
  const strings = kinds & STRING ? ['', ...ground.constants.own.strings.slice(0, 24)] : [];
  return [...[...new Set(numbers)].map((number, rank): [string, number] => [String(number), 0.2 + rank * 0.06]), ...[...new Set(strings)].map((text, rank): [string, number] => [JSON.stringify(text), 0.3 + rank * 0.06])];
}

function addConstant(add: Add, { text, kinds, cost }: Term, [constant, more]: readonly [string, number]): void {
  const operators = kinds & NUMBER ? ['===', '!==', '<', '>', '<=', '>='] : ['===', '!=='];
  if (kinds & STRING && constant.length > 2 && constant.length < 8) for (const method of ['startsWith', 'endsWith', 'includes']) add(`${text}.${method}(${constant})`, 1.2 + cost + more);
  for (const [rank, operator] of operators.entries()) add(`${text} ${operator} ${constant}`, 0.6 + cost + more + rank * 0.05);
}

function isCondition(ground: Ground, node: SyntaxNode): boolean {
  return (node.type === 'BinaryExpression' || node.type === 'CallExpression' || node.type === 'UnaryExpression') && (ground.kindsOf(node) & BOOLEAN) !== 0 && node.end - node.start <= 60;
}

/** A condition the function has already, with one name, index or sign changed: `x + y === z` becomes `x + z === y`. */
function variantsOf(ground: Ground, node: SyntaxNode, place: SyntaxNode): Atom[] {
  const text = ground.textOf(node);
  const variants: Atom[] = [{ text, cost: 0.9 }, { text: `!(${text})`, cost: 1.3 }];
  const inner = ground.nodes.filter((other) => other.start >= node.start && other.end <= node.end && other.type === 'Identifier');
  const names = [...new Set(inner.map((other) => String(other['name'])))];
  const change = (from: ReadonlyMap<string, string>): string => text.replace(/(?<![\w$.])[A-Za-z_$][\w$]*/g, (word) => from.get(word) ?? word);
  for (const [at, one] of names.entries()) {
    for (const other of names.slice(at + 1)) variants.push({ text: change(new Map([[one, other], [other, one]])), cost: 1.1 });
    for (const { name, role } of ground.scopeAt(place)) if (role !== 'module' && name !== one && ground.kindsOfName(name) === ground.kindsOfName(one)) variants.push({ text: change(new Map([[one, name]])), cost: 1.2 });
  }
  return variants;
}
