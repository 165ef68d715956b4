// Callbacks that run later belong to whoever registered them: timers, microtasks, promises and events are told apart from direct calls here.
// Owns the replaced globals; they keep names, arity and own properties.
import { EventEmitter } from 'node:events';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import type { Recorder } from './runtime.ts';

type Callable = (this: unknown, ...args: unknown[]) => unknown;
type Holder = Record<string, Callable>;

const NOWHERE = -2;

/** A callback that runs in the activation `at`, where nobody calls it directly. */
function runIn(recorder: Recorder, at: number, callback: Callable): Callable {
  return function (this: unknown, ...args) {
    if (recorder.at !== NOWHERE) return Reflect.apply(callback, this, args);
    recorder.at = at;
    try {
      return Reflect.apply(callback, this, args);
    } finally {
      recorder.at = NOWHERE;
    }
  };
}

function replace(holder: Holder, name: string, replacement: Callable): void {
  // Name and arity, and what util.promisify looks for.
  Object.defineProperties(replacement, Object.getOwnPropertyDescriptors(holder[name]!));
  Object.defineProperty(holder, name, { value: replacement, writable: true, configurable: true, enumerable: Object.prototype.propertyIsEnumerable.call(holder, name) });
}

/** Replaces `holder[name]` by a function that binds its arguments at `places`. */
function bindArguments(holder: Holder, name: string, { recorder, places }: { recorder: Recorder; places: readonly number[] }): void {
  const original = holder[name]!;
  const replacement = function (this: unknown, ...args: unknown[]): unknown {
    const { at } = recorder;
    if (at !== NOWHERE) for (const place of places) if (typeof args[place] === 'function') args[place] = runIn(recorder, at, args[place] as Callable);
    return Reflect.apply(original, this, args);
  };
  replace(holder, name, replacement);
}

/** `listener` is what `removeListener` and `listeners` compare; wrappers of `once` already have it and are left alone. */
function bindListeners(recorder: Recorder, name: 'on' | 'addListener' | 'prependListener'): void {
  const prototype = EventEmitter.prototype as unknown as Holder;
  const original = prototype[name]!;
  const replacement = function (this: unknown, ...args: unknown[]): unknown {
    const [event, listener, ...rest] = args as [unknown, Callable & { listener?: unknown }, ...unknown[]];
    const { at } = recorder;
    if (at === NOWHERE || typeof listener !== 'function' || listener.listener !== undefined) return Reflect.apply(original, this, args);
    return Reflect.apply(original, this, [event, Object.assign(runIn(recorder, at, listener), { listener }), ...rest]);
  };
  replace(prototype, name, replacement);
}

/** Replaces the functions that take callbacks for later. Call once, before other code keeps references to them. */
export function followCallbacks(recorder: Recorder): void {
  const first = { recorder, places: [0] };
  const timers = createRequire(import.meta.url)('node:timers') as Holder;
  for (const name of ['setTimeout', 'setInterval', 'setImmediate']) {
    bindArguments(globalThis as unknown as Holder, name, first);
    timers[name] = (globalThis as unknown as Holder)[name]!;
  }
  bindArguments(globalThis as unknown as Holder, 'queueMicrotask', first);
  bindArguments(process as unknown as Holder, 'nextTick', first);
  // `catch` and `finally` call it.
  bindArguments(Promise.prototype as unknown as Holder, 'then', { recorder, places: [0, 1] });
  for (const name of ['on', 'addListener', 'prependListener'] as const) bindListeners(recorder, name);
  syncBuiltinESMExports();
}
