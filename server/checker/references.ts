// What the compiler knows of a name: where it is declared and used, over all projects, and which places it knows nothing of. Owns the walk over projects; edits nothing.
import { posix } from 'node:path';
import { getTokenAtPosition, type Node, type SourceFile } from 'typescript/unstable/ast';
import type { NodeHandle, Project } from 'typescript/unstable/async';
import type { Place, References, TypeQuestion } from './checker.ts';

/** Where a room lies and what is asked in it. */
export interface Search {
  /** Real absolute path of the room. */
  readonly root: string;
  readonly projects: readonly Project[];
  /** Absolute paths of all files of a project. */
  namesOf(project: Project): Promise<readonly string[]>;
  /** By how much the compiler's offsets in a file are less than those of its text. */
  shiftOf(file: string): number;
  readonly signal?: AbortSignal;
}

/** A declaration that is asked about: names that a change can reach are few, and each costs a search in every project. */
const LIMIT = 500;

interface NamedNode {
  readonly name?: Node;
}

const sourceOf = (node: Node): SourceFile | undefined => {
  let at: Node | undefined = node;
  while (at?.parent) at = at.parent;
  return at as SourceFile | undefined;
};

/** Keywords and punctuation are made up on this side: the compiler knows no node for them. */
const isKnownNode = (token: Node): boolean => 'id' in token;

/** The token itself: a node begins with the blanks and comments before it. */
function placeOf({ root, shiftOf }: Search, node: Node): Place | null {
  const source = sourceOf(node);
  if (!source) return null;
  const file = posix.relative(root, source.fileName);
  const shift = shiftOf(file);
  return { file, start: node.getStart(source) + shift, end: node.end + shift };
}

async function placesOf(search: Search, handles: readonly NodeHandle[], pick: (node: Node) => Node = (node) => node): Promise<Place[]> {
  const nodes = await Promise.all(handles.map((handle) => handle.resolve()));
  return nodes.flatMap((node) => (node && placeOf(search, pick(node))) ?? []);
}

const keyOf = ({ file, start }: Place): string => `${file}\n${start}`;
const byPlace = (a: Place, b: Place): number => (a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1);
const nameOf = (node: Node): Node => (node as unknown as NamedNode).name ?? node;

/** One project's answer for one token; null when the file is not part of it. */
async function askProject(search: Search, project: Project, { file, start }: Place): Promise<References | null> {
  const source = await project.program.getSourceFile(posix.join(search.root, file));
  if (!source) return null;
  const offset = start - search.shiftOf(file);
  const token = getTokenAtPosition(source, offset);
  if (token === (source as Node) || !isKnownNode(token)) return null;
  const entries = await project.checker.getReferencedSymbolsForNode(token, offset);
  return {
    definitions: await placesOf(search, entries.map(({ definition }) => definition), nameOf),
    places: await placesOf(search, entries.flatMap(({ references }) => references)),
  };
}

/** Those that have a file of the room which no larger one has. */
async function largest({ root, projects, namesOf }: Search): Promise<ReadonlySet<Project>> {
  const all = await Promise.all(projects.map(async (project) => ({ project, names: (await namesOf(project)).filter((name) => name.startsWith(`${root}/`)) })));
  const kept: { readonly project: Project; readonly names: ReadonlySet<string> }[] = [];
  for (const { project, names } of all.sort((a, b) => b.names.length - a.names.length)) {
    if (!kept.some((other) => names.every((name) => other.names.has(name)))) kept.push({ project, names: new Set(names) });
  }
  return new Set(kept.map(({ project }) => project));
}

/**
 * Declarations and uses of the name at a place, in all projects. A declaration that one project finds is asked about in the others:
 * a class in one package and its siblings in another meet in the interface of a third. A project that found it has told most of what it knows;
 * what else leads on from there, the largest ones say.
 */
export async function collectReferences(search: Search, from: Place): Promise<References> {
  const definitions = new Map<string, { readonly place: Place; readonly foundBy: Set<Project> }>();
  const places = new Map<string, Place>();
  const queue: Place[] = [from];
  const asked = new Set<string>([keyOf(from)]);
  let mostFiles: ReadonlySet<Project> | null = null;
  for (let next = queue.shift(); next && asked.size <= LIMIT; next = queue.shift()) {
    const at = next;
    search.signal?.throwIfAborted();
    const found = definitions.get(keyOf(at))?.foundBy;
    if (found) mostFiles ??= await largest(search);
    const toAsk = search.projects.filter((project) => found?.has(project) !== true || mostFiles?.has(project) === true);
    const answers = await Promise.all(toAsk.map(async (project) => ({ project, answer: await askProject(search, project, at) })));
    for (const { project, answer } of answers) {
      for (const place of answer?.places ?? []) places.set(keyOf(place), place);
      for (const place of answer?.definitions ?? []) {
        const key = keyOf(place);
        const known = definitions.get(key) ?? { place, foundBy: new Set<Project>() };
        definitions.set(key, known);
        known.foundBy.add(project);
        // With one project everything has been said by its first answer.
        if (search.projects.length === 1 || asked.has(key) || place.file.startsWith('..') || place.file.includes('node_modules/')) continue;
        asked.add(key);
        queue.push(place);
      }
    }
  }
  return { definitions: [...definitions.values()].map(({ place }) => place).sort(byPlace), places: [...places.values()].sort(byPlace) };
}

/** Those of the places at which no project knows what the name stands for: code without types, or a file that no project includes. */
export async function findUnknown(search: Search, places: readonly Place[]): Promise<Place[]> {
  const files = new Map<string, Place[]>();
  for (const place of places) files.set(place.file, [...(files.get(place.file) ?? []), place]);
  const known = new Set<Place>();
  for (const [file, own] of files) {
    for (const project of search.projects) {
      search.signal?.throwIfAborted();
      const source = await project.program.getSourceFile(posix.join(search.root, file));
      if (!source) continue;
      const tokens = own.map(({ start }) => getTokenAtPosition(source, start - search.shiftOf(file)));
      const asked = own.filter((_, index) => isKnownNode(tokens[index] as Node));
      const symbols = await project.checker.getSymbolAtLocation(tokens.filter(isKnownNode));
      asked.forEach((place, index) => symbols[index] && known.add(place));
    }
  }
  return places.filter((place) => !known.has(place));
}

/** A brace or `new` has no type; what it opens has. */
const typedNode = (token: Node): Node => (isKnownNode(token) || !token.parent ? token : token.parent);

/** The types at offsets of a file as TypeScript writes them; null where no project knows one. */
export async function describeTypes(search: Search, { file, offsets }: TypeQuestion): Promise<(string | null)[]> {
  const path = posix.join(search.root, file);
  for (const project of search.projects) {
    const source = await project.program.getSourceFile(path);
    if (!source) continue;
    const tokens = offsets.map((offset) => getTokenAtPosition(source, offset - search.shiftOf(file)));
    const types = await project.checker.getTypeAtLocation(tokens.map(typedNode));
    // Many places, few types: each is written once.
    const texts = new Map<number, Promise<string>>();
    return Promise.all(types.map((type) => {
      if (!type) return null;
      const text = texts.get(type.id) ?? project.checker.typeToString(type);
      texts.set(type.id, text);
      return text;
    }));
  }
  return offsets.map(() => null);
}
