// Which expressions and declarations do nothing when they are evaluated, so that they can be removed with their value. Owns that judgement; errs towards "does something".
import { nameOf } from './namespace-forms.ts';
import { childrenOf, isNode, type SyntaxNode } from './syntax.ts';

const VALUES = new Set(['Literal', 'Identifier', 'ThisExpression', 'FunctionExpression', 'ArrowFunctionExpression', 'MetaProperty', 'TemplateElement', 'Super']);
/** Pure when everything inside of them is. */
const PLAIN = new Set([
  'TemplateLiteral', 'ArrayExpression', 'ObjectExpression', 'Property', 'SpreadElement', 'BinaryExpression', 'LogicalExpression', 'ConditionalExpression', 'MemberExpression', 'ChainExpression',
  'SequenceExpression', 'TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion', 'TSInstantiationExpression',
]);
const MAKERS = new Set(['Map', 'Set', 'WeakMap', 'WeakSet', 'Date', 'RegExp', 'Error', 'TypeError', 'Array', 'Symbol', 'Number', 'String', 'Boolean', 'BigInt', 'Object.freeze', 'Symbol.for', 'Object.create']);
const TYPES = new Set(['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'TSDeclareFunction', 'FunctionDeclaration', 'TSEnumDeclaration']);

function isPureClass(node: SyntaxNode): boolean {
  if ((node['decorators'] as unknown[] | undefined)?.length) return false;
  if (isNode(node['superClass']) && !isPure(node['superClass'])) return false;
  return (((node['body'] as SyntaxNode)['body'] as SyntaxNode[]) ?? []).every((member) => {
    if (member.type === 'StaticBlock' || (member['decorators'] as unknown[] | undefined)?.length) return false;
    const isComputed = member['computed'] === true && isNode(member['key']) && !isPure(member['key']);
    const runs = member['static'] === true && (member.type === 'PropertyDefinition' || member.type === 'AccessorProperty') && isNode(member['value']) && !isPure(member['value']);
    return !isComputed && !runs;
  });
}

/** True when evaluating the expression can be left out. `text` is asked for `#__PURE__`. */
export function isPure(node: SyntaxNode, text = ''): boolean {
  if (VALUES.has(node.type) || node.type.startsWith('TS') && !PLAIN.has(node.type)) return true;
  if (node.type === 'ClassExpression') return isPureClass(node);
  if (node.type === 'UnaryExpression') return node['operator'] !== 'delete' && isPure(node['argument'] as SyntaxNode, text);
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    const callee = node['callee'] as SyntaxNode;
    const name = callee.type === 'MemberExpression' ? `${nameOf(callee['object'])}.${nameOf(callee['property'])}` : nameOf(callee);
    const isMaker = MAKERS.has(name ?? '') || /[#@]__PURE__\s*\*\/\s*$/.test(text.slice(Math.max(0, node.start - 40), node.start));
    return isMaker && (node['arguments'] as SyntaxNode[]).every((argument) => isPure(argument, text));
  }
  return PLAIN.has(node.type) && [...childrenOf(node)].every((child) => isPure(child, text));
}

/** The same for a declaration of the top level. */
export function isPureDeclaration(node: SyntaxNode, text: string): boolean {
  if (TYPES.has(node.type)) return true;
  if (node.type === 'ClassDeclaration') return node['declare'] === true || isPureClass(node);
  if (node.type === 'VariableDeclarator') return !isNode(node['init']) || (isPure(node['init'], text) && (node['id'] as SyntaxNode).type === 'Identifier');
  if (node.type === 'TSModuleDeclaration') {
    const body = node['body'];
    if (node['declare'] === true || !isNode(body)) return true;
    return ((body['body'] as SyntaxNode[] | undefined) ?? []).every((inner) => {
      const declaration = inner.type === 'ExportNamedDeclaration' && isNode(inner['declaration']) ? inner['declaration'] : inner;
      return declaration.type === 'VariableDeclaration' ? (declaration['declarations'] as SyntaxNode[]).every((each) => isPureDeclaration(each, text)) : isPureDeclaration(declaration, text);
    });
  }
  return false;
}
