// The parts of a module that can be exchanged while it stays loaded: its top-level declarations. Owns finding them and the text of the
// module that makes them exchangeable; runs nothing.
import MagicString from 'magic-string';
import { isNode, parseSyntax, type Syntax, type SyntaxNode } from '../../edits/syntax.ts';

export interface Unit {
  readonly file: string;
  /** As the module calls it: `total`, `Cart`, `exports.load`. */
  readonly name: string;
  /** The function, class or initializer whose text is exchanged. */
  readonly node: SyntaxNode;
  /** Assigns a new value to the unit, in the scope of the module. */
  readonly setter: string;
  readonly isFunction: boolean;
}

export interface SearchedFile {
  readonly path: string;
  readonly text: string;
  readonly syntax: Syntax;
  readonly units: readonly Unit[];
  /** The module with its units assignable and a hook for code in its scope. */
  readonly hooked: string;
  /** Functions that put top-level state back to its start. */
  readonly resets: readonly string[];
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
/** Functions with a body of their own; methods hold one. */
export const isFunctionNode = (node: SyntaxNode): boolean => FUNCTIONS.has(node.type);

/** Null where the file does not parse. */
export function readSearchedFile(path: string, text: string): SearchedFile | null {
  const syntax = parseSyntax(path, text);
  if (syntax.errors.length > 0) return null;
  const draft: Draft = { path, text, out: new MagicString(text), units: [], resets: [] };
  for (const statement of syntax.program['body'] as SyntaxNode[]) readStatement(draft, statement);
  draft.out.append(`\n;globalThis.__svHook?.(${JSON.stringify(path)}, (__svCode${/\.[cm]?tsx?$/.test(path) ? ': string' : ''}) => eval(__svCode));\n`);
  return { path, text, syntax, units: draft.units, hooked: draft.out.toString(), resets: draft.resets };
}

interface Draft {
  readonly path: string;
  readonly text: string;
  readonly out: MagicString;
  readonly units: Unit[];
  readonly resets: string[];
}

function readStatement(draft: Draft, statement: SyntaxNode): void {
  const declared = statement['declaration'];
  if (statement.type === 'ExportDefaultDeclaration' && isNode(declared)) return readDefault(draft, declared);
  const node = statement.type === 'ExportNamedDeclaration' && isNode(declared) ? declared : statement;
  if (node.type === 'VariableDeclaration') return readVariables(draft, node);
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') return addDeclaration(draft, node);
  const expression = node['expression'];
  if (node.type === 'ExpressionStatement' && isNode(expression)) readAssignment(draft, expression);
}

function addDeclaration({ path, units }: Draft, node: SyntaxNode): void {
  const id = node['id'];
  if (!isNode(id) || !isNode(node['body'])) return;
  const name = String(id['name']);
  units.push({ file: path, name, node, setter: `(__svValue) => { ${name} = __svValue; }`, isFunction: node.type === 'FunctionDeclaration' });
}

/** A default export without a name gets one, so that it can be assigned. */
function readDefault(draft: Draft, node: SyntaxNode): void {
  if (isNode(node['id'])) return addDeclaration(draft, node);
  if (node.type !== 'FunctionDeclaration' && node.type !== 'ClassDeclaration') return;
  const keyword = /^(?:async\s+)?(?:function\s*\*?|class)/.exec(draft.text.slice(node.start, node.end));
  if (!keyword) return;
  draft.out.appendLeft(node.start + keyword[0].length, ' __svDefault ');
  draft.units.push({ file: draft.path, name: 'default', node, setter: '(__svValue) => { __svDefault = __svValue; }', isFunction: node.type === 'FunctionDeclaration' });
}

function readVariables(draft: Draft, node: SyntaxNode): void {
  if (node['declare'] === true) return;
  if (node['kind'] === 'const') draft.out.overwrite(node.start, node.start + 5, 'let');
  for (const declarator of node['declarations'] as SyntaxNode[]) {
    const { id, init } = declarator as unknown as { id: SyntaxNode; init: SyntaxNode | null };
    if (id.type !== 'Identifier' || !init || init.type === 'AwaitExpression') continue;
    const name = String(id['name']);
    draft.units.push({ file: draft.path, name, node: init, setter: `(__svValue) => { ${name} = __svValue; }`, isFunction: isFunctionNode(init) });
    if (isState(init, node['kind'] !== 'const')) draft.resets.push(`() => { ${name} = ${draft.text.slice(init.start, init.end)}; }`);
  }
}

/** `exports.load = function`, `module.exports = function`, `Cart.prototype.total = function`. */
function readAssignment(draft: Draft, expression: SyntaxNode): void {
  const { left, right } = expression as unknown as { left: SyntaxNode; right: SyntaxNode };
  if (expression.type !== 'AssignmentExpression' || expression['operator'] !== '=' || !isFunctionNode(right)) return;
  const target = draft.text.slice(left.start, left.end);
  if (!/^[\w$.]+$/.test(target)) return;
  draft.units.push({ file: draft.path, name: target, node: right, setter: `(__svValue) => { ${target} = __svValue; }`, isFunction: true });
}

/** Data that calls of the module may change between two runs: an empty container, or a literal in a `let`. */
function isState(init: SyntaxNode, isLet: boolean): boolean {
  if (init.type === 'NewExpression') {
    const callee = init['callee'] as SyntaxNode;
    return callee.type === 'Identifier' && /^(?:Map|Set|WeakMap|WeakSet)$/.test(String(callee['name'])) && (init['arguments'] as unknown[]).length === 0;
  }
  if (init.type === 'ArrayExpression') return (init['elements'] as unknown[]).length === 0;
  if (init.type === 'ObjectExpression') return (init['properties'] as unknown[]).length === 0;
  return isLet && init.type === 'Literal';
}
