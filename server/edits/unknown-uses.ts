// Uses of a member that no type tells: untyped code, computed keys, mapped names. Owns how they are found and what is said of them; edits only spies on a known object.
import type { RenameMember } from '../intents/change.ts';
import { keyName, walk } from './members.ts';
import type { ParsedFiles } from './parsed-files.ts';
import { keyOfPlace, type Compiler, type Place } from './reference-finder.ts';
import { isNode, type SyntaxNode } from './syntax.ts';

interface Candidate extends Place {
  readonly kind: 'use' | 'key' | 'spy' | 'mapped';
  /** Whose type decides. */
  readonly object: SyntaxNode | null;
}

const isString = (node: unknown, value: string): node is SyntaxNode => isNode(node) && node.type === 'Literal' && node['value'] === value;

/** What could be the member: `x.from`, `x['from']`, `{ from }` in patterns; `x[key]`; `spyOn(x, 'from')`; `{ [K in keyof Owner as ...]: ... }`. */
function candidateOf(file: string, node: SyntaxNode, parent: SyntaxNode | null, { from, owner }: Pick<RenameMember, 'from' | 'owner'>): Candidate | null {
  const at = (token: SyntaxNode, kind: Candidate['kind'], object: SyntaxNode | null): Candidate => ({ file, start: token.start, end: token.end, kind, object });
  if (node.type === 'MemberExpression') {
    const property = node['property'] as SyntaxNode;
    if (property.type === 'PrivateIdentifier') return null;
    if (node['computed'] !== true) return property['name'] === from ? at(property, 'use', null) : null;
    if (property.type === 'Literal') return isString(property, from) ? at(property, 'use', null) : null;
    if (property.type === 'UnaryExpression' || property.type === 'BinaryExpression' || property.type === 'UpdateExpression') return null; // a number: an index
    return at(property, 'key', node['object'] as SyntaxNode);
  }
  if (node.type === 'Property' && parent?.type === 'ObjectPattern') {
    const key = node['key'] as SyntaxNode;
    return node['computed'] !== true && keyName(key) === from ? at(key, 'use', null) : null;
  }
  if (node.type === 'CallExpression') return spyCandidate(file, node, from);
  if (node.type === 'TSMappedType' && isNode(node['nameType'])) {
    const constraint = node['constraint'] as SyntaxNode | undefined;
    const of = constraint?.type === 'TSTypeOperator' ? (constraint['typeAnnotation'] as SyntaxNode) : null;
    return (of?.['typeName'] as SyntaxNode | undefined)?.['name'] === owner ? at(node['nameType'], 'mapped', null) : null;
  }
  return null;
}

function spyCandidate(file: string, node: SyntaxNode, from: string): Candidate | null {
  const callee = node['callee'] as SyntaxNode;
  const called = callee.type === 'MemberExpression' ? (callee['property'] as SyntaxNode)['name'] : callee['name'];
  const [object, name] = node['arguments'] as SyntaxNode[];
  return called === 'spyOn' && object && isString(name, from) ? { file, start: name.start, end: name.end, kind: 'spy', object } : null;
}

function candidatesIn(files: ParsedFiles, file: string, change: Pick<RenameMember, 'from' | 'owner'>): Candidate[] {
  const syntax = files.syntax(file);
  if (!syntax) return [];
  return [...walk(syntax.program)].flatMap(({ node, parent }) => candidateOf(file, node, parent, change) ?? []);
}

/** The names by which a type says that it is, or belongs to, one of the owners. */
const mentions = (type: string | null, owners: readonly string[]): boolean => type !== null && owners.some((owner) => new RegExp(`(^|[^\\w$.])${owner.replaceAll('$', '\\$')}($|[^\\w$])`).test(type));

/** Lists the possible uses in `paths`; `owners` are the names of the types that have the member. Spies on an owner are edited. */
export async function listUnknownUses(compiler: Compiler, files: ParsedFiles, change: RenameMember, { paths, owners, known }: { paths: readonly string[]; owners: readonly string[]; known: ReadonlySet<string> }): Promise<void> {
  const { from, to, owner } = change;
  const found = paths.flatMap((file) => candidatesIn(files, file, change)).filter((candidate) => !known.has(keyOfPlace(candidate)));
  for (const place of await compiler.unknown(found.filter(({ kind }) => kind === 'use'))) {
    files.leave(place.file, place.start, `possible: the type here is not known, so that '${from}' may be ${owner}.${from}`);
  }
  for (const place of found.filter(({ kind }) => kind === 'mapped')) files.leave(place.file, place.start, `the names of this mapped type are made of those of ${owner}; the one made of '${from}' changes`);
  const asked = found.filter(({ kind }) => kind === 'key' || kind === 'spy');
  for (const file of new Set(asked.map((candidate) => candidate.file))) {
    const own = asked.filter((candidate) => candidate.file === file);
    const types = await compiler.types(file, own.map(({ object }) => lastName(object)));
    own.forEach((candidate, index) => {
      const type = types[index] ?? null;
      if (candidate.kind === 'spy' && mentions(type, owners)) files.editsOf(file).push({ start: candidate.start + 1, end: candidate.end - 1, text: to });
      else if (candidate.kind === 'spy' && (type === null || type === 'any')) files.leave(file, candidate.start, `possible: the spied object's type is not known, so that '${from}' may be ${owner}.${from}`);
      else if (candidate.kind === 'key' && mentions(type, owners)) files.leave(file, candidate.start, `the key is computed; where it is '${from}' it must become '${to}'`);
    });
  }
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
  const found = mentioning.flatMap((file) => candidatesIn(files, file, { from, owner })).filter((candidate) => candidate.kind === 'use' && !known.has(keyOfPlace(candidate)));
  for (const place of await compiler.unknown(found)) files.leave(place.file, place.start, `possible: the type here is not known, so that '${from}' may be ${name}`);
}
