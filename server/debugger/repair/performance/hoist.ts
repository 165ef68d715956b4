// Expressions that give the same value in every round of a loop: computed once before it, or when first needed.
import { isNode, type SyntaxNode } from '../../../edits/syntax.ts';
import { ancestorsOf, bare, descendants, dottedName, functionOf, isFunctionNode } from './bindings.ts';
import { isInvariant, methodOf } from './effects.ts';
import { capital, insertBefore, isLoop, list, loopsAround, shortName } from './places.ts';
import { isPrimitive, isReadOnly } from './read-only.ts';
import { optimisation, type Optimisation, type PerformanceContext } from './transformation.ts';

const COSTLY_FUNCTIONS = new Set(['JSON.parse', 'JSON.stringify', 'Object.keys', 'Object.values', 'Object.entries', 'Object.fromEntries', 'Array.from', 'Math.max', 'Math.min']);
const COSTLY_METHODS = new Set(['map', 'filter', 'reduce', 'reduceRight', 'slice', 'concat', 'flat', 'flatMap', 'toSorted', 'toReversed', 'sort', 'reverse', 'join', 'split', 'find', 'findIndex', 'some', 'every', 'replace', 'replaceAll', 'match', 'toLowerCase', 'toUpperCase', 'trim', 'repeat']);
/** These may throw on what they are given, or take long for nothing: they wait until they are needed. */
const THROWING = new Set(['JSON.parse', 'RegExp', 'URL', 'BigInt', 'decodeURIComponent']);

/** A call that costs more than reading a variable; `[...xs].sort()` counts as one. */
function isCostly(context: PerformanceContext, node: SyntaxNode): boolean {
  if (node.type === 'NewExpression') return /^(?:RegExp|Intl\.\w+|Set|Map|URL|Date)$/.test(dottedName(node['callee'] as SyntaxNode) ?? '');
  if (node.type !== 'CallExpression') return false;
  const name = dottedName(node['callee'] as SyntaxNode);
  if (name !== null && COSTLY_FUNCTIONS.has(name)) return !/^Math/.test(name) || list(node, 'arguments').some(({ type }) => type === 'SpreadElement');
  if (context.purity.functionNamed(bare(node['callee'] as SyntaxNode))) return true;
  return COSTLY_METHODS.has(methodOf(node)?.name ?? '');
}

/** A regular expression with `g` or `y` remembers where it was, except for the methods that reset it. */
function remembers(context: PerformanceContext, node: SyntaxNode): boolean {
  if (node.type !== 'NewExpression' || dottedName(node['callee'] as SyntaxNode) !== 'RegExp') return false;
  const flags = list(node, 'arguments')[1];
  if (!flags) return false;
  if (typeof flags['value'] === 'string' && !/[gy]/.test(flags['value'])) return false;
  const parent = context.file.parents.get(node);
  const resets = ['replace', 'replaceAll', 'match', 'matchAll', 'split', 'search'];
  return !(parent?.type === 'CallExpression' && (parent['arguments'] as SyntaxNode[]).includes(node) && resets.includes(methodOf(parent)?.name ?? ''));
}

/** The largest expression around a call that is still the same in each round: `.length` after it, a chain of methods. */
function widest(context: PerformanceContext, node: SyntaxNode, loop: SyntaxNode): SyntaxNode {
  let at = node;
  for (const around of ancestorsOf(context.file, node)) {
    const isChain = (around.type === 'MemberExpression' && around['object'] === at) || (around.type === 'CallExpression' && (around['callee'] === at || (around['arguments'] as SyntaxNode[]).includes(at))) || around.type === 'SpreadElement' || around.type === 'ArrayExpression' || around.type === 'ChainExpression';
    if (!isChain) break;
    at = around;
  }
  // Back to the part that is a value and does not change.
  for (let inner = at; inner !== node; inner = innerTowards(inner, node)) {
    if (inner.type !== 'SpreadElement' && !isCallee(context, inner) && isInvariant(context.file, inner, loop, context.purity)) return inner;
  }
  return node;
}

const innerTowards = (outer: SyntaxNode, node: SyntaxNode): SyntaxNode => [...descendants(outer)].find((inner) => inner !== outer && inner.start <= node.start && inner.end >= node.end) ?? node;

const isCallee = (context: PerformanceContext, node: SyntaxNode): boolean => {
  const parent = context.file.parents.get(node);
  return parent?.type === 'CallExpression' && parent['callee'] === node;
};

function loopFor(context: PerformanceContext, node: SyntaxNode): SyntaxNode | null {
  let found: SyntaxNode | null = null;
  for (const loop of loopsAround(context.file, node)) {
    if (!isInvariant(context.file, node, loop, context.purity)) break;
    found = loop;
  }
  return found;
}

/** In each round of the loop, whatever the data: not behind a condition, a `&&`, or a function that is called for some items. */
function isUnconditional(context: PerformanceContext, node: SyntaxNode, loop: SyntaxNode): boolean {
  let below = node;
  for (const around of ancestorsOf(context.file, node)) {
    if (around === loop) return true;
    if ((around.type === 'IfStatement' || around.type === 'ConditionalExpression') && around['test'] !== below) return false;
    if (around.type === 'LogicalExpression' && around['right'] === below) return false;
    if (around.type === 'SwitchCase' || around.type === 'CatchClause' || (isLoop(around) && around !== loop && around['test'] !== below)) return false;
    below = around;
  }
  return true;
}

const mayThrow = (context: PerformanceContext, node: SyntaxNode): boolean => [...descendants(node)].some((inner) => {
  if (inner.type !== 'CallExpression' && inner.type !== 'NewExpression') return false;
  const callee = bare(inner['callee'] as SyntaxNode);
  if (THROWING.has(dottedName(callee) ?? '')) return !list(inner, 'arguments').every((argument) => argument.type === 'Literal');
  const fn = context.purity.functionNamed(callee);
  return fn !== null && [...descendants(fn)].some(({ type }) => type === 'ThrowStatement');
});

function nameFor(context: PerformanceContext, node: SyntaxNode): string {
  const call = bare(node);
  const name = call.type === 'MemberExpression' ? null : dottedName((call['callee'] ?? call) as SyntaxNode);
  const parent = context.file.parents.get(node);
  if (parent?.type === 'VariableDeclarator' && isNode(parent['id']) && parent['id'].type === 'Identifier') return `shared${capital(String(parent['id']['name']))}`;
  if (name === 'JSON.parse') return 'parsed';
  if (name === 'RegExp') return 'pattern';
  if (name === 'Math.max' || name === 'Math.min') return name === 'Math.max' ? 'largest' : 'smallest';
  if (name?.startsWith('Intl.')) return 'formatter';
  if (name === 'Object.keys' || name === 'Object.values' || name === 'Object.entries') return `${shortName((list(call, 'arguments')[0] ?? call) as SyntaxNode)}${capital(name.slice(7))}`;
  const called = methodOf(call);
  if (call.type === 'MemberExpression') return `${shortName(call['object'] as SyntaxNode)}${capital(shortName(call))}`;
  if (called) return /^(?:to)?sort/i.test(called.name) ? 'sorted' : called.name === 'filter' ? 'filtered' : called.name === 'map' ? 'mapped' : `${called.name}ed`.replace(/ee?d$/, 'ed');
  return name === null ? 'value' : `${name.replace(/^.*\./, '').replace(/^(?:get|compute|make|build|calculate)(?=[A-Z])/, '').replace(/^./, (letter) => letter.toLowerCase())}Value`;
}

function build(context: PerformanceContext, nodes: readonly SyntaxNode[], loop: SyntaxNode): Optimisation[] {
  const [node] = nodes as [SyntaxNode];
  const name = context.names().fresh(nameFor(context, node));
  const text = context.text(node);
  const isLazy = mayThrow(context, node);
  const { end, style } = context;
  const value = isLazy ? `(${name} ??= ${text})` : name;
  const type = context.isTyped ? `: ${lazyType(node)}` : '';
  const placed = insertBefore(context.file, loop, [isLazy ? `let ${name}${type}${end}` : `const ${name} = ${text}${end}`], style);
  if (placed.length === 0) return [];
  const edits = [...placed, ...nodes.map((one) => ({ start: one.start, end: one.end, text: value }))];
  const short = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  return [optimisation(context, node, { operator: isLazy ? 'hoist-lazy' : 'hoist-invariant', description: `compute ${short.replace(/\s+/g, ' ')} once ${isLazy ? 'for the whole loop' : 'before the loop'}, instead of in each round`, edits })];
}

/** `any` for JSON, the class of what is made. */
function lazyType(node: SyntaxNode): string {
  const name = dottedName((node['callee'] ?? node) as SyntaxNode);
  return node.type === 'NewExpression' && name !== null ? `${name} | undefined` : 'any';
}

/**
 * Preconditions: nothing it reads changes in the loop, it has no effect, and its value is a primitive or only read. What may throw waits
 * until it is needed; what is behind a condition is left unless it is a search of names and the like that cannot fail.
 */
export function invariantsOutOfLoops(context: PerformanceContext): Optimisation[] {
  const groups = new Map<string, { loop: SyntaxNode; nodes: SyntaxNode[] }>();
  for (const node of context.nodes) {
    if (!isCostly(context, node) || remembers(context, node)) continue;
    const loop = loopFor(context, node);
    if (!loop) continue;
    const whole = widest(context, node, loop);
    if (!isPrimitive(context, whole) && !isReadOnly(context, whole)) continue;
    if (!mayThrow(context, whole) && !isUnconditional(context, whole, loop) && [...descendants(whole)].some((inner) => inner.type === 'CallExpression' && context.purity.functionNamed(bare(inner['callee'] as SyntaxNode)))) continue;
    const key = `${loop.start}\n${context.text(whole)}`;
    const group = groups.get(key) ?? { loop, nodes: [] };
    if (!group.nodes.includes(whole)) group.nodes.push(whole);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ loop, nodes }) => build(context, nodes, loop));
}

/** A sort in place of a list that stays as it is otherwise: `xs.sort(f);` moves before the loop. */
export function sortsOutOfLoops(context: PerformanceContext): Optimisation[] {
  return context.nodes.flatMap((statement) => {
    const call = statement.type === 'ExpressionStatement' ? bare(statement['expression'] as SyntaxNode) : null;
    const called = call && methodOf(call);
    const object = called && bare(called.object);
    const loop = loopsAround(context.file, statement).at(-1);
    const binding = object?.type === 'Identifier' ? context.file.bindings.get(object) : undefined;
    if (!call || (called?.name !== 'sort' && called?.name !== 'reverse') || called.name === 'reverse' || !binding || !loop || functionOf(context.file, statement) !== functionOf(context.file, loop)) return [];
    const [compare] = list(call, 'arguments');
    if (compare && !(isFunctionNode(compare) && context.purity.isPureFunction(compare)) && !context.purity.functionNamed(bare(compare))) return [];
    if (!isLoop(loop) || !isUnconditional(context, statement, loop) || !staysSorted(context, { statement, loop, call })) return [];
    const edits = [...insertBefore(context.file, loop, [context.text(statement)], context.style), { start: statement.start, end: statement.end, text: '' }];
    return [optimisation(context, statement, { operator: 'hoist-invariant', description: `sort ${context.text(object as SyntaxNode)} once before the loop: nothing in it changes the list`, edits })];
  });
}

/** Without the sort itself the list would be one that the loop does not change, and the sort is what comes first in it. */
function staysSorted(context: PerformanceContext, { statement, loop, call }: { statement: SyntaxNode; loop: SyntaxNode; call: SyntaxNode }): boolean {
  const body = loop['body'] as SyntaxNode;
  if (list(body, 'body')[0] !== statement) return false;
  const object = bare(methodOf(call)?.object as SyntaxNode);
  const others = list(body, 'body').slice(1);
  return others.every((other) => isInvariant(context.file, object, other, context.purity));
}
