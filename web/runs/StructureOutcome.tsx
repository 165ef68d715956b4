import { Alert, Stack, Text } from '@mantine/core';
import { AlertIcon, CheckIcon } from '../shared/icons.tsx';
import { MeasureList } from './MeasureList.tsx';
import { readMeasures } from './read-refactorings.ts';
import type { Run } from './run-documents.ts';

interface StructureOutcomeProps {
  structure: Run['structure'];
  /** Whether what the run made is there: what was put back keeps no promise. */
  isKept: boolean;
}

/** What a plan promises of the structure, and after its run what came of it: each measure before, as promised, and as it was measured. Nothing where no measure moves. */
export function StructureOutcome({ structure, isKept }: StructureOutcomeProps) {
  if (!structure) return null;
  const { before, promised } = structure;
  const measured = isKept ? structure.measured : null;
  const measures = readMeasures(before, promised, measured);
  if (measures.length === 0) return null;
  if (measured === null) {
    return (
      <div data-testid="structure-outcome" data-right="unknown">
        <Text size="sm" fw={500}>The structure, before → as the plan promises it</Text>
        <MeasureList measures={measures} />
      </div>
    );
  }
  const isRight = measures.every(({ after, measured: now }) => after === now);
  return (
    <Alert color={isRight ? 'teal' : 'yellow'} variant="light" icon={isRight ? <CheckIcon /> : <AlertIcon />} title={isRight ? 'The structure is what was promised' : 'The structure is not what was promised'} data-testid="structure-outcome" data-right={isRight}>
      <Stack gap={4} c="var(--mantine-color-text)">
        <Text size="sm">Before → promised by the plan → measured on the files when the run was verified.</Text>
        <MeasureList measures={measures} />
      </Stack>
    </Alert>
  );
}
