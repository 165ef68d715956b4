import { Text } from '@mantine/core';
import type { ShownMeasure } from './read-refactorings.ts';

/** Measures of a structure before and after a change, and as they were measured then. */
export function MeasureList({ measures }: { measures: readonly ShownMeasure[] }) {
  return (
    <dl className="facts">
      {measures.map(({ name, before, after, measured }) => (
        <div key={name}>
          <Text component="dt" size="xs" c="dimmed">{name}</Text>
          <Text component="dd" size="xs" fw={600} className="tabular">{[before, after, measured].filter((value) => value !== undefined).join(' → ')}</Text>
        </div>
      ))}
    </dl>
  );
}
