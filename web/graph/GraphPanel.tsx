import './graph.css';
import { Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import type { Address } from '../shared/useAddress.ts';
import { ProjectGraph } from './ProjectGraph.tsx';
import { useProjectGraph } from './useProjectGraph.ts';

/** The Architecture tab of one room. Keyed by the room. */
export function GraphPanel({ roomId, address }: { roomId: string; address: Address }) {
  const reading = useProjectGraph(roomId);
  return (
    <>
      <VisuallyHidden><h1>Architecture</h1></VisuallyHidden>
      {reading.kind === 'loading' && <Stack aria-busy="true"><Skeleton height={36} /><Skeleton height={520} /></Stack>}
      {reading.kind === 'failed' && <FailureAlert failure={reading.failure} onRetry={reading.retry} />}
      {reading.kind === 'ready' && reading.view.files.length === 0 && <Text size="sm" c="dimmed">This project has no TypeScript or JavaScript files that could be drawn.</Text>}
      {reading.kind === 'ready' && reading.view.files.length > 0 && <ProjectGraph roomId={roomId} address={address} reading={reading} />}
    </>
  );
}
