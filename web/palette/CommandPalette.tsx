import { Anchor, Combobox, Modal, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useLayoutEffect, useRef, useState } from 'react';
import { HealingStatusDocument } from '../healing/healing-documents.ts';
import { lookOfRun } from '../runs/run-looks.ts';
import type { Failure } from '../shared/failure.ts';
import { knownOf } from '../shared/reading.ts';
import { failureToRead } from '../shared/ReadingView.tsx';
import { useLastKnown } from '../shared/useLastKnown.ts';
import { useOffline } from '../shared/useOffline.ts';
import { useReading } from '../shared/useReading.ts';
import { goTo, useAddress } from '../shared/useAddress.ts';
import { offerEntries } from './palette-entries.ts';
import { PaletteDocument } from './palette-documents.ts';

const TYPING_MS = 100;
const LONGEST_SOUGHT = 500;
const RUNS_SEARCHED = 100;

interface CommandPaletteProps {
  roomId: string;
  rooms: readonly { id: string; name: string }[];
  onClose: () => void;
}

/** Why files, symbols or runs may be missing from what is offered. */
function PaletteNote({ isSearching, failed }: { isSearching: boolean; failed: { failure: Failure; retry: () => void } | null }) {
  const offline = useOffline();
  if (offline !== null) return <Text size="xs" c="dimmed" px="md" pb="xs" role="status">{offline} Tabs and rooms can be gone to; files, symbols and runs are found again once it is back.</Text>;
  if (failed) return <Text size="xs" c="dimmed" px="md" pb="xs" role="alert">{failureToRead('files, symbols and runs', failed.failure).message} <Anchor component="button" type="button" size="xs" onClick={failed.retry}>Try again</Anchor></Text>;
  return <Text size="xs" c="dimmed" px="md" pb="xs" role="status" className="palette-note">{isSearching ? 'Searching files and symbols' : ''}</Text>;
}

/** Goes anywhere by typing: tabs, rooms, files, symbols, runs; or takes what is typed for an intent. */
export function CommandPalette({ roomId, rooms, onClose }: CommandPaletteProps) {
  const address = useAddress();
  const [typed, setTyped] = useState('');
  const sought = typed.trim().slice(0, LONGEST_SOUGHT);
  const [matching] = useDebouncedValue(sought, TYPING_MS);
  const matches = useReading({ query: PaletteDocument, variables: { room: roomId, matching }, find: ({ room }) => room, isPaused: matching === '' });
  const runs = useReading({ query: HealingStatusDocument, variables: { room: roomId, first: RUNS_SEARCHED }, find: ({ healingStatus }) => healingStatus });
  const found = useLastKnown(knownOf(matches));
  const past = knownOf(runs)?.edges.flatMap((edge) => edge?.node ?? []) ?? [];
  const groups = offerEntries(typed, {
    room: roomId, run: address.run, rooms, files: found?.files ?? [], symbols: found?.symbols ?? [],
    runs: past.map((run) => ({ id: run.id, status: lookOfRun(run).label, userAction: run.intentCapture.userAction })),
  });
  const entries = groups.flatMap((group) => group.entries);
  // The list keeps Escape from the dialog around it.
  const combobox = useCombobox({ opened: true, onOpenedChange: (opened) => !opened && onClose() });
  const { selectFirstOption, selectOption } = combobox;
  const list = useRef<HTMLDivElement>(null);
  const isChosen = useRef(false);
  const order = entries.map(({ id }) => id).join('\n');
  const isSearching = sought !== matching || (matching !== '' && matches.kind === 'loading');
  // What is found later comes before or after what was chosen with the arrows, or takes it away. Before a key can be pressed: the list goes by place.
  useLayoutEffect(() => {
    const options = [...(list.current?.querySelectorAll('[role=option]') ?? [])];
    const chosen = options.findIndex((option) => option.hasAttribute('data-combobox-selected'));
    void (isChosen.current && chosen !== -1 ? selectOption(chosen) : selectFirstOption());
  }, [typed, order, selectFirstOption, selectOption]);
  const type = (words: string) => {
    isChosen.current = false;
    setTyped(words);
  };
  const take = (id: string) => {
    const entry = entries.find((each) => each.id === id);
    onClose();
    if (entry) goTo(entry.target);
  };
  return (
    <Modal.Root opened onClose={onClose} size="lg" yOffset="10vh" transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content aria-label="Command palette" data-testid="palette">
        <Modal.Body p={0}>
          <Combobox store={combobox} onOptionSubmit={take}>
            <Combobox.EventsTarget>
              <TextInput value={typed} onChange={(event) => type(event.currentTarget.value)} onKeyDownCapture={({ key }) => void (isChosen.current ||= key === 'ArrowDown' || key === 'ArrowUp')} size="md" p="sm" data-autofocus aria-label="Go to, or say a change" placeholder="A tab, file, symbol, run or room, or a change in words" autoComplete="off" autoCapitalize="off" spellCheck={false} data-testid="palette-input" />
            </Combobox.EventsTarget>
            <PaletteNote isSearching={isSearching} failed={matches.kind === 'failed' ? matches : runs.kind === 'failed' ? runs : null} />
            <Combobox.Options ref={list} className="palette-options" mah="min(56vh, 460px)" aria-label="What is found" aria-busy={isSearching}>
              {groups.map((group) => (
                <Combobox.Group key={group.label} label={group.label}>
                  {group.entries.map(({ id, label, detail }) => (
                    <Combobox.Option key={id} value={id} className="palette-option">
                      <span className="wrap-anywhere">{label}</span>
                      {detail && <Text component="span" size="xs" c="dimmed" className="wrap-anywhere">{detail}</Text>}
                    </Combobox.Option>
                  ))}
                </Combobox.Group>
              ))}
            </Combobox.Options>
          </Combobox>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
