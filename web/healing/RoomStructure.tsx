import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from 'urql';
import { readRefactorings } from '../runs/read-refactorings.ts';
import { RefactoringList } from '../runs/RefactoringList.tsx';
import { StepResult } from '../runs/StepResult.tsx';
import { failureOfRequest } from '../shared/failure.ts';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { RoomStructureDocument } from './healing-documents.ts';

/** How well the project is put together, and what would make it better. Asked for when it is opened, since every refactoring is tried. */
export function RoomStructure({ roomId, onSay }: { roomId: string; onSay: (intent: string) => void }) {
  const [{ data, error, fetching }, execute] = useQuery({ query: RoomStructureDocument, variables: { room: roomId }, requestPolicy: 'network-only' });
  const again = () => execute({ requestPolicy: 'network-only' });
  if (error) return <FailureAlert failure={failureOfRequest(error)} onRetry={again} />;
  const room = data?.node?.__typename === 'Room' ? data.node : null;
  if (!room) return <Skeleton height={60} aria-label="Measuring the structure" />;
  const { files, metrics } = room.coupling;
  const { cycles, cyclicFiles, modularity, folderModularity } = metrics;
  return (
    <Stack gap="xs" data-testid="structure">
      <StepResult result={{ files, cycles, filesInCycles: cyclicFiles, modularity, modularityOfFolders: folderModularity }} />
      {room.refactorings.length === 0 && <Text size="sm" c="dimmed">No change that was tried would make it measurably better.</Text>}
      <RefactoringList refactorings={readRefactorings(room.refactorings)} onSay={onSay} />
      <Anchor component="button" size="xs" ta="left" onClick={again} disabled={fetching}>Measure again</Anchor>
    </Stack>
  );
}
