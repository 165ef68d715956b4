// Entry, end, suspension and values of functions. Owns the text around bodies, `return`, `await` and `yield`; conditions and statements are
// instrumented elsewhere.
import type { SyntaxNode } from '../../edits/syntax.ts';
import { nameFunction } from './instrument-names.ts';
import { boundNames, callsSomething, hasScopeConflict, readPattern } from './instrument-scopes.ts';
import { RECORDER, asNode, asNodes, isClass, type Frame, type Work } from './instrument-work.ts';

interface Activation {
  readonly node: SyntaxNode;
  readonly inner: Frame;
  readonly site: number;
  readonly outer: string;
  /** A default of a parameter makes calls: they belong to this function. */
  readonly isPrepared: boolean;
}

const isSuspendable = (frame: Frame): boolean => frame.isAsync || frame.isGenerator;

/** Visits a function and puts the recording around its body. */
export function visitFunction(node: SyntaxNode, frame: Frame, work: Work): void {
  const body = asNode(node['body']);
  if (!body) return;
  const name = nameFunction({ node, ancestors: work.ancestors, text: work.text, within: frame.name });
  const { calls, values } = work.options;
  const depth = frame.depth + 1;
  const [isAsync, isGenerator] = [node['async'] === true, node['generator'] === true];
  const returnsRestore = calls && node.type !== 'ArrowFunctionExpression' && hasScopeConflict(body);
  const inner: Frame = {
    name, depth, isAsync, isGenerator, returnsRestore,
    id: calls ? `${work.prefix}c${depth}` : null,
    before: calls && !isAsync && !isGenerator ? `${work.prefix}p${depth}` : null,
    canDeclare: true,
    hasValues: calls && values(name),
    slots: { count: 0, used: 0 },
    safeNames: new Set(asNodes(node['params']).flatMap((parameter) => [...boundNames(parameter)])),
  };
  const early = work.constructors.get(node);
  const site = !calls ? -1 : (early ?? work.sites.addFunction({ name, file: work.path, ...spanOf(node, work), isAsync }));
  const isPrepared = visitParameters(node, frame, { work, site }) || early !== undefined;
  const activation: Activation = { node, inner, site, outer: frame.id ?? '-1', isPrepared };
  if (body.type === 'BlockStatement') visitBlockBody(body, activation, work);
  else visitExpressionBody(body, activation, work);
}

/** The whole method with its name, not only its parameters and body. */
function spanOf(node: SyntaxNode, work: Work): { start: number; end: number; line: number; column: number } {
  const parent = work.ancestors.at(-1);
  const isMember = parent && /^(MethodDefinition|Property)$/.test(parent.type) && parent['value'] === node && (parent.type === 'MethodDefinition' || parent['method'] === true || parent['kind'] !== 'init');
  const { start, end } = isMember ? parent : node;
  return { start, end, ...work.lines.at(start) };
}

/**
 * A field of an instance. Fields of a class without a base run before the body of its constructor: what they call belongs to it, so that the
 * first of them enters it.
 */
export function visitField(node: SyntaxNode, frame: Frame, work: Work): void {
  const [value, around] = [asNode(node['value']), work.ancestors.findLast(isClass)];
  const inner: Frame = { ...frame, canDeclare: false, slots: { count: 0, used: 0 } };
  const constructor = work.options.calls && value && node['static'] !== true && callsSomething(value) ? findConstructor(around!) : null;
  if (!value || !constructor) return work.visitChildren(node, inner);
  const made = asNode(constructor['value'])!;
  const name = nameFunction({ node: made, ancestors: [...work.ancestors, constructor], text: work.text, within: frame.name });
  const { start, end } = constructor;
  const site = work.constructors.get(made) ?? work.sites.addFunction({ name, file: work.path, start, end, ...work.lines.at(start), isAsync: false });
  work.constructors.set(made, site);
  work.insertions.open(value.start, `${RECORDER}.ready(${RECORDER}.prepare(${site},${frame.id ?? '-1'}),`);
  work.visitChildren(node, inner);
  work.insertions.close(value.end, ')');
}

function findConstructor(around: SyntaxNode): SyntaxNode | null {
  const members = asNodes(asNode(around['body'])?.['body']);
  return asNode(around['superClass']) ? null : (members.find((member) => member['kind'] === 'constructor' && asNode(asNode(member['value'])?.['body'])) ?? null);
}

/** Members in the order in which their sites are needed: fields say whether the constructor is entered early. */
export function visitClassBody(node: SyntaxNode, frame: Frame, work: Work): void {
  const members = asNodes(node['body']);
  work.ancestors.push(node);
  for (const isField of [true, false]) for (const member of members) if ((member.type === 'PropertyDefinition') === isField) work.visit(member, frame);
  work.ancestors.pop();
}

/** Returns whether a default was found that makes calls. */
function visitParameters(node: SyntaxNode, frame: Frame, { work, site }: { work: Work; site: number }): boolean {
  const isTracked = work.options.calls && node['generator'] !== true;
  let isPrepared = false;
  const outside: Frame = { ...frame, canDeclare: false, slots: { count: 0, used: 0 } };
  const visitPattern = (pattern: SyntaxNode | null): void => {
    if (!pattern) return;
    const right = pattern.type === 'AssignmentPattern' ? asNode(pattern['right'])! : null;
    if (isTracked && right && callsSomething(right)) {
      isPrepared = true;
      work.insertions.open(right.start, `${RECORDER}.ready(${RECORDER}.prepare(${site},${frame.id ?? '-1'}),`);
      work.visit(right, outside);
      work.insertions.close(right.end, ')');
    } else if (right) work.visit(right, outside);
    if (right) visitPattern(asNode(pattern['left']));
    else if (pattern.type === 'ObjectPattern') asNodes(pattern['properties']).forEach(visitPattern);
    else if (pattern.type === 'ArrayPattern') asNodes(pattern['elements']).forEach(visitPattern);
    else if (pattern.type === 'Property') visitPattern(asNode(pattern['value']));
    else if (pattern.type === 'TSParameterProperty') visitPattern(asNode(pattern['parameter']));
    else if (pattern.type === 'RestElement') visitPattern(asNode(pattern['argument']));
  };
  work.ancestors.push(node);
  asNodes(node['params']).forEach(visitPattern);
  work.ancestors.pop();
  return isPrepared;
}

function visitWithin(body: SyntaxNode, { node, inner }: Activation, work: Work): void {
  work.ancestors.push(node);
  work.visit(body, inner);
  work.ancestors.pop();
}

function visitBlockBody(body: SyntaxNode, activation: Activation, work: Work): void {
  const statements = asNodes(body['body']);
  const directives = statements.filter((statement) => typeof statement['directive'] === 'string');
  // Code for a compiler of its own must stay as it is.
  if (directives.some((directive) => directive['directive'] === 'use asm')) return;
  const start = directives.at(-1)?.end ?? body.start + 1;
  const prelude = work.insertions.open(start, '');
  const split = findSuper(activation.node, statements, work);
  visitWithin(body, activation, work);
  if (split && activation.inner.id !== null) work.insertions.close(split.end, `;${writeTry(activation.inner)}`);
  const entry = `${writeEntry(activation, work)}${split ? '' : writeTry(activation.inner)}`;
  prelude.text = `${directives.length > 0 && entry !== '' ? ';' : ''}${entry}`;
  const epilogue = writeEnd(activation.inner, work);
  // In an empty body both are at one place.
  if (start === body.end - 1) prelude.text += epilogue;
  else work.insertions.close(body.end - 1, epilogue);
}

/**
 * The statement `super(...)` of a constructor around which no `try` may be, because compilers insert the fields of the class after it and
 * look for it at the top of the body.
 */
function findSuper(node: SyntaxNode, statements: readonly SyntaxNode[], work: Work): SyntaxNode | null {
  const method = work.ancestors.at(-1);
  if (method?.type !== 'MethodDefinition' || method['kind'] !== 'constructor' || !/\.[cm]?tsx?$/.test(work.path)) return null;
  if (!asNode(work.ancestors.findLast(isClass)?.['superClass']) || node !== method['value']) return null;
  return statements.find((statement) => asNode(asNode(statement['expression'])?.['callee'])?.type === 'Super') ?? null;
}

function visitExpressionBody(body: SyntaxNode, activation: Activation, work: Work): void {
  const { inner } = activation;
  const opening = work.insertions.open(body.start, '');
  const counter = work.options.coverage ? countStatement(body, work) : '';
  visitWithin(body, activation, work);
  const closing = work.insertions.close(body.end, '');
  const entry = `${writeEntry(activation, work)}${writeTry(inner)}`;
  if (entry !== '') {
    const [open, close] = inner.hasValues ? [`${RECORDER}.result(${inner.id},`, ')'] : ['', ''];
    opening.text = `{${entry}${counter}return ${open}(`;
    closing.text = `)${close};${writeEnd(inner, work)}}`;
  } else if (counter !== '') {
    opening.text = `(${counter.replace(';', ',')}`;
    closing.text = ')';
  }
}

/** Counts one statement; the text to put before it. */
export function countStatement({ start, end }: { start: number; end: number }, work: Work): string {
  const index = work.sites.addStatement({ file: work.path, start, end, ...work.lines.at(start) });
  return `${RECORDER}.hits[${index}]++;`;
}

export const writeTurn = (work: Work): string => (work.options.loops ? `if(--${RECORDER}.turns<0)${RECORDER}.exhaust();` : '');

/** What a body begins with, after its directives. */
function writeEntry({ node, inner, site, outer, isPrepared }: Activation, work: Work): string {
  const parts = [writeTurn(work)];
  if (inner.id !== null) {
    const enter = isPrepared ? `adopt(${site},${outer},${isSuspendable(inner)})` : `${isSuspendable(inner) ? 'begin' : 'enter'}(${site},${outer})`;
    const before = isPrepared ? `${RECORDER}.before(${inner.id})` : `${RECORDER}.at`;
    const [first, second] = [`${inner.id}=${RECORDER}.${enter}`, inner.before ? `${inner.before}=${before}` : ''];
    parts.push(`const ${(isPrepared ? [first, second] : [second, first]).filter(Boolean).join(',')};`);
    if (inner.hasValues) parts.push(`${RECORDER}.args(${inner.id},${listArguments(node, work)});`);
  }
  parts.push(writeSlots(inner, work));
  return parts.join('');
}

/** The variables of a frame for what its conditions see. */
export function writeSlots(frame: Frame, work: Work): string {
  return frame.slots.count === 0 ? '' : `let ${Array.from({ length: frame.slots.count }, (_, at) => `${work.prefix}v${at}`).join(',')};`;
}

function listArguments(node: SyntaxNode, work: Work): string {
  const params = asNodes(node['params']);
  const isHidden = params.some((parameter) => [...boundNames(parameter)].includes('arguments'));
  return node.type === 'ArrowFunctionExpression' || isHidden ? `[${params.map((parameter) => readPattern(parameter, work.text)).join(',')}]` : 'arguments';
}

const writeTry = (frame: Frame): string => (frame.id !== null && !frame.returnsRestore ? 'try{' : '');

function writeEnd(frame: Frame, work: Work): string {
  if (frame.id === null) return '';
  const restore = frame.before ? `${RECORDER}.at=${frame.before}` : `${RECORDER}.leave(${frame.id})`;
  if (frame.returnsRestore) return `;${restore};`;
  const error = `${work.prefix}e`;
  return `}catch(${error}){${RECORDER}.${frame.hasValues ? `threwValue(${frame.id},${error})` : `threw(${frame.id})`};throw ${error}}finally{${restore}}`;
}

/** `return`: the result is recorded, and control restored where no `finally` does it. */
export function visitReturn(node: SyntaxNode, frame: Frame, work: Work): void {
  const argument = asNode(node['argument']);
  const wraps: string[] = [];
  if (frame.returnsRestore) wraps.push(frame.before ? `${RECORDER}.back(${frame.before},` : `${RECORDER}.backLeaving(${frame.id},`);
  // It is awaited there.
  if (frame.id !== null && frame.isAsync && frame.isGenerator) wraps.push(`${RECORDER}.suspend(${frame.id},`);
  if (frame.hasValues && argument) wraps.push(`${RECORDER}.result(${frame.id},`);
  if (!argument) {
    if (frame.returnsRestore) work.insertions.close(node.start + 'return'.length, ` ${wraps[0]}void 0)`);
    return;
  }
  if (wraps.length > 0) work.insertions.open(argument.start, `${wraps.join('')}(`);
  work.visit(argument, frame);
  if (wraps.length > 0) work.insertions.close(argument.end, `)${')'.repeat(wraps.length)}`);
}

/** `await` and `yield`: control goes back before and comes again after. */
export function visitSuspension(node: SyntaxNode, frame: Frame, work: Work): void {
  const argument = asNode(node['argument']);
  const isAwait = node.type === 'AwaitExpression';
  const isTracked = work.options.calls && (frame.id !== null || (frame.depth === 0 && isAwait));
  if (!isTracked) return work.visitChildren(node, frame);
  const id = frame.id ?? '-1';
  const before = isAwait || node['delegate'] !== true ? 'suspend' : frame.isAsync ? 'delegateAsync' : 'delegate';
  work.insertions.open(node.start, `${RECORDER}.${isAwait ? 'awaited' : 'resume'}(${id},`);
  if (argument) {
    work.insertions.open(argument.start, `${RECORDER}.${before}(${id},`);
    work.visit(argument, frame);
    work.insertions.close(argument.end, ')');
  }
  work.insertions.close(node.end, argument ? ')' : ` ${RECORDER}.suspend(${id}))`);
}
