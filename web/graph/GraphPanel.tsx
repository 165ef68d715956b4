import './graph.css';
import { Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import { ReadingView } from '../shared/ReadingView.tsx';
import { RowsSkeleton, SectionsSkeleton } from '../shared/Skeletons.tsx';
import type { Address } from '../shared/useAddress.ts';
import { ProjectGraph } from './ProjectGraph.tsx';
import { useRoomChanges } from '../rooms/useRoomChanges.ts';
import { useProjectGraph } from './useProjectGraph.ts';

const skeleton = (
  <div className="graph-tab">
    <Stack gap="sm" className="shrinks"><Skeleton height={36} /><RowsSkeleton rows={1} height={20} /><Skeleton className="graph-frame" /></Stack>
    <div className="graph-aside"><SectionsSkeleton heights={[140, 90, 300]} /></div>
  </div>
);

/** The Architecture tab of one room. Keyed by the room. */
export function GraphPanel({ roomId, address }: { roomId: string; address: Address }) {
  const version = useRoomChanges(roomId, 'files');
  const reading = useProjectGraph(roomId, version);
  return (
    <>
      <VisuallyHidden><h1>Architecture</h1></VisuallyHidden>
      <ReadingView reading={reading} what="the import graph" skeleton={skeleton}>
        {(project) => (project.view.files.length === 0
          ? <Text size="sm" c="dimmed">This project has no TypeScript or JavaScript files that could be drawn.</Text>
          : <ProjectGraph roomId={roomId} address={address} project={project} version={version} isReading={reading.kind === 'ready' && reading.isReading} onReadAgain={() => reading.kind === 'ready' && reading.retry()} />)}
      </ReadingView>
    </>
  );
}
