import { Stack, Table, Text, UnstyledButton } from '@mantine/core';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { Provider } from 'urql';
import { sayIntent } from '../healing/analyze-intent.ts';
import { IntentInput } from '../healing/IntentInput.tsx';
import { MeasureList } from '../runs/MeasureList.tsx';
import { readMeasures } from '../runs/read-refactorings.ts';
import { CommandButton } from '../shared/CommandButton.tsx';
import { countOf } from '../shared/format.ts';
import { ReadingView } from '../shared/ReadingView.tsx';
import { LinesSkeleton } from '../shared/Skeletons.tsx';
import { useServerLink } from '../shared/server-link.ts';
import { useReading } from '../shared/useReading.ts';
import { WhatIfDocument, type WhatIf as Answer } from './graph-documents.ts';

type PlaceChange = Answer['files'][number];
type Find = (path: string) => void;

const inTurn = (before: number | undefined, after: number | undefined, digits = 0): string => {
  const [old, now] = [before?.toFixed(digits) ?? 'none', after?.toFixed(digits) ?? 'none'];
  return old === now ? now : `${old} → ${now}`;
};

function PlaceTable({ places, count, what, onFind }: { places: readonly PlaceChange[]; count: number; what: 'file' | 'folder'; onFind?: Find }) {
  if (count === 0) return null;
  return (
    <div>
      <Text size="xs" fw={600}>{countOf(count, what)} with another coupling</Text>
      <Table.ScrollContainer minWidth={0} maxHeight={320}>
        <Table className="card-table" stickyHeader verticalSpacing={3} fz="xs" aria-label={`Coupling of each ${what}`} data-testid={`what-if-${what}s`}>
          <Table.Thead><Table.Tr><Table.Th>{what === 'file' ? 'File' : 'Folder'}</Table.Th><Table.Th>Imported by</Table.Th><Table.Th>Imports</Table.Th><Table.Th>Instability</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {places.map(({ path, before, after }) => (
              <Table.Tr key={path}>
                <Table.Th scope="row" data-wide>{onFind && before && after ? <UnstyledButton className="path graph-link" onClick={() => onFind(path)}>{path}</UnstyledButton> : <span className="path">{path}</span>}</Table.Th>
                <Table.Td className="tabular" data-label="Imported by">{inTurn(before?.ca, after?.ca)}</Table.Td>
                <Table.Td className="tabular" data-label="Imports">{inTurn(before?.ce, after?.ce)}</Table.Td>
                <Table.Td className="tabular" data-label="Instability">{inTurn(before?.instability, after?.instability, 2)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {places.length < count && <Text size="xs" c="dimmed">The first {places.length} are listed.</Text>}
    </div>
  );
}

function Cycles({ cycles, title, onFind }: { cycles: readonly (readonly string[])[]; title: string; onFind: Find }) {
  if (cycles.length === 0) return null;
  return (
    <div>
      <Text size="xs" fw={600}>{title}</Text>
      <ul className="rows" aria-label={title}>
        {cycles.map((files) => <li key={files.join()} className="what-if-cycle">{files.map((path) => <UnstyledButton key={path} className="path graph-link" onClick={() => onFind(path)}>{path}</UnstyledButton>)}</li>)}
      </ul>
    </div>
  );
}

function Outcome({ answer, onFind, onPlan }: { answer: Answer; onFind: Find; onPlan: () => void }) {
  const { understood, before, after, keeping, newCycles, openedCycles } = answer;
  const measures = readMeasures(before, after);
  const kept = keeping && readMeasures(before, keeping);
  const isSame = measures.length === 0 && answer.fileCount === 0 && answer.folderCount === 0;
  return (
    <Stack gap="xs" data-testid="what-if" data-new-cycles={newCycles.length}>
      <Text size="sm" fw={500} className="wrap-anywhere" role="status">{understood}</Text>
      {isSame ? <Text size="xs">The structure would stay as it is.</Text> : <MeasureList measures={measures} />}
      {kept && (
        <div>
          <Text size="xs" c="dimmed">{kept.length === 0 ? 'Where the old form is kept for its callers, the measures stay as they are.' : 'Where the old form is kept for its callers:'}</Text>
          <MeasureList measures={kept} />
        </div>
      )}
      <Cycles cycles={newCycles} title="Import cycles that it closes or makes larger" onFind={onFind} />
      <Cycles cycles={openedCycles} title="Import cycles that it opens or makes smaller" onFind={onFind} />
      <PlaceTable places={answer.folders} count={answer.folderCount} what="folder" />
      <PlaceTable places={answer.files} count={answer.fileCount} what="file" onFind={onFind} />
      <div><CommandButton size="compact-sm" variant="light" onClick={onPlan}>See what breaks and plan it</CommandButton></div>
    </Stack>
  );
}

interface AnsweredProps extends Pick<WhatIfProps, 'roomId' | 'version' | 'onAsk' | 'onFind'> {
  words: string;
  onPlan: () => void;
}

function Answered({ roomId, words, version, onAsk, onFind, onPlan }: AnsweredProps) {
  const reading = useReading({ query: WhatIfDocument, variables: { room: roomId, ...sayIntent(words) }, find: ({ room }) => room?.whatIf, version, requestPolicy: 'network-only' });
  return <ReadingView reading={reading} what="what the change would do" skeleton={<LinesSkeleton lines={4} />} onSuggestion={onAsk}>{(answer) => <Outcome answer={answer} onFind={onFind} onPlan={onPlan} />}</ReadingView>;
}

/** What is refused is not kept: the cache would give the empty answer again without the reason. */
function Uncached({ children }: { children: ReactNode }) {
  return <Provider value={useServerLink().plainClient}>{children}</Provider>;
}

interface WhatIfProps {
  roomId: string;
  /** The change that is asked about; null before one is. */
  asked: string | null;
  /** Counts up with every change of the files. */
  version: number;
  onAsk: (words: string) => void;
  onFind: Find;
  onPlan: (words: string) => void;
}

/** What a change would do to the structure, in words or as a diff. It is made on the graph in memory: nothing is stored, planned or written. */
export function WhatIf({ roomId, asked, version, onAsk, onFind, onPlan }: WhatIfProps) {
  const [words, setWords] = useState(asked ?? '');
  // The browser's back and forward ask as well.
  const [shown, setShown] = useState(asked);
  if (shown !== asked) {
    setShown(asked);
    setWords(asked ?? '');
  }
  const id = useId();
  const ask = () => words.trim() !== '' && onAsk(words.trim());
  return (
    <Stack gap="sm">
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          ask();
        }}
      >
        <Text component="label" htmlFor={id} size="xs" c="dimmed">Say a change: what it would do to cycles and coupling is measured, and nothing is written.</Text>
        <div className="intent-row">
          <IntentInput id={id} roomId={roomId} words={words} onWords={setWords} onSubmit={ask} error={false} />
          <CommandButton type="submit" variant="default" disabled={words.trim() === ''} data-testid="what-if-ask">Measure</CommandButton>
        </div>
      </form>
      {asked !== null && <Uncached><Answered key={asked} roomId={roomId} words={asked} version={version} onAsk={onAsk} onFind={onFind} onPlan={() => onPlan(asked)} /></Uncached>}
    </Stack>
  );
}
