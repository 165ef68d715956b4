// Conditions: what they said and what the names in them held. Values are caught where the condition itself evaluates them, so nothing is
// evaluated twice and nothing that was not evaluated is read. Owns the text around conditions and inside them.
import type { SyntaxNode } from '../../edits/syntax.ts';
import type { BranchSite } from '../trace.ts';
import { countStatement } from './instrument-functions.ts';
import { RECORDER, asNode, asNodes, type Frame, type Work } from './instrument-work.ts';

/** Values of one condition; more would not be read. */
const MOST_VALUES = 8;
const LONGEST_NAME = 60;
const CONSTANTS = new Set(['undefined', 'NaN', 'Infinity']);

/** What one condition, or one operand of it, has seen: names and the expressions that hold them afterwards. */
interface Seen {
  readonly frame: Frame;
  readonly work: Work;
  readonly values: { readonly name: string; readonly expression: string }[];
}

type Method = 'test' | 'testNullish';

/** Visits the condition of a statement or of `?:`. */
export function visitCondition(node: SyntaxNode, kind: BranchSite['kind'], frame: Frame, work: Work): void {
  if (work.options.branches) wrapTest(node, { kind, method: 'test', isWhole: true }, { frame, work, values: [] });
  else work.visit(node, frame);
}

/** A place where a condition is told that is no expression to wrap; the number of the site. */
export function addBranch(node: { start: number; end: number }, kind: BranchSite['kind'], { work, names }: { work: Work; names: readonly string[] }): number {
  return work.sites.addBranch({ kind, file: work.path, ...work.lines.at(node.start), text: work.text.slice(node.start, node.end), names });
}

/** Puts the recording around a condition. What it sees is also seen by the condition around it. */
function wrapTest(node: SyntaxNode, { kind, method, isWhole }: { kind: BranchSite['kind']; method: Method; isWhole: boolean }, outer: Seen): void {
  const { frame, work } = outer;
  const firstSlot = frame.slots.used;
  const seen: Seen = { frame, work, values: [] };
  const opening = work.insertions.open(node.start, '');
  watch(node, seen);
  const slots = seen.values.filter(({ expression }) => expression.startsWith(work.prefix)).map(({ expression }) => expression);
  const site = addBranch(node, kind, { work, names: seen.values.map(({ name }) => name) });
  // An operand leaves the resetting to the whole condition, which was begun before.
  const reset = isWhole && slots.length > 0 ? `${slots.join('=')}=${RECORDER}.unseen,` : '';
  opening.text = `${RECORDER}.${method}(${site},(${reset}`;
  work.insertions.close(node.end, `)${seen.values.length > 0 ? `,[${seen.values.map(({ expression }) => expression).join(',')}]` : ''})`);
  outer.values.push(...seen.values);
  if (isWhole) frame.slots.used = firstSlot;
}

/** Visits an expression of a condition and catches the values in it. */
function watch(node: SyntaxNode, seen: Seen): void {
  const { frame, work } = seen;
  switch (node.type) {
    case 'ParenthesizedExpression': case 'TSAsExpression': case 'TSSatisfiesExpression': case 'TSNonNullExpression': case 'TSTypeAssertion':
      return watch(asNode(node['expression'])!, seen);
    case 'LogicalExpression': return watchLogical(node, seen);
    case 'BinaryExpression': return [node['left'], node['right']].forEach((side) => watch(asNode(side)!, seen));
    case 'UnaryExpression': return node['operator'] === '!' || node['operator'] === '-' ? watch(asNode(node['argument'])!, seen) : visitPlainly(node, seen);
    case 'Identifier': return CONSTANTS.has(String(node['name'])) ? undefined : keep(node, seen, () => undefined);
    case 'MemberExpression': case 'ChainExpression': case 'CallExpression':
      return keep(node, seen, () => watchChain(node, seen));
    case 'UpdateExpression': return keep(node, seen, () => undefined);
    case 'AssignmentExpression': return keep(node, seen, () => work.visit(node, frame), asNode(node['left'])!);
    default: return visitPlainly(node, seen);
  }
}

const visitPlainly = (node: SyntaxNode, { work, frame }: Seen): void => work.visit(node, frame);

function watchLogical(node: SyntaxNode, seen: Seen): void {
  const { work } = seen;
  const [left, right] = [asNode(node['left'])!, asNode(node['right'])!];
  watchOperand(left, node['operator'] === '??' ? 'testNullish' : 'test', seen);
  const counter = work.options.coverage ? `(${countStatement(right, work).replace(';', ',')}` : '';
  if (counter) work.insertions.open(right.start, counter);
  watchOperand(right, 'test', seen);
  if (counter) work.insertions.close(right.end, ')');
}

function watchOperand(node: SyntaxNode, method: Method, seen: Seen): void {
  if (node.type === 'LogicalExpression') watchLogical(node, seen);
  else wrapTest(node, { kind: 'logical', method, isWhole: false }, seen);
}

/** The inside of `a.b[c].d(e)`: its parts belong together, only what stands in brackets is an expression of its own. */
function watchChain(node: SyntaxNode, seen: Seen, isCalled = false): void {
  switch (node.type) {
    case 'Identifier': case 'ThisExpression': case 'Super': return;
    case 'ChainExpression': case 'TSNonNullExpression': return watchChain(asNode(node['expression'])!, seen, isCalled);
    case 'MemberExpression':
      watchChain(asNode(node['object'])!, seen, isCalled);
      if (node['computed'] !== true) return;
      // What is called stands in the message when it is no function.
      return isCalled ? visitPlainly(asNode(node['property'])!, seen) : watch(asNode(node['property'])!, seen);
    case 'CallExpression': {
      const callee = asNode(node['callee'])!;
      watchChain(callee, seen, true);
      for (const argument of asNodes(node['arguments'])) watch(argument, seen);
      return keepReceiver(callee, seen);
    }
    default: return visitPlainly(node, seen);
  }
}

/** `items` of `items.includes(x)` is read afterwards, where reading it is known to do no harm: inside the call it must stay as it is. */
function keepReceiver(callee: SyntaxNode, { frame, values }: Seen): void {
  const object = callee.type === 'MemberExpression' ? asNode(callee['object']) : null;
  const name = object?.type === 'Identifier' ? String(object['name']) : '';
  if (frame.safeNames.has(name) && values.length < MOST_VALUES && !values.some((value) => value.name === name)) values.push({ name, expression: name });
}

/** Catches the value of an expression under the text of it, or of `named`. */
function keep(node: SyntaxNode, { frame, work, values }: Seen, visitInside: () => void, named = node): void {
  const name = work.text.slice(named.start, named.end);
  if (!frame.canDeclare || values.length >= MOST_VALUES || name.length > LONGEST_NAME || name.includes('\n')) return visitInside();
  const slot = `${work.prefix}v${frame.slots.used}`;
  frame.slots.used += 1;
  frame.slots.count = Math.max(frame.slots.count, frame.slots.used);
  values.push({ name, expression: slot });
  work.insertions.open(node.start, `(${slot}=`);
  visitInside();
  work.insertions.close(node.end, ')');
}
