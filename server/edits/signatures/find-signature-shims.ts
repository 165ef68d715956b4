// Finds old signatures that former changes keep beside new ones: a deprecated overload, and what each shim stands for. Owns what counts as one, and what takes it away.
import type { SignatureOperation } from '../../intents/change.ts';
import type { TextEdit } from '../file-edit.ts';
import { membersOf, findOwners } from '../members.ts';
import { findSites, hasBody, signatureSite, type SignatureSite } from '../signature-sites.ts';
import { isNode, type Syntax, type SyntaxNode } from '../syntax.ts';
import { declarationIn } from '../top-level.ts';
import { returnsOf } from './overload-text.ts';
import { statementOf } from './forms.ts';

export interface SignatureShim {
  /** As the file itself calls it: `f`, `Owner.member`. */
  readonly local: string;
  /** The overload that is for old callers. */
  readonly old: SignatureSite;
  /** The change that an old call needs to be a new one. */
  readonly operation: SignatureOperation;
  /** Takes the shim away: what is left is what the change alone would have left. */
  readonly strip: readonly TextEdit[];
  /** The comment that deprecates it; null for none. */
  readonly tag: Span | null;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Three signatures that belong together: the new form, the old one, and what is called. */
interface Group {
  readonly local: string;
  readonly current: SignatureSite;
  readonly old: SignatureSite;
  readonly body: SignatureSite;
}

const namesOf = ({ parameters }: SignatureSite): string[] => parameters.map(({ name }) => name ?? '');
/** A type without the `undefined` that a default in front of others needs in an overload. */
const bareType = (type: string | null | undefined): string => (type ?? '').replace(/ \| undefined$/, '').replace(/^\((.*)\)$/s, '$1');
const typesOf = ({ parameters }: SignatureSite): string => parameters.map(({ type }) => bareType(type)).join('\n');
const without = (names: readonly string[], index: number): string => names.filter((_, at) => at !== index).join('\n');

/** The comment right before the offset, if it says `@deprecated`. */
function deprecationBefore({ text, comments }: Syntax, offset: number): Span | null {
  const comment = comments.findLast(({ end }) => end <= offset);
  return comment && text.slice(comment.end, offset).trim() === '' && /@deprecated\b/.test(text.slice(comment.start, comment.end)) ? comment : null;
}

/** True when the comment right before the offset says `@deprecated`. */
export const isDeprecatedAt = (syntax: Syntax, offset: number): boolean => deprecationBefore(syntax, offset) !== null;

/** Where the declaration of an overload starts, `export` included. */
const startOf = (site: SignatureSite): number => (site.kind === 'function' ? (statementOf(site) ?? site.around) : site.around).start;

/** What the function in front calls, and with what for an old call; null for another function. */
function readDispatcher({ fn, parameters }: SignatureSite): { called: string; args: readonly SyntaxNode[] } | null {
  const [test, last] = ((fn['body'] as SyntaxNode)['body'] as SyntaxNode[]).slice(0, 2);
  const block = test?.type === 'IfStatement' ? (test['consequent'] as SyntaxNode) : null;
  const first = block?.type === 'BlockStatement' ? (block['body'] as SyntaxNode[]).at(-1) : null;
  const [old, now] = [first, last].map((each) => (each?.type === 'ReturnStatement' && isNode(each['argument']) && each['argument'].type === 'CallExpression' ? each['argument'] : null));
  if (!old || !now || parameters.length !== 1 || parameters[0]?.isRest !== true) return null;
  const callee = old['callee'] as SyntaxNode;
  const isCalled = callee.type === 'MemberExpression' && (callee['property'] as SyntaxNode)['name'] === 'call';
  const called = (isCalled ? (callee['object'] as SyntaxNode) : callee)['name'];
  return typeof called === 'string' ? { called, args: (old['arguments'] as SyntaxNode[]).slice(isCalled ? 1 : 0) } : null;
}

/** The change that leads from one list of parameters to the other; null for none that is known. `given`: what an added parameter gets. */
function operationBetween(old: SignatureSite, current: SignatureSite, given: (index: number) => string | null): SignatureOperation | null {
  const [before, now] = [namesOf(old), namesOf(current)];
  const [options] = current.parameters;
  const type = (options?.binding['typeAnnotation'] as SyntaxNode | null | undefined)?.['typeAnnotation'] as SyntaxNode | undefined;
  if (now.length === 1 && options?.name === 'options' && type?.type === 'TSTypeLiteral') {
    const keys = (type['members'] as SyntaxNode[]).map((member) => String((member['key'] as SyntaxNode | undefined)?.['name']));
    return keys.join('\n') === before.join('\n') ? { kind: 'TO_OPTIONS_OBJECT' } : null;
  }
  const gone = before.length === now.length + 1 ? before.findIndex((name, index) => name !== now[index]) : -1;
  if (gone !== -1) return without(before, gone) === now.join('\n') ? { kind: 'REMOVE_PARAMETER', name: before[gone] ?? '' } : null;
  const added = now.length === before.length + 1 ? now.findIndex((name, index) => name !== before[index]) : -1;
  if (added !== -1) {
    const argument = given(added);
    if (argument === null || without(now, added) !== before.join('\n')) return null;
    return { kind: 'ADD_PARAMETER', name: now[added] ?? '', type: null, position: added, ...(argument === 'undefined' ? { defaultValue: argument, argument: null } : { defaultValue: null, argument }) };
  }
  const isSame = before.every((name, index) => name === now[index]);
  return !isSame && [...before].sort().join('\n') === [...now].sort().join('\n') ? { kind: 'REORDER_PARAMETERS', order: now } : null;
}

/** The function behind the one in front, directly. */
function functionBehind({ body }: Group, called: string): SyntaxNode | null {
  const statements = body.syntax.program['body'] as SyntaxNode[];
  const own = statementOf(body);
  const next = own && statements[statements.indexOf(own) + 1];
  return next?.type === 'FunctionDeclaration' && (next['id'] as SyntaxNode)['name'] === called ? next : null;
}

function readDispatched(group: Group): Omit<SignatureShim, 'tag'> | null {
  const { local, current, old, body } = group;
  const { text } = body.syntax;
  const told = body.fn.type === 'FunctionDeclaration' ? readDispatcher(body) : null;
  const changed = told && functionBehind(group, told.called);
  const statement = statementOf(body);
  if (!told || !changed || !statement) return null;
  const operation = operationBetween(old, current, (index) => (told.args[index] ? text.slice(told.args[index].start, told.args[index].end) : null));
  if (!operation) return null;
  const id = changed['id'] as SyntaxNode;
  const head = text.slice(changed.start, id.start);
  const name = body.name ? String(body.name['name']) : '';
  const restored = text.slice(statement.start, body.fn.start) + (name === '' ? head.replace(/ $/, '') : head + name);
  return { local, old, operation, strip: [{ start: startOf(current), end: id.end, text: restored }] };
}

/** An overload for which the function does nothing else: what it takes too much is not read, what it lacks has a default. */
function readPlain({ local, current, old, body }: Group): Omit<SignatureShim, 'tag'> | null {
  const { text } = body.syntax;
  const last = body.parameters.at(-1);
  const given = last?.defaultValue ?? null;
  const operation = operationBetween(old, current, (index) => (given && index === body.parameters.length - 1 ? text.slice(given.start, given.end) : null));
  const isAtEnd = operation?.kind === 'ADD_PARAMETER' || (operation?.kind === 'REMOVE_PARAMETER' && namesOf(old).at(-1) === operation.name);
  const [declared, own] = [returnsOf(current), returnsOf(body)];
  const isSame = current.parameters.length === body.parameters.length && body.parameters.every(({ type, name }, index) => (name === null || name === current.parameters[index]?.name) && (type === null || bareType(type) === bareType(current.parameters[index]?.type)));
  if (!operation || !isAtEnd || !isSame || (own !== null && own !== declared) || returnsOf(old) !== declared || !sharesTypes(old, current)) return null;
  const added = operation.kind === 'ADD_PARAMETER' && last && given ? [{ start: last.binding.end, end: given.end, text: '' }] : [];
  const annotation = body.around.type === 'VariableDeclarator' ? ((body.around['id'] as SyntaxNode)['typeAnnotation'] as SyntaxNode) : null;
  const shim = annotation ? { start: annotation.start, end: annotation.end, text: '' } : { start: startOf(current), end: startOf(body), text: '' };
  return { local, old, operation, strip: [shim, ...added] };
}

/** The parameters that both have are of the same types. */
function sharesTypes(one: SignatureSite, other: SignatureSite): boolean {
  const [a, b] = [typesOf(one), typesOf(other)];
  return a.startsWith(b) || b.startsWith(a);
}

/** `const f: { (a: A): B; (a: A, c: C): B } = ...` */
function groupOfConstant(body: SignatureSite, local: string): Group | null {
  const annotation = body.around.type === 'VariableDeclarator' ? ((body.around['id'] as SyntaxNode)['typeAnnotation'] as SyntaxNode | null | undefined) : null;
  const type = annotation?.['typeAnnotation'] as SyntaxNode | undefined;
  const members = type?.type === 'TSTypeLiteral' ? (type['members'] as SyntaxNode[]) : [];
  const [current, old] = members.map((member) => signatureSite(body.file, body.syntax, { name: null, fn: member, kind: 'arrow', around: member }));
  return members.length === 2 && members.every(({ type: kind }) => kind === 'TSCallSignatureDeclaration') && current && old ? { local, current, old, body } : null;
}

function groupOf(file: string, syntax: Syntax, local: string): Group | null {
  const sites = findSites(file, syntax, local);
  const [current, old, body] = sites;
  if (sites.length === 1 && current && hasBody(current.fn)) return groupOfConstant(current, local);
  if (sites.length !== 3 || !current || !old || !body) return null;
  return !hasBody(current.fn) && !hasBody(old.fn) && hasBody(body.fn) ? { local, current, old, body } : null;
}

/** Names of functions, and of methods of classes, at the top level of a file. */
function callableNames(syntax: Syntax): Set<string> {
  const names = new Set<string>();
  for (const statement of syntax.program['body'] as SyntaxNode[]) {
    const node = declarationIn(statement);
    const own = isNode(node['id']) ? String(node['id']['name']) : statement.type === 'ExportDefaultDeclaration' ? 'default' : null;
    if ((node.type === 'FunctionDeclaration' || node.type === 'TSDeclareFunction') && own !== null) names.add(own);
    if (node.type === 'VariableDeclaration') for (const { id } of node['declarations'] as unknown as readonly { id: SyntaxNode }[]) if (id.type === 'Identifier') names.add(String(id['name']));
    if (node.type !== 'ClassDeclaration' || own === null) continue;
    const members = findOwners(syntax, own).flatMap(membersOf).filter(({ node: member }) => member.type === 'MethodDefinition' || member.type === 'TSAbstractMethodDefinition');
    for (const { name } of members) names.add(`${own}.${name}`);
    names.add(`${own}.constructor`);
  }
  return names;
}

/** The signature shims of a file, deprecated or not. */
export function signatureShimsIn(file: string, syntax: Syntax): SignatureShim[] {
  return [...callableNames(syntax)].flatMap((local) => {
    const group = groupOf(file, syntax, local);
    const read = group && (readDispatched(group) ?? readPlain(group));
    return read ? [{ ...read, tag: deprecationBefore(syntax, startOf(read.old)) }] : [];
  });
}

/** Where a `@deprecated` comment of the old signature stands. */
export const placeOfTag = ({ old }: SignatureShim): number => startOf(old);
