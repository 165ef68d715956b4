import type { RunStatus } from '../runs/run-documents.ts';

/** What the list of receipts shows: the words that are searched for, a filter, and the cursors of the pages that were passed. */
export interface ListState {
  matching: string;
  filter: FilterName;
  passed: readonly string[];
}

export type ListMove = { kind: 'search'; matching: string } | { kind: 'filter'; filter: FilterName } | { kind: 'older'; after: string } | { kind: 'newer' };

/** Which states a filter lets through; null is all of them. */
export const FILTERS = {
  ALL: { label: 'All runs', statuses: null },
  HEALED: { label: 'Healed', statuses: ['COMPLETED'] },
  UNDER_WAY: { label: 'Under way', statuses: ['QUEUED', 'RUNNING', 'RESTORING', 'ROLLBACK_QUEUED', 'ROLLING_BACK'] },
  ADOPTED: { label: 'Adopted', statuses: ['ADOPTED'] },
  FAILED: { label: 'Failed', statuses: ['FAILED'] },
  CANCELLED: { label: 'Cancelled', statuses: ['CANCELLED'] },
  ROLLED_BACK: { label: 'Rolled back', statuses: ['ROLLED_BACK'] },
  PLANNED: { label: 'Planned only', statuses: ['PLANNED'] },
} as const satisfies Record<string, { label: string; statuses: readonly RunStatus[] | null }>;

export type FilterName = keyof typeof FILTERS;

export const firstPage: ListState = { matching: '', filter: 'ALL', passed: [] };

/** Another question begins at its first page. */
export function foldList(state: ListState, move: ListMove): ListState {
  switch (move.kind) {
    case 'search':
      return { ...state, matching: move.matching, passed: [] };
    case 'filter':
      return { ...state, filter: move.filter, passed: [] };
    case 'older':
      return { ...state, passed: [...state.passed, move.after] };
    case 'newer':
      return { ...state, passed: state.passed.slice(0, -1) };
  }
}

/** What the server is asked for. */
export function questionOf({ matching, filter, passed }: ListState): { matching: string | null; statuses: RunStatus[] | null; after: string | null } {
  const { statuses } = FILTERS[filter];
  return { matching: matching.trim() || null, statuses: statuses && [...statuses], after: passed.at(-1) ?? null };
}
