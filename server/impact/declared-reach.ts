// How far a change is seen: which files take a name whose declaration it changes, directly or through the declarations of others. What lies inside of a
// function with a written type is seen by nobody else. Owns the walk over names; how one text looks from outside is declared-shape.ts's.
import { setTimeout as pause } from 'node:timers/promises';
import { IS_JAVASCRIPT, isImportedUnasked, reachesBeyondImports } from '../checker/beyond-imports.ts';
import type { EditSource } from '../edits/edit-plan.ts';
import { findOrigin } from '../edits/export-names.ts';
import { factsOf } from '../edits/export-surface.ts';
import type { TextPair } from '../edits/infer-moves.ts';
import { parseSyntax } from '../edits/syntax.ts';
import { exportedNames } from '../graph/dependents.ts';
import type { Edge, ExportFact, FileFacts } from '../graph/facts.ts';
import { groupBy } from '../graph/group-by.ts';
import { isSourcePath } from '../graph/parse-file.ts';
import { reachesBeyondOnDisk } from './affected-files.ts';
import { BEYOND } from './declaration-pieces.ts';
import { declaredShape, reachFrom, type DeclaredShape } from './declared-shape.ts';
import { GrowingNames, namesOf, type Members, type Names } from './dotted-names.ts';
import { hiddenAdders, hiddenImporters, isImportedByJsx } from './hidden-ways.ts';
import { dependentsElsewhere } from './offered-names.ts';
import { readOnce } from './read-once.ts';
import { allReferences, referencesIn, referencesTo, takesMember, wordsIn, type References } from './references-in.ts';
import { filesLeadingTo } from './taken-places.ts';
import { createdPaths, factsIn, writtenTexts, type Tried } from './written-texts.ts';

/** Whatever the name. */
const ANY = '*';
/** Whatever the name, for those who import the file itself: it is not there any more. */
const GONE = '(gone)';
const ANYTHING = namesOf([ANY]);
const NO_NAMES: Names = new Map();
const NO_REFERENCES: References = new Map();

const shapeOnDisk = readOnce((path, text, { graph }) => declaredShape(path, text, graph.facts(path) ?? factsOf(path, text)));

/** Reads how every file of a room looks from outside, with pauses: whoever asks first would wait for all of that. Stops when the signal is aborted, without an error. */
export async function prepareReach(source: EditSource, signal: AbortSignal): Promise<void> {
  for (const path of source.graph.files()) {
    if (signal.aborted) return;
    const since = performance.now();
    shapeOnDisk(source, path);
    const took = performance.now() - since;
    // What is known already takes none.
    if (took >= 1) await pause(took);
  }
}

/** By exported name what stands behind it, and whether that is a type alone. */
function offeredBy({ exports, imports }: FileFacts): Map<string, string> {
  const named = groupBy(exports, ({ name }) => name);
  const sourceOf = ({ name, local, importIndex, isType }: ExportFact): string => {
    const from = importIndex === null ? undefined : imports[importIndex];
    const passed = from?.names.find(({ exported }) => exported === name);
    return JSON.stringify([local, isType, from?.specifier, passed?.imported, passed?.isType]);
  };
  return new Map([...named].map(([name, facts]) => [name, facts.map(sourceOf).sort().join()]));
}

const starsOf = ({ imports }: FileFacts): string => JSON.stringify(imports.filter(({ kind }) => kind === 'STAR').map(({ specifier, names }) => [specifier, names.map(({ isType }) => isType)]));

/** What a text passes on of other modules, and how. */
function passedOnBy(facts: FileFacts): string {
  const locals = new Set(facts.imports.flatMap(({ names }) => names.flatMap(({ local }) => local ?? [])));
  const passing = facts.exports.filter(({ importIndex, local }) => importIndex !== null || (local !== null && locals.has(local)));
  return JSON.stringify([[...offeredBy({ ...facts, exports: passing })], starsOf(facts)]);
}

const differing = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] => [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));

const exportsThatTake = (shape: DeclaredShape, names: readonly string[]): string[] => [...reachFrom(shape, names)].flatMap((name) => shape.exportedAs.get(name) ?? []);

/** What a file takes of what it imports; null where that cannot be told. */
const referencesOnDisk = readOnce((path, text, { graph }: Pick<EditSource, 'tree' | 'graph'>): References | null => {
  const locals = new Set(graph.facts(path)?.imports.flatMap(({ names }) => names.flatMap(({ local }) => local ?? [])));
  const { program, errors, comments } = parseSyntax(path, text);
  if (errors.length > 0) return null;
  // The types of JavaScript stand in its comments.
  const inComments = IS_JAVASCRIPT.test(path) ? comments.flatMap(({ value }) => wordsIn(value)) : [];
  return new Map([...allReferences([referencesIn(program), referencesTo(inComments)])].filter(([name]) => locals.has(name)));
});

/** Whether a file of the room uses one of the members of what it imports under this name. */
export function usesMember(source: Pick<EditSource, 'tree' | 'graph'>, path: string, { local, members }: { readonly local: string; readonly members: Members }): boolean {
  const references = referencesOnDisk(source, path);
  return references === null || takesMember(references, local, members);
}

/** What is taken of the changed names of a module by importing one of them, or its namespace. Undefined: nothing. */
const takenOf = (imported: string, names: Names): Members | undefined => (names.has(ANY) || names.has(GONE) ? null : imported === ANY ? names : names.get(imported));

/** A written text with what both say of modules. */
interface Written extends TextPair {
  readonly was: FileFacts;
  readonly is: FileFacts;
}

/** The exported names that are something else in the new text. */
function changedNames(source: EditSource, { path, before, after, was, is }: Written): string[] {
  if (before === after) return [];
  const isOnDisk = before === source.tree.text(path);
  const [old, now] = [isOnDisk ? shapeOnDisk(source, path) : declaredShape(path, before ?? '', was), declaredShape(path, after ?? '', is)];
  if (before !== null && after !== null && old && now && starsOf(was) === starsOf(is)) {
    const names = differing(old.declared, now.declared);
    return [...exportsThatTake(old, names), ...exportsThatTake(now, names), ...differing(offeredBy(was), offeredBy(is))];
  }
  // Whatever they declare for others goes or comes with the file, or cannot be told.
  if (reachesBeyondImports(path, before ?? '') || reachesBeyondImports(path, after ?? '')) return [BEYOND];
  const all = [...exportedNames(source.graph, path), ...[...was.exports, ...is.exports].map(({ name }) => name)];
  return [...all, old && after === null ? GONE : ANY];
}

class Walk {
  readonly #source: EditSource;
  readonly #written: readonly Written[];
  readonly #names = new Map<string, GrowingNames>();
  /** Names that are not handed on yet. */
  readonly #queue = new Map<string, GrowingNames>();
  /** By file the names of its module scope that look different. */
  readonly #locals = new Map<string, Set<string>>();
  /** By file the names that it offers before the change. */
  readonly #offers = new Map<string, ReadonlySet<string>>();
  #twice: ReadonlySet<string> | null = null;
  #passesOnTheSame: boolean | null = null;
  /** Files that take a name that is something else now. */
  readonly seeing = new Set<string>();
  /** Whether something else is declared now for files that do not import it. */
  reachesBeyond = false;

  constructor(source: EditSource, written: readonly Written[]) {
    this.#source = source;
    this.#written = written;
  }

  affect(file: string, names: Names): void {
    const known = this.#names.get(file) ?? new GrowingNames();
    this.#names.set(file, known);
    const fresh = known.names.has(ANY) ? NO_NAMES : known.add(names);
    this.reachesBeyond ||= fresh.has(BEYOND) || (fresh.size > 0 && (isImportedUnasked(file) || isImportedByJsx(this.#source, file))) || (fresh.has(ANY) && this.#declaresBeyond(file));
    if (fresh.size === 0) return;
    const waiting = this.#queue.get(file) ?? new GrowingNames();
    this.#queue.set(file, waiting);
    waiting.add(fresh);
  }

  #declaresBeyond(file: string): boolean {
    return reachesBeyondOnDisk(this.#source, file);
  }

  run(): void {
    for (const [file, { names }] of this.#queue) {
      this.#queue.delete(file);
      for (const edge of this.#source.graph.edgesTo(file)) this.#cross(edge, names);
      // What they take is not known.
      for (const from of hiddenImporters(this.#source, file)) this.#cross({ kind: 'DYNAMIC', from, to: file, names: [] }, names);
      for (const from of hiddenAdders(this.#source, file)) this.#add(from, { file, names });
    }
  }

  #cross(edge: Pick<Edge, 'kind' | 'from' | 'to' | 'names'>, names: Names): void {
    const { kind, from, to } = edge;
    if (kind === 'GLOB') return;
    // What a mock is given is checked where it is given.
    if (kind === 'MOCK') return void this.seeing.add(from);
    if (kind === 'TYPE' && edge.names.length === 0) return this.#add(from, { file: to ?? '', names });
    if (edge.names.length === 0 || (kind !== 'STATIC' && kind !== 'TYPE' && kind !== 'REEXPORT' && kind !== 'STAR')) {
      this.seeing.add(from);
      // Only for its effects: nothing of it is seen.
      if (kind !== 'STATIC') this.affect(from, ANYTHING);
      return;
    }
    const takenByLocal = new Map<string, Members>();
    for (const { exported, local, imported } of edge.names) {
      const taken = exported === ANY ? undefined : takenOf(imported, names);
      if (exported === ANY) this.#pass({ from, to }, names);
      else if (taken !== undefined && (exported !== null || local === null || taken === null || usesMember(this.#source, from, { local, members: taken }))) {
        this.seeing.add(from);
        if (exported !== null) this.affect(from, new Map([[exported, taken]]));
        else takenByLocal.set(local ?? ANY, taken);
      }
    }
    if (takenByLocal.size > 0) this.#take(from, takenByLocal);
  }

  /** A file that adds to a module: what it adds takes the names that it says. */
  #add(from: string, { file, names }: { readonly file: string; readonly names: Names }): void {
    this.seeing.add(from);
    const shape = shapeOnDisk(this.#source, from);
    if (shape === null) return this.affect(from, ANYTHING);
    const isOtherwise = (name: string) => name === ANY || name === GONE || shape.references.get(BEYOND)?.has(name) === true || (shape.added.has(name) && !this.#isFollowed(file, name));
    if ([...names.keys()].some(isOtherwise)) this.affect(from, namesOf([BEYOND]));
  }

  /** Whether it is known already that a name of a module is something else for all who take it, since it is declared where it was and is followed from there. */
  #isFollowed(file: string, name: string): boolean {
    const origin = findOrigin(this.#source.graph, file, name);
    if (origin === null || this.#names.get(origin.file)?.names.get(origin.name) !== null) return false;
    this.#passesOnTheSame ??= this.#written.every(({ was, is }) => passedOnBy(was) === passedOnBy(is));
    return this.#passesOnTheSame && this.#written.every(({ path, is }) => path !== origin.file || is.exports.some((own) => own.name === origin.name));
  }

  /** A star. The file that says it sees of the names only whether there are two of one. */
  #pass({ from, to }: Pick<Edge, 'from' | 'to'>, names: Names): void {
    const others = this.#source.graph.edgesFrom(from).filter((edge) => edge.kind === 'STAR' && edge.to !== to);
    const isTwice = (name: string) => this.#newTwice.has(name) || others.some((edge) => edge.to === null || this.#offered(edge.to).has(name));
    if (names.has(ANY) || names.has(GONE) || [...names.keys()].some(isTwice)) this.seeing.add(from);
    this.affect(from, new Map([...names].filter(([name]) => name !== 'default' && name !== GONE)));
  }

  #offered(file: string): ReadonlySet<string> {
    const known = this.#offers.get(file) ?? new Set(exportedNames(this.#source.graph, file));
    this.#offers.set(file, known);
    return known;
  }

  /** Names that more than one of the written files offers and did not. */
  get #newTwice(): ReadonlySet<string> {
    if (this.#twice) return this.#twice;
    const added = this.#written.flatMap(({ path, is }) => [...new Set(is.exports.map(({ name }) => name))].filter((name) => !this.#offered(path).has(name)));
    return (this.#twice = new Set(added.filter((name, index) => added.indexOf(name) !== index)));
  }

  /** What the declarations of a file that takes these hand on; of what it takes members of, those that say one of them. */
  #take(from: string, taken: ReadonlyMap<string, Members>): void {
    const shape = taken.has(ANY) ? null : shapeOnDisk(this.#source, from);
    if (shape === null) return this.affect(from, ANYTHING);
    const reached = this.#locals.get(from) ?? new Set();
    this.#locals.set(from, reached);
    const users = [...taken].flatMap(([name, members]) => (members === null ? [name] : (shape.usedBy.get(name) ?? []).filter((user) => takesMember(shape.references.get(user) ?? NO_REFERENCES, name, members))));
    for (const [name, members] of taken) for (const exported of members === null ? [] : (shape.exportedAs.get(name) ?? [])) this.affect(from, new Map([[exported, members]]));
    this.affect(from, namesOf([...reachFrom(shape, users, reached)].flatMap((name) => shape.exportedAs.get(name) ?? [])));
  }
}

/**
 * The files to which the change can look different, those that it writes among them. Null where declarations do not tell: other files than sources are
 * written, or what is seen declares something for files that do not import it.
 */
export function seeingFiles(source: EditSource, change: Tried): ReadonlySet<string> | null {
  const texts = writtenTexts(source, change);
  const created = createdPaths(texts);
  // Of a file that is gone from the disk already nobody knows any more who imported it.
  const isKnown = (path: string) => isSourcePath(path) && (change.tried.overlay.has(path) || source.tree.has(path));
  if (!texts.every(({ path }) => isKnown(path)) || (change.edits.baseline !== undefined && created.length > 0)) return null;
  const written = texts.map((pair) => ({ ...pair, was: factsIn(source, pair.path, pair.before ?? ''), is: factsIn(source, pair.path, pair.after ?? '') }));
  const walk = new Walk(source, written);
  for (const pair of written) walk.affect(pair.path, namesOf(changedNames(source, pair)));
  // Their imports may lead elsewhere now.
  for (const path of filesLeadingTo(source, created)) {
    walk.seeing.add(path);
    walk.affect(path, ANYTHING);
  }
  walk.run();
  return walk.reachesBeyond ? null : new Set([...texts.map(({ path }) => path), ...walk.seeing, ...dependentsElsewhere(source, texts)]);
}
