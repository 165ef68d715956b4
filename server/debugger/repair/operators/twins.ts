// The same edit at every place where the same thing stands, and the exchange of two things everywhere. Owns edits of many places at once.
import type { SyntaxNode } from '../../../edits/syntax.ts';
import { nameSpan, replaceNode, type Candidate, type Draft } from '../candidate.ts';
import { isExpressionPlace, type Ground } from '../ground.ts';
import { priceOf, type Suspicion } from '../generate.ts';
import { short } from './binary.ts';

const EXTRA = 0.9;

/** A one-place edit of a literal, name, operator or member, made at each occurrence of the same text: in one statement, in the unit. */
export function* twins(candidate: Candidate): Generator<Candidate> {
  const [edit] = candidate.edits;
  if (!edit || candidate.edits.length !== 1 || edit.start === edit.end || edit.end - edit.start > 60) return;
  const { ground, node } = candidate;
  const old = ground.file.text.slice(edit.start, edit.end);
  const offset = edit.start - node.start;
  const like = ground.nodes.filter((other) => other !== node && isReadAlike(ground, other, node) && isAlike(ground, other, node) && ground.file.text.slice(other.start + offset, other.start + offset + old.length) === old);
  if (like.length === 0 || like.length > 12) return;
  const around = ground.findAncestor(node, (ancestor) => /Statement$|Declaration$/.test(ancestor.type));
  const groups = [like, like.filter((other) => around && other.start >= around.start && other.end <= around.end), like.slice(0, 1), like.slice(-1)];
  const made = new Set<number>();
  for (const group of groups) {
    if (group.length === 0 || made.has(group.length === 1 ? -group[0]!.start : group.length)) continue;
    made.add(group.length === 1 ? -group[0]!.start : group.length);
    const edits = [edit, ...group.map((other) => ({ start: other.start + offset, end: other.start + offset + old.length, text: edit.text }))].sort((a, b) => a.start - b.start);
    yield { ...candidate, edits, operator: `${candidate.operator}+twin`, cost: candidate.cost + EXTRA + (group === groups[0] ? 0 : 0.4), what: `${candidate.what} at ${edits.length} places` };
  }
}

/** A call around a name that is written to is no code. */
function isReadAlike(ground: Ground, other: SyntaxNode, node: SyntaxNode): boolean {
  const [own, parent] = [ground.parentOf(node), ground.parentOf(other)];
  if (node.type !== 'Identifier' || !own || !parent || !isExpressionPlace(own, node)) return true;
  return isExpressionPlace(parent, other);
}

/** The same kind of node with the same operator or text. */
function isAlike(ground: Ground, other: SyntaxNode, node: SyntaxNode): boolean {
  if (other.type !== node.type) return false;
  if (/^(?:Binary|Logical|Assignment)Expression$/.test(node.type)) return other['operator'] === node['operator'] && (node['left'] as SyntaxNode).end - node.start === (other['left'] as SyntaxNode).end - other.start;
  return node.type === 'TemplateElement' ? false : ground.textOf(other) === ground.textOf(node);
}

/** Chains of one logical or relational operator turn over together: `a && b && c` becomes `a || b || c`. */
export function* wholeChains(ground: Ground, node: SyntaxNode): Generator<Draft> {
  if (node.type !== 'LogicalExpression') return;
  const parent = ground.parentOf(node);
  if (parent?.type === 'LogicalExpression') return;
  const operators: SyntaxNode[] = [];
  const collect = (at: SyntaxNode): void => {
    if (at.type !== 'LogicalExpression') return;
    operators.push(at);
    collect(at['left'] as SyntaxNode);
    collect(at['right'] as SyntaxNode);
  };
  collect(node);
  const first = String(node['operator']);
  if (operators.length < 2 || !operators.every(({ operator }) => operator === first) || first === '??') return;
  const to = first === '&&' ? '||' : '&&';
  const edits = operators.map((at) => {
    const between = ground.file.text.slice((at['left'] as SyntaxNode).end, (at['right'] as SyntaxNode).start);
    const start = (at['left'] as SyntaxNode).end + between.lastIndexOf(first);
    return { start, end: start + first.length, text: to };
  });
  yield { edits: edits.sort((a, b) => a.start - b.start), operator: 'logical+twin', cost: 1.7, what: `use \`${to}\` instead of \`${first}\` throughout \`${short(ground.textOf(node))}\`` };
}

/** Two literals, two names, or two indexes change places wherever they stand in the unit: `true` and `false`, `i` and `j`. */
export function* exchanges(ground: Ground, suspicionOf: Suspicion): Generator<Candidate> {
  const groups = new Map<string, SyntaxNode[]>();
  for (const node of ground.nodes) {
    const parent = ground.parentOf(node);
    if (!parent || !/^(?:Literal|Identifier)$/.test(node.type) || !(isExpressionPlace(parent, node) || (parent.type === 'AssignmentExpression' && parent['left'] === node))) continue;
    if (parent.type === 'CallExpression' && parent['callee'] === node) continue;
    const isIndex = parent.type === 'MemberExpression' && parent['property'] === node && parent['computed'] === true;
    const key = `${node.type === 'Literal' ? typeof node['value'] : 'name'}:${isIndex ? '[]' : ''}${ground.textOf(nameSpan(node))}`;
    groups.set(key, [...(groups.get(key) ?? []), node]);
  }
  const keys = [...groups.keys()];
  for (let one = 0; one < keys.length; one += 1) {
    for (let other = one + 1; other < keys.length; other += 1) {
      if (keys[one]!.split(':')[0] !== keys[other]!.split(':')[0] || keys[one]!.includes(':[]') !== keys[other]!.includes(':[]')) continue;
      const [left, right] = [groups.get(keys[one]!)!, groups.get(keys[other]!)!];
      if (left.length + right.length > 40) continue;
      yield exchange(ground, [left, right], suspicionOf);
    }
  }
}

function exchange(ground: Ground, [left, right]: readonly [SyntaxNode[], SyntaxNode[]], suspicionOf: Suspicion): Candidate {
  const [a, b] = [ground.textOf(nameSpan(left[0]!)), ground.textOf(nameSpan(right[0]!))];
  const edits = [...left.map((node) => replaceNode(nameSpan(node), b)), ...right.map((node) => replaceNode(nameSpan(node), a))].sort((x, y) => x.start - y.start);
  const suspicion = Math.max(...[...left, ...right].map((node) => suspicionOf(ground, node)));
  const isBoolean = /^(?:true|false)$/.test(a) && /^(?:true|false)$/.test(b);
  const draft = { edits, operator: 'exchange', cost: isBoolean ? 1.7 : 3, what: `exchange \`${short(a)}\` and \`${short(b)}\` at ${edits.length} places` };
  return { ...draft, cost: priceOf(draft, suspicion), ground, node: left[0]! };
}
