// The recorder that instrumented code talks to, as the global `__supernova`: who called whom, what conditions said, which statements ran. Owns
// the numbers of activations and where control is. It runs inside the sandbox; decode-trace.ts reads its snapshot.
import { assertIterable, delegate, iterateAsync } from './runtime-iteration.ts';
import type { RecorderLimits, Snapshot } from './runtime-snapshot.ts';
import { EncodedStore } from './runtime-values.ts';

/** Nothing that is instrumented is running: the next function was called by the event loop. */
export const NOWHERE = -2;
/** The scenario itself. */
export const ROOT = -1;

/** How an activation ended. Two states are only of functions that were entered early: a default is evaluated, and all are. */
const [RETURNED, THREW, OPEN, PREPARING, PREPARED] = [0, 1, 2, 3, 4];

/** Thrown in loops and functions when their turns are used up. Code that catches it meets it again at the next turn. */
export class EndlessCodeError extends Error {
  override readonly name = 'EndlessCodeError';
}

/**
 * The methods are called by generated code (instrument*.ts) and are small, so that V8 puts them into their callers. Fields with `declare` are set
 * once, which lets V8 take them for constants; a plain field would be set to undefined before.
 */
export class Recorder {
  /** The activation that runs now, or ROOT, or NOWHERE. */
  at = NOWHERE;
  /** Turns of loops and calls of functions that are left. */
  turns = Number.POSITIVE_INFINITY;
  declare readonly hits: Uint32Array;
  /** Stands for the value of a name that was not evaluated. */
  readonly unseen = Symbol('unseen');
  #isStarted = false;
  #count = 0;
  declare private readonly limit: number;
  declare private readonly sites: Int32Array;
  declare private readonly parents: Int32Array;
  /** Where control was when an activation was entered or went on. */
  declare private readonly beforeOf: Int32Array;
  declare private readonly ends: Uint8Array;
  declare private readonly branchLimit: number;
  #branchCount = 0;
  #branchesCounted = 0;
  declare private readonly branchCalls: Int32Array;
  declare private readonly branchBefores: Int32Array;
  declare private readonly branchSites: Int32Array;
  declare private readonly branchTaken: Uint8Array;
  declare private readonly store: EncodedStore;
  readonly #examples: Uint32Array[] = [];
  readonly #defer = globalThis.queueMicrotask;

  constructor(limits: RecorderLimits) {
    // Nothing is kept before the start.
    this.#count = this.limit = limits.calls;
    this.sites = new Int32Array(limits.calls);
    this.parents = new Int32Array(limits.calls);
    this.beforeOf = new Int32Array(limits.calls);
    this.ends = new Uint8Array(limits.calls);
    this.branchLimit = this.#branchCount = limits.branches;
    this.branchCalls = new Int32Array(limits.branches);
    this.branchBefores = new Int32Array(limits.branches);
    this.branchSites = new Int32Array(limits.branches);
    this.branchTaken = new Uint8Array(limits.branches);
    this.hits = new Uint32Array(limits.statements);
    this.store = new EncodedStore(limits);
  }

  /** The scenario begins: what was called before is not kept. What follows in this turn is called by it. */
  start(): void {
    this.#isStarted = true;
    this.#count = this.#branchCount = this.#branchesCounted = 0;
    this.ends.fill(RETURNED);
    this.store.clear();
    this.at = NOWHERE;
    this.root();
  }

  /** Statements are counted for the next example from now on; the first call begins the first example. */
  startExample(): void {
    const ran = this.#ran();
    this.#examples.push(ran);
    this.hits.fill(0, 0, ran.length);
    this.at = NOWHERE;
    this.root();
  }

  /** The counts up to the last statement that ran. */
  #ran(): Uint32Array {
    return this.hits.slice(0, this.hits.findLastIndex((count) => count > 0) + 1);
  }

  /** The code of a module, or of the scenario, begins: until the end of this turn nothing else is meant by "nobody". */
  root(): number {
    if (this.at !== NOWHERE) return this.at;
    this.at = ROOT;
    this.#defer.call(globalThis, () => {
      if (this.at === ROOT) this.at = NOWHERE;
    });
    return ROOT;
  }

  /** A function is entered; `outer` is the activation that encloses it in the source. Returns the number of the activation. */
  enter(site: number, outer: number): number {
    const id = this.#count++;
    if (id >= this.limit) return id;
    const { at } = this;
    this.sites[id] = site;
    this.parents[id] = at === NOWHERE ? outer : at;
    this.at = id;
    return id;
  }

  /** The same for one that can be suspended: it stays open until `leave`. */
  begin(site: number, outer: number): number {
    const { at } = this;
    const id = this.enter(site, outer);
    if (id < this.limit) {
      this.beforeOf[id] = at;
      this.ends[id] = OPEN;
    }
    return id;
  }

  /** Entered early, because a default of a parameter makes calls. Returns the number of the activation. */
  prepare(site: number, outer: number): number {
    const { at } = this;
    const id = this.#isPrepared(at, site) ? at : this.begin(site, outer);
    if (id < this.limit) this.ends[id] = PREPARING;
    return id;
  }

  ready<T>(id: number, value: T): T {
    if (id < this.limit) this.ends[id] = PREPARED;
    return value;
  }

  #isPrepared(id: number, site: number): boolean {
    return id >= 0 && this.ends[id] === PREPARED && this.sites[id] === site;
  }

  /** `enter` or `begin` of a function that may have been prepared. */
  adopt(site: number, outer: number, isSuspendable: boolean): number {
    const { at } = this;
    const id = this.#isPrepared(at, site) ? at : this.begin(site, outer);
    if (id < this.limit) this.ends[id] = isSuspendable ? OPEN : RETURNED;
    return id;
  }

  /** Where control was before an activation. */
  before(id: number): number {
    return id < this.limit ? this.beforeOf[id]! : this.at;
  }

  threw(id: number): void {
    if (id < this.limit) this.ends[id] = THREW;
  }

  /** The end of an activation that can be suspended. */
  leave(id: number): void {
    if (id >= this.limit) return;
    if (this.ends[id] === OPEN) this.ends[id] = RETURNED;
    if (this.at === id) this.at = this.beforeOf[id]!;
  }

  /** A return of a function whose end has no place of its own. */
  back<T>(at: number, value: T): T {
    this.at = at;
    return value;
  }

  backLeaving<T>(id: number, value: T): T {
    this.leave(id);
    return value;
  }

  /** Before `await` and `yield`: control goes back. */
  suspend<T>(id: number, value?: T): T | undefined {
    if (id === ROOT) this.at = NOWHERE;
    else if (id < this.limit && this.at === id) this.at = this.beforeOf[id]!;
    return value;
  }

  /** After `yield`: control came from whoever asked for the next value. */
  resume<T>(id: number, value: T): T {
    this.regain(id);
    return value;
  }

  /** After `await`: control came from the event loop. */
  awaited<T>(id: number, value: T): T {
    this.at = NOWHERE;
    this.regain(id);
    return value;
  }

  /** Where control may come back by a rejection, by `throw()` or `return()` of a generator. */
  regain(id: number): void {
    if (id === ROOT) this.root();
    else if (id < this.limit && this.at !== id) {
      this.beforeOf[id] = this.at;
      this.at = id;
    }
  }

  /** The operand of `yield*`. */
  delegate(id: number, iterable: unknown): unknown {
    return delegate(this, id, iterable);
  }

  delegateAsync(id: number, iterable: unknown): unknown {
    return iterateAsync(this, id, iterable);
  }

  /** What `for await` goes through. */
  iterate(id: number, iterable: unknown, blamed?: string): unknown {
    assertIterable(iterable, Symbol.asyncIterator, blamed);
    return iterateAsync(this, id, iterable);
  }

  /** A condition was evaluated. Returns it. */
  test<T>(site: number, value: T, seen?: readonly unknown[]): T {
    this.#keepBranch(site, Boolean(value), seen);
    return value;
  }

  /** The left side of `??`: true where it is kept. */
  testNullish<T>(site: number, value: T, seen?: readonly unknown[]): T {
    this.#keepBranch(site, value !== null && value !== undefined, seen);
    return value;
  }

  /** What a `switch` looks at. */
  look<T>(site: number, value: T): T {
    this.#keepBranch(site, true, [value]);
    return value;
  }

  /** What a `for ... of` goes through: true unless it is known to be empty. */
  each<T>(site: number, value: T, blamed?: string): T {
    assertIterable(value, Symbol.iterator, blamed);
    return this.eachLater(site, value);
  }

  /** The same for `for await`, whose iterator looks at the value. */
  eachLater<T>(site: number, value: T): T {
    const size = Array.isArray(value) || typeof value === 'string' ? value.length : value instanceof Map || value instanceof Set ? value.size : 1;
    this.#keepBranch(site, size > 0, [value]);
    return value;
  }

  #keepBranch(site: number, taken: boolean, seen: readonly unknown[] | undefined): void {
    this.#branchesCounted += 1;
    const index = this.#branchCount;
    // Beside calls that are missing it would stand in the wrong one.
    if (index >= this.branchLimit || this.#count > this.limit) return;
    this.#branchCount = index + 1;
    this.branchCalls[index] = this.at < ROOT ? ROOT : this.at;
    this.branchBefores[index] = this.#count;
    this.branchSites[index] = site;
    this.branchTaken[index] = taken ? 1 : 0;
    this.store.keepSeen(index, site, seen);
  }

  args(id: number, list: ArrayLike<unknown>): void {
    if (id < this.limit) this.store.keepArgs(id, list);
  }

  result<T>(id: number, value: T): T {
    if (id < this.limit) this.store.keepResult(id, value, this.ends[id] === OPEN);
    return value;
  }

  threwValue(id: number, error: unknown): void {
    this.threw(id);
    if (id < this.limit) this.store.keepThrown(id, error);
  }

  exhaust(): never {
    throw new EndlessCodeError('The code went on for too many turns.');
  }

  /** Waits for the results of functions that returned promises and are not async themselves; for at most a few turns of the event loop. */
  settle(): Promise<void> {
    return this.store.settle();
  }

  /** Everything that was recorded up to now. What runs now counts as open. */
  snapshot(): Snapshot {
    const counted = this.#isStarted ? this.#count : 0;
    const [calls, branches] = [Math.min(counted, this.limit), this.#isStarted ? this.#branchCount : 0];
    const ends = this.ends.slice(0, calls).map((end) => (end >= PREPARING ? THREW : end));
    for (let id = this.at; id >= 0 && id < calls; id = this.parents[id]!) if (ends[id] === RETURNED) ends[id] = OPEN;
    return {
      version: 1,
      calls: { sites: this.sites.slice(0, calls), parents: this.parents.slice(0, calls), ends, counted },
      branches: { calls: this.branchCalls.slice(0, branches), befores: this.branchBefores.slice(0, branches), sites: this.branchSites.slice(0, branches), taken: this.branchTaken.slice(0, branches), counted: this.#branchesCounted, seen: this.store.writeSeen(branches, this.unseen) },
      values: this.store.writeCalls(),
      hits: [...this.#examples, this.#ran()],
    };
  }
}
