// Uses of a member that no reference shows: untyped code, computed keys, mapped names, and strings that name a member of something beside them.
// Owns how they are found and what is said of them; edits only strings beside an object or a type that has the member.
import type { RenameMember } from '../intents/change.ts';
import { keyName, walk } from './members.ts';
import type { ParsedFiles } from './parsed-files.ts';
import { keyOfPlace, type Compiler, type Place } from './reference-finder.ts';
import { isNode, type SyntaxNode } from './syntax.ts';

interface Candidate extends Place {
  readonly kind: 'use' | 'pattern' | 'key' | 'string' | 'mapped';
  /** Whose type decides. */
  readonly object: SyntaxNode | null;
}

const isString = (node: unknown, value: string): node is SyntaxNode => isNode(node) && node.type === 'Literal' && node['value'] === value;

type Named = Pick<RenameMember, 'from' | 'owner'>;

const candidate = (file: string, { start, end }: SyntaxNode, kind: Candidate['kind'], object: SyntaxNode | null = null): Candidate => ({ file, start, end, kind, object });

/** `x.from`, `x['from']`, `x[key]`. */
function inAccess(file: string, node: SyntaxNode, from: string): Candidate | null {
  const property = node['property'] as SyntaxNode;
  if (property.type === 'PrivateIdentifier') return null;
  if (node['computed'] !== true) return property['name'] === from ? candidate(file, property, 'use') : null;
  if (property.type === 'Literal') return isString(property, from) ? candidate(file, property, 'use') : null;
  // A number: an index.
  if (property.type === 'UnaryExpression' || property.type === 'BinaryExpression' || property.type === 'UpdateExpression') return null;
  return candidate(file, property, 'key', node['object'] as SyntaxNode);
}

/** `spyOn(x, 'from')`, `Object.hasOwn(x, 'from')`, `Reflect.get(x, 'from')`, `x.hasOwnProperty('from')`. */
function inCall(file: string, node: SyntaxNode, from: string): Candidate | null {
  const callee = node['callee'] as SyntaxNode;
  const isMember = callee.type === 'MemberExpression' && callee['computed'] !== true;
  const called = String(isMember ? (callee['property'] as SyntaxNode)['name'] : callee['name']);
  const [object, name] = node['arguments'] as SyntaxNode[];
  if (isMember && called === 'hasOwnProperty') return isString(object, from) ? candidate(file, object, 'string', callee['object'] as SyntaxNode) : null;
  const takesName = called === 'spyOn' || called === 'hasOwn' || called === 'defineProperty' || (isMember && (callee['object'] as SyntaxNode)['name'] === 'Reflect');
  return takesName && object && isString(name, from) ? candidate(file, name, 'string', object) : null;
}

/** `Omit<Owner, 'from'>`, `Exclude<keyof Owner, 'from' | 'x'>`: the compiler lets names stand there that are none. */
function inTypes(file: string, node: SyntaxNode, from: string): Candidate[] {
  if (!/^(Omit|Exclude|Extract)$/.test(String((node['typeName'] as SyntaxNode)['name']))) return [];
  const [of, names] = ((node['typeArguments'] as SyntaxNode | null)?.['params'] ?? []) as SyntaxNode[];
  if (!of || !names) return [];
  const object = of.type === 'TSTypeOperator' ? (of['typeAnnotation'] as SyntaxNode) : of;
  return [...walk(names)].filter((found) => isString(found.node, from)).map((found) => candidate(file, found.node, 'string', object));
}

function inMappedType(file: string, node: SyntaxNode, owner: string): Candidate | null {
  const constraint = node['constraint'] as SyntaxNode | undefined;
  const of = constraint?.type === 'TSTypeOperator' ? (constraint['typeAnnotation'] as SyntaxNode) : null;
  return isNode(node['nameType']) && (of?.['typeName'] as SyntaxNode | undefined)?.['name'] === owner ? candidate(file, node['nameType'], 'mapped') : null;
}

function candidatesAt(file: string, node: SyntaxNode, parent: SyntaxNode | null, { from, owner }: Named): Candidate[] {
  const present = (found: Candidate | null): Candidate[] => (found ? [found] : []);
  switch (node.type) {
    case 'MemberExpression': return present(inAccess(file, node, from));
    case 'Property': return parent?.type === 'ObjectPattern' && node['computed'] !== true && keyName(node['key'] as SyntaxNode) === from ? [candidate(file, node['key'] as SyntaxNode, 'pattern', parent)] : [];
    case 'CallExpression': return present(inCall(file, node, from));
    case 'BinaryExpression': return node['operator'] === 'in' && isString(node['left'], from) ? [candidate(file, node['left'], 'string', node['right'] as SyntaxNode)] : [];
    case 'TSTypeReference': return inTypes(file, node, from);
    case 'TSMappedType': return present(inMappedType(file, node, owner));
    default: return [];
  }
}

function candidatesIn(files: ParsedFiles, file: string, named: Named): Candidate[] {
  const syntax = files.syntax(file);
  return syntax ? [...walk(syntax.program)].flatMap(({ node, parent }) => candidatesAt(file, node, parent, named)) : [];
}

/** The names by which a type says that it is, or belongs to, one of the owners. */
const mentions = (type: string | null, owners: readonly string[]): boolean => type !== null && owners.some((owner) => new RegExp(`(^|[^\\w$.])${owner.replaceAll('$', '\\$')}($|[^\\w$])`).test(type));

interface Unread {
  readonly paths: readonly string[];
  /** Names of the types that have the member. */
  readonly owners: readonly string[];
  /** Places that are read already. */
  readonly known: ReadonlySet<string>;
}

/** Decides a candidate by the type beside it. */
function decide(files: ParsedFiles, found: Candidate, type: string | null, { change, owners }: { change: RenameMember; owners: readonly string[] }): void {
  const { file, start, end, kind, object } = found;
  const { from, to, owner } = change;
  const isOwner = mentions(type, owners);
  const isUnknown = object?.type !== 'ObjectExpression' && (type === 'any' || (type === null && object?.type === 'Identifier'));
  if (kind === 'string' && isOwner) files.editsOf(file).push({ start: start + 1, end: end - 1, text: to });
  else if (kind === 'key' && isOwner) files.leave(file, start, `the key is computed; where it is '${from}' it must become '${to}'`);
  else if (kind !== 'key' && isUnknown) files.leave(file, start, `possible: the type here is not known, so that '${from}' may be ${owner}.${from}`);
}

/** Lists the possible uses that are not known; strings beside a value or a type that has the member are edited. */
export async function listUnknownUses(compiler: Compiler, files: ParsedFiles, change: RenameMember, { paths, owners, known }: Unread): Promise<void> {
  const { from, owner } = change;
  // A file that names none of the types is not asked about every index in it.
  const namesOwner = new Set(paths.filter((file) => mentions(files.text(file), owners)));
  const found = paths.flatMap((file) => candidatesIn(files, file, change)).filter((each) => !known.has(keyOfPlace(each)) && (each.kind !== 'key' || namesOwner.has(each.file)));
  for (const place of await compiler.unknown(found.filter(({ kind }) => kind === 'use'))) {
    files.leave(place.file, place.start, `possible: the type here is not known, so that '${from}' may be ${owner}.${from}`);
  }
  for (const place of found.filter(({ kind }) => kind === 'mapped')) files.leave(place.file, place.start, `the names of this mapped type are made of those of ${owner}; the one made of '${from}' changes`);
  const asked = found.filter(({ kind }) => kind === 'key' || kind === 'string' || kind === 'pattern');
  for (const file of new Set(asked.map((each) => each.file))) {
    const own = asked.filter((each) => each.file === file);
    const types = await compiler.types(file, own.map(({ object }) => lastName(object)));
    own.forEach((each, index) => decide(files, each, writtenType(files, each) ?? types[index] ?? null, { change, owners }));
  }
}

/** A type that stands in the source itself. */
function writtenType(files: ParsedFiles, { file, object }: Candidate): string | null {
  return object?.type.startsWith('TS') === true && !object.type.endsWith('Expression') ? files.text(file).slice(object.start, object.end) : null;
}

/** The token whose type is the type of an expression: of `a.b` the `b`. */
function lastName(node: SyntaxNode | null): number {
  let at = node;
  while (at?.type === 'MemberExpression' && at['computed'] !== true) at = at['property'] as SyntaxNode;
  return at?.start ?? 0;
}

/** Lists calls of a method on objects of which no type is known. `name`: `Owner.method`; nothing for functions, which are imported. */
export async function listUnknownCalls(compiler: Compiler, files: ParsedFiles, name: string, { paths, known }: { paths: Iterable<string>; known: ReadonlySet<string> }): Promise<void> {
  const [owner = '', from] = name.split('.', 2);
  if (from === undefined || from === 'constructor') return;
  const mentioning = [...paths].filter((path) => /\.[cm]?[jt]sx?$/.test(path) && files.text(path).includes(from));
  const found = mentioning.flatMap((file) => candidatesIn(files, file, { from, owner })).filter((each) => each.kind === 'use' && !known.has(keyOfPlace(each)));
  for (const place of await compiler.unknown(found)) files.leave(place.file, place.start, `possible: the type here is not known, so that '${from}' may be ${name}`);
}
