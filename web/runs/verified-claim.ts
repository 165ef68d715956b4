import { countOf } from '../shared/format.ts';

/** What a completed verification lets the page say. */
export interface VerifiedClaim {
  title: string;
  text: string;
  isClean: boolean;
}

export const NOTHING_BROKEN: VerifiedClaim = { title: 'Verified: nothing new is broken', text: 'Everything that can be affected was type-checked after the last write.', isClean: true };

/** An edit is kept as it was written: what it leaves broken was listed before, and is no reason to say that nothing is. */
export function claimOf(result: unknown): VerifiedClaim {
  const listed = typeof result === 'object' && result !== null ? (result as { problemsListed?: unknown }).problemsListed : undefined;
  if (typeof listed !== 'number' || listed === 0) return NOTHING_BROKEN;
  return { title: `Verified: nothing is broken but ${countOf(listed, 'place')} of the edit itself`, text: `${NOTHING_BROKEN.text} What the plan lists as not edited still does not compile.`, isClean: false };
}
