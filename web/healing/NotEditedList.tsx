import { Stack, Text } from '@mantine/core';
import type { Run } from '../runs/run-documents.ts';
import { formatMoment } from '../shared/format.ts';
import { LongList } from '../shared/LongList.tsx';

const ROW_PX = 52;

type Place = Run['notEdited'][number] & {
  /** Who left it out by hand, and when, where that is known. */
  by?: string | null;
  at?: string | null;
};

const signatureOf = ({ by, at }: Place): string => [by && `by ${by}`, at && `on ${formatMoment(at)}`].filter(Boolean).join(' ');

/** The places that were seen and are left to a person. */
export function NotEditedList({ places }: { places: readonly Place[] }) {
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">Supernova saw these places and does not edit them. Look at them yourself.</Text>
      <LongList items={places} rowPx={ROW_PX} className="places" testId="not-edited" keyOf={({ file, line, column, reason }) => `${file}:${line}:${column}:${reason}`}>
        {(place) => (
          <>
            <span className="path">{place.file}<span className="position">:{place.line}:{place.column}</span></span>
            <Text component="span" size="sm">{place.reason} <Text component="span" size="xs" c="dimmed">{signatureOf(place)}</Text></Text>
          </>
        )}
      </LongList>
    </Stack>
  );
}
