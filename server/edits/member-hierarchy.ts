// Which declarations a member shares its name with: what it overrides and implements, what overrides it, and what stands in the way of a new name.
// Owns the questions that only the compiler can answer before a member is renamed; edits nothing.
import type { RenameMember } from '../intents/change.ts';
import { findOwners, membersOf, ownerAround, type Member, type Owner } from './members.ts';
import { analyzeName } from './occurrences.ts';
import type { ParsedFiles } from './parsed-files.ts';
import { keyOfPlace, type Compiler, type Place } from './reference-finder.ts';
import { isNode, type SyntaxNode } from './syntax.ts';

/** Types looked at around one member: far more than any hierarchy that a person can follow. */
const LIMIT = 300;

export interface MemberReach {
  readonly declared: readonly Member[];
  readonly definitions: readonly Place[];
  readonly places: readonly Place[];
}

interface OwnerAt {
  readonly file: string;
  readonly owner: Owner;
}

/** The declarations of the member in its owner: overloads, accessors, merged pieces. */
function findMembers(files: ParsedFiles, change: Pick<RenameMember, 'file' | 'owner' | 'from'>): Member[] {
  const syntax = files.syntax(change.file);
  return syntax ? findOwners(syntax, change.owner).flatMap(membersOf).filter((member) => member.name === change.from) : [];
}

/** Every declaration and use of the member, its whole hierarchy included. */
export async function reachOfMember(compiler: Compiler, files: ParsedFiles, change: RenameMember): Promise<MemberReach> {
  const declared = findMembers(files, change);
  const definitions = new Map<string, Place>();
  const places = new Map<string, Place>();
  for (const { key } of declared) {
    const own = { file: change.file, start: key.start, end: key.end };
    if (places.has(keyOfPlace(own))) continue;
    const found = await compiler.references(own);
    for (const place of [own, ...found.definitions]) definitions.set(keyOfPlace(place), place);
    for (const place of [own, ...found.places]) places.set(keyOfPlace(place), place);
  }
  return { declared, definitions: [...definitions.values()], places: [...places.values()] };
}

const heritageOf = ({ node }: Owner): SyntaxNode[] => {
  const clauses = [...((node['implements'] ?? []) as SyntaxNode[]), ...((node['extends'] ?? []) as SyntaxNode[])].map((clause) => clause['expression']);
  return [node['superClass'], ...clauses].filter(isNode).map((named) => (named.type === 'MemberExpression' ? (named['property'] as SyntaxNode) : named)).filter(({ type }) => type === 'Identifier');
};

const INHERITING = new Set(['TSInterfaceHeritage', 'TSClassImplements']);

/** The class or interface whose heritage clause the place stands in. */
function inheritingAt(files: ParsedFiles, place: Place): Owner | null {
  const path = files.pathTo(place.file, place.start);
  const parent = path?.ancestors.at(-1);
  if (!path || !parent) return null;
  const inherits = INHERITING.has(parent.type) || parent['superClass'] === path.node;
  return inherits ? ownerAround(path.ancestors) : null;
}

function declaredAt(files: ParsedFiles, place: Place): Owner | null {
  const path = files.pathTo(place.file, place.start);
  const owner = path && ownerAround(path.ancestors);
  return owner?.id?.start === place.start ? owner : null;
}

async function relativesOf(compiler: Compiler, files: ParsedFiles, { file, owner }: OwnerAt): Promise<OwnerAt[]> {
  const relatives: OwnerAt[] = [];
  for (const base of heritageOf(owner)) {
    const { definitions } = await compiler.references({ file, start: base.start, end: base.end });
    for (const place of definitions) relatives.push(...[declaredAt(files, place)].flatMap((found) => (found ? [{ file: place.file, owner: found }] : [])));
  }
  if (owner.id) {
    const { places } = await compiler.references({ file, start: owner.id.start, end: owner.id.end });
    for (const place of places) relatives.push(...[inheritingAt(files, place)].flatMap((found) => (found ? [{ file: place.file, owner: found }] : [])));
  }
  return relatives;
}

/** The types around the declarations of a member, and all that extend or are extended by them. */
async function hierarchyAround(compiler: Compiler, files: ParsedFiles, definitions: readonly Place[]): Promise<OwnerAt[]> {
  const known = new Map<string, OwnerAt>();
  const queue: OwnerAt[] = [];
  const add = (found: OwnerAt) => {
    const key = `${found.file}\n${found.owner.node.start}`;
    if (known.has(key) || known.size >= LIMIT) return;
    known.set(key, found);
    if (found.owner.kind === 'class' || found.owner.kind === 'interface') queue.push(found);
  };
  for (const place of definitions) {
    const path = files.pathTo(place.file, place.start);
    const owner = path && ownerAround(path.ancestors);
    if (owner) add({ file: place.file, owner });
  }
  for (let next = queue.shift(); next; next = queue.shift()) (await relativesOf(compiler, files, next)).forEach(add);
  return [...known.values()];
}

/** What keeps a member from getting its new name. */
export interface MemberObstacles {
  /** Files outside of the room that declare it too. */
  readonly outside: readonly string[];
  /** Declarations in the hierarchy that have the new name already, as `Owner in file`. */
  readonly taken: readonly string[];
}

const nameOf = (owner: Owner): string => String(owner.id?.['name'] ?? 'an object');

/** A parameter that is a property is renamed in its constructor too: the new name must be free there. */
function isTakenInConstructor(files: ParsedFiles, file: string, member: Member, to: string): boolean {
  const syntax = files.syntax(file);
  if (member.node.type !== 'TSParameterProperty' || !syntax) return false;
  return analyzeName(syntax, to).all.some(({ ancestors }) => ancestors.some((node) => node['kind'] === 'constructor' && node.start <= member.key.start && member.key.end <= node.end));
}

export async function obstaclesOfMember(compiler: Compiler, files: ParsedFiles, change: RenameMember): Promise<MemberObstacles> {
  const { definitions, declared } = await reachOfMember(compiler, files, change);
  const outside = definitions.filter(({ file }) => files.syntax(file) === null).map(({ file }) => file);
  const around = await hierarchyAround(compiler, files, definitions.filter(({ file }) => files.syntax(file) !== null));
  const taken = around.filter(({ owner }) => membersOf(owner).some(({ name }) => name === change.to)).map(({ file, owner }) => `${nameOf(owner)} in ${file}`);
  const inConstructor = declared.filter((member) => isTakenInConstructor(files, change.file, member, change.to)).map(() => `the constructor of ${change.owner} in ${change.file}`);
  return { outside: [...new Set(outside)], taken: [...new Set([...taken, ...inConstructor])] };
}
