// Which part of the instrumentation sees which node. Owns the walk; what is written is decided by the parts.
import { childrenOf, type SyntaxNode } from '../../edits/syntax.ts';
import { visitCondition } from './instrument-conditions.ts';
import { countStatement, visitClassBody, visitField, visitFunction, visitReturn, visitSuspension } from './instrument-functions.ts';
import { callsSomething } from './instrument-scopes.ts';
import { visitBody, visitForEach, visitIf, visitLoop, visitStatements, visitSwitch, visitTry } from './instrument-statements.ts';
import { asNode, asNodes, isFunction, type Frame, type Work } from './instrument-work.ts';

type Visitor = (node: SyntaxNode, frame: Frame, work: Work) => void;

/** Types of TypeScript that hold code; all others hold none that runs, or none that may be changed. */
const TYPES_WITH_CODE = /^TS(As|Satisfies|NonNull|Instantiation)Expression$|^TS(TypeAssertion|ExportAssignment|ModuleDeclaration|ModuleBlock|ParameterProperty)$/;
/** Factories that test runners lift out of their module may only use what is global in the runner's eyes. */
const LIFTED = /^(?:jest|vi|vitest)\s*\.\s*(?:mock|doMock|unmock|setMock|hoisted|unstable_mockModule)$/;

/** Node reads the names of CommonJS exports from the text that compilers write for them; it must stay as they wrote it. */
const EACH_EXPORT = /^Object\.keys\([\w$]+\)\.forEach$/;
const LONGEST_NAME = 200;

const visitAccessor: Visitor = (node, frame, work) => work.visitChildren(node, { ...frame, canDeclare: false, slots: { count: 0, used: 0 } });
const visitBlock: Visitor = (node, frame, work) => {
  const around = work.ancestors.at(-1);
  const isBody = node.type === 'Program' || (around !== undefined && isFunction(around) && around['body'] === node);
  (isBody ? visitBody : visitStatements)(asNodes(node['body']), frame, work);
};

/** An expression that may be left out counts as a statement of its own. */
function visitCounted(node: SyntaxNode, frame: Frame, work: Work): void {
  if (work.options.coverage) work.insertions.open(node.start, `(${countStatement(node, work).replace(';', ',')}`);
  work.visit(node, frame);
  if (work.options.coverage) work.insertions.close(node.end, ')');
}

const visitChoice: Visitor = (node, frame, work) => {
  visitCondition(asNode(node['test'])!, 'conditional', frame, work);
  for (const field of ['consequent', 'alternate']) visitCounted(asNode(node[field])!, frame, work);
};

/** `a && call()` outside of conditions is a condition where it decides about calls. */
const visitLogical: Visitor = (node, frame, work) => {
  const [left, right] = [asNode(node['left'])!, asNode(node['right'])!];
  if (node['operator'] !== '??' && callsSomething(right)) visitCondition(left, 'logical', frame, work);
  else work.visit(left, frame);
  visitCounted(right, frame, work);
};

const visitCall: Visitor = (node, frame, work) => {
  const [callee, first] = [asNode(node['callee'])!, asNodes(node['arguments'])[0]];
  const text = ({ start, end }: SyntaxNode): string => work.text.slice(start, end);
  // Long ones are functions that are called where they are written.
  const name = callee.end - callee.start < LONGEST_NAME ? text(callee) : '';
  const passesOn = name === 'Object.defineProperty' ? first !== undefined && /^(module\.)?exports$/.test(text(first)) : EACH_EXPORT.test(name) && text(node).includes('exports[');
  if (!passesOn && !LIFTED.test(name)) work.visitChildren(node, frame);
};

/** What `with` makes of names is not known. */
const visitWith: Visitor = (node, frame, work) => work.visit(asNode(node['object'])!, frame);

const visitors: Readonly<Record<string, Visitor>> = {
  FunctionDeclaration: visitFunction, FunctionExpression: visitFunction, ArrowFunctionExpression: visitFunction,
  ReturnStatement: visitReturn, AwaitExpression: visitSuspension, YieldExpression: visitSuspension,
  IfStatement: visitIf, ForStatement: visitLoop, WhileStatement: visitLoop, DoWhileStatement: visitLoop, ForInStatement: visitForEach, ForOfStatement: visitForEach,
  SwitchStatement: visitSwitch, TryStatement: visitTry, WithStatement: visitWith,
  BlockStatement: visitBlock, TSModuleBlock: visitBlock, Program: visitBlock,
  StaticBlock: (node, frame, work) => visitStatements(asNodes(node['body']), { ...frame, canDeclare: false, slots: { count: 0, used: 0 } }, work),
  ClassBody: visitClassBody, PropertyDefinition: visitField, AccessorProperty: visitAccessor,
  ConditionalExpression: visitChoice, LogicalExpression: visitLogical, CallExpression: visitCall,
};

/** Visits one node with the part that knows its type; others only let their children be visited. */
export function visitNode(node: SyntaxNode, frame: Frame, work: Work): void {
  if (node['declare'] === true || (node.type.startsWith('TS') && !TYPES_WITH_CODE.test(node.type))) return;
  const visitor = visitors[node.type] ?? visitEach;
  visitor(node, frame, work);
}

/** Visits the children of a node. */
export function visitEach(node: SyntaxNode, frame: Frame, work: Work): void {
  work.ancestors.push(node);
  for (const child of childrenOf(node)) visitNode(child, frame, work);
  work.ancestors.pop();
}
