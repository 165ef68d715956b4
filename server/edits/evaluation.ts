// Whether evaluating an expression does anything besides giving a value. Owns the judgement; errs towards yes.
import { childrenOf, type SyntaxNode } from './syntax.ts';

const EFFECTS = new Set(['CallExpression', 'NewExpression', 'AssignmentExpression', 'UpdateExpression', 'AwaitExpression', 'YieldExpression', 'TaggedTemplateExpression', 'ImportExpression', 'JSXElement', 'JSXFragment']);
const CLOSED = new Set(['ArrowFunctionExpression', 'FunctionExpression']);

/** True when evaluating the node can be seen from outside. Reading a property counts as nothing, making a function too. */
export function hasEffects(node: SyntaxNode): boolean {
  if (CLOSED.has(node.type)) return false;
  if (EFFECTS.has(node.type) || (node.type === 'UnaryExpression' && node['operator'] === 'delete')) return true;
  return [...childrenOf(node)].some(hasEffects);
}
