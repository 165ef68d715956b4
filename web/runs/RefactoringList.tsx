import { Stack, Text } from '@mantine/core';
import { CommandButton } from '../shared/CommandButton.tsx';
import { Words } from '../shared/Words.tsx';
import { MeasureList } from './MeasureList.tsx';
import type { ShownRefactoring } from './read-refactorings.ts';

function RefactoringRow({ refactoring, onSay }: { refactoring: ShownRefactoring; onSay: (intent: string) => void }) {
  const { title, why, intent, keepsOldForm, measures } = refactoring;
  return (
    <li data-testid="refactoring">
      <Text size="sm" fw={500} className="wrap-anywhere"><Words text={title} /></Text>
      <Text size="xs" c="dimmed" className="wrap-anywhere">
        {why}
        {keepsOldForm && ' The old form stays for its callers until it is retired.'}
      </Text>
      <MeasureList measures={measures} />
      <CommandButton size="compact-xs" variant="light" mt={4} onClick={() => onSay(intent)}>Try it and plan</CommandButton>
    </li>
  );
}

/** Refactorings with what they win, the best first. Starting one says its intent: it is tried and planned, and nothing is written. */
export function RefactoringList({ refactorings, onSay }: { refactorings: ShownRefactoring[]; onSay: (intent: string) => void }) {
  return (
    <Stack gap="sm" component="ul" className="rows">
      {refactorings.map((refactoring) => <RefactoringRow key={refactoring.title} refactoring={refactoring} onSay={onSay} />)}
    </Stack>
  );
}
