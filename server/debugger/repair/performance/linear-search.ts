// `includes`, `indexOf`, `some`, `find` and `filter` on a list that stays as it is in a loop: a Set or Map that is built once.
import type { TextEdit } from '../../../edits/file-edit.ts';
import { isNode, type SyntaxNode } from '../../../edits/syntax.ts';
import { bare, descendants, isFunctionNode, type Binding } from './bindings.ts';
import { isInvariant, methodOf, useOf } from './effects.ts';
import { kindOf } from './kinds.ts';
import { MUTATING_METHODS } from './builtins.ts';
import { capital, insertBefore, loopsAround, shortName } from './places.ts';
import { optimisation, type Optimisation, type PerformanceContext } from './transformation.ts';

/** One search: the list, what is looked for, and by which of its items' members. */
export interface Search {
  readonly call: SyntaxNode;
  readonly list: SyntaxNode;
  readonly kind: 'has' | 'find' | 'index' | 'group';
  /** The name of an item in `key`; null: the item itself is compared. */
  readonly item: string | null;
  /** Source of the key of an item. */
  readonly key: string;
  /** The member that is compared; null where it is the item. */
  readonly member: string | null;
  readonly wanted: SyntaxNode;
  /** What the new code replaces, and whether it is turned round: `xs.indexOf(a) === -1`. */
  readonly whole: SyntaxNode;
  readonly isNegated: boolean;
}

const isMinusOne = (node: SyntaxNode): boolean => node.type === 'UnaryExpression' && node['operator'] === '-' && isNode(node['argument']) && node['argument']['value'] === 1;

/** `xs.indexOf(a)` beside -1 or 0 asks whether it is there; any other use asks where. */
function presenceTest(context: PerformanceContext, call: SyntaxNode): { whole: SyntaxNode; isNegated: boolean } | null {
  const whole = context.file.parents.get(call);
  if (whole?.type !== 'BinaryExpression' || whole['left'] !== call) return null;
  const operator = String(whole['operator']);
  const right = whole['right'] as SyntaxNode;
  const isZero = right['value'] === 0;
  if (isMinusOne(right) && ['===', '==', '!==', '!=', '>'].includes(operator)) return { whole, isNegated: operator.startsWith('==') };
  return isZero && (operator === '>=' || operator === '<') ? { whole, isNegated: operator === '<' } : null;
}

interface Predicate {
  readonly item: string;
  readonly key: SyntaxNode;
  readonly wanted: SyntaxNode;
}

/** `(item) => item.key === wanted`, either way round. */
function predicateOf(context: PerformanceContext, fn: SyntaxNode | undefined): Predicate | null {
  if (!fn || !isFunctionNode(fn) || (fn['params'] as unknown[]).length !== 1 || fn['async'] === true) return null;
  const parameter = (fn['params'] as SyntaxNode[])[0];
  let body = fn['body'] as SyntaxNode;
  const [only] = body.type === 'BlockStatement' ? (body['body'] as SyntaxNode[]) : [];
  if (only) body = only.type === 'ReturnStatement' && (fn['body'] as { body: unknown[] }).body.length === 1 && isNode(only['argument']) ? only['argument'] : body;
  const test = bare(body);
  if (parameter?.type !== 'Identifier' || test.type !== 'BinaryExpression' || test['operator'] !== '===') return null;
  const binding = context.file.bindings.get(parameter);
  const mentions = (node: SyntaxNode) => [...descendants(node)].some((inner) => context.file.bindings.get(inner) === binding);
  const [left, right] = [test['left'] as SyntaxNode, test['right'] as SyntaxNode];
  const item = String(parameter['name']);
  if (mentions(left) && !mentions(right)) return { item, key: left, wanted: right };
  return mentions(right) && !mentions(left) ? { item, key: right, wanted: left } : null;
}

const SEARCHES: Readonly<Record<string, Search['kind']>> = { some: 'has', find: 'find', findIndex: 'index', filter: 'group' };

/** The search that a call is, null for any other call. */
export function searchOf(context: PerformanceContext, call: SyntaxNode): Search | null {
  const called = methodOf(call);
  const args = call['arguments'] as SyntaxNode[] | undefined;
  const [first] = args ?? [];
  if (!called || !first || args?.length !== 1 || call['optional'] === true) return null;
  const list = called.object;
  if (called.name === 'includes' || called.name === 'indexOf') {
    if (kindOf(context, list) !== 'list' || !context.purity.isPureExpression(first)) return null;
    const test = called.name === 'includes' ? { whole: call, isNegated: false } : presenceTest(context, call);
    if (!test) return { call, list, kind: 'index', item: null, key: 'item', member: null, wanted: first, whole: call, isNegated: false };
    return { call, list, kind: 'has', item: null, key: '', member: null, wanted: first, ...test };
  }
  const kind = Object.hasOwn(SEARCHES, called.name) ? SEARCHES[called.name] : undefined;
  const predicate = kind ? predicateOf(context, bare(first)) : null;
  if (!kind || !predicate || !context.purity.isPureExpression(predicate.wanted) || !context.purity.isPureExpression(predicate.key)) return null;
  const key = bare(predicate.key);
  const member = key.type === 'MemberExpression' && key['computed'] !== true ? String((key['property'] as SyntaxNode)['name']) : null;
  if (key.type !== 'Identifier' && member === null) return null;
  return { call, list, kind, item: predicate.item, key: context.text(predicate.key), member, wanted: predicate.wanted, whole: call, isNegated: false };
}

/** A member of that name is written to: the keys of a Map would be old. */
export function writesMember(region: SyntaxNode, member: string | null): boolean {
  if (member === null) return false;
  return [...descendants(region)].some((node) => {
    const target = node.type === 'AssignmentExpression' ? node['left'] : node.type === 'UpdateExpression' || (node.type === 'UnaryExpression' && node['operator'] === 'delete') ? node['argument'] : null;
    return isNode(target) && target.type === 'MemberExpression' && (target['computed'] === true || (target['property'] as SyntaxNode)['name'] === member);
  });
}

/** The outermost loop around the search during which the list stays as it is. */
function loopFor(context: PerformanceContext, search: Search): SyntaxNode | null {
  const loops = loopsAround(context.file, search.call);
  let found: SyntaxNode | null = null;
  for (const loop of loops) {
    if (!isInvariant(context.file, search.list, loop, context.purity) || writesMember(loop, search.member)) break;
    found = loop;
  }
  return found;
}

const typeArguments = (context: PerformanceContext, list: string, kind: Search['kind'], key: string): string => {
  if (!context.isTyped) return '';
  const item = `(typeof ${list})[number]`;
  return kind === 'group' ? `<${key}, ${item}[]>` : kind === 'index' ? `<${key}, number>` : `<${key}, ${item}>`;
};

/** The lines that build what is looked up. The first of equal keys wins, as in a search. */
function buildLines(context: PerformanceContext, search: Search, name: string): string[] {
  const { end } = context;
  const list = context.text(search.list);
  const item = search.item ?? 'item';
  if (search.kind === 'has') return [`const ${name} = new Set(${search.key === '' || search.key === item ? list : `${list}.map((${item}) => ${search.key})`})${end}`];
  // A type can be named only by a plain path of names.
  const isNamed = /^[\w$.]+$/.test(list) && !list.startsWith('this');
  const type = isNamed ? typeArguments(context, list, search.kind, search.member === null ? `(typeof ${list})[number]` : `(typeof ${list})[number]['${search.member}']`) : context.isTyped ? '<any, any>' : '';
  const declare = `const ${name} = new Map${type}()${end}`;
  const { indent } = context.style;
  if (search.kind === 'find') return [declare, `for (const ${item} of ${list}) if (!${name}.has(${search.key})) ${name}.set(${search.key}, ${item})${end}`];
  if (search.kind === 'index') return [declare, `for (const [index, ${item}] of ${list}.entries()) if (!${name}.has(${search.key})) ${name}.set(${search.key}, index)${end}`];
  return [declare, `for (const ${item} of ${list}) {`, `${indent}const group = ${name}.get(${search.key})${end}`, `${indent}if (group) group.push(${item})${end}`, `${indent}else ${name}.set(${search.key}, [${item}])${end}`, '}'];
}

/** The expression that takes the place of the search. */
export function lookupText(context: PerformanceContext, search: Search, name: string): string {
  const wanted = context.text(search.wanted);
  if (search.kind === 'has') return `${search.isNegated ? '!' : ''}${name}.has(${wanted})`;
  if (search.kind === 'find') return `${name}.get(${wanted})`;
  if (search.kind === 'index') return `(${name}.get(${wanted}) ?? -1)`;
  // A group that is handed out is a new list each time, as it was before.
  return isSharedSafely(context, search) ? `(${name}.get(${wanted}) ?? [])` : `[...(${name}.get(${wanted}) ?? [])]`;
}

export const nameFor = (search: Search): string => {
  const list = shortName(search.list);
  return search.kind === 'has' ? `${list}${search.member === null ? '' : capital(search.member)}Set` : `${list}By${capital(search.member ?? 'value')}`;
};

/** A constant list of the module that the file only reads and does not hand out: its Set is built where it is declared. */
function moduleList(context: PerformanceContext, search: Search): Binding | null {
  const list = bare(search.list);
  const binding = list.type === 'Identifier' ? context.file.bindings.get(list) : undefined;
  if (binding?.kind !== 'const' || binding.scope !== context.file.syntax.program || !binding.declarator) return null;
  const declaration = context.file.parents.get(binding.declarator);
  const isExported = declaration && context.file.parents.get(declaration)?.type.startsWith('Export');
  return !isExported && binding.references.every((node) => useOf(context.file, node, context.purity) === 'read') ? binding : null;
}

/** The group is only looked at where it is found. */
function isSharedSafely(context: PerformanceContext, search: Search): boolean {
  const parent = context.file.parents.get(search.call);
  if (parent?.type === 'MemberExpression' && parent['object'] === search.call) return !MUTATING_METHODS.has(String((parent['property'] as SyntaxNode)['name']));
  return (parent?.type === 'ForOfStatement' && parent['right'] === search.call) || parent?.type === 'SpreadElement';
}

function build(context: PerformanceContext, searches: readonly Search[], edits: (name: string, lines: readonly string[]) => TextEdit[]): Optimisation | null {
  const [first] = searches;
  if (!first) return null;
  const name = context.names().fresh(nameFor(first));
  const placed = edits(name, buildLines(context, first, name));
  if (placed.length === 0) return null;
  const replaced = searches.map((search) => ({ start: search.whole.start, end: search.whole.end, text: lookupText(context, search, name) }));
  const what = first.kind === 'has' ? 'a Set' : 'a Map';
  const list = context.text(first.list);
  return optimisation(context, first.call, {
    operator: first.kind === 'has' ? 'linear-search-set' : first.kind === 'group' ? 'group-index' : 'linear-search-map',
    description: `look ${context.text(first.wanted)} up in ${what} of ${list} that is built once, instead of walking through ${list} each time`,
    edits: [...placed, ...replaced],
  });
}

/** Precondition: the list is one, and neither it nor the compared members change while the loop runs. */
export function searchesToLookups(context: PerformanceContext): Optimisation[] {
  const groups = new Map<string, { at: SyntaxNode | null; searches: Search[] }>();
  for (const node of context.nodes) {
    const search = node.type === 'CallExpression' ? searchOf(context, node) : null;
    if (!search) continue;
    const loop = loopFor(context, search);
    if (!loop && !moduleList(context, search)) continue;
    const key = [loop?.start ?? -1, context.text(search.list), search.kind, search.key].join('\n');
    const group = groups.get(key) ?? { at: loop, searches: [] };
    group.searches.push(search);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ at, searches }) => {
    const [first] = searches;
    const binding = first && !at ? context.file.bindings.get(bare(first.list)) : undefined;
    const made = build(context, searches, (_, lines) => (at ? insertBefore(context.file, at, lines, context.style) : binding?.declarator ? afterDeclaration(context, binding, lines) : []));
    return made ? [made] : [];
  });
}

function afterDeclaration(context: PerformanceContext, { declarator }: Binding, lines: readonly string[]): TextEdit[] {
  const declaration = declarator && context.file.parents.get(declarator);
  if (!declaration) return [];
  const parent = context.file.parents.get(declaration);
  const { end } = parent?.type.startsWith('Export') ? parent : declaration;
  return [{ start: end, end, text: lines.map((line) => `${context.style.lineEnd}${line}`).join('') }];
}
