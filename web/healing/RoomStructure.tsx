import { Anchor, Stack, Text } from '@mantine/core';
import { readRefactorings } from '../runs/read-refactorings.ts';
import { RefactoringList } from '../runs/RefactoringList.tsx';
import { StepResult } from '../runs/StepResult.tsx';
import { ReadingView } from '../shared/ReadingView.tsx';
import { RowsSkeleton } from '../shared/Skeletons.tsx';
import { useReading } from '../shared/useReading.ts';
import { RoomStructureDocument } from './healing-documents.ts';

/** How well the project is put together, and what would make it better. Asked for when it is opened, since every refactoring is tried. */
export function RoomStructure({ roomId, onSay }: { roomId: string; onSay: (intent: string) => void }) {
  const reading = useReading({ query: RoomStructureDocument, variables: { room: roomId }, find: ({ node }) => (node?.__typename === 'Room' ? node : null), requestPolicy: 'network-only' });
  return (
    <ReadingView reading={reading} what="the structure" skeleton={<RowsSkeleton rows={3} height={60} />}>
      {({ coupling: { files, metrics: { cycles, cyclicFiles, modularity, folderModularity } }, refactorings }) => (
        <Stack gap="xs" data-testid="structure">
          <StepResult result={{ files, cycles, filesInCycles: cyclicFiles, modularityOfCommunities: modularity, modularityOfFolders: folderModularity }} />
          {refactorings.length === 0 && <Text size="sm" c="dimmed">No change that was tried would make it measurably better.</Text>}
          <RefactoringList refactorings={readRefactorings(refactorings)} onSay={onSay} />
          {reading.kind === 'ready' && <Anchor component="button" size="xs" ta="left" onClick={reading.retry} disabled={reading.isReading}>Measure again</Anchor>}
        </Stack>
      )}
    </ReadingView>
  );
}
