// Counts unknown tokens by the address they came from. Owns the window; in memory, and forgotten with the process.

export interface FailedAttempts {
  /** When the address may try again; null when it may now. */
  findBlock(address: string, now: number): Date | null;
  note(address: string, now: number): void;
}

/** Addresses that are counted in one window; those beyond share one count. */
const MOST_ADDRESSES = 1_000;

/** At most `most` failures of an address in each window of `windowMs`. All windows begin together, so that nothing has to be cleaned up. */
export function createFailedAttempts({ most = 30, windowMs = 60_000 } = {}): FailedAttempts {
  let opened = Number.NEGATIVE_INFINITY;
  const counts = new Map<string, number>();
  const keyOf = (address: string) => (counts.has(address) || counts.size < MOST_ADDRESSES ? address : '');
  return {
    findBlock: (address, now) => (now - opened < windowMs && (counts.get(keyOf(address)) ?? 0) >= most ? new Date(opened + windowMs) : null),
    note(address, now) {
      if (now - opened >= windowMs) {
        opened = now;
        counts.clear();
      }
      const key = keyOf(address);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
  };
}
