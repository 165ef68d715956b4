// Arguments, results and values of conditions. Owns their limits; what may change afterwards is encoded when it is seen.
import { types } from 'node:util';
import { encodeValue, type EncodedValue, type EncodeLimits } from '../../values.ts';

const callLimits: Partial<EncodeLimits> = { depth: 12, entries: 200, stringLength: 2000, size: 50_000, isProxy: types.isProxy };
const seenLimits: Partial<EncodeLimits> = { depth: 3, entries: 20, stringLength: 200, size: 2000, isProxy: types.isProxy };
/** Objects that one condition sees are kept so many times; they take long, and in a loop there is no end of them. */
const OBJECTS_OF_A_CONDITION = 1000;
const NOT_KEPT: EncodedValue = { kind: 'truncated', why: 'size', left: 1 };
const HOLE: EncodedValue = { kind: 'hole' };
/** Turns of the event loop that are waited for results that are still promises. */
const TURNS_TO_SETTLE = 3;

/** Already encoded, beside values that are not. */
class Kept {
  readonly encoded: EncodedValue;
  constructor(encoded: EncodedValue) {
    this.encoded = encoded;
  }
}

type CallValues = { args: string | null; result: string | null; thrown: string | null };

// The code under test may replace them.
const { then } = Promise.prototype;
const nextTurn = globalThis.setImmediate;
const stringify = JSON.stringify.bind(JSON);

export class EncodedStore {
  readonly #calls = new Map<number, CallValues>();
  /** What all conditions saw, one after the other; where each begins. */
  readonly #seen: unknown[] = [];
  readonly #starts: Int32Array;
  readonly #objects: number[] = [];
  readonly #pending: { readonly id: number; readonly promise: Promise<unknown> }[] = [];
  readonly #size: number;
  #room: number;

  constructor(limits: { readonly values: number; readonly branches: number }) {
    this.#size = this.#room = limits.values;
    this.#starts = new Int32Array(limits.branches + 1);
  }

  clear(): void {
    this.#calls.clear();
    this.#seen.length = this.#pending.length = this.#objects.length = 0;
    this.#room = this.#size;
  }

  /** Values of the condition number `branch`; conditions come in their order. */
  keepSeen(branch: number, site: number, seen: readonly unknown[] | undefined): void {
    if (seen !== undefined) for (let slot = 0; slot < seen.length; slot += 1) this.#seen.push(this.#freeze(site, seen[slot]));
    this.#starts[branch + 1] = this.#seen.length;
  }

  /** Primitives cannot change. */
  #freeze(site: number, value: unknown): unknown {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value;
    const before = this.#objects[site] ?? 0;
    this.#objects[site] = before + 1;
    if (before >= OBJECTS_OF_A_CONDITION || this.#room <= 0) return new Kept(NOT_KEPT);
    const encoded = encodeValue(value, seenLimits);
    // About its size.
    this.#room -= 50;
    return new Kept(encoded);
  }

  keepArgs(id: number, list: ArrayLike<unknown>): void {
    this.#keep(id, 'args', Array.from(list));
  }

  /** A promise tells its value later. That of an async function is the function's own and handled by it; others must not be touched now. */
  keepResult(id: number, value: unknown, isAsync: boolean): void {
    if (!types.isPromise(value)) this.#keep(id, 'result', value);
    else if (isAsync) this.#follow(id, value);
    else this.#pending.push({ id, promise: value });
  }

  keepThrown(id: number, error: unknown): void {
    this.#keep(id, 'thrown', error);
  }

  async settle(): Promise<void> {
    // By now a rejection that nobody handles has been told by Node.
    for (const { id, promise } of this.#pending.splice(0)) this.#follow(id, promise);
    for (let turn = 0; turn < TURNS_TO_SETTLE; turn += 1) await new Promise<void>((resolve) => nextTurn(resolve));
  }

  #follow(id: number, promise: Promise<unknown>): void {
    then.call(promise, (value) => this.#keep(id, 'result', value), (error) => this.#keep(id, 'thrown', error));
  }

  #keep(id: number, field: keyof CallValues, value: unknown): void {
    if (this.#room <= 0) return;
    const values = this.#calls.get(id) ?? { args: null, result: null, thrown: null };
    this.#calls.set(id, values);
    const text = field === 'args' ? `[${(value as unknown[]).map((one) => stringify(encodeValue(one, callLimits))).join(',')}]` : stringify(encodeValue(value, callLimits));
    values[field] = text;
    this.#room -= text.length;
  }

  writeSeen(branches: number, unseen: symbol): { starts: Int32Array; values: string } {
    const encode = (value: unknown): EncodedValue => (value instanceof Kept ? value.encoded : value === unseen ? HOLE : encodeValue(value, seenLimits));
    return { starts: this.#starts.slice(0, branches + 1), values: stringify(this.#seen.map((value) => (Number.isSafeInteger(value) && value !== 0 ? value : encode(value)))) };
  }

  /** `null` in JSON is also a value, so that missing results are missing fields. */
  writeCalls(): string {
    const field = (name: string, text: string | null): string => (text === null ? '' : `,"${name}":${text}`);
    return `[${[...this.#calls].map(([id, { args, result, thrown }]) => `{"id":${id}${field('args', args)}${field('result', result)}${field('thrown', thrown)}}`).join(',')}]`;
  }
}
