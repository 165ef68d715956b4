// Awaits that do not need each other: started together and awaited at once. Owns loops of awaits and awaits in a row.
import type { TextEdit } from '../../../edits/file-edit.ts';
import { isNode, type SyntaxNode } from '../../../edits/syntax.ts';
import { bare, descendants, isFunctionNode, isWithin, namesIn, type Binding } from './bindings.ts';
import { methodOf, rootOf, writesIn } from './effects.ts';
import { indentAt, list, shortName } from './places.ts';
import { optimisation, type Optimisation, type PerformanceContext } from './transformation.ts';

/** The awaits of a region itself; those of functions inside it are their own. */
function awaitsIn(node: SyntaxNode): SyntaxNode[] {
  const inner = [...descendants(node)];
  const functions = inner.filter((one) => one !== node && isFunctionNode(one));
  return inner.filter((one) => one.type === 'AwaitExpression' && !functions.some((fn) => isWithin(one, fn)));
}

const bindingsIn = (context: PerformanceContext, node: SyntaxNode): Set<Binding> => new Set([...descendants(node)].flatMap((inner) => (inner.type === 'Identifier' ? (context.file.bindings.get(inner) ?? []) : [])));

/** A function of this file that writes to what is outside of it: the order of its calls shows. */
function hasOrder(context: PerformanceContext, node: SyntaxNode, seen = new Set<SyntaxNode>()): boolean {
  return [...descendants(node)].some((call) => {
    const fn = call.type === 'CallExpression' ? context.purity.functionNamed(bare(call['callee'] as SyntaxNode)) : null;
    if (!fn || seen.has(fn)) return false;
    seen.add(fn);
    const writes = writesIn(context.file, fn);
    return writes.hasUnknown || [...writes.bindings].some((binding) => !binding.declarations.some((id) => isWithin(id, fn))) || hasOrder(context, fn['body'] as SyntaxNode, seen);
  });
}

interface AwaitLoop {
  readonly loop: SyntaxNode;
  readonly item: SyntaxNode;
  readonly body: readonly SyntaxNode[];
  readonly wait: SyntaxNode;
}

/** `for (const x of xs) { ... await f(x) ... }` with one await, in its first statement. */
function loopOf(loop: SyntaxNode): AwaitLoop | null {
  const left = loop['left'];
  if (loop.type !== 'ForOfStatement' || loop['await'] === true || !isNode(left) || left.type !== 'VariableDeclaration') return null;
  const item = list(left, 'declarations')[0]?.['id'];
  const block = loop['body'] as SyntaxNode;
  const body = block.type === 'BlockStatement' ? list(block, 'body') : [block];
  const waits = awaitsIn(block);
  const [wait] = waits;
  if (!isNode(item) || !wait || waits.length !== 1 || !body[0] || !isWithin(wait, body[0])) return null;
  const isEnding = [...descendants(block)].some(({ type }) => type === 'BreakStatement' || type === 'ReturnStatement' || type === 'ThrowStatement' || type === 'ContinueStatement' || type === 'YieldExpression');
  return isEnding ? null : { loop, item, body, wait };
}

/** The awaited call reads nothing that the loop writes, and only the names of the item and of outside. */
function isIndependent(context: PerformanceContext, { loop, wait, item }: AwaitLoop): boolean {
  const argument = wait['argument'] as SyntaxNode;
  const read = bindingsIn(context, argument);
  const written = writesIn(context.file, loop['body'] as SyntaxNode);
  const own = new Set([...namesIn(item)].map((id) => context.file.bindings.get(id)));
  if (bare(argument).type !== 'CallExpression' || written.hasUnknown || hasOrder(context, argument)) return false;
  return [...read].every((binding) => own.has(binding) || (!written.bindings.has(binding) && !binding.declarations.some((id) => isWithin(id, loop))));
}

function batchLoop(context: PerformanceContext, found: AwaitLoop): Optimisation | null {
  const { loop, item, wait, body } = found;
  const { text, end, style } = { text: context.text, end: context.end, style: context.style };
  // Behind a condition, or behind code of its own, the call is not made for each item.
  const [first] = body as [SyntaxNode];
  const holder = first.type === 'VariableDeclaration' || first.type === 'ExpressionStatement' ? first : null;
  if (!holder || isBehindCondition(context, wait, holder)) return null;
  const items = loop['right'] as SyntaxNode;
  const callee = shortName((bare(wait['argument'] as SyntaxNode)['callee'] ?? wait) as SyntaxNode);
  const names = context.names();
  const indent = indentAt(context.file.text, loop.start);
  const map = `${text(items)}.map((${text(item)}) => ${text(wait['argument'] as SyntaxNode)})`;
  if (!/^[\w$.]+$/.test(text(items))) return null;
  const pushed = pushOnly(context, found);
  if (pushed) {
    const edit = { start: loop.start, end: loop.end, text: `${pushed}.push(...(await Promise.all(${map})))${end}` };
    return made(context, loop, callee, [edit]);
  }
  if (body.length === 1 && holder.type === 'ExpressionStatement' && bare(holder['expression'] as SyntaxNode) === wait) return made(context, loop, callee, [{ start: loop.start, end: loop.end, text: `await Promise.all(${map})${end}` }]);
  const [results, position] = [names.fresh('results'), names.fresh('index')];
  const isPlainItem = item.type === 'Identifier';
  const edits: TextEdit[] = [
    { start: loop.start, end: loop.start, text: `const ${results} = await Promise.all(${map})${end}${style.lineEnd}${indent}` },
    { start: (loop['left'] as SyntaxNode).start, end: (loop['right'] as SyntaxNode).end, text: `const [${position}, ${isPlainItem || item.type === 'ObjectPattern' || item.type === 'ArrayPattern' ? text(item) : 'item'}] of ${text(items)}.entries()` },
    { start: wait.start, end: wait.end, text: `${results}[${position}]${context.isTyped ? '!' : ''}` },
  ];
  return made(context, loop, callee, edits);
}

const made = (context: PerformanceContext, node: SyntaxNode, callee: string, edits: readonly TextEdit[]): Optimisation =>
  optimisation(context, node, { operator: 'batch-awaits', description: `start the calls of ${callee}() together and await them at once: none needs the result of another`, edits });

function isBehindCondition(context: PerformanceContext, node: SyntaxNode, within: SyntaxNode): boolean {
  for (let at = context.file.parents.get(node); at && at !== within; at = context.file.parents.get(at)) if (['ConditionalExpression', 'LogicalExpression', 'IfStatement'].includes(at.type)) return true;
  return false;
}

/** `out.push(await f(x))` or `const r = await f(x); out.push(r)` is all of the loop. */
function pushOnly(context: PerformanceContext, { body, wait }: AwaitLoop): string | null {
  const last = body.at(-1) as SyntaxNode;
  const call = last.type === 'ExpressionStatement' ? bare(last['expression'] as SyntaxNode) : null;
  const called = call && methodOf(call);
  const [pushed, more] = call ? list(call, 'arguments') : [];
  if (called?.name !== 'push' || !pushed || more || body.length > 2) return null;
  if (body.length === 1) return pushed === wait ? context.text(called.object) : null;
  const [declarator] = body[0]?.type === 'VariableDeclaration' ? list(body[0], 'declarations') : [];
  const isSame = declarator?.['init'] === wait && isNode(declarator['id']) && pushed.type === 'Identifier' && declarator['id']['name'] === pushed['name'];
  return isSame ? context.text(called.object) : null;
}

/** `const a = await f(); const b = await g();` where g needs nothing of a. */
function inARow(context: PerformanceContext): Optimisation[] {
  return context.nodes.flatMap((block) => {
    if (block.type !== 'BlockStatement' && block.type !== 'Program') return [];
    const runs: SyntaxNode[][] = [[]];
    for (const statement of list(block, 'body')) {
      const run = runs.at(-1) as SyntaxNode[];
      if (!awaitedDeclaration(statement)) runs.push([]);
      else if (isFreeOf(context, statement, run)) run.push(statement);
      else runs.push([statement]);
    }
    return runs.filter((run) => run.length > 1).map((run) => batchRun(context, run));
  });
}

function awaitedDeclaration(statement: SyntaxNode): { id: SyntaxNode; argument: SyntaxNode } | null {
  const [declarator, more] = statement.type === 'VariableDeclaration' && statement['kind'] === 'const' ? list(statement, 'declarations') : [];
  const init = declarator?.['init'];
  if (!declarator || more || !isNode(init) || init.type !== 'AwaitExpression' || bare(init['argument'] as SyntaxNode).type !== 'CallExpression') return null;
  return awaitsIn(init['argument'] as SyntaxNode).length === 0 ? { id: declarator['id'] as SyntaxNode, argument: init['argument'] as SyntaxNode } : null;
}

/** It reads no result of those before it, and neither side writes to what is shared as far as this file tells. */
function isFreeOf(context: PerformanceContext, statement: SyntaxNode, run: readonly SyntaxNode[]): boolean {
  const one = awaitedDeclaration(statement);
  if (!one || hasOrder(context, one.argument)) return false;
  const read = bindingsIn(context, one.argument);
  const root = rootOf((bare(one.argument)['callee'] ?? one.argument) as SyntaxNode);
  return root.type !== 'ThisExpression' && run.every((before) => {
    const other = awaitedDeclaration(before);
    return other !== null && !hasOrder(context, other.argument) && [...namesIn(other.id)].every((id) => !read.has(context.file.bindings.get(id) as Binding));
  });
}

function batchRun(context: PerformanceContext, run: readonly SyntaxNode[]): Optimisation {
  const parts = run.map((statement) => awaitedDeclaration(statement) as { id: SyntaxNode; argument: SyntaxNode });
  const nameText = (id: SyntaxNode) => context.text(id).replace(/:\s*[\w<>[\]| ]+$/, '');
  const text = `const [${parts.map(({ id }) => nameText(id)).join(', ')}] = await Promise.all([${parts.map(({ argument }) => context.text(argument)).join(', ')}])${context.end}`;
  const [first, last] = [run[0] as SyntaxNode, run.at(-1) as SyntaxNode];
  const callee = parts.map(({ argument }) => shortName((bare(argument)['callee'] ?? argument) as SyntaxNode)).join('() and ');
  return made(context, first, callee, [{ start: first.start, end: last.end, text }]);
}

/** Precondition: no round reads what another writes. The calls run at the same time afterwards: what they do outside of this file is for the outcome to show. */
export function awaitsTogether(context: PerformanceContext): Optimisation[] {
  const loops = context.nodes.flatMap((node) => {
    const found = loopOf(node);
    return found && isIndependent(context, found) ? (batchLoop(context, found) ?? []) : [];
  });
  return [...loops, ...inARow(context)];
}
