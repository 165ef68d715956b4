import { Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { DiffSheet } from './DiffSheet.tsx';
import { DiffSum } from './DiffSum.tsx';
import { parseUnifiedDiff } from './parse-unified-diff.ts';

/** More files than this start closed, so that their names can be read first. */
const FILES_OPEN = 5;

/** A unified diff beside other things: its sum, and its sheet in a box that scrolls. */
export function DiffView({ diff }: { diff: string }) {
  const files = useMemo(() => parseUnifiedDiff(diff), [diff]);
  const [first] = files;
  if (!first) return <Text size="sm" c="dimmed">Nothing is written to the project.</Text>;
  return (
    <Stack gap={6} data-testid="diff">
      <DiffSum files={files} />
      <DiffSheet files={files} layout="unified" isInset startsClosed={files.length > FILES_OPEN} label={files.length === 1 ? `Changed lines of ${first.path}` : 'Changed lines'} />
    </Stack>
  );
}
