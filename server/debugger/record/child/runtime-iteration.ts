// `yield*` and `for await` hand control on without code in between: these iterators tell the recorder. Owns them; what they hand on is unchanged.
import { types } from 'node:util';
import type { Recorder } from './runtime.ts';

type Method = (this: unknown, value?: unknown) => unknown;
type Loose = Record<PropertyKey, unknown>;
type Step = (method: Method, receiver: object, args: readonly unknown[]) => unknown;

/** What is no iterable goes on as it is, so that the language says what is wrong. */
function iteratorMethod(iterable: unknown, key: symbol): Method | null {
  if (iterable === null || iterable === undefined) return null;
  const method = (iterable as Loose)[key];
  return typeof method === 'function' ? (method as Method) : null;
}

/** An iterable whose iterator calls the one of `iterable` by `step`. `throw` and `return` are there when they are there. */
function around(iterable: unknown, { key, method, step }: { key: symbol; method: Method; step: Step }): unknown {
  const open = (): object => {
    const inner = method.call(iterable) as Loose;
    if (typeof inner !== 'object' || inner === null) return inner;
    const { next } = inner;
    const optional = (name: string): PropertyDescriptor => ({
      get: () => {
        const found = inner[name];
        return typeof found === 'function' ? (...args: unknown[]) => step(found as Method, inner, args) : found;
      },
    });
    return Object.defineProperties({}, { next: { value: (...args: unknown[]) => step(next as Method, inner, args) }, throw: optional('throw'), return: optional('return') });
  };
  return { [key]: open };
}

function stepSync(recorder: Recorder, id: number): Step {
  return (method, receiver, args) => {
    recorder.regain(id);
    const result = Reflect.apply(method, receiver, args) as { done?: unknown };
    if (!result?.done) recorder.suspend(id, undefined);
    return result;
  };
}

/** The answer is awaited in any case. */
function stepAsync(recorder: Recorder, id: number): Step {
  return (method, receiver, args) => {
    recorder.regain(id);
    const result = Reflect.apply(method, receiver, args);
    return recorder.suspend(id, result);
  };
}

export function delegate(recorder: Recorder, id: number, iterable: unknown): unknown {
  const method = iteratorMethod(iterable, Symbol.iterator);
  return method ? around(iterable, { key: Symbol.iterator, method, step: stepSync(recorder, id) }) : iterable;
}

/** `blamed` is what V8 would name. */
export function assertIterable(value: unknown, key: symbol, blamed: string | undefined): void {
  // Whether there is a method is seen without running getters or traps; other values go on, and the language judges.
  const isObject = typeof value === 'object' || typeof value === 'function';
  if (typeof value === 'string' || (isObject && value !== null && (types.isProxy(value) || key in value || Symbol.iterator in value))) return;
  if (key === Symbol.asyncIterator && (value === undefined || value === null)) throw new TypeError(`Cannot read properties of ${String(value)} (reading '${String(key)}')`);
  const what = key === Symbol.asyncIterator ? 'async iterable' : 'iterable';
  if (blamed !== undefined) throw new TypeError(`${blamed} is not ${what}`);
  throw new TypeError(`${isObject && value !== null ? typeof value : String(value)} is not ${what} (cannot read property ${String(key)})`);
}

/** What `for await` goes through, and `yield*` of an async generator: also what is only iterable. */
export function iterateAsync(recorder: Recorder, id: number, iterable: unknown): unknown {
  const step = stepAsync(recorder, id);
  const method = iteratorMethod(iterable, Symbol.asyncIterator);
  if (method) return around(iterable, { key: Symbol.asyncIterator, method, step });
  const sync = iteratorMethod(iterable, Symbol.iterator);
  return sync ? around(iterable, { key: Symbol.iterator, method: sync, step }) : iterable;
}
