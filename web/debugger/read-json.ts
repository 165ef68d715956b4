// Reads parts of JSON whose shape cannot be relied on. Owns the fall-backs: what has another shape is null, empty or left out, and nothing throws.

export type JsonRecord = Readonly<Record<string, unknown>>;

export function asRecord(value: unknown): JsonRecord | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : null;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function asNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The entries that can be read; the others are left out. */
export function readAll<T>(value: unknown, read: (entry: unknown) => T | null): T[] {
  return asList(value).flatMap((entry) => read(entry) ?? []);
}

export const readTexts = (value: unknown): string[] => readAll(value, asText);
export const readNumbers = (value: unknown): number[] => readAll(value, asNumber);

/** One of the words, or null. */
export function asOneOf<Word extends string>(value: unknown, words: readonly Word[]): Word | null {
  return words.find((word) => word === value) ?? null;
}
