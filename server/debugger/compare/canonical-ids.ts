// Numbers for values that are equal exactly where the values are. Owns the interning; what differs in unequal values is diff-values.ts.
import { ContentPrints } from './content-prints.ts';
import type { PathState } from './path-patterns.ts';
import { isEpochMs, type Scrubbing } from './scrubbers.ts';
import type { PathSegment } from './value-paths.ts';
import { HOLE, isPlainArray, listItems, listPlainKeys, readField, readParts } from './value-parts.ts';

export interface CanonicalOptions {
  readonly scrubbing: Scrubbing;
  readonly isSignedZero: boolean;
  readonly hasClassNames: boolean;
  /** False: a field that holds undefined is no field. */
  readonly hasUndefined: boolean;
}

/** The number of what an object is apart from its children, and these in an order that does not depend on that of its keys. */
interface Layout {
  readonly head: number;
  readonly children: readonly unknown[];
  /** `sorted`: the order does not matter; `pairs`: nor does it for keys and values of a Map. Fields come first and keep theirs. */
  readonly order: 'kept' | 'sorted' | 'pairs';
  readonly isSet: boolean;
  readonly fields: readonly PropertyKey[];
  readonly isCut: boolean;
}

/** An object whose parts are being numbered. */
interface Visit {
  readonly layout: Layout;
  readonly value: object;
  readonly state: PathState;
  readonly ids: number[];
  /** The number of its meeting, and what was known of it before. */
  readonly met: number;
  readonly before: number | undefined;
  /** Depth of the outermost object that is referred to from within. */
  reaches: number;
}

const isObject = (value: unknown): value is object => (typeof value === 'object' && value !== null) || typeof value === 'function';
const pathKey = (name: PropertyKey): PathSegment => ({ kind: 'key', key: name });
const compareKeys = (a: PropertyKey, b: PropertyKey): number => (String(a) < String(b) ? -1 : 1);
const writeKey = (name: PropertyKey): string => (typeof name === 'symbol' ? String(name) : JSON.stringify(name));

/**
 * Interns values (hash-consing): two values get the same number where they are deeply equal after scrubbing. Each object is numbered once,
 * its parts first, without recursion, so that nested equality tests cost nothing more. A reference back to an object around it is numbered
 * by how far out that is; an object with such references that is met again in another place by the order of meeting, so that equal graphs
 * may get different numbers there, but different ones never the same wherever they stand (areEqual). Truncated values equal nothing,
 * themselves included.
 */
export class CanonicalIds {
  readonly #options: CanonicalOptions;
  readonly #leaves = new Map<unknown, number>();
  readonly #texts = new Map<string, number>();
  /** Numbers of objects; -1 - depth while an object is being numbered. */
  readonly #known = new Map<object, number>();
  /** Objects that refer to what is around them: the number of their meeting, and their own number where they were met first. */
  #open = new Map<object, number>();
  readonly #openIds = new Map<object, number>();
  readonly #shapes = new Map<string, { readonly keys: readonly string[]; readonly head: number }>();
  readonly #prints = new ContentPrints();
  readonly #list: number;
  #next = 0;
  #met = 0;
  #roots: readonly unknown[];

  constructor(options: CanonicalOptions, roots: readonly [expected: unknown, actual: unknown]) {
    [this.#options, this.#roots, this.#list] = [options, roots, this.#intern('list')];
  }

  /** The number of a value at a place. Of an object that refers to what is around it, the one it got where it was met first. */
  idOf(value: unknown, state: PathState): number {
    if (state.isIgnored) return this.#intern('ignored');
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return this.#leafId(value);
    if (this.#roots.length > 0) this.#numberRoots();
    return (state.isSettled ? (this.#known.get(value) ?? this.#openIds.get(value)) : undefined) ?? this.#number(value, state);
  }

  /**
   * Both values as a whole, as soon as the number of a part is asked for: many comparisons get by without. From the outside in, because a
   * part that refers to what is around it could not be told from the others if it were numbered alone.
   */
  #numberRoots(): void {
    const roots = this.#roots;
    this.#roots = [];
    for (const root of roots) {
      // Meetings are counted anew on each side.
      this.#open = new Map();
      this.#met = 0;
      this.idOf(root, this.#options.scrubbing.start);
    }
  }

  /** Numbers come in the order of meeting; this one depends on what the number stands for only, and seldom is the same for two. */
  printOf(id: number): number {
    return this.#prints.of(id);
  }

  /** Whether two values are known to be equal wherever they stand. */
  areEqual(a: unknown, b: unknown, state: PathState): boolean {
    if (Object.is(a, b) && !isObject(a)) return true;
    if (!isObject(a) || !isObject(b)) return !isObject(a) && !isObject(b) && this.#leafId(a) === this.#leafId(b);
    const [left, right] = [this.#known.get(a), this.#known.get(b)];
    return state.isSettled && left !== undefined && left === right;
  }

  #intern(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, this.#next);
    this.#prints.addLeaf(text);
    return this.#next++;
  }

  #leafId(value: unknown): number {
    let leaf = value;
    if (typeof value === 'string') leaf = this.#options.scrubbing.text(value);
    else if (typeof value === 'number') {
      if (this.#options.scrubbing.hasDates && isEpochMs(value)) return this.#intern('epoch');
      if (this.#options.isSignedZero && Object.is(value, -0)) return this.#intern('-0');
    } else if (typeof value === 'symbol' && value !== HOLE) return this.#intern(`symbol ${String(value)}`);
    const known = this.#leaves.get(leaf);
    if (known !== undefined) return known;
    this.#leaves.set(leaf, this.#next);
    this.#prints.addLeaf(leaf);
    return this.#next++;
  }

  #number(root: object, rootState: PathState): number {
    const stack: Visit[] = [this.#enter(root, rootState, 0)];
    for (;;) {
      const visit = stack.at(-1)!;
      const { ids, layout: { children } } = visit;
      let entered = false;
      while (ids.length < children.length && !entered) {
        const child = children[ids.length];
        const state = visit.state.isSettled ? visit.state : visit.state.step(this.#segmentOf(visit), child);
        if (state.isIgnored) ids.push(this.#intern('ignored'));
        else if ((typeof child !== 'object' || child === null) && typeof child !== 'function') ids.push(this.#leafId(child));
        else {
          const id = this.#findId(child, state, { visit, depth: stack.length });
          entered = id === null;
          if (id === null) stack.push(this.#enter(child, state, stack.length));
          else ids.push(id);
        }
      }
      if (entered) continue;
      stack.pop();
      const id = this.#close(visit, stack.length);
      const outer = stack.at(-1);
      if (!outer) return id;
      outer.ids.push(id);
      if (visit.reaches < stack.length && visit.reaches < outer.reaches) outer.reaches = visit.reaches;
    }
  }

  /** The number of an object that was numbered or is around; null where it must be entered. */
  #findId(value: object, state: PathState, { visit, depth }: { visit: Visit; depth: number }): number | null {
    const known = this.#known.get(value);
    if (known !== undefined && known < 0) {
      visit.reaches = Math.min(visit.reaches, -1 - known);
      return this.#intern(`around ${depth + 1 + known}`);
    }
    if (!state.isSettled) return null;
    if (known !== undefined) return known;
    const met = this.#open.size > 0 ? this.#open.get(value) : undefined;
    if (met === undefined) return null;
    // Numbered before, with references that leave it: what they mean depends on the place.
    visit.reaches = -1;
    return this.#intern(`met ${met}`);
  }

  #enter(value: object, state: PathState, depth: number): Visit {
    const before = this.#known.get(value);
    this.#known.set(value, -1 - depth);
    const isList = state.isSettled && !state.isUnordered && isPlainArray(value);
    const layout = isList ? { head: this.#list, children: value, order: 'kept' as const, isSet: false, fields: [], isCut: false } : ((state.isSettled ? this.#layOutPlain(value) : null) ?? this.#layOut(value, state));
    return { layout, value, state, ids: [], met: this.#met++, before, reaches: Infinity };
  }

  #close(visit: Visit, depth: number): number {
    const { value, state } = visit;
    const text = visit.layout.isCut ? null : this.#textOf(visit);
    let id = text === null ? undefined : this.#texts.get(text);
    if (id === undefined) {
      id = this.#next++;
      this.#prints.addParts(visit.layout, visit.ids);
      if (text !== null) this.#texts.set(text, id);
    }
    if (state.isSettled && visit.reaches >= depth) this.#known.set(value, id);
    else {
      if (visit.before === undefined) this.#known.delete(value);
      else this.#known.set(value, visit.before);
      if (state.isSettled) {
        this.#open.set(value, visit.met);
        this.#openIds.set(value, id);
      }
    }
    return id;
  }

  /** Objects without class that have the same keys share their header. */
  #layOutPlain(value: object): Layout | null {
    const all = listPlainKeys(value);
    if (!all) return null;
    const own = this.#options.hasUndefined ? all : all.filter((name) => readField(value, name) !== undefined);
    const joined = own.join('\u0000');
    let shape = this.#shapes.get(joined);
    if (!shape || shape.keys.length !== own.length) {
      const keys = own.toSorted(compareKeys);
      shape = { keys, head: this.#intern(`keys ${keys.map(writeKey).join()}`) };
      this.#shapes.set(joined, shape);
    }
    const children: unknown[] = [];
    for (const name of shape.keys) children.push(readField(value, name));
    return { head: shape.head, children, order: 'kept', isSet: false, fields: shape.keys, isCut: false };
  }

  #layOut(value: object, state: PathState): Layout {
    const { kind, className, payload, left, hasItems, fields: own } = readParts(value);
    const fields = own.toSorted(compareKeys).filter((name) => (this.#options.hasUndefined || readField(value, name) !== undefined) && (state.isSettled || !state.step(pathKey(name), readField(value, name)).isIgnored));
    const children = fields.map((name) => readField(value, name));
    if (hasItems) for (const item of listItems(value)) children.push(item);
    else if (kind === 'map') for (const [name, item] of value as Map<unknown, unknown>) children.push(name, item);
    else if (kind === 'set') for (const item of value as Set<unknown>) children.push(item);
    const { scrubbing, hasClassNames } = this.#options;
    const shown = kind === 'Date' && scrubbing.hasDates ? 'date' : kind === 'URL' ? scrubbing.text(payload) : payload;
    const isPlain = kind === 'object' && (className === '' || !hasClassNames);
    const names = `keys ${fields.map(writeKey).join()}`;
    const isList = kind === 'array' && hasItems && fields.length === 0 && (className === '' || !hasClassNames);
    const written = `${kind} ${hasClassNames ? JSON.stringify(className) : ''} ${JSON.stringify(shown)} ${fields.length > 0 ? names : ''}`;
    const head = isList ? this.#list : this.#intern(isPlain ? names : written);
    const order = kind === 'map' ? 'pairs' : kind === 'set' || (kind === 'array' && state.isUnordered) ? 'sorted' : 'kept';
    return { head, children, order, isSet: kind === 'set', fields, isCut: kind === 'truncated' || left > 0 };
  }

  #segmentOf({ ids, layout: { fields, order, children, isSet } }: Visit): PathSegment {
    const at = ids.length;
    if (at < fields.length) return pathKey(fields[at]!);
    if (order === 'pairs') return { kind: 'map', key: children[at - ((at - fields.length) % 2)] };
    return isSet ? { kind: 'member', value: children[at] } : { kind: 'index', index: at - fields.length };
  }

  /** All that makes objects equal, as text. */
  #textOf({ ids, layout: { head, order, fields } }: Visit): string {
    if (order === 'kept') return `${head};${ids.join()}`;
    const [own, rest] = [ids.slice(0, fields.length), ids.slice(fields.length)];
    if (order === 'sorted') return `${head};${own.join()};${rest.sort((a, b) => a - b).join()}`;
    const pairs: string[] = [];
    for (let at = 0; at < rest.length; at += 2) pairs.push(`${rest[at]!}=>${rest[at + 1]!}`);
    return `${head};${own.join()};${pairs.sort().join()}`;
  }
}
