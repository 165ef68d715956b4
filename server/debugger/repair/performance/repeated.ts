// Work that is done twice in one round, texts put together piece by piece, and copies through JSON. Owns these small changes.
import type { TextEdit } from '../../../edits/file-edit.ts';
import { isNode, type SyntaxNode } from '../../../edits/syntax.ts';
import { ancestorsOf, bare, dottedName, functionOf, isFunctionNode, isWithin } from './bindings.ts';
import { isInvariant, methodOf } from './effects.ts';
import { kindOf } from './kinds.ts';
import { indentAt, insertBefore, isLoop, list, loopsAround, statementAround } from './places.ts';
import { isPrimitive, isReadOnly } from './read-only.ts';
import { optimisation, type Optimisation, type PerformanceContext } from './transformation.ts';

const WALKING = new Set(['filter', 'reduce', 'map', 'join', 'find', 'findIndex', 'indexOf', 'includes', 'some', 'every', 'split', 'slice', 'sort', 'toSorted', 'flatMap', 'match']);

const isWork = (context: PerformanceContext, node: SyntaxNode): boolean => {
  if (node.type !== 'CallExpression') return false;
  const name = dottedName(node['callee'] as SyntaxNode) ?? '';
  return context.purity.functionNamed(bare(node['callee'] as SyntaxNode)) !== null || WALKING.has(methodOf(node)?.name ?? '') || /^(?:JSON|Object)\.\w+$/.test(name) || (/^Math\.(?:max|min)$/.test(name) && list(node, 'arguments').some(({ type }) => type === 'SpreadElement'));
};

/** The block whose statements all see the same: the innermost that holds every one of the nodes, without a function or loop of its own between. */
function commonStatement(context: PerformanceContext, nodes: readonly SyntaxNode[]): { first: SyntaxNode; block: SyntaxNode } | null {
  const [node] = nodes as [SyntaxNode];
  for (const block of ancestorsOf(context.file, node)) {
    if (isFunctionNode(block)) return null;
    if ((block.type !== 'BlockStatement' && block.type !== 'Program') || !nodes.every((one) => isWithin(one, block))) continue;
    const first = list(block, 'body').find((statement) => isWithin(node, statement));
    return first ? { first, block } : null;
  }
  return null;
}

/** The value is computed whenever the statement runs: not behind a condition in it, nor in a loop of it. */
function isCertain(context: PerformanceContext, node: SyntaxNode, statement: SyntaxNode): boolean {
  let below = node;
  for (const around of ancestorsOf(context.file, node)) {
    if ((around.type === 'IfStatement' || around.type === 'ConditionalExpression') && around['test'] !== below) return false;
    if (around.type === 'LogicalExpression' && around['right'] === below) return false;
    if (isFunctionNode(around) || (/^(?:For|While|DoWhile)/.test(around.type) && around['test'] !== below && around['right'] !== below)) return false;
    if (around === statement) return true;
    below = around;
  }
  return true;
}

/** Precondition: it only computes, nothing that it reads changes in the block, and its value is a primitive or only read. */
export function repeatedWorkOnce(context: PerformanceContext): Optimisation[] {
  const groups = new Map<string, SyntaxNode[]>();
  for (const node of context.nodes) {
    if (!isWork(context, node) || !context.purity.isPureExpression(node)) continue;
    const fn = functionOf(context.file, node);
    const key = `${fn?.start ?? -1}\n${context.text(node)}`;
    groups.set(key, [...(groups.get(key) ?? []), node]);
  }
  return [...groups.values()].flatMap((nodes) => {
    const [node] = nodes as [SyntaxNode];
    const place = nodes.length > 1 ? commonStatement(context, nodes) : null;
    if (!place || !isCertain(context, node, place.first) || statementAround(context.file, place.first) !== place.first) return [];
    if (!nodes.every((one) => isPrimitive(context, one) || isReadOnly(context, one)) || !isInvariantFrom(context, node, place)) return [];
    const called = methodOf(node);
    const name = context.names().fresh(called ? `${called.name}Result` : `${(dottedName(node['callee'] as SyntaxNode) ?? 'value').replace(/^.*\./, '')}Result`);
    const edits = [...insertBefore(context.file, place.first, [`const ${name} = ${context.text(node)}${context.end}`], context.style), ...nodes.map((one) => ({ start: one.start, end: one.end, text: name }))];
    return [optimisation(context, node, { operator: 'repeated-computation', description: `compute ${context.text(node).replace(/\s+/g, ' ').slice(0, 60)} once, instead of ${nodes.length} times`, edits })];
  });
}

function isInvariantFrom(context: PerformanceContext, node: SyntaxNode, { first, block }: { first: SyntaxNode; block: SyntaxNode }): boolean {
  const statements = list(block, 'body');
  return statements.slice(statements.indexOf(first)).every((statement) => isInvariant(context.file, node, statement, context.purity));
}

/** `text += part` in a loop. Precondition: the text starts as a literal in this function and is only added to while the loop runs. */
export function textsByParts(context: PerformanceContext): Optimisation[] {
  return context.file.all.flatMap((binding) => {
    const init = binding.declarator?.['init'];
    if (binding.kind !== 'let' || !isNode(init) || init.type !== 'Literal' || init['value'] !== '') return [];
    const additions = binding.references.map((node) => context.file.parents.get(node)).filter((parent): parent is SyntaxNode => parent?.type === 'AssignmentExpression' && parent['operator'] === '+=');
    const [first] = additions;
    const loop = first && loopsAround(context.file, first).findLast((one) => binding.declarations.every((id) => !isWithin(id, one)));
    const others = binding.references.filter((node) => !additions.some((addition) => addition['left'] === node));
    if (!first || !loop || !isLoop(loop) || !additions.every((addition) => isWithin(addition, loop) && context.file.parents.get(addition)?.type === 'ExpressionStatement') || others.some((node) => node.start < loop.end || context.file.parents.get(node)?.['left'] === node)) return [];
    const parts = context.names().fresh(`${binding.name}Parts`);
    const edits: TextEdit[] = [
      ...insertBefore(context.file, loop, [`const ${parts}${context.isTyped ? ': unknown[]' : ''} = []${context.end}`], context.style),
      ...additions.map((addition) => ({ start: addition.start, end: addition.end, text: `${parts}.push(${context.text(addition['right'] as SyntaxNode)})` })),
      { start: loop.end, end: loop.end, text: `${context.style.lineEnd}${indentAt(context.file.text, loop.start)}${binding.name} = ${parts}.join('')${context.end}` },
    ];
    return [optimisation(context, first, { operator: 'string-parts', description: `collect the parts of ${binding.name} and join them once`, edits })];
  });
}

/** `JSON.parse(JSON.stringify(x))`. It keeps Dates and `undefined` afterwards, so only the same outcome speaks for it. */
export function copiesByClone(context: PerformanceContext): Optimisation[] {
  return context.nodes.flatMap((node) => {
    const inner = node.type === 'CallExpression' && dottedName(node['callee'] as SyntaxNode) === 'JSON.parse' ? list(node, 'arguments') : [];
    const [stringify, more] = inner;
    if (!stringify || more || stringify.type !== 'CallExpression' || dottedName(stringify['callee'] as SyntaxNode) !== 'JSON.stringify') return [];
    const [value, another] = list(stringify, 'arguments');
    if (!value || another || kindOf(context, value) === 'text') return [];
    return [optimisation(context, node, { operator: 'structured-clone', description: `copy ${context.text(value)} by structuredClone, instead of through text`, edits: [{ start: node.start, end: node.end, text: `structuredClone(${context.text(value)})` }] })];
  });
}
