// Inputs near those of the examples: values changed a little, and the boundary values of their kinds. Owns the mutation and the writing
// of values as source code; the random numbers are seeded.

/** Numbers in [0, 1), the same for the same seed. Source: mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Lists of arguments as source code, without repeats, without those of the examples; at most `most`. */
export function generateInputs(examples: readonly (readonly unknown[])[], most: number, seed: number): string[] {
  const random = createRandom(seed);
  const known = new Set(examples.map((args) => argumentsSource(args)));
  const made = new Set<string>();
  if (examples.length === 0) return [];
  for (let attempt = 0; made.size < most && attempt < most * 6; attempt += 1) {
    const base = examples[Math.floor(random() * examples.length)]!;
    const other = examples[Math.floor(random() * examples.length)]!;
    // One argument changes most of the time, so that the input stays near to what the function is made for.
    const at = Math.floor(random() * base.length);
    const args = base.map((value, index) => (index === at || random() < 0.15 ? mutate(value, other[index], random) : value));
    const source = argumentsSource(args);
    if (source !== null && source.length <= 400 && !known.has(source)) made.add(source);
  }
  return [...made];
}

function mutate(value: unknown, other: unknown, random: () => number, depth = 0): unknown {
  const choose = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  if (random() < 0.1 && typeof other === typeof value && Array.isArray(other) === Array.isArray(value)) return other;
  if (typeof value === 'number') return mutateNumber(value, choose, random);
  if (typeof value === 'string') return mutateText(value, choose, random);
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return mutateList(value as unknown[], choose, { random, depth });
  if (value instanceof Map) return new Map(mutateList([...(value as Map<unknown, unknown>)], choose, { random, depth: 9 }) as [unknown, unknown][]);
  if (value instanceof Set) return new Set(mutateList([...(value as Set<unknown>)], choose, { random, depth }));
  if (isPlain(value)) {
    const keys = Object.keys(value);
    if (keys.length === 0 || depth > 3) return value;
    const key = choose(keys);
    return { ...value, [key]: mutate(value[key], undefined, random, depth + 1) };
  }
  return value;
}

type Choose = <T>(items: readonly T[]) => T;

function mutateNumber(value: number, choose: Choose, random: () => number): number {
  if (!Number.isInteger(value)) return choose([value + 1, value - 1, -value, value * 2, Math.round(value), value + 0.5]);
  // The sign of the example is kept most of the time: many functions are made for one.
  const step = 1 + Math.floor(random() * Math.max(3, Math.abs(value) / 2));
  const made = choose([value + 1, value - 1, value + step, value - step, value * 2, Math.floor(value / 2), value + 2, 0, 1, 2]);
  return value >= 0 && made < 0 && random() < 0.8 ? -made : made;
}

function mutateText(value: string, choose: Choose, random: () => number): string {
  const at = Math.floor(random() * (value.length + 1));
  const character = value === '' ? 'a' : value[Math.floor(random() * value.length)]!;
  return choose([
    () => value.slice(0, at) + value.slice(at + 1), () => value.slice(0, at) + character + value.slice(at), () => value.slice(0, at) + character + value.slice(at + 1), () => value.slice(0, at), () => value.slice(at),
    () => [...value].reverse().join(''), () => value.toUpperCase(), () => value.slice(0, at) + (value[at] ?? '').toUpperCase() + value.slice(at + 1), () => value + value, () => value + character,
  ])();
}

function mutateList(value: readonly unknown[], choose: Choose, { random, depth }: { random: () => number; depth: number }): unknown[] {
  if (value.length === 0) return [];
  const at = Math.floor(random() * value.length);
  const item = value[at];
  return choose([
    () => value.toSpliced(at, 1), () => value.toSpliced(at, 0, value[Math.floor(random() * value.length)]), () => [...value, item], () => [...value].reverse(), () => value.slice(0, at), () => [item],
    () => (depth < 4 ? value.with(at, mutate(item, undefined, random, depth + 1)) : [...value]), () => (depth < 4 ? value.with(at, mutate(item, undefined, random, depth + 1)) : [...value]), () => value.with(at, value[Math.floor(random() * value.length)]), () => [...value].sort(),
  ])();
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null);
}

const argumentsSource = (args: readonly unknown[]): string | null => {
  const sources = args.map((arg) => valueSource(arg));
  return sources.includes(null) ? null : sources.join(', ');
};

/** Source code that makes an equal value; null for functions, classes and what cannot be written. */
export function valueSource(value: unknown, depth = 0): string | null {
  if (depth > 20) return null;
  if (value === undefined || value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return listSource(value as unknown[], depth, ['[', ']']);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof RegExp) return String(value);
  if (value instanceof Set) return listSource([...(value as Set<unknown>)], depth, ['new Set([', '])']);
  if (value instanceof Map) return listSource([...(value as Map<unknown, unknown>)], depth, ['new Map([', '])']);
  if (!isPlain(value)) return null;
  const fields = Object.entries(value).map(([key, field]) => [/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key), valueSource(field, depth + 1)] as const);
  if (fields.some(([, source]) => source === null)) return null;
  return fields.length === 0 ? '{}' : `{ ${fields.map(([key, source]) => `${key}: ${source ?? ''}`).join(', ')} }`;
}

function listSource(items: readonly unknown[], depth: number, [open, close]: readonly [string, string]): string | null {
  const sources = items.map((item) => valueSource(item, depth + 1));
  return sources.includes(null) ? null : `${open}${sources.join(', ')}${close}`;
}
