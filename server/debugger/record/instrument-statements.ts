// Statements: counters, turns of loops, what `switch` and `for ... of` go by, and where control comes back in `catch` and `finally`. Owns the
// text in front of statements; conditions and functions are instrumented elsewhere.
import type { SyntaxNode } from '../../edits/syntax.ts';
import { addBranch, visitCondition } from './instrument-conditions.ts';
import { countStatement, writeTurn } from './instrument-functions.ts';
import { boundNames } from './instrument-scopes.ts';
import { RECORDER, asNode, asNodes, isFunction, unwrap, type Frame, type Work } from './instrument-work.ts';

const COUNTED = /^(ExpressionStatement|VariableDeclaration|ReturnStatement|IfStatement|For(In|Of)?Statement|WhileStatement|DoWhileStatement|SwitchStatement|ThrowStatement|BreakStatement|ContinueStatement|ClassDeclaration|LabeledStatement|TSExportAssignment|WithStatement)$/;

/** Visits the statements of a body, a block, a `case` or a module. */
export function visitStatements(statements: readonly SyntaxNode[], frame: Frame, work: Work): void {
  for (const statement of statements) visitStatement(statement, frame, work);
}

/** The statements of a function or a module. What they declare can be read in all that follows. */
export function visitBody(statements: readonly SyntaxNode[], frame: Frame, work: Work): void {
  for (const statement of statements) {
    visitStatement(statement, frame, work);
    if (statement.type !== 'VariableDeclaration') continue;
    for (const declarator of asNodes(statement['declarations'])) for (const name of boundNames(asNode(declarator['id']))) frame.safeNames.add(name);
  }
}

function visitStatement(statement: SyntaxNode, frame: Frame, work: Work): void {
  // Decorators may stand before `export`.
  const decorator = asNodes((asNode(statement['declaration']) ?? statement)['decorators'])[0];
  if (work.options.coverage && isCounted(statement)) work.insertions.open(Math.min(statement.start, decorator?.start ?? statement.start), countStatement(headOf(statement), work));
  work.visit(statement, frame);
}

/** Whether something happens when control comes there. */
function isCounted(statement: SyntaxNode): boolean {
  if (statement['declare'] === true || typeof statement['directive'] === 'string') return false;
  const declaration = asNode(statement['declaration']);
  if (statement.type === 'ExportNamedDeclaration') return declaration !== null && isCounted(declaration);
  if (statement.type === 'ExportDefaultDeclaration') return declaration !== null && !/^(FunctionDeclaration|TS)/.test(declaration.type);
  return COUNTED.test(statement.type);
}

/** Of a statement that holds others, what it does itself: a wrong condition is not all that depends on it. */
function headOf(statement: SyntaxNode): { start: number; end: number } {
  const head = asNode(statement['test']) ?? asNode(statement['discriminant']) ?? asNode(statement['object']);
  if (statement.type === 'DoWhileStatement') return head!;
  if (statement.type === 'LabeledStatement') return headOf(asNode(statement['body'])!);
  if (/^For/.test(statement.type)) return { start: statement.start, end: asNode(statement['body'])!.start };
  if (statement.type === 'ClassDeclaration') return { start: statement.start, end: asNode(statement['body'])!.start };
  return { start: statement.start, end: head?.end ?? statement.end };
}

/** The body of a loop or a branch, which gets braces where it needs room for what is written in front. */
function visitDependent(body: SyntaxNode | null, front: string, frame: Frame, work: Work): void {
  if (!body) return;
  // Functions there have a scope that braces would change.
  if (isFunction(body) || (body.type === 'LabeledStatement' && isFunction(asNode(body['body'])!))) return work.visit(body, frame);
  const { insertions, options: { coverage } } = work;
  if (body.type === 'BlockStatement') {
    if (front) insertions.open(body.start + 1, front);
    return work.visit(body, frame);
  }
  const isBraced = front !== '' || (coverage && isCounted(body));
  if (isBraced) insertions.open(body.start, `{${front}`);
  visitStatement(body, frame, work);
  if (isBraced) insertions.close(body.end, '}');
}

/** A statement of its own: its condition and what it leads to. */
export function visitIf(node: SyntaxNode, frame: Frame, work: Work): void {
  visitCondition(asNode(node['test'])!, 'if', frame, work);
  visitDependent(asNode(node['consequent']), '', frame, work);
  visitDependent(asNode(node['alternate']), '', frame, work);
}

export function visitLoop(node: SyntaxNode, frame: Frame, work: Work): void {
  for (const field of ['init', 'update']) {
    const part = asNode(node[field]);
    if (part) work.visit(part, frame);
  }
  const test = asNode(node['test']);
  if (test) visitCondition(test, 'loop', frame, work);
  visitDependent(asNode(node['body']), writeTurn(work), frame, work);
}

/** `for ... in` and `for ... of`; `for await` waits where no code stands, so its iterator tells the recorder. */
export function visitForEach(node: SyntaxNode, frame: Frame, work: Work): void {
  const [left, right] = [asNode(node['left'])!, asNode(node['right'])!];
  const { insertions, options } = work;
  const isAwaiting = node['await'] === true && options.calls && (frame.id !== null || frame.depth === 0);
  const isTold = options.branches && node.type === 'ForOfStatement';
  const id = frame.id ?? '-1';
  const head = { start: left.start, end: right.end };
  work.visit(left, frame);
  if (isAwaiting) insertions.open(right.start, `${RECORDER}.iterate(${id},`);
  if (isTold) insertions.open(right.start, `${RECORDER}.${node['await'] === true ? 'eachLater' : 'each'}(${addBranch(head, 'loop', { work, names: [work.text.slice(right.start, right.end)] })},`);
  work.visit(right, frame);
  const blamed = writeBlamed(right, node['await'] === true, work);
  if (isTold) insertions.close(right.end, node['await'] === true ? ')' : `${blamed})`);
  if (isAwaiting) insertions.close(right.end, `${blamed})`);
  const again = isAwaiting ? `${RECORDER}.regain(${id});` : '';
  // After the loop control is back as well.
  if (isAwaiting) insertions.open(labelled(node, work).start, '{');
  visitDependent(asNode(node['body']), `${again}${writeTurn(work)}`, frame, work);
  if (isAwaiting) insertions.close(node.end, `${again}}`);
}

/** What V8 would name in the message where a value cannot be gone through: the expression, or the function that gave it. */
function writeBlamed(right: SyntaxNode, isAwaited: boolean, { text }: Work): string {
  const value = unwrap(right);
  const blamed = (node: SyntaxNode, rest: string): string => `,${JSON.stringify(text.slice(node.start, node.end).replace(/\[(["'])([\p{ID_Start}$_][\p{ID_Continue}$]*)\1\]/gu, '.$2') + rest)}`;
  if (value.type === 'AwaitExpression') return ',"(intermediate value)"';
  if (/^(Identifier|MemberExpression|ThisExpression|Literal)$/.test(value.type)) return blamed(value, '');
  return value.type === 'CallExpression' ? blamed(asNode(value['callee'])!, `${isAwaited ? '(...)' : ''} is not a function or its return value`) : '';
}

/** The loop with its labels, which must stay at it. */
function labelled(node: SyntaxNode, { ancestors }: Work): SyntaxNode {
  let outermost = node;
  for (let level = ancestors.length - 1; ancestors[level]?.type === 'LabeledStatement'; level -= 1) outermost = ancestors[level]!;
  return outermost;
}

export function visitSwitch(node: SyntaxNode, frame: Frame, work: Work): void {
  const discriminant = asNode(node['discriminant'])!;
  const { insertions, options } = work;
  const text = (part: SyntaxNode): string => work.text.slice(part.start, part.end);
  if (options.branches) insertions.open(discriminant.start, `${RECORDER}.look(${addBranch(discriminant, 'switch', { work, names: [text(discriminant)] })},(`);
  work.visit(discriminant, frame);
  if (options.branches) insertions.close(discriminant.end, '))');
  for (const branch of asNodes(node['cases'])) {
    const [test, statements] = [asNode(branch['test']), asNodes(branch['consequent'])];
    if (test) work.visit(test, frame);
    const head = { start: branch.start, end: test?.end ?? branch.start + 'default'.length };
    if (options.branches && statements[0]) insertions.open(statements[0].start, `${RECORDER}.test(${addBranch(head, 'switch', { work, names: [] })},true);`);
    visitStatements(statements, frame, work);
  }
}

/** Control comes back to a function in its `catch` and `finally`, wherever it was when something was thrown. */
export function visitTry(node: SyntaxNode, frame: Frame, work: Work): void {
  const [clause, finalizer, back] = [asNode(node['handler']), asNode(node['finalizer']), writeBack(frame, work)];
  const block = asNode(clause?.['body']);
  work.visit(asNode(node['block'])!, frame);
  if (block && back) work.insertions.open(block.start + 1, back);
  if (clause) work.visitChildren(clause, frame);
  if (!finalizer) return;
  // A return that has restored goes through here on its way.
  const saved = frame.returnsRestore ? `${work.prefix}f` : null;
  if (back) work.insertions.open(finalizer.start + 1, `${saved ? `const ${saved}=${RECORDER}.at;` : ''}${back}`);
  work.visit(finalizer, frame);
  if (saved) work.insertions.close(finalizer.end - 1, `;${RECORDER}.at=${saved};`);
}

function writeBack(frame: Frame, work: Work): string {
  if (!work.options.calls) return '';
  if (frame.id !== null) return frame.before ? `${RECORDER}.at=${frame.id};` : `${RECORDER}.regain(${frame.id});`;
  return frame.depth === 0 && frame.canDeclare ? `${RECORDER}.at=${work.prefix}c0;` : '';
}
