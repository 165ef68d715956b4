import { Badge, Button, Group, Text } from '@mantine/core';
import { goTo } from '../shared/useAddress.ts';
import { WATCH_LOOKS, type WatchEvent } from '../watch/watch-events.ts';

/** What the last save broke, and the way to the healing that is planned for it. */
export function SaveResult({ roomId, event }: { roomId: string; event: WatchEvent }) {
  const { label, color } = WATCH_LOOKS[event.type];
  const { run } = event;
  return (
    <section className="break-list" aria-label="The last save" data-testid="save-result" data-type={event.type}>
      <Group gap="xs" mb={4}>
        <Text component="h2" size="xs" fw={600} c="dimmed" className="overline">The last save</Text>
        <Badge size="sm" variant="light" color={color} tt="none">{label}</Badge>
      </Group>
      <Text size="sm" role="status" className="wrap-anywhere">{event.message}</Text>
      {event.error && <Text size="xs" c="dimmed">{event.error.hint}</Text>}
      {run && <Button mt={6} size="compact-sm" variant={run.status === 'PLANNED' ? 'filled' : 'default'} onClick={() => goTo({ room: roomId, run: run.id })}>{run.status === 'PLANNED' ? 'Open the planned healing' : 'Open the run'}</Button>}
    </section>
  );
}
