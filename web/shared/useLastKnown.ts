import { useState } from 'react';

/** The value, or the last one there was: an answer that failed takes away nothing that was fetched before. */
export function useLastKnown<T>(value: T | null | undefined): T | null | undefined {
  const [known, setKnown] = useState(value);
  if (value !== null && value !== undefined && value !== known) setKnown(value);
  return value ?? known;
}
