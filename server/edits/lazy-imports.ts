// Dynamic imports that are handed to what wants a default export: `React.lazy(() => import('./x'))` and its kin. Owns recognising them.
import { nameOf, type Use } from './namespace-forms.ts';
import { isNode, type SyntaxNode } from './syntax.ts';

const LOADERS = /^(lazy\w*|loadable|dynamic|defineAsyncComponent|asyncComponent)$/;
const INSIDE = new Set(['AwaitExpression', 'ReturnStatement', 'BlockStatement', 'ArrowFunctionExpression', 'FunctionExpression', 'TSAsExpression', 'TSSatisfiesExpression']);

/** The import expression that `node` is, or waits for. */
function importIn(node: SyntaxNode): SyntaxNode | null {
  if (node.type === 'ImportExpression') return node;
  const inner = node['argument'] ?? node['expression'];
  return isNode(inner) ? importIn(inner) : null;
}

/** The import whose module is handed on whole; null where it is not an `import()`. */
export const escapedImport = ({ node }: Use): SyntaxNode | null => importIn(node);

/** True when the result goes to a function that takes the default of a module. */
export function isLazilyLoaded({ ancestors }: Use): boolean {
  const call = ancestors.findLast((node) => !INSIDE.has(node.type));
  const callee = call?.type === 'CallExpression' ? call['callee'] : null;
  return isNode(callee) && LOADERS.test(nameOf(callee.type === 'MemberExpression' ? callee['property'] : callee) ?? '');
}
