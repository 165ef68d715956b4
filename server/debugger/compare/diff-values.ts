// Where two values differ. Owns the walk through both values side by side; equality is canonical-ids.ts, wording value-differences.ts.
import { CanonicalIds } from './canonical-ids.ts';
import { type ContainerPart, pairParts } from './pair-parts.ts';
import type { PathState } from './path-patterns.ts';
import { compileScrubbers, type Scrubber, type Scrubbing } from './scrubbers.ts';
import { compareLeaves, compareShells } from './compare-shells.ts';
import { type Finding, type ValueDifference, wordFinding } from './value-differences.ts';
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

type Task = { readonly kind: 'pair'; readonly pair: Pair } | { readonly kind: 'leave'; readonly expected: object; readonly actual: object } | { readonly kind: 'tell'; readonly finding: Finding };

/** What the walk shares with those who pair the parts of two containers. */
export interface DiffContext {
  readonly ids: CanonicalIds;
  readonly scrubbing: Scrubbing;
  readonly identityKeys: readonly string[];
  readonly hasClassNames: boolean;
  readonly hasUndefined: boolean;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

class Walk {
  readonly #context: DiffContext;
  readonly #limit: number;
  readonly #tasks: Task[] = [];
  readonly #found: Finding[] = [];
  /** The containers that are open on each side, with what both have in common where they were opened together. */
  readonly #around = { expected: new Map<object, ValuePath | 'root'>(), actual: new Map<object, ValuePath | 'root'>() };
  readonly #visited = new Map<object, Set<object>>();
  #visits = 0;

  constructor(context: DiffContext, limit: number) {
    [this.#context, this.#limit] = [context, limit];
  }

  run(root: Pair): { findings: readonly Finding[]; isTruncated: boolean } {
    this.#tasks.push({ kind: 'pair', pair: root });
    for (let task = this.#tasks.pop(); task; task = this.#tasks.pop()) {
      if (this.#found.length > this.#limit || this.#visits > VISIT_LIMIT) return { findings: this.#found.slice(0, this.#limit), isTruncated: true };
      if (task.kind === 'tell') this.#found.push(task.finding);
      else if (task.kind === 'leave') {
        this.#around.expected.delete(task.expected);
        this.#around.actual.delete(task.actual);
      } else this.#compare(task.pair);
    }
    return { findings: this.#found.slice(0, this.#limit), isTruncated: this.#found.length > this.#limit };
  }

  #compare(pair: Pair): void {
    this.#visits += 1;
    const { expected, actual, path, state } = pair;
    if (state.isIgnored) return;
    const areObjects = isObject(expected) && isObject(actual);
    // A reference back is one even where what it refers to looks the same as a value of its own.
    const rounds = areObjects ? ([this.#around.expected.get(expected), this.#around.actual.get(actual)] as const) : [];
    if (rounds[0] !== undefined || rounds[1] !== undefined) {
      if (rounds[0] !== rounds[1]) this.#tell({ kind: 'value', path, expected, actual, note: { kind: 'round', expected: rounds[0], actual: rounds[1] } });
      return;
    }
    if (this.#context.ids.areEqual(expected, actual, state)) return;
    if (!areObjects) return this.#tell(compareLeaves(path, expected, actual));
    if (state.isSettled && this.#wasVisited(expected, actual)) return;
    const { findings, canDescend } = compareShells(this.#context, pair);
    for (const finding of findings) this.#tell(finding);
    if (canDescend) this.#descend(pair, expected, actual);
  }

  /** Pushes the parts of two containers of one kind, the first on top. */
  #descend({ path, state }: Pair, expected: object, actual: object): void {
    const place = path ?? 'root';
    this.#around.expected.set(expected, place);
    this.#around.actual.set(actual, place);
    this.#tasks.push({ kind: 'leave', expected, actual });
    const parts = pairParts(this.#context, { expected, actual, state });
    for (let at = parts.length - 1; at >= 0; at -= 1) this.#pushPart(path, parts[at]!);
  }

  #pushPart(around: ValuePath, part: ContainerPart): void {
    const path = { around, segment: part.segment };
    if (part.kind === 'pair') this.#tasks.push({ kind: 'pair', pair: { path, expected: part.expected, actual: part.actual, state: part.state } });
    if (part.note) this.#tasks.push({ kind: 'tell', finding: { kind: 'moved', path, expected: part.expected, actual: part.actual, note: part.note } });
    else if (part.kind !== 'pair') this.#tasks.push({ kind: 'tell', finding: { kind: part.kind, path, expected: part.expected, actual: part.actual, note: null } });
  }

  #tell(finding: Finding | null): void {
    if (finding) this.#found.push(finding);
  }

  /** Shared parts are told where they are met first. */
  #wasVisited(expected: object, actual: object): boolean {
    const partners = this.#visited.get(expected);
    if (partners?.has(actual)) return true;
    if (partners) partners.add(actual);
    else this.#visited.set(expected, new Set([actual]));
    return false;
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
  const ids = new CanonicalIds({ scrubbing, isSignedZero, hasClassNames, hasUndefined });
  const { start } = scrubbing;
  const expectedId = ids.idOf(expected, start);
  ids.startRoot();
  if (expectedId === ids.idOf(actual, start)) return { differences: [], isTruncated: false };
  const walk = new Walk({ ids, scrubbing, identityKeys: options.identityKeys ?? [], hasClassNames, hasUndefined }, options.limit ?? DIFFERENCE_LIMIT);
  const { findings, isTruncated } = walk.run({ path: null, expected, actual, state: start });
  return { differences: findings.map(wordFinding), isTruncated };
}
