// Where two values differ. Owns the walk through both values side by side; equality is canonical-ids.ts, wording value-differences.ts.
import { CanonicalIds } from './canonical-ids.ts';
import { type ContainerPart, pairParts } from './pair-parts.ts';
import type { PathState } from './path-patterns.ts';
import { compileScrubbers, type Scrubber, type Scrubbing } from './scrubbers.ts';
import { compareLeaves, compareShells } from './compare-shells.ts';
import { type Finding, type ValueDifference, wordFinding } from './value-differences.ts';
import { isPlainArray, listPlainKeys } from './value-parts.ts';
import type { ValuePath } from './value-paths.ts';

export interface DiffOptions {
  readonly scrubbers?: readonly Scrubber[];
  /** Properties that identify the elements of arrays, tried before `id`, `key`, `uuid`, `name` ... */
  readonly identityKeys?: readonly string[];
  /** Differences that are told; the default is 200. */
  readonly limit?: number;
  /** Tells -0 from 0. */
  readonly isSignedZero?: boolean;
  /** Whether objects of different classes differ; the default is true. */
  readonly hasClassNames?: boolean;
  /** Whether a key that holds undefined differs from a missing one; the default is true. */
  readonly hasUndefined?: boolean;
}

export interface ValueDiff {
  readonly differences: readonly ValueDifference[];
  /** Differences beyond the limit, or parts of very large values, were not looked at. */
  readonly isTruncated: boolean;
}

export const DIFFERENCE_LIMIT = 200;
/** Pairs of values that are visited. */
const VISIT_LIMIT = 5_000_000;

interface Pair {
  readonly path: ValuePath;
  readonly expected: unknown;
  readonly actual: unknown;
  readonly state: PathState;
}

type Task = (Pair & { readonly kind: 'pair' }) | { readonly kind: 'leave'; readonly visit: Visit; readonly actual: object } | { readonly kind: 'tell'; readonly finding: Finding };

/** What an expected object was compared with. */
interface Visit {
  readonly partner: object;
  others: Set<object> | null;
  /** While its parts are compared: where it stands. */
  place: ValuePath | 'root' | undefined;
}

/** What the walk shares with those who pair the parts of two containers. */
export interface DiffContext {
  readonly ids: CanonicalIds;
  readonly scrubbing: Scrubbing;
  readonly identityKeys: readonly string[];
  readonly hasClassNames: boolean;
  readonly hasUndefined: boolean;
}

/** Two objects, or two arrays, without anything of their own to tell apart. */
const PLAIN = { findings: [], canDescend: true } as const;
const arePlain = (expected: object, actual: object): boolean => (isPlainArray(expected) ? isPlainArray(actual) : listPlainKeys(expected) !== null && listPlainKeys(actual) !== null);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isPairOfObjects = ({ expected, actual }: ContainerPart): boolean => isObject(expected) && isObject(actual);

class Walk {
  readonly #context: DiffContext;
  readonly #limit: number;
  readonly #tasks: Task[] = [];
  readonly #found: Finding[] = [];
  readonly #visited = new Map<object, Visit>();
  /** Where the actual objects stand whose parts are compared. */
  readonly #around = new Map<object, ValuePath | 'root'>();
  #visits = 0;

  constructor(context: DiffContext, limit: number) {
    [this.#context, this.#limit] = [context, limit];
  }

  run(root: Pair): { findings: readonly Finding[]; isTruncated: boolean } {
    this.#tasks.push({ kind: 'pair', ...root });
    for (let task = this.#tasks.pop(); task; task = this.#tasks.pop()) {
      if (this.#found.length > this.#limit || this.#visits > VISIT_LIMIT) return { findings: this.#found.slice(0, this.#limit), isTruncated: true };
      if (task.kind === 'tell') this.#found.push(task.finding);
      else if (task.kind === 'pair') this.#compare(task);
      else {
        task.visit.place = undefined;
        this.#around.delete(task.actual);
      }
    }
    return { findings: this.#found.slice(0, this.#limit), isTruncated: this.#found.length > this.#limit };
  }

  #compare(pair: Pair): void {
    this.#visits += 1;
    const { expected, actual, path, state } = pair;
    if (state.isIgnored) return;
    if (!isObject(expected) || !isObject(actual)) {
      if (!this.#context.ids.areEqual(expected, actual, state)) this.#tell(compareLeaves(path, expected, actual));
      return;
    }
    const known = this.#visited.get(expected);
    const places = [known?.place, this.#around.get(actual)] as const;
    // A reference back is one even where what it refers to looks the same as a value of its own.
    if (places[0] !== undefined || places[1] !== undefined) {
      if (places[0] !== places[1]) this.#tell({ kind: 'value', path, expected, actual, note: { kind: 'round', expected: places[0], actual: places[1] } });
      return;
    }
    if (this.#context.ids.areEqual(expected, actual, state)) return;
    // Shared parts are told where they are met first.
    if (state.isSettled && known && (known.partner === actual || known.others?.has(actual))) return;
    const { findings, canDescend } = arePlain(expected, actual) ? PLAIN : compareShells(this.#context, pair);
    for (const finding of findings) this.#tell(finding);
    if (canDescend) this.#descend(pair, { expected, actual, known });
  }

  /** Pushes the parts of two containers of one kind, the first on top. */
  #descend({ path, state }: Pair, { expected, actual, known }: { expected: object; actual: object; known: Visit | undefined }): void {
    const visit: Visit = known ?? { partner: actual, others: null, place: undefined };
    if (!known) this.#visited.set(expected, visit);
    else if (visit.partner !== actual) (visit.others ??= new Set()).add(actual);
    const parts = pairParts(this.#context, { expected, actual, state });
    // Without objects among the parts nothing can refer back.
    if (parts.some(isPairOfObjects)) {
      visit.place = path ?? 'root';
      this.#around.set(actual, visit.place);
      this.#tasks.push({ kind: 'leave', visit, actual });
    }
    for (let at = parts.length - 1; at >= 0; at -= 1) this.#pushPart(path, parts[at]!);
  }

  #pushPart(around: ValuePath, part: ContainerPart): void {
    const path = { around, segment: part.segment };
    const { kind, expected, actual, state, note } = part;
    if (kind === 'pair') this.#tasks.push({ kind, path, expected, actual, state });
    if (note) this.#tasks.push({ kind: 'tell', finding: { kind: 'moved', path, expected, actual, note } });
    else if (kind !== 'pair') this.#tasks.push({ kind: 'tell', finding: { kind, path, expected, actual, note: null } });
  }

  #tell(finding: Finding | null): void {
    if (finding) this.#found.push(finding);
  }
}

/**
 * The differences between two values, live or from decodeValue, in the order of the expected value. Apart are told: 1 and '1', null and
 * undefined and a missing key, holes, bigints, symbols (by description), functions (by name), classes, dates by time, regular expressions,
 * errors by name, message and fields, typed arrays element by element; -0 and 0 only if asked. NaN equals NaN. Maps are compared by deeply
 * equal keys, Sets by deeply equal members, elements of arrays by identity or alignment (pair-elements.ts). Cycles are equal where both
 * sides refer back to the same place. What was cut when it was recorded is told as `unknown` where nothing else tells the values apart.
 * No depth overflows the stack.
 */
export function diffValues(expected: unknown, actual: unknown, options: DiffOptions = {}): ValueDiff {
  const scrubbing = compileScrubbers(options.scrubbers ?? []);
  const { isSignedZero = false, hasClassNames = true, hasUndefined = true } = options;
  const ids = new CanonicalIds({ scrubbing, isSignedZero, hasClassNames, hasUndefined }, [expected, actual]);
  const walk = new Walk({ ids, scrubbing, identityKeys: options.identityKeys ?? [], hasClassNames, hasUndefined }, options.limit ?? DIFFERENCE_LIMIT);
  const { findings, isTruncated } = walk.run({ path: null, expected, actual, state: scrubbing.start });
  return { differences: findings.map(wordFinding), isTruncated };
}
