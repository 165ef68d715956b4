// What a search for fixes is asked to do: kinds, budget, boundary. Owns the form as data and its check.
import type { VariablesOf } from '../../graphql.ts';
import type { SuggestFixesDocument } from '../debugger-documents.ts';

export type SearchInput = VariablesOf<typeof SuggestFixesDocument>['input'];
export type FixType = NonNullable<SearchInput['fixTypes']>[number];

export interface SearchDraft {
  /** Empty: what the differences ask for. */
  fixTypes: FixType[];
  budgetSeconds: string;
  /** `file:line`; empty: the server picks. */
  boundary: string;
}

export type SearchProblems = Partial<Record<'budgetSeconds' | 'boundary', string>>;
export type ReadSearch = { kind: 'ready'; input: SearchInput } | { kind: 'problems'; problems: SearchProblems };

export const FIX_TYPES: readonly FixType[] = ['EXECUTION_CORRECTION', 'DATA_CORRECTION', 'PERFORMANCE_OPTIMIZATION'];
export const DEFAULT_BUDGET_SECONDS = 30;
const LONGEST_BUDGET_SECONDS = 600;

export const emptySearch: SearchDraft = { fixTypes: [], budgetSeconds: String(DEFAULT_BUDGET_SECONDS), boundary: '' };

/** `src/cart.ts:12`; a column behind it is left out. Null where it names no line. */
export function readPlace(text: string): { file: string; line: number } | null {
  const match = /^(.+?):(\d+)(?::\d+)?$/.exec(text.trim());
  const line = Number(match?.[2]);
  return match?.[1] && line >= 1 ? { file: match[1].replace(/^\.\//, ''), line } : null;
}

/** The input of the mutation, or what is wrong at which field. */
export function readSearch(draft: SearchDraft, sessionId: string): ReadSearch {
  const problems: SearchProblems = {};
  const seconds = Number(draft.budgetSeconds.trim().replace(',', '.'));
  if (draft.budgetSeconds.trim() === '' || !(seconds >= 1 && seconds <= LONGEST_BUDGET_SECONDS)) problems.budgetSeconds = `A number of seconds from 1 to ${LONGEST_BUDGET_SECONDS}.`;
  const boundary = draft.boundary.trim() === '' ? null : readPlace(draft.boundary);
  if (draft.boundary.trim() !== '' && boundary === null) problems.boundary = 'Write it as file:line, such as src/cart.ts:12.';
  if (Object.keys(problems).length > 0) return { kind: 'problems', problems };
  return { kind: 'ready', input: { sessionId, budgetMs: Math.round(seconds * 1_000), ...(draft.fixTypes.length > 0 && { fixTypes: draft.fixTypes }), ...(boundary && { boundary }) } };
}
