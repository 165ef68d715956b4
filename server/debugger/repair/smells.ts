// Marks of code that nobody writes on purpose: `x === x`, `x * 1`, equal branches, unused parameters, code behind a return. A patch that
// brings new ones is unlikely to be meant. Owns the list; the weights of ranking are rank.ts's.
import { childrenOf, isNode, parseSyntax, type SyntaxNode } from '../../edits/syntax.ts';
import { namesOfPattern } from './scope-names.ts';
import { isFunctionNode } from './units.ts';

/** How many marks the text of one expression or declaration has. */
export function countSmells(path: string, source: string): number {
  const text = `(${source})`;
  const { program, errors } = parseSyntax(path, text);
  if (errors.length > 0) return 0;
  let smells = 0;
  const textOf = (node: SyntaxNode): string => text.slice(node.start, node.end).replace(/\s+/g, ' ');
  const visit = (node: SyntaxNode): void => {
    for (const smell of SMELLS) if (smell(node, textOf)) smells += 1;
    for (const child of childrenOf(node)) visit(child);
  };
  visit(program);
  return smells + countUnused(program);
}

type Smell = (node: SyntaxNode, textOf: (node: SyntaxNode) => string) => boolean;

const operands = (node: SyntaxNode): [SyntaxNode, SyntaxNode] => [node['left'] as SyntaxNode, node['right'] as SyntaxNode];
const isNumber = (node: SyntaxNode, value: number): boolean => node.type === 'Literal' && node['value'] === value;

const SMELLS: readonly Smell[] = [
  // Both sides are equal.
  (node, textOf) => /^(?:Binary|Logical)Expression$/.test(node.type) && !/^[+*]$|^\*\*$/.test(String(node['operator'])) && textOf(operands(node)[0]) === textOf(operands(node)[1]),
  // A clause of a chain stands twice.
  (node, textOf) => node.type === 'LogicalExpression' && clausesOf(node).length > new Set(clausesOf(node).map(textOf)).size && textOf(operands(node)[0]) !== textOf(operands(node)[1]),
  // Nothing is computed.
  (node) => node.type === 'BinaryExpression' && ((/^[*/%]$|^\*\*$/.test(String(node['operator'])) && isNumber(operands(node)[1], 1) && node['operator'] !== '%') || (/^[+-]$/.test(String(node['operator'])) && isNumber(operands(node)[1], 0))),
  (node, textOf) => node.type === 'AssignmentExpression' && node['operator'] === '=' && textOf(operands(node)[0]) === textOf(operands(node)[1]),
  // The condition decides nothing.
  (node, textOf) => (node.type === 'IfStatement' || node.type === 'ConditionalExpression') && isNode(node['alternate']) && textOf(node['alternate']) === textOf(node['consequent'] as SyntaxNode),
  (node) => isNode(node['test']) && node['test'].type === 'Literal' && node.type !== 'SwitchCase' && node['test']['value'] !== true,
  (node) => node.type === 'IfStatement' && (node['consequent'] as SyntaxNode).type === 'BlockStatement' && ((node['consequent'] as SyntaxNode)['body'] as unknown[]).length === 0,
  // Nothing behind a jump runs.
  (node) => (node.type === 'BlockStatement' ? (node['body'] as SyntaxNode[]) : []).some((statement, at, list) => /^(?:Return|Break|Continue|Throw)Statement$/.test(statement.type) && at < list.length - 1),
  // All results are the same constant.
  (node, textOf) => {
    if (!isFunctionNode(node)) return false;
    const returns = returnsOf(node).map((one) => (isNode(one['argument']) ? one['argument'] : null));
    return returns.length > 1 && returns.every((one) => one?.type === 'Literal' && textOf(one) === textOf(returns[0]!));
  },
  // One value is compared with two constants at once: `x === 1 && x === 2`.
  (node, textOf) => node.type === 'LogicalExpression' && node['operator'] === '&&' && operands(node).every((side) => side.type === 'BinaryExpression' && /^===?$/.test(String(side['operator'])) && operands(side)[1].type === 'Literal') && textOf(operands(operands(node)[0])[0]) === textOf(operands(operands(node)[1])[0]),
  // Wrapped twice: `Math.abs(Math.abs(x))`, `x.trim().trim()`.
  (node, textOf) => node.type === 'CallExpression' && (node['arguments'] as SyntaxNode[]).some((argument) => argument.type === 'CallExpression' && textOf(argument['callee'] as SyntaxNode) === textOf(node['callee'] as SyntaxNode) && (node['arguments'] as unknown[]).length === 1 && /^Math\.|^Number$|^String$/.test(textOf(node['callee'] as SyntaxNode))),
  // An argument is changed in place.
  (node) => isFunctionNode(node) && changesParameter(node),
  (node) => node.type === 'UnaryExpression' && isNode(node['argument']) && node['argument'].type === 'UnaryExpression' && node['operator'] === node['argument']['operator'] && node['operator'] !== '!',
];

const CHANGING = /^(?:push|pop|shift|unshift|splice|sort|reverse|fill)$/;

function changesParameter(node: SyntaxNode): boolean {
  const names = new Set((node['params'] as SyntaxNode[]).flatMap(namesOfPattern));
  const visit = (at: SyntaxNode): boolean => {
    const callee = at['callee'];
    if (at.type === 'CallExpression' && isNode(callee) && callee.type === 'MemberExpression' && CHANGING.test(String((callee['property'] as SyntaxNode)['name']))) {
      const object = callee['object'] as SyntaxNode;
      if (object.type === 'Identifier' && names.has(String(object['name']))) return true;
    }
    for (const child of childrenOf(at)) if (visit(child)) return true;
    return false;
  };
  return visit(node['body'] as SyntaxNode);
}

function clausesOf(node: SyntaxNode): SyntaxNode[] {
  if (node.type !== 'LogicalExpression') return [node];
  return operands(node).flatMap((side) => (side.type === 'LogicalExpression' && side['operator'] !== node['operator'] ? [side] : clausesOf(side)));
}

function* returnsIn(node: SyntaxNode): Generator<SyntaxNode> {
  for (const child of childrenOf(node)) {
    if (child.type === 'ReturnStatement') yield child;
    if (!isFunctionNode(child)) yield* returnsIn(child);
  }
}
const returnsOf = (node: SyntaxNode): SyntaxNode[] => [...returnsIn(node)];

/** Variables and parameters that are declared and never read again. */
function countUnused(program: SyntaxNode): number {
  const declared: string[] = [];
  const used = new Map<string, number>();
  const visit = (node: SyntaxNode): void => {
    if (isFunctionNode(node)) for (const param of node['params'] as SyntaxNode[]) declared.push(...namesOfPattern(param));
    if (node.type === 'VariableDeclarator') declared.push(...namesOfPattern(node['id'] as SyntaxNode));
    if (node.type === 'Identifier') used.set(String(node['name']), (used.get(String(node['name'])) ?? 0) + 1);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(program);
  return declared.filter((name) => (used.get(name) ?? 0) < 2).length;
}
