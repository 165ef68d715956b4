import { Skeleton, Text } from '@mantine/core';
import { useRoomChanges } from '../rooms/useRoomChanges.ts';
import { countOf, formatAgo } from '../shared/format.ts';
import { ReadingView } from '../shared/ReadingView.tsx';
import { useReading } from '../shared/useReading.ts';
import { LiveWorkersDocument } from './settings-documents.ts';

/** The workers that live. */
export function WorkerList({ roomId }: { roomId: string }) {
  const reading = useReading({ query: LiveWorkersDocument, variables: {}, find: ({ workers }) => workers, version: useRoomChanges(roomId, 'workers') });
  return (
    <ReadingView reading={reading} what="the workers" skeleton={<Skeleton height={18} width={280} />}>
      {(workers) => (workers.length === 0
        ? <Text span size="sm">None is running, so runs wait. Start one with: npm run worker</Text>
        : workers.map(({ id, hostname, pid, concurrency, startedAt }) => (
            <Text key={id} span size="sm" data-testid="worker">Process {pid} on {hostname}, {countOf(concurrency, 'room')} at once, started {formatAgo(startedAt, Date.now())}</Text>
          )))}
    </ReadingView>
  );
}
