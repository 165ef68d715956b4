// Which names a file takes from a module that it loads by `import()` or `require()`, as far as the surrounding syntax says.

import type { CrossingName } from './facts.ts';
import { child, children, nameOf, walkSyntax, type SyntaxNode } from './syntax-walk.ts';

/** From the node of the load (ImportExpression or the call of require) to the names taken. */
export type NamesByLoad = Map<SyntaxNode, readonly CrossingName[]>;

/** Looks at one node that may surround a load, and records the names. Must see parents before children. */
export function loadNames(node: SyntaxNode, names: NamesByLoad): void {
  if (node.type === 'VariableDeclarator') {
    const load = loadIn(child(node, 'init'));
    if (load) names.set(load, patternNames(child(node, 'id')));
  } else if (node.type === 'MemberExpression') {
    const load = loadIn(child(node, 'object'));
    const name = memberName(node);
    // The `then` of a promise is no export; what its callback takes is read from the call around it.
    if (load && name !== null && !names.has(load)) names.set(load, [crossing(name, null)]);
  } else if (node.type === 'CallExpression') {
    const callee = child(node, 'callee', 'MemberExpression');
    const load = child(callee, 'object', 'ImportExpression');
    if (load) names.set(load, memberName(callee) === 'then' ? callbackNames(children(node, 'arguments')[0]) : [crossing('*', null)]);
  } else if (node.type === 'ExpressionStatement') {
    const load = child(node, 'expression', 'CallExpression');
    if (load && isRequire(load)) names.set(load, []);
  }
}

/** `await import(x)` or `require(x)`: an expression whose value is the module itself. */
function loadIn(node: SyntaxNode | null): SyntaxNode | null {
  if (node?.type === 'AwaitExpression') return child(node, 'argument', 'ImportExpression');
  return node && isRequire(node) ? node : null;
}

function isRequire(node: SyntaxNode): boolean {
  return node.type === 'CallExpression' && nameOf(child(node, 'callee', 'Identifier')) === 'require';
}

function memberName(node: SyntaxNode | null): string | null {
  if (!node) return null;
  const property = child(node, 'property');
  return node['computed'] === true && property?.type !== 'Literal' ? null : nameOf(property);
}

function patternNames(pattern: SyntaxNode | null): CrossingName[] {
  if (pattern?.type !== 'ObjectPattern') return [crossing('*', nameOf(pattern))];
  return children(pattern, 'properties').map((property) => {
    const key = property.type === 'Property' && property['computed'] !== true ? nameOf(child(property, 'key')) : null;
    if (key === null) return crossing('*', nameOf(child(property, 'argument')));
    const value = child(property, 'value');
    return crossing(key, nameOf(value?.type === 'AssignmentPattern' ? child(value, 'left') : value));
  });
}

function callbackNames(callback: SyntaxNode | undefined): CrossingName[] {
  const isFunction = callback?.type === 'ArrowFunctionExpression' || callback?.type === 'FunctionExpression';
  const parameter = isFunction ? children(callback, 'params')[0] : undefined;
  if (!callback || !parameter) return [crossing('*', null)];
  if (parameter.type === 'ObjectPattern') return patternNames(parameter);
  const body = child(callback, 'body');
  const name = nameOf(parameter);
  return body && name !== null ? membersTaken(body, name) : [crossing('*', null)];
}

/** The members of `binding` that a body reads; everything once it is used in another way. */
function membersTaken(body: SyntaxNode, binding: string): CrossingName[] {
  const taken = new Set<string>();
  walkSyntax(body, (node) => {
    const isMember = node.type === 'MemberExpression' && nameOf(child(node, 'object', 'Identifier')) === binding;
    const name = isMember ? memberName(node) : null;
    if (name !== null) {
      taken.add(name);
      return false;
    }
    if (node.type === 'Identifier' && nameOf(node) === binding) taken.add('*');
    return true;
  });
  return [...taken].map((name) => crossing(name, null));
}

function crossing(imported: string, local: string | null): CrossingName {
  return { imported, local, exported: null, isType: false };
}
