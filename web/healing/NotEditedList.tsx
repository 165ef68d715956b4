import { Stack, Text } from '@mantine/core';
import type { Run } from '../runs/run-documents.ts';

/** The places that were seen and are left to a person. */
export function NotEditedList({ places }: { places: Run['notEdited'] }) {
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">Supernova saw these places and does not edit them. Look at them yourself.</Text>
      <ul className="places" data-testid="not-edited">
        {places.map((place) => (
          <li key={`${place.file}:${place.line}:${place.column}:${place.reason}`}>
            <span className="path">{place.file}<span className="position">:{place.line}:{place.column}</span></span>
            <Text component="span" size="sm">{place.reason}</Text>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
