import { Anchor, Stack, Text } from '@mantine/core';
import { readRefactorings } from '../runs/read-refactorings.ts';
import { RefactoringList } from '../runs/RefactoringList.tsx';
import { StepResult } from '../runs/StepResult.tsx';
import { ReadingView } from '../shared/ReadingView.tsx';
import { RowsSkeleton } from '../shared/Skeletons.tsx';
import { useReading } from '../shared/useReading.ts';
import { RoomRefactoringsDocument, RoomStructureDocument } from './healing-documents.ts';

const trying = (
  <Stack gap="xs">
    <Text size="xs" c="dimmed">Changes are tried on the graph one by one, which takes a minute or more in a large project.</Text>
    <RowsSkeleton rows={2} height={60} />
  </Stack>
);

/** How well the project is put together, and what would make it better. Asked for when it is opened, the figures first: every refactoring is tried. */
export function RoomStructure({ roomId, onSay }: { roomId: string; onSay: (intent: string) => void }) {
  const figures = useReading({ query: RoomStructureDocument, variables: { room: roomId }, find: ({ node }) => (node?.__typename === 'Room' ? node.coupling : null), requestPolicy: 'network-only' });
  const offered = useReading({ query: RoomRefactoringsDocument, variables: { room: roomId }, find: ({ node }) => (node?.__typename === 'Room' ? node.refactorings : null), isPaused: figures.kind === 'loading', requestPolicy: 'network-only' });
  const isTrying = offered.kind === 'ready' && offered.isReading;
  const measureAgain = () => {
    if (figures.kind === 'ready') figures.retry();
    if (offered.kind === 'ready') offered.retry();
  };
  return (
    <Stack gap="xs" data-testid="structure">
      <ReadingView reading={figures} what="the structure" skeleton={<RowsSkeleton rows={3} height={20} />}>
        {({ files, metrics: { cycles, cyclicFiles, modularity, folderModularity } }) => <StepResult result={{ files, cycles, filesInCycles: cyclicFiles, modularityOfCommunities: modularity, modularityOfFolders: folderModularity }} />}
      </ReadingView>
      {/* What was found in an earlier state of the project is not shown beside the figures of this one. */}
      {figures.kind !== 'loading' && (isTrying ? trying : (
        <ReadingView reading={offered} what="what would make it better" skeleton={trying}>
          {(refactorings) => (refactorings.length === 0
            ? <Text size="sm" c="dimmed">No change that was tried would make it measurably better.</Text>
            : <RefactoringList refactorings={readRefactorings(refactorings)} onSay={onSay} />)}
        </ReadingView>
      ))}
      {figures.kind === 'ready' && offered.kind === 'ready' && <Anchor component="button" size="xs" ta="left" onClick={measureAgain} disabled={figures.isReading || offered.isReading}>Measure again</Anchor>}
    </Stack>
  );
}
