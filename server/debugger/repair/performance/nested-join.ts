// Two nested loops that join by equality: the inner list is indexed once by the compared member.
import type { TextEdit } from '../../../edits/file-edit.ts';
import { isNode, type SyntaxNode } from '../../../edits/syntax.ts';
import { bare, descendants, isWithin } from './bindings.ts';
import { isInvariant } from './effects.ts';
import { writesMember } from './linear-search.ts';
import { capital, insertBefore, isLoop, loopsAround, shortName } from './places.ts';
import { optimisation, type Optimisation, type PerformanceContext } from './transformation.ts';

interface Inner {
  readonly loop: SyntaxNode;
  readonly list: SyntaxNode;
  /** The name of an item in the new code. */
  readonly item: string;
  /** What stands for the item in the old code: its name, or `xs[j]`. */
  readonly isItem: (node: SyntaxNode) => boolean;
  /** Places of `xs[j]` that become the item's name. */
  readonly renamed: readonly SyntaxNode[];
}

function ofList(context: PerformanceContext, loop: SyntaxNode): Inner | null {
  const left = loop['left'] as SyntaxNode;
  const declarator = left.type === 'VariableDeclaration' && left['kind'] !== 'var' ? (left['declarations'] as SyntaxNode[])[0] : undefined;
  const id = declarator?.['id'];
  if (loop['await'] === true || !isNode(id) || id.type !== 'Identifier') return null;
  const binding = context.file.bindings.get(id);
  return { loop, list: loop['right'] as SyntaxNode, item: String(id['name']), isItem: (node) => node.type === 'Identifier' && context.file.bindings.get(node) === binding, renamed: [] };
}

/** `for (let j = 0; j < xs.length; j += 1)` in which `j` is only said as `xs[j]`. */
function ofIndex(context: PerformanceContext, loop: SyntaxNode): Inner | null {
  const [declarator] = isNode(loop['init']) && loop['init'].type === 'VariableDeclaration' ? (loop['init']['declarations'] as SyntaxNode[]) : [];
  const [id, init, test, update] = [declarator?.['id'], declarator?.['init'], loop['test'], loop['update']];
  if (!isNode(id) || !isNode(init) || init['value'] !== 0 || !isNode(test) || !isNode(update)) return null;
  const binding = context.file.bindings.get(id);
  const length = test.type === 'BinaryExpression' && test['operator'] === '<' ? bare(test['right'] as SyntaxNode) : null;
  if (!binding || length?.type !== 'MemberExpression' || (length['property'] as SyntaxNode)['name'] !== 'length' || context.file.bindings.get(bare(test['left'] as SyntaxNode)) !== binding) return null;
  const isStep = (update.type === 'UpdateExpression' && update['operator'] === '++') || (update.type === 'AssignmentExpression' && update['operator'] === '+=' && (update['right'] as SyntaxNode)['value'] === 1);
  const list = length['object'] as SyntaxNode;
  const reads = binding.references.filter((node) => isWithin(node, loop['body'] as SyntaxNode)).map((node) => context.file.parents.get(node));
  const isRead = (node: SyntaxNode | undefined): node is SyntaxNode => node?.type === 'MemberExpression' && node['computed'] === true && context.file.bindings.get(node['property'] as SyntaxNode) === binding && context.text(node['object'] as SyntaxNode) === context.text(list);
  if (!isStep || reads.length === 0 || !reads.every(isRead)) return null;
  const item = context.names().fresh(shortName(list).replace(/s$/, '') || 'item');
  return { loop, list, item: item === shortName(list) ? `${item}Item` : item, isItem: isRead, renamed: reads as SyntaxNode[] };
}

interface Join {
  readonly inner: Inner;
  readonly condition: SyntaxNode;
  readonly key: SyntaxNode;
  readonly wanted: SyntaxNode;
}

/** The `if` that is all of the inner loop, and its equality of something of the item with something else. */
function joinOf(context: PerformanceContext, inner: Inner): Join | null {
  let body = inner.loop['body'] as SyntaxNode;
  const statements = body.type === 'BlockStatement' ? (body['body'] as SyntaxNode[]) : [body];
  if (statements.length !== 1 || !statements[0]) return null;
  [body] = statements as [SyntaxNode];
  if (body.type !== 'IfStatement' || isNode(body['alternate'])) return null;
  const test = bare(body['test'] as SyntaxNode);
  if (test.type !== 'BinaryExpression' || test['operator'] !== '===') return null;
  const mentions = (node: SyntaxNode) => [...descendants(node)].some(inner.isItem);
  const [left, right] = [test['left'] as SyntaxNode, test['right'] as SyntaxNode];
  const [key, wanted] = mentions(left) ? [left, right] : [right, left];
  const isJoin = mentions(key) && !mentions(wanted) && context.purity.isPureExpression(key) && isInvariant(context.file, wanted, inner.loop, context.purity);
  return isJoin ? { inner, condition: body, key, wanted } : null;
}

const memberOf = (node: SyntaxNode): string | null => {
  const at = bare(node);
  return at.type === 'MemberExpression' && at['computed'] !== true ? String((at['property'] as SyntaxNode)['name']) : null;
};

/** The text of a part with `xs[j]` said by the item's name. */
function renamedText(context: PerformanceContext, node: SyntaxNode, inner: Inner): string {
  const places = inner.renamed.filter((place) => isWithin(place, node)).sort((a, b) => b.start - a.start);
  return places.reduce((text, place) => text.slice(0, place.start - node.start) + inner.item + text.slice(place.end - node.start), context.text(node));
}

function build(context: PerformanceContext, join: Join, outer: SyntaxNode): Optimisation {
  const { inner, condition, key, wanted } = join;
  const { end, style } = context;
  const list = context.text(inner.list);
  const names = context.names();
  const name = names.fresh(`${shortName(inner.list)}By${capital(memberOf(key) ?? 'value')}`);
  const keyText = renamedText(context, key, inner);
  const isNamed = context.isTyped && /^[\w$.]+$/.test(list) && !list.startsWith('this');
  const type = isNamed ? `<unknown, (typeof ${list})[number][]>` : context.isTyped ? '<unknown, any[]>' : '';
  const lines = [
    `const ${name} = new Map${type}()${end}`, `for (const ${inner.item} of ${list}) {`, `${style.indent}const group = ${name}.get(${keyText})${end}`,
    `${style.indent}if (group) group.push(${inner.item})${end}`, `${style.indent}else ${name}.set(${keyText}, [${inner.item}])${end}`, '}',
  ];
  const body = condition['consequent'] as SyntaxNode;
  const head: TextEdit = { start: inner.loop.start, end: body.start, text: `for (const ${inner.item} of ${name}.get(${context.text(wanted)}) ?? []) ` };
  const tail: TextEdit = { start: body.end, end: inner.loop.end, text: '' };
  const renamed = inner.renamed.filter((place) => isWithin(place, body)).map((place) => ({ start: place.start, end: place.end, text: inner.item }));
  return optimisation(context, inner.loop, {
    operator: 'join-index', description: `index ${list} by ${keyText} once, instead of walking through it for each item of the outer loop`,
    edits: [...insertBefore(context.file, outer, lines, style), head, ...renamed, tail],
  });
}

/** Precondition: the inner list and the compared members do not change in the outer loop, and the inner loop is one `if` by `===`. */
export function nestedLoopsToIndex(context: PerformanceContext): Optimisation[] {
  return context.nodes.flatMap((node) => {
    const inner = node.type === 'ForOfStatement' ? ofList(context, node) : node.type === 'ForStatement' ? ofIndex(context, node) : null;
    const join = inner && joinOf(context, inner);
    if (!inner || !join || !context.purity.isPureExpression(inner.list)) return [];
    const outer = outermost(context, inner, memberOf(join.key));
    return outer ? [build(context, join, outer)] : [];
  });
}

function outermost(context: PerformanceContext, inner: Inner, member: string | null): SyntaxNode | null {
  let found: SyntaxNode | null = null;
  for (const loop of loopsAround(context.file, inner.loop)) {
    if (!isInvariant(context.file, inner.list, loop, context.purity) || writesMember(loop, member)) break;
    found = loop;
  }
  return found && (isLoop(found) || found.type === 'CallExpression') ? found : null;
}

