// Operators of literals: numbers, booleans, strings, templates, regular expressions, empty values.
import { distance } from 'fastest-levenshtein';
import type { SyntaxNode } from '../../../edits/syntax.ts';
import { replaceNode, type Draft } from '../candidate.ts';
import { isExpressionPlace, type Ground } from '../ground.ts';
import { short } from './binary.ts';

const draft = (ground: Ground, node: SyntaxNode, [text, cost]: readonly [string, number]): Draft => ({ edits: [replaceNode(node, text)], operator: 'literal', cost, what: `use \`${short(text)}\` instead of \`${short(ground.textOf(node))}\`` });

/** Other values for a literal: its neighbours, the usual starting values, and constants of the examples, the source and the comments. */
export function* changeLiteral(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const parent = ground.parentOf(node);
  if (node.type === 'Literal' && (!parent || (isExpressionPlace(parent, node) && parent.type !== 'ImportDeclaration'))) {
    const value = node['value'];
    if (node['regex']) yield* changePattern(ground, node);
    else if (typeof value === 'number') for (const [text, cost] of numbers(ground, value)) yield draft(ground, node, [text, isStart(ground, node) ? cost - 0.2 : cost]);
    else if (typeof value === 'string') for (const row of strings(ground, node, value)) yield draft(ground, node, row);
    else if (typeof value === 'boolean') yield draft(ground, node, [String(!value), 1.1]);
    else if (value === null) for (const text of ['undefined', '0', "''", '[]', 'false']) yield draft(ground, node, [text, 2.8]);
  }
  if (node.type === 'ArrayExpression' && (node['elements'] as unknown[]).length === 0) yield draft(ground, node, ['null', 3]);
  if (node.type === 'Identifier' && node['name'] === 'Infinity') yield draft(ground, node, ['-Infinity', 2]);
  if (node.type === 'Identifier' && node['name'] === 'undefined' && parent && isExpressionPlace(parent, node)) for (const text of ['null', '0', "''", '[]', 'false']) yield draft(ground, node, [text, 3]);
  if (node.type === 'UnaryExpression' && ground.textOf(node) === '-Infinity') yield draft(ground, node, ['Infinity', 2]);
  if (node.type === 'TemplateElement') yield* changeTemplate(ground, node);
}

/** Where a loop or sum begins; wrong starts are usual. */
function isStart(ground: Ground, node: SyntaxNode): boolean {
  return ground.parentOf(node)?.type === 'VariableDeclarator';
}

function* numbers(ground: Ground, value: number): Generator<readonly [string, number]> {
  const rows = new Map<number, number>();
  const add = (number: number, cost: number): void => {
    if (number !== value && Number.isFinite(number)) rows.set(number, Math.min(cost, rows.get(number) ?? Infinity));
  };
  add(value + 1, 1.3);
  add(value - 1, 1.3);
  add(0, 1.6);
  add(1, 1.6);
  add(-value, 2);
  add(2, 2.2);
  add(-1, 2.2);
  add(10, 3);
  for (const factor of [10, 2, 100, 1000]) {
    add(value * factor, 3);
    add(value / factor, 3);
  }
  add(value + 2, 2.8);
  add(value - 2, 2.8);
  // The source's own constants say more than those of the examples, which are mostly inputs.
  for (const [rank, number] of ground.constants.numbers.slice(0, 40).entries()) add(number, 3 + rank / 20);
  for (const [number, cost] of rows) yield [String(number), number < 0 && value >= 0 ? cost + 0.3 : cost];
}

/** Quotes like those of the literal that is replaced. */
function quoteLike(ground: Ground, node: SyntaxNode, value: string): string {
  const quote = ground.textOf(node)[0] === "'" ? "'" : '"';
  const body = JSON.stringify(value).slice(1, -1);
  return quote === '"' ? `"${body}"` : `'${body.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function* strings(ground: Ground, node: SyntaxNode, value: string): Generator<readonly [string, number]> {
  const rows = new Map<string, number>();
  const add = (text: string, cost: number): void => {
    if (text !== value) rows.set(text, Math.min(cost, rows.get(text) ?? Infinity));
  };
  add('', value.trim() === '' ? 1.4 : 2.6);
  add(' ', value === '' ? 1.6 : 2.8);
  add(value.toLowerCase(), 2.4);
  add(value.toUpperCase(), 2.4);
  add(value.trim(), 2);
  if (value.length <= 4 && value !== '') add(value + value[0]!, 3);
  if (value.length > 1 && value.length <= 20) {
    for (let at = 0; at < value.length; at += 1) add(value.slice(0, at) + value.slice(at + 1), at === 0 || at === value.length - 1 ? 2.2 : 3);
  }
  for (const text of [',', '\n', ', ', '-', '_']) if (value.length <= 2) add(text, 3.4);
  for (const [rank, text] of ground.constants.strings.slice(0, 200).entries()) {
    const changes = distance(text, value);
    if (value.length >= 4 && changes <= Math.max(1, value.length / 4)) add(text, 1.6 + changes * 0.2);
    else if (text.length === 1 && value.length === 1) add(text, 2.4 + Math.min(rank, 40) / 40);
    else if (rank < 40) add(text, 3.4 + rank / 40);
  }
  for (const [text, cost] of rows) yield [quoteLike(ground, node, text), cost];
}

/** A quantifier, an anchor or a flag that is missing or too much. */
function* changePattern(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const { pattern, flags } = node['regex'] as { pattern: string; flags: string };
  const made = new Set<string>();
  for (const flag of ['g', 'i', 'm', 'u', 's']) made.add(`/${pattern}/${flags.includes(flag) ? flags.replace(flag, '') : flags + flag}`);
  const edits: readonly (readonly [RegExp, string])[] = [
    [/\+(?!\?)/, '*'], [/(?<!\.)\*/, '+'], [/\\s(?![+*])/, '\\s+'], [/\\s\+/, '\\s'], [/\\d(?![+*{])/, '\\d+'], [/\\w(?![+*{])/, '\\w+'], [/\.\*(?!\?)/, '.*?'], [/^\^/, ''], [/\$$/, ''], [/\\s/, '\\S'], [/\\d/, '\\D'], [/\\w/, '\\W'],
    [/\\S/, '\\s'], [/\\D/, '\\d'], [/\\W/, '\\w'], [/\[\^/, '['], [/\[(?!\^)/, '[^'], [/(?<!\\)\./, '\\.'], [/a-z/, 'a-zA-Z'], [/A-Z/, 'a-zA-Z'], [/a-zA-Z/, 'a-z'], [/a-zA-Z/, 'A-Z'], [/0-9/, '1-9'], [/1-9/, '0-9'], [/a-z/, 'a-z0-9'], [/\?/, ''], [/\\b/, ''],
  ];
  for (const [from, to] of edits) made.add(`/${pattern.replace(from, () => to)}/${flags}`);
  made.add(`/^${pattern}/${flags}`).add(`/${pattern}$/${flags}`).add(`/^${pattern}$/${flags}`).add(`/${pattern}+/${flags}`);
  made.delete(ground.textOf(node));
  for (const text of made) if (isPattern(text)) yield { ...draft(ground, node, [text, 2.6]), operator: 'regexp' };
}

function isPattern(text: string): boolean {
  const end = text.lastIndexOf('/');
  try {
    return new RegExp(text.slice(1, end), text.slice(end + 1)).source !== '(?:)';
  } catch {
    return false;
  }
}

/** A blank, comma or other single character that is missing or too much between two holes of a template. */
function* changeTemplate(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const template = ground.parentOf(node);
  if (template?.type !== 'TemplateLiteral') return;
  const quasis = template['quasis'] as SyntaxNode[];
  const holes = template['expressions'] as SyntaxNode[];
  const at = quasis.indexOf(node);
  const start = at === 0 ? template.start + 1 : ground.file.text.indexOf('}', holes[at - 1]!.end) + 1;
  const end = at === quasis.length - 1 ? template.end - 1 : ground.file.text.lastIndexOf('${', holes[at]!.start);
  const text = ground.file.text.slice(start, end);
  const made = new Set([`${text} `, ` ${text}`, text.trim(), text.trimStart(), text.trimEnd(), text.toLowerCase(), text.toUpperCase(), '', ',', ', ', '-', ': ']);
  made.delete(text);
  for (const other of made) yield { edits: [{ start, end, text: other }], operator: 'template', cost: 2.8, what: `use "${short(other)}" instead of "${short(text)}" in the template` };
}
