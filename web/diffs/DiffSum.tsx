import { Text } from '@mantine/core';
import { countOf } from '../shared/format.ts';
import type { DiffFile } from './parse-unified-diff.ts';

/** How many files a diff changes, and how many lines. */
export function DiffSum({ files }: { files: readonly DiffFile[] }) {
  const sum = (side: 'added' | 'removed') => files.reduce((total, file) => total + file[side], 0).toLocaleString('en');
  return (
    <Text size="xs" c="dimmed" role="status" data-testid="diff-sum">
      {countOf(files.length, 'file')}, <span className="diff-count"><span data-kind="added">+{sum('added')}</span> <span data-kind="removed">−{sum('removed')}</span></span>
    </Text>
  );
}
