// Values and expressions that a person gave, as code of a test. Owns where brackets are needed and which outer names are used.
import { childrenOf, isNode, parseSyntax, type SyntaxNode } from '../../edits/syntax.ts';
import { findValueSource } from '../repair/data-mapping/value-source.ts';
import type { SourceStyle } from '../repair/data-mapping/source-style.ts';
import type { GivenValue } from '../scenario.ts';

export interface TestCode {
  readonly text: string;
  /** What it needs to stand before a `.` or after `await`. */
  readonly isCompound: boolean;
  /** Names that it reads and does not declare, globals too. */
  readonly names: ReadonlySet<string>;
  /** A number, string, boolean, null, bigint or undefined: equal only when identical. */
  readonly isPrimitive: boolean;
  /** Begins with `await` itself. */
  readonly isAwaited: boolean;
  /** Given as JSON, which knows no classes and no `undefined`. */
  readonly isJson: boolean;
}

const SIMPLE = new Set(['Identifier', 'Literal', 'CallExpression', 'MemberExpression', 'ArrayExpression', 'TemplateLiteral', 'ThisExpression']);
const PREFIX = '(async () => (';

function findExpression(source: string): SyntaxNode | null {
  const text = `${PREFIX}${source}\n))`;
  const { program, errors } = parseSyntax('expression.js', text);
  // Brackets that end before they begin fit into round ones, but are no expression.
  if (parseSyntax('expression.js', `(async () => [${source}\n])`).errors.length > 0) return null;
  const [statement, ...others] = program['body'] as SyntaxNode[];
  const arrow = statement?.['expression'];
  const body = isNode(arrow) && arrow.type === 'ArrowFunctionExpression' ? arrow['body'] : null;
  return errors.length > 0 || others.length > 0 || !isNode(body) || body.type === 'BlockStatement' ? null : body;
}

/** Names that are read, and names that are bound anywhere inside; a name that is both counts as bound. */
function collectNames(node: SyntaxNode, isRead: boolean, names: { read: Set<string>; bound: Set<string> }): void {
  if (node.type === 'Identifier') return void (isRead ? names.read : names.bound).add(String(node['name']));
  for (const child of childrenOf(node)) {
    const isName = (child === node['property'] && node.type === 'MemberExpression' && node['computed'] !== true) || (child === node['key'] && node['computed'] !== true && child !== node['value']);
    if (isName) continue;
    const declares = (child === node['id'] && /^(?:Variable|Function|Class)/.test(node.type)) || (Array.isArray(node['params']) && (node['params'] as unknown[]).includes(child)) || (node.type === 'CatchClause' && child === node['param']);
    const isDefault = node.type === 'AssignmentPattern' && child === node['right'];
    collectNames(child, declares ? false : isDefault ? true : isRead, names);
  }
}

/** The expression as it can stand in a list of arguments; null where it is none. */
export function readExpression(source: string): TestCode | null {
  const node = findExpression(source);
  if (!node) return null;
  const names = { read: new Set<string>(), bound: new Set<string>() };
  collectNames(node, true, names);
  const raw = `${PREFIX}${source}\n))`.slice(node.start, node.end);
  const isNew = node.type === 'NewExpression' && raw.endsWith(')');
  const isPrimitive = (node.type === 'Literal' && !isNode(node['regex']) && node['regex'] == null) || (node.type === 'UnaryExpression' && isNode(node['argument']) && node['argument'].type === 'Literal') || (node.type === 'Identifier' && ['undefined', 'NaN', 'Infinity'].includes(String(node['name'])));
  return {
    text: node.type === 'SequenceExpression' ? `(${raw})` : raw,
    isCompound: !SIMPLE.has(node.type) && !isNew && node.type !== 'SequenceExpression',
    names: new Set([...names.read].filter((name) => !names.bound.has(name))),
    isPrimitive,
    isAwaited: node.type === 'AwaitExpression',
    isJson: false,
  };
}

/** A live value as code; null where no code makes it (functions, cycles, instances of classes). */
export function readValue(value: unknown, style: SourceStyle, isJson: boolean): TestCode | null {
  const text = findValueSource(value, style);
  if (text === null) return null;
  const isPrimitive = value === null || typeof value !== 'object';
  return { text, isCompound: !isPrimitive && !Array.isArray(value) && !text.startsWith('new '), names: new Set(), isPrimitive, isAwaited: false, isJson };
}

/** Null where the expression cannot be parsed, or the value cannot be written. */
export const readGiven = (given: GivenValue, style: SourceStyle): TestCode | null => (given.kind === 'json' ? readValue(given.value, style, true) : readExpression(given.source));

/** In brackets where it needs them. */
export const grouped = (code: Pick<TestCode, 'text' | 'isCompound'>): string => (code.isCompound ? `(${code.text})` : code.text);

/** Whether `undefined`, holes or instances count in an expected value: where it says so itself. */
export const isStrict = ({ text, isJson, names }: TestCode, projectNames: ReadonlySet<string>): boolean => !isJson && (names.has('undefined') || [...projectNames].some((name) => new RegExp(`\\bnew ${name.replaceAll('$', '\\$')}\\b`).test(text)));
