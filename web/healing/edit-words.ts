import type { PlannedEdit } from './edit-documents.ts';

/** What a tick box says of its edit, beside the name of the file. */
export function nameOfEdit({ kind, from, line }: Pick<PlannedEdit, 'kind' | 'from' | 'line'>): string {
  switch (kind) {
    case 'CREATED':
      return 'Create the file';
    case 'DELETED':
      return 'Delete the file';
    case 'MOVED':
      return `Move it here from ${from}`;
    case 'CHANGED':
      return `Line ${line}`;
  }
}

/** Edits by their file, in the order in which they come. */
export function groupByFile<E extends { file: string }>(edits: readonly E[]): [string, E[]][] {
  const groups = new Map<string, E[]>();
  for (const edit of edits) groups.set(edit.file, [...(groups.get(edit.file) ?? []), edit]);
  return [...groups];
}
