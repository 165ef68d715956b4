// Whether a value that was made anew each time may be shared: it is a primitive, or nobody can change it or hand it on. Owns this judgement.
import { isNode, type SyntaxNode } from '../../../edits/syntax.ts';
import { bare, namesIn } from './bindings.ts';
import { methodOf, useOf } from './effects.ts';
import { kindOf } from './kinds.ts';
import type { PerformanceContext } from './transformation.ts';

const MOST_DEPTH = 4;
/** What these give is a primitive, or new each time. */
const CLOSED_METHODS = new Set(['includes', 'indexOf', 'lastIndexOf', 'join', 'has', 'test', 'format', 'formatToParts', 'some', 'every', 'findIndex', 'toFixed', 'toString', 'split', 'trim', 'replace', 'replaceAll', 'match', 'matchAll', 'search', 'charAt', 'charCodeAt', 'getTime', 'keys', 'localeCompare', 'compare', 'exec']);
/** The items go on to the function or the result. */
const OPEN_METHODS = new Set(['get', 'at', 'find', 'findLast', 'map', 'filter', 'slice', 'values', 'entries', 'concat', 'flat', 'flatMap', 'forEach', 'reduce', 'toSorted', 'toReversed']);
const CLOSED_PARENTS = new Set(['BinaryExpression', 'UnaryExpression', 'TemplateLiteral', 'IfStatement', 'WhileStatement', 'SwitchStatement', 'ExpressionStatement']);

export const isPrimitive = (context: PerformanceContext, node: SyntaxNode): boolean => ['primitive', 'text'].includes(kindOf(context, node) ?? '');

/** True where nothing that happens to the value at `node` could tell whether it is new or shared. */
export function isReadOnly(context: PerformanceContext, node: SyntaxNode, depth = 0): boolean {
  if (depth > MOST_DEPTH) return false;
  if (isPrimitive(context, node)) return true;
  const parent = context.file.parents.get(node);
  if (!parent) return false;
  if (CLOSED_PARENTS.has(parent.type)) return true;
  if (parent.type === 'ChainExpression' || parent.type.startsWith('TS')) return isReadOnly(context, parent, depth);
  if (parent.type === 'MemberExpression') return parent['object'] === node ? memberIsReadOnly(context, parent, depth) : true;
  if (parent.type === 'ConditionalExpression' || parent.type === 'LogicalExpression') return parent['test'] === node || isReadOnly(context, parent, depth + 1);
  if (parent.type === 'CallExpression' || parent.type === 'NewExpression') return argumentIsReadOnly(context, parent, node);
  if (parent.type === 'VariableDeclarator') return namesAreReadOnly(context, parent['id'], depth);
  if (parent.type === 'ForOfStatement' && parent['right'] === node) return namesAreReadOnly(context, isNode(parent['left']) && parent['left'].type === 'VariableDeclaration' ? (parent['left']['declarations'] as SyntaxNode[])[0]?.['id'] : null, depth);
  return false;
}

function memberIsReadOnly(context: PerformanceContext, member: SyntaxNode, depth: number): boolean {
  const parent = context.file.parents.get(member);
  if (!parent) return false;
  const isWritten = (parent.type === 'AssignmentExpression' && parent['left'] === member) || parent.type === 'UpdateExpression' || (parent.type === 'UnaryExpression' && parent['operator'] === 'delete');
  if (isWritten) return false;
  if (parent.type !== 'CallExpression' || parent['callee'] !== member) return isReadOnly(context, member, depth + 1);
  const name = methodOf(parent)?.name ?? '';
  if (CLOSED_METHODS.has(name)) return true;
  return OPEN_METHODS.has(name) && useOf(context.file, member['object'] as SyntaxNode, context.purity) === 'read' && isReadOnly(context, parent, depth + 1);
}

/** A function that only computes gives primitives, or something new; what it passes on of its argument is followed no further. */
function argumentIsReadOnly(context: PerformanceContext, call: SyntaxNode, node: SyntaxNode): boolean {
  if (call['callee'] === node) return false;
  const called = methodOf(call);
  // `text.match(regexp)`
  if (called && CLOSED_METHODS.has(called.name)) return true;
  return isPrimitive(context, call) && context.purity.isPureCall(call);
}

function namesAreReadOnly(context: PerformanceContext, pattern: unknown, depth: number): boolean {
  if (!isNode(pattern)) return false;
  return [...namesIn(pattern)].every((id) => {
    const binding = context.file.bindings.get(id);
    const isLast = binding?.references.every((reference) => {
      const parent = context.file.parents.get(reference);
      const isAssigned = parent?.['left'] === reference && parent.type === 'AssignmentExpression';
      return !isAssigned && isReadOnly(context, bare(reference), depth + 1);
    });
    return binding !== undefined && binding.kind !== 'var' && isLast === true;
  });
}
