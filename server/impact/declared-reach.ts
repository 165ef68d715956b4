// How far a change is seen: which files take a name whose declaration it changes, directly or through the declarations of others. What lies inside of a
// function with a written type is seen by nobody else. Owns the walk over names; how one text looks from outside is declared-shape.ts's.
import { isImportedUnasked, reachesBeyondImports } from '../checker/beyond-imports.ts';
import type { EditSource } from '../edits/edit-plan.ts';
import { factsOf } from '../edits/export-surface.ts';
import type { TextPair } from '../edits/infer-moves.ts';
import { exportedNames } from '../graph/dependents.ts';
import type { Edge, ExportFact, FileFacts } from '../graph/facts.ts';
import { groupBy } from '../graph/group-by.ts';
import { isSourcePath } from '../graph/parse-file.ts';
import { reachesBeyondOnDisk } from './affected-files.ts';
import { BEYOND, declaredShape, exportsThatTake, unescaped, wordsIn } from './declared-shape.ts';
import { hiddenAdders, hiddenImporters, isImportedByJsx } from './hidden-ways.ts';
import { dependentsElsewhere } from './offered-names.ts';
import { readOnce } from './read-once.ts';
import { filesLeadingTo } from './taken-places.ts';
import { createdPaths, factsIn, writtenTexts, type Tried } from './written-texts.ts';

/** Whatever the name. */
const ANY = '*';
/** Whatever the name, for those who import the file itself: it is not there any more. */
const GONE = '(gone)';

const shapeOnDisk = readOnce((path, text, { graph }) => declaredShape(path, text, graph.facts(path) ?? factsOf(path, text)));

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

const differing = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] => [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));

/** The exported names that are something else in the new text. */
function changedNames(source: EditSource, { path, before, after }: TextPair): string[] {
  if (before === after) return [];
  const isOnDisk = before === source.tree.text(path);
  const [was, is] = [factsIn(source, path, before ?? ''), factsIn(source, path, after ?? '')];
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
  readonly #names = new Map<string, Set<string>>();
  /** Names that are not handed on yet. */
  readonly #queue = new Map<string, Set<string>>();
  /** Files that take a name that is something else now. */
  readonly seeing = new Set<string>();
  /** Whether something else is declared now for files that do not import it. */
  reachesBeyond = false;

  constructor(source: EditSource) {
    this.#source = source;
  }

  affect(file: string, names: Iterable<string>): void {
    const known = this.#names.get(file) ?? new Set();
    this.#names.set(file, known);
    const fresh = [...names].filter((name) => !known.has(name) && !known.has(ANY));
    this.reachesBeyond ||= fresh.includes(BEYOND) || (fresh.length > 0 && (isImportedUnasked(file) || isImportedByJsx(this.#source, file))) || (fresh.includes(ANY) && this.#declaresBeyond(file));
    if (fresh.length === 0) return;
    for (const name of fresh) known.add(name);
    this.#queue.set(file, new Set([...(this.#queue.get(file) ?? []), ...fresh]));
  }

  #declaresBeyond(file: string): boolean {
    return reachesBeyondOnDisk(this.#source, file);
  }

  run(): void {
    for (const [file, names] of this.#queue) {
      this.#queue.delete(file);
      for (const edge of this.#source.graph.edgesTo(file)) this.#cross(edge, names);
      // What they take is not known.
      for (const from of hiddenImporters(this.#source, file)) this.#cross({ kind: 'DYNAMIC', from, names: [] }, names);
      for (const from of hiddenAdders(this.#source, file)) this.#add(from, names);
    }
  }

  #cross(edge: Pick<Edge, 'kind' | 'from' | 'names'>, names: ReadonlySet<string>): void {
    const { kind, from } = edge;
    if (kind === 'GLOB') return;
    // What a mock is given is checked where it is given.
    if (kind === 'MOCK') return void this.seeing.add(from);
    if (kind === 'TYPE' && edge.names.length === 0) return this.#add(from, names);
    if (edge.names.length === 0 || (kind !== 'STATIC' && kind !== 'TYPE' && kind !== 'REEXPORT' && kind !== 'STAR')) {
      this.seeing.add(from);
      // Only for its effects: nothing of it is seen.
      if (kind !== 'STATIC') this.affect(from, [ANY]);
      return;
    }
    const locals = new Set<string>();
    const namespaces = new Set<string>();
    for (const { exported, local, imported } of edge.names) {
      if (exported === ANY) this.#pass(from, [...names].filter((name) => name !== 'default' && name !== GONE));
      else if (names.has(ANY) || names.has(GONE) || names.has(imported) || (imported === ANY && (local === null || usesMember(this.#source.tree.text(from) ?? '', local, names)))) {
        this.seeing.add(from);
        if (exported !== null) this.affect(from, [exported]);
        else (imported === ANY && local !== null && !names.has(ANY) && !names.has(GONE) ? namespaces : locals).add(local ?? ANY);
      }
    }
    if (locals.size + namespaces.size > 0) this.#take(from, { locals, namespaces, names });
  }

  /** A file that adds to the module: what it adds takes the names that it says. */
  #add(from: string, names: ReadonlySet<string>): void {
    this.seeing.add(from);
    const shape = shapeOnDisk(this.#source, from);
    if (shape === null) return this.affect(from, [ANY]);
    const added = new Set(wordsIn(shape.declared.get(BEYOND) ?? ''));
    if ([...names].some((name) => name === ANY || name === GONE || added.has(name))) this.affect(from, [BEYOND]);
  }

  #pass(from: string, names: readonly string[]): void {
    if (names.length > 0) this.seeing.add(from);
    this.affect(from, names);
  }

  /** What the declarations of a file that takes these names hand on; of a whole namespace, those that say one of the changed names. */
  #take(from: string, { locals, namespaces, names }: { readonly locals: ReadonlySet<string>; readonly namespaces: ReadonlySet<string>; readonly names: ReadonlySet<string> }): void {
    const shape = locals.has(ANY) ? null : shapeOnDisk(this.#source, from);
    if (shape === null) return this.affect(from, [ANY]);
    const takes = (user: string, name: string) => !namespaces.has(name) || usesMember(shape.declared.get(user) ?? '', name, names);
    this.affect(from, exportsThatTake(shape, [...locals, ...namespaces], takes));
  }
}

/** Whether a text says `local.name` with one of the names, or uses the whole namespace. */
export function usesMember(text: string, local: string, names: ReadonlySet<string>): boolean {
  // Neither its own import, nor the end of a string.
  const use = new RegExp(`(?<![\\p{ID_Continue}$])(?<!(?<!\\.\\.)\\.)${local.replaceAll('$', String.raw`\$`)}(?![\\p{ID_Continue}$])(?!\\s+from\\b|['"])(?:\\s*\\.\\s*([\\p{ID_Start}$_][\\p{ID_Continue}$]*))?`, 'gu');
  for (const [, member] of unescaped(text).matchAll(use)) if (member === undefined || names.has(member)) return true;
  return false;
}

/**
 * The files to which the change can look different, those that it writes among them. Null where declarations do not tell: other files than sources are
 * written, imports may lead elsewhere, or what is seen declares something for files that do not import it.
 */
export function seeingFiles(source: EditSource, change: Tried): ReadonlySet<string> | null {
  const texts = writtenTexts(source, change);
  const created = createdPaths(texts);
  // Of a file that is gone from the disk already nobody knows any more who imported it.
  const isKnown = (path: string) => isSourcePath(path) && (change.tried.overlay.has(path) || source.tree.has(path));
  if (!texts.every(({ path }) => isKnown(path)) || (change.edits.baseline !== undefined && created.length > 0) || filesLeadingTo(source, created).length > 0) return null;
  const walk = new Walk(source);
  for (const pair of texts) walk.affect(pair.path, changedNames(source, pair));
  walk.run();
  return walk.reachesBeyond ? null : new Set([...texts.map(({ path }) => path), ...walk.seeing, ...dependentsElsewhere(source, texts)]);
}
