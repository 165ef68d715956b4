import { Anchor, Text } from '@mantine/core';
import { useMemo } from 'react';
import { Disclosure } from '../shared/Disclosure.tsx';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { countOf } from '../shared/format.ts';
import { goTo, writeAddress } from '../shared/useAddress.ts';
import { breaksElsewhere, describeTrial, type TriedBreak, type TrialState } from './trial-state.ts';

/** More places are counted, not listed. */
const SHOWN = 100;

interface BreakListProps {
  roomId: string;
  path: string;
  trial: TrialState;
}

interface ListedPlace {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

const placesOf = (breaks: readonly TriedBreak[]): ListedPlace[] => breaks.flatMap(({ file, places }) => places.map(({ line, message }) => ({ file, line, message })));

function Places({ roomId, breaks, isStale }: { roomId: string; breaks: readonly TriedBreak[]; isStale: boolean }) {
  const places = placesOf(breaks);
  const left = breaks.reduce((sum, { placeCount }) => sum + placeCount, 0) - Math.min(SHOWN, places.length);
  return (
    <>
      <ul className="rows break-places" data-stale={isStale || undefined}>
        {places.slice(0, SHOWN).map(({ file, line, message }, index) => {
          const address = { room: roomId, tab: 'dev', file, line: String(line) } as const;
          return (
            <li key={index} data-testid="break-place" data-file={file}>
              <Anchor href={writeAddress(address)} className="path" onClick={(event) => (event.preventDefault(), goTo(address))}>{file}:{line}</Anchor>
              <Text size="xs" c="dimmed" className="wrap-anywhere">{message}</Text>
            </li>
          );
        })}
      </ul>
      {left > 0 && <Text size="xs" c="dimmed">{countOf(left, 'more place')} {left === 1 ? 'is' : 'are'} not listed.</Text>}
    </>
  );
}

/** What a save of the open file would break, before it is saved: in other files, each place a link. What is only possible is folded away. */
export function BreakList({ roomId, path, trial }: BreakListProps) {
  const breaks = useMemo(() => breaksElsewhere(trial, path), [trial, path]);
  const certain = breaks.filter(({ certainty }) => certainty === 'CERTAIN');
  const possible = breaks.filter(({ certainty }) => certainty !== 'CERTAIN');
  const isStale = trial.kind === 'trying';
  return (
    <section className="break-list" aria-label="What a save would break" data-testid="trial" data-state={trial.kind}>
      <Text component="h2" size="xs" fw={600} c="dimmed" className="overline" mb={4}>Before you save</Text>
      <Text size="sm" role="status" data-testid="trial-sum">{describeTrial(trial, path)}</Text>
      {trial.kind === 'failed' && <FailureAlert failure={trial.failure} />}
      {certain.length > 0 && <Places roomId={roomId} breaks={certain} isStale={isStale} />}
      {possible.length > 0 && <Disclosure label={<Text size="xs" c="dimmed">Possible breaks in {countOf(possible.length, 'file')}</Text>}><Places roomId={roomId} breaks={possible} isStale={isStale} /></Disclosure>}
    </section>
  );
}
