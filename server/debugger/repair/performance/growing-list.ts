// A list that a loop searches and adds to: a Set or Map beside it that grows with it.
import type { TextEdit } from '../../../edits/file-edit.ts';
import type { SyntaxNode } from '../../../edits/syntax.ts';
import { bare, isWithin, type Binding } from './bindings.ts';
import { isFresh, methodOf, useOf } from './effects.ts';
import { lookupText, nameFor, searchOf, writesMember, type Search } from './linear-search.ts';
import { insertBefore, loopsAround } from './places.ts';
import { optimisation, type Optimisation, type PerformanceContext } from './transformation.ts';

interface Growth {
  /** The whole statement `xs.push(item);`. */
  readonly statement: SyntaxNode;
  readonly item: string;
}

/** `xs.push(a)` as a statement, where `a` may be said twice. */
function growthOf(context: PerformanceContext, node: SyntaxNode): Growth | null {
  const { parents } = context.file;
  const member = parents.get(node);
  const call = member && parents.get(member);
  const statement = call && parents.get(call);
  const args = (call?.['arguments'] ?? []) as SyntaxNode[];
  const [item] = args;
  if (!call || !statement || call['callee'] !== member || statement.type !== 'ExpressionStatement' || methodOf(call)?.name !== 'push' || !item || args.length !== 1) return null;
  const value = bare(item);
  const isPlain = value.type === 'Identifier' || (value.type === 'MemberExpression' && context.purity.isPureExpression(value));
  return isPlain ? { statement, item: context.text(value) } : null;
}

/** Every use in the loop is a search, a push or a reading; before it nothing else was told of the list. */
function growthsIn(context: PerformanceContext, binding: Binding, loop: SyntaxNode): Growth[] | null {
  const growths: Growth[] = [];
  for (const node of binding.references) {
    const use = useOf(context.file, node, context.purity);
    if (use === 'read' || node.start > loop.end) continue;
    const growth = growthOf(context, node);
    if (!growth) return null;
    if (isWithin(node, loop)) growths.push(growth);
  }
  return growths.length > 0 ? growths : null;
}

/** What is done beside a push. The first of equal keys wins, as in a search from the front. */
function growLine(context: PerformanceContext, search: Search, options: { readonly item: string; readonly name: string }): string {
  const { item, name } = options;
  const key = search.member === null ? item : `${item}.${search.member}`;
  if (search.kind === 'has') return `${name}.add(${key})${context.end}`;
  return `if (!${name}.has(${key})) ${name}.set(${key}, ${item})${context.end}`;
}

function startLines(context: PerformanceContext, search: Search, name: string): string {
  const list = context.text(search.list);
  const items = search.member === null ? list : `${list}.map((${search.item}) => ${search.kind === 'has' ? search.key : `[${search.key}, ${search.item}]${context.isTyped ? ' as const' : ''}`})`;
  return `const ${name} = new ${search.kind === 'has' ? 'Set' : 'Map'}(${items})${context.end}`;
}

function growEdits(context: PerformanceContext, growth: Growth, line: string): TextEdit[] {
  const { statement } = growth;
  const isAlone = ['BlockStatement', 'Program', 'SwitchCase'].includes(context.file.parents.get(statement)?.type ?? '');
  const text = context.text(statement);
  if (isAlone) {
    const indent = /[ \t]*$/.exec(context.file.text.slice(0, statement.start))?.[0] ?? '';
    return [{ start: statement.end, end: statement.end, text: `${text.endsWith(';') ? '' : context.end}${context.style.lineEnd}${indent}${line}` }];
  }
  return [{ start: statement.start, end: statement.end, text: `{ ${text.replace(/;?$/, ';')} ${line} }` }];
}

/** Precondition: the list was made in this function, the loop only pushes to it, and the compared members are not written to. */
export function growingListsToLookups(context: PerformanceContext): Optimisation[] {
  const groups = new Map<string, { loop: SyntaxNode; binding: Binding; searches: Search[] }>();
  for (const node of context.nodes) {
    const search = node.type === 'CallExpression' ? searchOf(context, node) : null;
    const list = search && bare(search.list);
    const binding = list?.type === 'Identifier' ? context.file.bindings.get(list) : undefined;
    if (!search || !binding || (search.kind !== 'has' && search.kind !== 'find') || !isFresh(context.file, binding)) continue;
    const loop = loopsAround(context.file, node).findLast((one) => binding.declarations.every((id) => !isWithin(id, one)));
    if (!loop || writesMember(loop, search.member)) continue;
    const key = [loop.start, binding.name, search.kind, search.member].join('\n');
    const group = groups.get(key) ?? { loop, binding, searches: [] };
    group.searches.push(search);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group) => build(context, group) ?? []);
}

function build(context: PerformanceContext, { loop, binding, searches }: { loop: SyntaxNode; binding: Binding; searches: readonly Search[] }): Optimisation | null {
  const [first] = searches;
  const growths = growthsIn(context, binding, loop);
  const isReassigned = binding.references.some((node) => context.file.parents.get(node)?.['left'] === node && context.file.parents.get(node)?.type === 'AssignmentExpression');
  if (!first || !growths || isReassigned) return null;
  const name = context.names().fresh(nameFor(first));
  const edits = [
    ...insertBefore(context.file, loop, [startLines(context, first, name)], context.style),
    ...searches.map((search) => ({ start: search.whole.start, end: search.whole.end, text: lookupText(context, search, name) })),
    ...growths.flatMap((growth) => growEdits(context, growth, growLine(context, first, { item: growth.item, name }))),
  ];
  const list = context.text(first.list);
  return optimisation(context, first.call, { operator: 'growing-list-set', description: `keep a ${first.kind === 'has' ? 'Set' : 'Map'} beside ${list} while it grows, instead of walking through ${list} each time`, edits });
}
