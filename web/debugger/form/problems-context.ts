// What is wrong with the form, handed down to its fields. Owns no check; `read-draft.ts` does.
import { createContext, useContext } from 'react';
import type { Problems } from './read-draft.ts';

/** What is wrong with the form, by field; empty until it was handed in for the first time. */
export const ProblemsContext = createContext<Problems>({});

/** What is wrong at one field, if anything. */
export function useProblem(field: string): string | undefined {
  return useContext(ProblemsContext)[field];
}
