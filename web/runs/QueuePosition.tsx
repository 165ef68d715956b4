import { Text } from '@mantine/core';
import { useWorkers } from './useWorkers.ts';

/** Where a run waits, or why it waits for nobody. */
export function QueuePosition({ roomId, position }: { roomId: string; position: number | null }) {
  const workers = useWorkers(roomId);
  if (workers === 0) return <Text size="sm" c="orange" role="status" data-testid="no-worker">No worker is running, so this run waits. Start one with: npm run worker</Text>;
  return <Text size="sm" c="dimmed" data-testid="queue-position">{position === null ? 'Waiting for its turn' : position === 1 ? 'Next in the queue' : `Number ${position} in the queue`}</Text>;
}
