// A seeded change of one kind against a codebase. Used by the benchmarks of predictions.
import { DomainError } from '../../server/errors.ts';
import type { Codebase } from '../../server/impact/codebase.ts';
import type { Change } from '../../server/intents/change.ts';
import { resolveWish } from '../../server/intents/resolve-intent.ts';
import { DRAWS, type SeriesKind } from './seeded-wishes.ts';

/** Null: what was drawn is no target of this kind, or the resolver refused it; another is drawn. */
export function drawChange(codebase: Codebase, kind: SeriesKind, { random, n }: { random: () => number; n: number }): { change: Change; intent: string } | null {
  const wish = DRAWS[kind](codebase, random, n);
  try {
    return wish && { change: resolveWish(codebase, wish), intent: JSON.stringify(wish).slice(0, 200) };
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
