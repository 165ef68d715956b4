// Carries `await` from a function that became async up through its callers, as far as it must go. Owns who must wait and where the way ends; places where it cannot go on are listed.
import { awaitExpression, isAsync, isInsideChain, isPromiseType, makeAsync, nestInsertions, withChain, type Expression, type Wrapping } from './await-edits.ts';
import type { TextEdit } from './file-edit.ts';
import type { ParsedFiles } from './parsed-files.ts';
import type { Compiler, Place } from './reference-finder.ts';
import { obstacleOf } from './signature-obstacles.ts';
import { reachOfSignature, type SignatureReach } from './signature-reach.ts';
import { hasBody, isFunction, siteAround, type SignatureSite } from './signature-sites.ts';
import type { SyntaxNode } from './syntax.ts';

interface Waiting extends Expression {
  readonly file: string;
  /** Text around the expression besides `await`. */
  readonly wrapped?: { before: string; behind: string };
}

interface Carry {
  readonly compiler: Compiler;
  readonly files: ParsedFiles;
  readonly queue: Waiting[];
  /** `file\nstart` of functions that are async, or on their way. */
  readonly async: Set<string>;
  readonly awaited: Set<string>;
  /** What is written, by file. */
  readonly wrappings: Map<string, Wrapping[]>;
}

/** Where the expression's value is waited for: a function, the module, or nowhere, with the reason. */
type Home = { readonly fn: SyntaxNode; readonly ancestors: readonly SyntaxNode[] } | 'module' | { readonly reason: string };

const TEST = /^(it|test|specify|before|after|beforeEach|afterEach|beforeAll|afterAll|bench)$/;
const SETTLING = /^(then|catch|finally)$/;
const ASYNC_AT = (file: string, fn: SyntaxNode): string => `${file}\n${fn.start}`;
const reason = (text: string): { reason: string } => ({ reason: text });

function homeOf({ node, ancestors }: Expression): Home {
  for (const [index, around] of [...ancestors.entries()].reverse()) {
    if (around.type === 'Decorator') return reason('a decorator cannot wait');
    if (around.type === 'StaticBlock') return reason('a static block cannot wait');
    if (around.type === 'PropertyDefinition' || around.type === 'AccessorProperty') return reason('a field of a class cannot wait');
    if (!isFunction(around)) continue;
    if ((around['params'] as SyntaxNode[]).some((parameter) => parameter.start <= node.start && node.end <= parameter.end)) return reason('a parameter cannot wait for its default');
    return { fn: around, ancestors: ancestors.slice(0, index) };
  }
  return 'module';
}

/** The name of what is called: the last one of `a.b.c`, and of `test.each(x)` the first. */
function calledName(callee: SyntaxNode): string {
  if (callee.type === 'MemberExpression') return String((callee['property'] as SyntaxNode)['name']);
  return callee.type === 'CallExpression' ? calledName(callee['callee'] as SyntaxNode) : String(callee['name']);
}

function rootName(callee: SyntaxNode): string {
  const inner = callee['object'] ?? callee['callee'];
  return inner ? rootName(inner as SyntaxNode) : String(callee['name']);
}

/** What a function that is no declaration means for the way up: who calls it can wait, or the way goes on from another expression. */
type Callback = 'ends' | { readonly next: Expression; readonly wrapped?: { before: string; behind: string } } | { readonly reason: string };

function readCallback(fn: SyntaxNode, ancestors: readonly SyntaxNode[]): Callback {
  const call = ancestors.at(-1);
  if (call?.type === 'JSXExpressionContainer' && ancestors.at(-2)?.type === 'JSXAttribute') return 'ends';
  if (call?.type !== 'CallExpression') return reason('the function around it is handed on as a value, and nobody can say who calls it');
  const around = { node: call, ancestors: ancestors.slice(0, -1) };
  if (call['callee'] === fn) return { next: around };
  const callee = call['callee'] as SyntaxNode;
  if (TEST.test(rootName(callee)) || SETTLING.test(calledName(callee))) return 'ends';
  const isArrayFrom = calledName(callee) === 'from' && (callee['object'] as SyntaxNode | undefined)?.['name'] === 'Array';
  if (callee.type === 'MemberExpression' && (calledName(callee) === 'map' || isArrayFrom)) return { next: around, wrapped: { before: 'Promise.all(', behind: ')' } };
  return reason(`${calledName(callee)} calls its callback and does not wait for it`);
}

function leave(carry: Carry, { file, node }: Waiting, why: string): void {
  carry.files.leave(file, node.start, `not awaited: ${why}`);
}

function wrap({ wrappings }: Carry, file: string, { start, end }: SyntaxNode, edits: readonly TextEdit[]): void {
  wrappings.set(file, [...(wrappings.get(file) ?? []), ...edits.map((edit) => ({ edit, span: { start, end } }))]);
}

function addAwait(carry: Carry, waiting: Waiting): void {
  const { file, wrapped } = waiting;
  const expression = withChain(waiting);
  wrap(carry, file, expression.node, awaitExpression(expression, carry.files.text(file), wrapped));
}

function setAsync(carry: Carry, site: SignatureSite): void {
  const key = ASYNC_AT(site.file, site.fn);
  if (carry.async.has(key)) return;
  carry.async.add(key);
  wrap(carry, site.file, site.fn, makeAsync(site));
}

/** Everything that a function which becomes async reaches: signatures get their promise, calls wait, the rest is listed. */
function takeReach(carry: Carry, reach: SignatureReach): void {
  for (const site of reach.sites) setAsync(carry, site);
  for (const { file, call } of reach.calls) carry.queue.push({ file, node: call.node, ancestors: call.ancestors });
  for (const { file, start, reason: why } of reach.escapes) carry.files.leave(file, start, `not awaited: ${why}`);
}

/** Whether the function gives a promise already, so that its callers need nothing. */
async function givesPromise({ compiler }: Carry, { file, fn, name, syntax }: SignatureSite): Promise<boolean> {
  const annotation = fn['returnType'] as SyntaxNode | null;
  const type = annotation?.['typeAnnotation'] as SyntaxNode | undefined;
  if (type) return isPromiseType(syntax.text.slice(type.start, type.end));
  const [known] = name ? await compiler.types(file, [name.start]) : [];
  return /=> Promise<[^=]*>$/.test(known ?? '');
}

/** Makes a declared function async, and queues its own callers. Returns why that cannot be done. */
async function makeDeclarationAsync(carry: Carry, site: SignatureSite): Promise<string | null> {
  const obstacle = obstacleOf(site, { kind: 'TO_ASYNC' });
  if (await givesPromise(carry, site)) {
    setAsync(carry, site);
    return null;
  }
  if (obstacle) return obstacle.message;
  const name: Place | null = site.name ? { file: site.file, start: site.name.start, end: site.name.end } : null;
  const reach = await reachOfSignature(carry.compiler, carry.files, { sites: [site], names: name ? [name] : [], isConstructor: false });
  if (reach.outside.length > 0) return `the function around it is declared in ${reach.outside[0] ?? ''} too`;
  const other = reach.sites.filter(({ fn }) => hasBody(fn) && !isAsync(fn)).map((each) => obstacleOf(each, { kind: 'TO_ASYNC' })).find((each) => each !== null);
  if (other) return other.message;
  takeReach(carry, reach);
  return null;
}

async function awaitInFunction(carry: Carry, waiting: Waiting, { fn, ancestors }: { fn: SyntaxNode; ancestors: readonly SyntaxNode[] }): Promise<void> {
  const { file } = waiting;
  if (isAsync(fn) || carry.async.has(ASYNC_AT(file, fn))) return addAwait(carry, waiting);
  if (fn['generator'] === true) return leave(carry, waiting, 'a generator cannot wait');
  const syntax = carry.files.syntax(file);
  const parent = ancestors.at(-1);
  const declared = syntax && siteAround(file, syntax, fn, parent);
  const isDefault = parent?.type === 'ExportDefaultDeclaration';
  if (declared && declared.fn === fn && !isDefault) {
    const why = declared.kind === 'constructor' ? 'a constructor cannot wait' : await makeDeclarationAsync(carry, declared);
    return why === null ? addAwait(carry, waiting) : leave(carry, waiting, why);
  }
  const callback = isDefault && declared ? reason('the default export around it would become async') : readCallback(fn, ancestors);
  if (typeof callback === 'object' && 'reason' in callback) return leave(carry, waiting, callback.reason);
  carry.async.add(ASYNC_AT(file, fn));
  wrap(carry, file, fn, makeAsync({ file, syntax: syntax as NonNullable<typeof syntax>, fn, around: parent as SyntaxNode, name: null, kind: 'function', parameters: [] }));
  addAwait(carry, waiting);
  if (callback !== 'ends') carry.queue.push({ file, ...callback.next, ...(callback.wrapped ? { wrapped: callback.wrapped } : {}) });
}

async function awaitOne(carry: Carry, waiting: Waiting): Promise<void> {
  const { file, node, ancestors } = waiting;
  const key = `${file}\n${node.start}\n${node.end}`;
  const isAwaited = withChain(waiting).ancestors.at(-1)?.type === 'AwaitExpression';
  if (carry.awaited.has(key) || isAwaited) return;
  carry.awaited.add(key);
  if (isInsideChain(waiting, carry.files.text(file))) return leave(carry, waiting, 'it stands inside of an optional chain');
  const home = homeOf({ node, ancestors });
  if (home === 'module') {
    const isModule = carry.files.syntax(file)?.isModule === true && !/\.c[jt]s$/.test(file);
    return isModule ? addAwait(carry, waiting) : leave(carry, waiting, 'only an ES module can wait at its top level');
  }
  return 'reason' in home ? leave(carry, waiting, home.reason) : awaitInFunction(carry, waiting, home);
}

/** Makes what a signature reaches async, and every caller that must wait for it. The edits and the places that are left go into `files`. */
export async function carryAsync(compiler: Compiler, files: ParsedFiles, reach: SignatureReach): Promise<void> {
  const carry: Carry = { compiler, files, queue: [], async: new Set(), awaited: new Set(), wrappings: new Map() };
  takeReach(carry, reach);
  for (let next = carry.queue.shift(); next; next = carry.queue.shift()) await awaitOne(carry, next);
  for (const [file, wrappings] of carry.wrappings) files.editsOf(file).push(...nestInsertions(wrappings));
}
