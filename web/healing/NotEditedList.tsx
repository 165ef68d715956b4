import { Stack, Text } from '@mantine/core';
import type { Run } from '../runs/run-documents.ts';
import { LongList } from '../shared/LongList.tsx';

const ROW_PX = 52;

/** The places that were seen and are left to a person. */
export function NotEditedList({ places }: { places: Run['notEdited'] }) {
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">Supernova saw these places and does not edit them. Look at them yourself.</Text>
      <LongList items={places} rowPx={ROW_PX} className="places" testId="not-edited" keyOf={({ file, line, column, reason }) => `${file}:${line}:${column}:${reason}`}>
        {({ file, line, column, reason }) => (
          <>
            <span className="path">{file}<span className="position">:{line}:{column}</span></span>
            <Text component="span" size="sm">{reason}</Text>
          </>
        )}
      </LongList>
    </Stack>
  );
}
