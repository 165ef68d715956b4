// Lists and objects that are copied at each step: `[...acc, x]`, `acc.concat(x)`, `{ ...acc, [k]: v }` become a push or an assignment.
import type { TextEdit } from '../../../edits/file-edit.ts';
import { isNode, type SyntaxNode } from '../../../edits/syntax.ts';
import { bare, descendants, isFunctionNode, isWithin, type Binding } from './bindings.ts';
import { isFresh, methodOf } from './effects.ts';
import { kindOf } from './kinds.ts';
import { indentAt, isLoop, list, loopsAround } from './places.ts';
import { optimisation, type Optimisation, type PerformanceContext } from './transformation.ts';

/** What one copy adds, as statements that change the variable in place; null where the node is no copy of it. */
function additionsOf(context: PerformanceContext, node: SyntaxNode, name: string): string[] | null {
  const at = bare(node);
  const isName = (one: unknown) => isNode(one) && one.type === 'Identifier' && one['name'] === name;
  const mentions = (one: SyntaxNode) => [...descendants(one)].some((inner) => isName(inner) && context.file.bindings.has(inner));
  const { end } = context;
  if (at.type === 'ArrayExpression') {
    const [first, ...others] = list(at, 'elements');
    if (first?.type !== 'SpreadElement' || !isName(first['argument']) || others.length === 0 || others.some(mentions)) return null;
    return [`${name}.push(${others.map((other) => context.text(other)).join(', ')})${end}`];
  }
  if (at.type === 'ObjectExpression') {
    const [first, ...others] = list(at, 'properties');
    if (first?.type !== 'SpreadElement' || !isName(first['argument']) || others.length === 0) return null;
    const lines = others.map((property) => {
      if (property.type !== 'Property' || property['kind'] !== 'init') return null;
      const key = property['key'] as SyntaxNode;
      const target = property['computed'] === true ? `${name}[${context.text(key)}]` : key.type === 'Identifier' ? `${name}.${context.text(key)}` : `${name}[${context.text(key)}]`;
      return `${target} = ${property['shorthand'] === true ? context.text(key) : context.text(property['value'] as SyntaxNode)}${end}`;
    });
    // A value that reads the object while several members are set would see the first ones.
    if (lines.includes(null) || (others.length > 1 && others.some(mentions))) return null;
    return lines as string[];
  }
  const called = methodOf(at);
  const [argument, more] = list(at, 'arguments');
  if (called?.name !== 'concat' || !isName(bare(called.object)) || !argument || more || mentions(argument)) return null;
  const value = bare(argument);
  if (value.type === 'ArrayExpression') return [`${name}.push(${list(value, 'elements').map((item) => context.text(item)).join(', ')})${end}`];
  // A list is taken apart by concat, any other value is added as it is.
  return kindOf(context, value) === 'list' ? [`for (const item of ${context.text(argument)}) ${name}.push(item)${end}`] : null;
}

const isFreshStart = (node: SyntaxNode | undefined): boolean => node !== undefined && ['ArrayExpression', 'ObjectExpression'].includes(bare(node).type);

/** The results of a function: `null` where one of them is not a plain expression. */
function resultsOf(context: PerformanceContext, fn: SyntaxNode): { node: SyntaxNode; statement: SyntaxNode | null }[] {
  const body = fn['body'] as SyntaxNode;
  if (body.type !== 'BlockStatement') return [{ node: body, statement: null }];
  return [...descendants(body)].flatMap((node) => {
    const isOwn = node.type === 'ReturnStatement' && [...ancestors(context, node)].find(isFunctionNode) === fn;
    return isOwn && isNode(node['argument']) ? [{ node: node['argument'], statement: node }] : [];
  });
}

function* ancestors(context: PerformanceContext, node: SyntaxNode): Generator<SyntaxNode> {
  for (let at = context.file.parents.get(node); at; at = context.file.parents.get(at)) yield at;
}

function reducerEdit(context: PerformanceContext, fn: SyntaxNode, result: { node: SyntaxNode; statement: SyntaxNode | null }, name: string): TextEdit | null {
  const additions = additionsOf(context, result.node, name);
  if (!additions) return null;
  const { style, end, file } = context;
  const lines = [...additions, `return ${name}${end}`];
  if (!result.statement) {
    const arrow = file.text.lastIndexOf('=>', result.node.start) + 2;
    const outer = indentAt(file.text, fn.start);
    return { start: arrow, end: fn.end, text: ` {${style.lineEnd}${lines.map((line) => outer + style.indent + line).join(style.lineEnd)}${style.lineEnd}${outer}}` };
  }
  const indent = indentAt(file.text, result.statement.start);
  const isAlone = context.file.parents.get(result.statement)?.type === 'BlockStatement';
  const text = isAlone ? lines.join(style.lineEnd + indent) : `{ ${lines.join(' ')} }`;
  return { start: result.statement.start, end: result.statement.end, text };
}

/** `reduce` with a copy at each step. Precondition: the start is a new list or object, and every result is the accumulator or a copy with additions. */
function reducers(context: PerformanceContext): Optimisation[] {
  return context.nodes.flatMap((call) => {
    const called = methodOf(call);
    const [fn, start] = list(call, 'arguments');
    if (!called || (called.name !== 'reduce' && called.name !== 'reduceRight') || !fn || !isFunctionNode(fn) || !isFreshStart(start)) return [];
    const [accumulator] = list(fn, 'params');
    if (accumulator?.type !== 'Identifier') return [];
    const name = String(accumulator['name']);
    const results = resultsOf(context, fn);
    const copies = results.filter(({ node }) => !(bare(node).type === 'Identifier' && bare(node)['name'] === name));
    const edits = copies.map((result) => reducerEdit(context, fn, result, name));
    if (edits.length === 0 || edits.includes(null)) return [];
    return [optimisation(context, call, { operator: 'accumulator-push', description: `change ${name} in place, instead of copying it for each item`, edits: edits as TextEdit[] })];
  });
}

/** Another name of the list or object could see the additions: it is only read by its members, or after the loop. */
function isUnshared(context: PerformanceContext, binding: Binding, loop: SyntaxNode, assignment: SyntaxNode): boolean {
  return isFresh(context.file, withoutCopies(binding, assignment)) && binding.references.every((node) => {
    if (!isWithin(node, loop) || isWithin(node, assignment)) return true;
    const parent = context.file.parents.get(node);
    return parent?.type === 'MemberExpression' && parent['object'] === node && context.file.parents.get(parent)?.['left'] !== parent;
  });
}

/** The binding as it would be if the copies were not there. */
const withoutCopies = (binding: Binding, assignment: SyntaxNode): Binding => ({ ...binding, references: binding.references.filter((node) => !isWithin(node, assignment)) });

/** `acc = [...acc, x]` in a loop. Precondition: the variable holds what was made in this function, and nothing else holds it while the loop runs. */
function assignments(context: PerformanceContext): Optimisation[] {
  return context.nodes.flatMap((statement) => {
    const assignment = statement.type === 'ExpressionStatement' ? bare(statement['expression'] as SyntaxNode) : null;
    const left = assignment?.type === 'AssignmentExpression' && assignment['operator'] === '=' ? (assignment['left'] as SyntaxNode) : null;
    const binding = left?.type === 'Identifier' ? context.file.bindings.get(left) : undefined;
    if (!assignment || !binding) return [];
    const additions = additionsOf(context, assignment['right'] as SyntaxNode, binding.name);
    const loop = loopsAround(context.file, statement).findLast((one) => binding.declarations.every((id) => !isWithin(id, one)));
    if (!additions || !loop || (!isLoop(loop) && loop.type !== 'CallExpression') || !isUnshared(context, binding, loop, assignment)) return [];
    const indent = indentAt(context.file.text, statement.start);
    const isAlone = context.file.parents.get(statement)?.type === 'BlockStatement' || additions.length === 1;
    const text = isAlone ? additions.join(context.style.lineEnd + indent) : `{ ${additions.join(' ')} }`;
    return [optimisation(context, statement, { operator: 'accumulator-push', description: `add to ${binding.name} in place, instead of copying it each time`, edits: [{ start: statement.start, end: statement.end, text }] })];
  });
}

export const copiesToAdditions = (context: PerformanceContext): Optimisation[] => [...reducers(context), ...assignments(context)];
