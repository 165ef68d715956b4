// A list used as a queue: `shift()` moves every item that is left, an index moves none.
import type { TextEdit } from '../../../edits/file-edit.ts';
import type { SyntaxNode } from '../../../edits/syntax.ts';
import { bare, isWithin, type Binding } from './bindings.ts';
import { isFresh, methodOf } from './effects.ts';
import { insertBefore, isLoop, list, loopsAround } from './places.ts';
import { optimisation, type Optimisation, type PerformanceContext } from './transformation.ts';

interface Uses {
  readonly shifts: readonly SyntaxNode[];
  readonly lengths: readonly SyntaxNode[];
  readonly heads: readonly SyntaxNode[];
}

/** The uses of the queue while the loop runs: `shift()`, `push(...)`, `length` and `[0]`; null for any other. */
function usesIn(context: PerformanceContext, binding: Binding, loop: SyntaxNode): Uses | null {
  const [shifts, lengths, heads]: SyntaxNode[][] = [[], [], []];
  for (const node of binding.references) {
    if (node.end < loop.start) continue;
    const member = context.file.parents.get(node);
    const call = member && context.file.parents.get(member);
    // After the loop the queue would still hold what was taken.
    if (!isWithin(node, loop) || member?.type !== 'MemberExpression' || member['object'] !== node) return null;
    const name = (member['property'] as SyntaxNode)['name'];
    const isAssigned = call?.type === 'AssignmentExpression' && call['left'] === member;
    if (isAssigned) return null;
    if (member['computed'] === true && (member['property'] as SyntaxNode)['value'] === 0) heads?.push(member);
    else if (member['computed'] === true) return null;
    else if (name === 'length') lengths?.push(member);
    else if (call?.type === 'CallExpression' && call['callee'] === member && name === 'shift' && list(call, 'arguments').length === 0) shifts?.push(call);
    else if (!(call?.type === 'CallExpression' && call['callee'] === member && name === 'push')) return null;
  }
  return shifts && shifts.length > 0 ? { shifts, lengths: lengths ?? [], heads: heads ?? [] } : null;
}

/** `while (queue.length > 0)` and `while (queue.length)` compare with the index; elsewhere the length is what is left. */
function lengthEdit(context: PerformanceContext, node: SyntaxNode, options: { readonly loop: SyntaxNode; readonly head: string }): TextEdit {
  const { loop, head } = options;
  const parent = context.file.parents.get(node);
  const text = context.text(node);
  const isTest = loop['test'] === node;
  const isAboveZero = parent?.type === 'BinaryExpression' && parent['left'] === node && ['>', '!==', '!='].includes(String(parent['operator'])) && (parent['right'] as SyntaxNode)['value'] === 0;
  if (isTest) return { start: node.start, end: node.end, text: `${head} < ${text}` };
  if (parent && isAboveZero) return { start: parent.start, end: parent.end, text: `${head} < ${text}` };
  return { start: node.start, end: node.end, text: `(${text} - ${head})` };
}

/** Precondition: the queue was made in this function, and from the loop on it is only shifted, pushed to and asked for its length. */
export function queuesByIndex(context: PerformanceContext): Optimisation[] {
  return context.nodes.flatMap((node) => {
    const called = methodOf(node);
    const object = called && bare(called.object);
    const binding = object?.type === 'Identifier' ? context.file.bindings.get(object) : undefined;
    if (called?.name !== 'shift' || !binding || !isFresh(context.file, binding)) return [];
    const loop = loopsAround(context.file, node).findLast((one) => isLoop(one) && binding.declarations.every((id) => !isWithin(id, one)));
    const uses = loop && usesIn(context, binding, loop);
    if (!loop || !uses || uses.shifts[0] !== node) return [];
    const names = context.names();
    const head = names.fresh('head');
    const edits = [
      ...insertBefore(context.file, loop, [`let ${head} = 0${context.end}`], context.style),
      ...uses.shifts.map((shift) => ({ start: shift.start, end: shift.end, text: `${binding.name}[${head}++]` })),
      ...uses.lengths.map((length) => lengthEdit(context, length, { loop, head })),
      ...uses.heads.map((member) => ({ start: member.start, end: member.end, text: `${binding.name}[${head}]` })),
    ];
    return [optimisation(context, node, { operator: 'queue-index', description: `take from ${binding.name} by an index, instead of moving all items that are left`, edits })];
  });
}
