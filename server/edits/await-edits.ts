// The text of `async` and `await`. Owns where the words and their parentheses go; decides nothing about who must wait.
import type { TextEdit } from './file-edit.ts';
import { insertion } from './parameter-edits.ts';
import { hasBody, isTypedFile, type SignatureSite } from './signature-sites.ts';
import { isNode, type SyntaxNode } from './syntax.ts';

/** An expression with what is around it. */
export interface Expression {
  readonly node: SyntaxNode;
  readonly ancestors: readonly SyntaxNode[];
}

export const isAsync = (fn: SyntaxNode): boolean => fn['async'] === true;
export const isPromiseType = (text: string): boolean => /^(globalThis\.)?Promise(Like)?\s*</.test(text.trim());

/** `async` in front of the function, or of the name of a method. Behind modifiers, on the line of the name. */
function asyncKeyword({ fn, around, syntax }: SignatureSite): TextEdit {
  const isMethod = around.type === 'MethodDefinition' || (around.type === 'Property' && around['method'] === true);
  if (!isMethod) return insertion(fn.start, 'async ');
  const key = around['key'] as SyntaxNode;
  return insertion(around['computed'] === true ? syntax.text.lastIndexOf('[', key.start) : key.start, 'async ');
}

/** `: T` becomes `: Promise<T>`; nothing for a type that is a promise, or for none. */
function promiseType({ fn, syntax, file }: Pick<SignatureSite, 'fn' | 'syntax' | 'file'>): TextEdit[] {
  const annotation = fn['returnType'];
  const type = isNode(annotation) ? annotation['typeAnnotation'] : null;
  if (!isTypedFile(file) || !isNode(type) || isPromiseType(syntax.text.slice(type.start, type.end))) return [];
  return [insertion(type.start, 'Promise<'), insertion(type.end, '>')];
}

/** The edits that make one signature async; overloads and signatures without a body only get their type. */
export function makeAsync(site: SignatureSite): TextEdit[] {
  const isDone = isAsync(site.fn) || !hasBody(site.fn);
  return [...(isDone ? [] : [asyncKeyword(site)]), ...promiseType(site)];
}

/** What binds closer than `await`, so that the awaited part needs parentheses. */
function needsParentheses({ node, ancestors }: Expression): boolean {
  const parent = ancestors.at(-1);
  switch (parent?.type) {
    case 'MemberExpression': return parent['object'] === node;
    case 'CallExpression': case 'NewExpression': return parent['callee'] === node;
    case 'TaggedTemplateExpression': return parent['tag'] === node;
    case 'BinaryExpression': return parent['operator'] === '**' && parent['left'] === node;
    case 'TSNonNullExpression': return true;
    case 'ClassDeclaration': case 'ClassExpression': return parent['superClass'] === node;
    default: return false;
  }
}

/** The whole optional chain that ends with the expression. */
export function withChain(expression: Expression): Expression {
  const parent = expression.ancestors.at(-1);
  return parent?.type === 'ChainExpression' ? { node: parent, ancestors: expression.ancestors.slice(0, -1) } : expression;
}

/** True for `a?.f().b`: what comes behind the call is skipped with it, which an awaited call cannot do. */
export function isInsideChain({ node, ancestors }: Expression, text: string): boolean {
  const parent = ancestors.at(-1);
  return (parent?.type === 'MemberExpression' || parent?.type === 'CallExpression') && ancestors.some(({ type }) => type === 'ChainExpression') && text.slice(node.start, node.end).includes('?.');
}

/** `await x`, `(await x).y`, `await Promise.all(x)`. */
export function awaitExpression(expression: Expression, text: string, wrapped: { before: string; behind: string } = { before: '', behind: '' }): TextEdit[] {
  const { node, ancestors } = expression;
  const isParted = needsParentheses(expression);
  const statement = ancestors.find((each) => each.type === 'ExpressionStatement' && each.start === node.start);
  // Without semicolons a line must not begin with a parenthesis.
  const isUnsafe = isParted && statement !== undefined && /[^;{}\s]\s*$/.test(text.slice(0, node.start)) && !text.slice(statement.start, statement.end).endsWith(';');
  const behind = `${wrapped.behind}${isParted ? ')' : ''}`;
  return [insertion(node.start, `${isUnsafe ? ';' : ''}${isParted ? '(' : ''}await ${wrapped.before}`), ...(behind === '' ? [] : [insertion(node.end, behind)])];
}

/** Text in front of a piece of code, or behind it. */
export interface Wrapping {
  readonly edit: TextEdit;
  /** The piece. */
  readonly span: { readonly start: number; readonly end: number };
}

/** One insertion an offset: `await (await f()).g()` has two in front of `f`. The outer piece's text stands outside of the inner one's. */
export function nestInsertions(wrappings: readonly Wrapping[]): TextEdit[] {
  const byOffset = new Map<number, Wrapping[]>();
  for (const wrapping of wrappings) byOffset.set(wrapping.edit.start, [...(byOffset.get(wrapping.edit.start) ?? []), wrapping]);
  return [...byOffset].map(([offset, all]) => {
    const behind = all.filter(({ span }) => span.end === offset).sort((a, b) => b.span.start - a.span.start);
    const before = all.filter(({ span }) => span.end !== offset).sort((a, b) => b.span.end - a.span.end);
    // Only what begins the line can need a semicolon before it.
    const texts = [...behind, ...before].map(({ edit }, index) => (index === 0 ? edit.text : edit.text.replace(/^;/, '')));
    return insertion(offset, texts.join(''));
  });
}
