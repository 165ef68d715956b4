import { Badge, Box, Button, Group, Paper, SegmentedControl, Stack, Text } from '@mantine/core';
import { CommandButton } from '../shared/CommandButton.tsx';
import { Disclosure } from '../shared/Disclosure.tsx';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { ReadingView } from '../shared/ReadingView.tsx';
import { LinesSkeleton } from '../shared/Skeletons.tsx';
import { useKeptFocus } from '../shared/useKeptFocus.ts';
import { useOffline } from '../shared/useOffline.ts';
import { FollowWatch } from './FollowWatch.tsx';
import { useWatch } from './useWatch.ts';
import { WATCH_LOOKS, type WatchEvent, type WatchMode } from './watch-events.ts';

const MODES: readonly { value: WatchMode; label: string }[] = [
  { value: 'OFF', label: 'Off' },
  { value: 'SUGGEST', label: 'Suggest' },
  { value: 'AUTO', label: 'Auto' },
];

const EXPLAINED: Record<WatchMode, string> = {
  OFF: 'Saved files are not looked at.',
  SUGGEST: 'What a save breaks is predicted, and its healing is planned for you to start.',
  AUTO: 'What a save breaks is healed at once. Layout changes, checkouts and bursts of saves are not.',
};

function EventRow({ event, onOpen }: { event: WatchEvent; onOpen: (runId: string) => void }) {
  const { label, color } = WATCH_LOOKS[event.type];
  const { run } = event;
  return (
    <li className="shim" data-testid="watch-event" data-type={event.type}>
      <Badge size="sm" variant="light" color={color} tt="none">{label}</Badge>
      <Text size="xs" mt={2} className="wrap-anywhere">{event.message}</Text>
      {event.error && <Text size="xs" c="dimmed">{event.error.hint}</Text>}
      {run && <Button size="compact-xs" variant="subtle" onClick={() => onOpen(run.id)}>{run.status === 'PLANNED' ? 'Open the plan' : 'Open the run'}</Button>}
    </li>
  );
}

interface WatchControlsProps {
  roomId: string;
  onOpen: (runId: string) => void;
}

/** Whether saves of the room are looked at, and what became of the last ones. Keyed by the room. */
export function WatchControls({ roomId, onOpen }: WatchControlsProps) {
  const { reading, mode, events, suggestion, refusal, isBusy, setMode, takeAsIs, add } = useWatch(roomId);
  const offline = useOffline();
  const kept = useKeptFocus();
  const others = events.filter((event) => event !== suggestion);
  return (
    <div {...kept} data-testid="watch" data-mode={mode}>
      {mode !== null && <FollowWatch roomId={roomId} newest={events[0]?.number ?? 0} onEvent={add} />}
      <SegmentedControl fullWidth size="xs" aria-label="When a file is saved" disabled={mode === null || offline !== null} title={offline ?? undefined} value={mode ?? 'OFF'} data={[...MODES]} onChange={(value) => setMode(value as WatchMode)} />
      <Box mt={6}>
        <ReadingView reading={reading} what="the watch" skeleton={<LinesSkeleton lines={2} />}>{() => mode !== null && <Text size="xs" c="dimmed">{EXPLAINED[mode]}</Text>}</ReadingView>
      </Box>
      {refusal && <div role="alert"><FailureAlert failure={refusal} /></div>}
      <div aria-live="polite">
        {suggestion && mode !== 'OFF' && (
          <Stack gap={6} mt="sm" data-testid="watch-suggestion">
            <Text size="sm" className="wrap-anywhere">{suggestion.message}</Text>
            <Group gap="xs">
              {suggestion.run && <Button size="compact-sm" onClick={() => suggestion.run && onOpen(suggestion.run.id)}>Open the plan</Button>}
              <CommandButton size="compact-sm" variant="default" disabled={isBusy} onClick={takeAsIs}>Leave it as it is</CommandButton>
            </Group>
          </Stack>
        )}
      </div>
      {others.length > 0 && (
        <Disclosure label={<Text size="xs" c="dimmed" mt="xs">Last saves</Text>}>
          <Stack gap="sm" component="ul" className="rows">{others.map((event) => <EventRow key={event.number} event={event} onOpen={onOpen} />)}</Stack>
        </Disclosure>
      )}
    </div>
  );
}

/** The same as a panel beside others. Keyed by the room. */
export function WatchPanel({ roomId, onOpen }: WatchControlsProps) {
  return (
    <Paper component="section" withBorder p="sm" mb="md" aria-label="Watch">
      <Text component="h2" size="xs" fw={600} c="dimmed" className="overline" mb="xs">When a file is saved</Text>
      <WatchControls roomId={roomId} onOpen={onOpen} />
    </Paper>
  );
}
