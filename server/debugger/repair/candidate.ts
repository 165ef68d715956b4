// Candidates: edits of the source with what they are and how likely such an edit is. Owns the shape and the arithmetic of costs.
import type { SyntaxNode } from '../../edits/syntax.ts';
import type { TextEdit } from '../../edits/file-edit.ts';
import type { Ground } from './ground.ts';

/** What an operator proposes. `cost` is about -ln of how likely the edit is among corrections of its place; smaller comes first. */
export interface Draft {
  readonly edits: readonly TextEdit[];
  readonly operator: string;
  readonly cost: number;
  /** In words: ``use `<=` instead of `<` ``. */
  readonly what: string;
}

/** A draft at its place. `cost` includes the suspicion of the place. */
export interface Candidate extends Draft {
  readonly ground: Ground;
  readonly node: SyntaxNode;
  /** How much earlier it is tried than its cost says, as something seen at run time speaks for it. */
  readonly haste?: number;
}

/** The order of trying: cost, less haste. */
export const byOrder = (a: Candidate, b: Candidate): number => a.cost - (a.haste ?? 0) - (b.cost - (b.haste ?? 0));

/** Proposes edits for one node; called for every node of a suspicious function. */
export type Operator = (ground: Ground, node: SyntaxNode) => Iterable<Draft>;

/** The edit that puts a text in place of a node. */
export const replaceNode = (node: { readonly start: number; readonly end: number }, text: string): TextEdit => ({ start: node.start, end: node.end, text });

/** An identifier of a pattern also spans its type annotation; its name does not. */
export function nameSpan(node: SyntaxNode): { start: number; end: number } {
  return node.type === 'Identifier' ? { start: node.start, end: node.start + String(node['name']).length } : { start: node.start, end: node.end };
}

const PRECEDENCE: Readonly<Record<string, number>> = {
  '??': 1, '||': 2, '&&': 3, '|': 4, '^': 5, '&': 6, '==': 7, '!=': 7, '===': 7, '!==': 7, '<': 8, '<=': 8, '>': 8, '>=': 8, in: 8, instanceof: 8,
  '<<': 9, '>>': 9, '>>>': 9, '+': 10, '-': 10, '*': 11, '/': 11, '%': 11, '**': 12,
};
const UNARY = 13;
const ATOM = 20;

/** 1 (`??`) to 12 (`**`); 0 for what is no operator of two values. */
export const precedenceOfOperator = (operator: string): number => PRECEDENCE[operator] ?? 0;

/** How tightly an expression holds together: 0 assignment or conditional, 20 a name, call or literal. */
export function precedenceOf(node: SyntaxNode): number {
  switch (node.type) {
    case 'BinaryExpression': case 'LogicalExpression': return precedenceOfOperator(String(node['operator']));
    case 'UnaryExpression': case 'AwaitExpression': case 'UpdateExpression': return UNARY;
    case 'ConditionalExpression': case 'AssignmentExpression': case 'ArrowFunctionExpression': case 'YieldExpression': case 'SequenceExpression': case 'TSAsExpression': case 'TSSatisfiesExpression': return 0;
    case 'FunctionExpression': case 'ObjectExpression': case 'ClassExpression': return 14;
    default: return ATOM;
  }
}

/** The least precedence that fits at the place of `node` without parentheses. */
export function neededAt(ground: Ground, node: SyntaxNode): number {
  const parent = ground.parentOf(node);
  if (!parent || ground.isParenthesized(node)) return 0;
  switch (parent.type) {
    case 'BinaryExpression': case 'LogicalExpression': {
      const own = precedenceOfOperator(String(parent['operator']));
      return parent['right'] === node ? own + 1 : own;
    }
    case 'UnaryExpression': case 'AwaitExpression': case 'TSAsExpression': case 'TSNonNullExpression': return UNARY;
    case 'MemberExpression': return parent['object'] === node ? ATOM : 0;
    case 'CallExpression': case 'NewExpression': case 'TaggedTemplateExpression': return parent['callee'] === node || parent['tag'] === node ? ATOM : 0;
    case 'ConditionalExpression': return parent['test'] === node ? 1 : 0;
    default: return 0;
  }
}

/** A text of the given precedence at the place of `node`, in parentheses where it needs them. */
export function fit(ground: Ground, node: SyntaxNode, [text, precedence]: readonly [string, number]): string {
  return precedence >= neededAt(ground, node) ? text : `(${text})`;
}

/** The text of an expression as an operand beside an operator. */
export function operand(ground: Ground, node: SyntaxNode, operator: string): string {
  const text = ground.textOf(node);
  return precedenceOf(node) > precedenceOfOperator(operator) || precedenceOf(node) === ATOM ? text : `(${text})`;
}

/** The text of an expression as an object or callee: `(a + b)`, `a.b`. */
export const atom = (ground: Ground, node: SyntaxNode): string => (precedenceOf(node) >= ATOM ? ground.textOf(node) : `(${ground.textOf(node)})`);
