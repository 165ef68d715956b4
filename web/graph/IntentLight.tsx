import { Anchor, Badge, NativeSelect, Stack, Text, UnstyledButton } from '@mantine/core';
import { useRoomProgress } from '../healing/useRoomProgress.ts';
import { colorOfRisk } from '../runs/run-looks.ts';
import { knownOf, type Reading } from '../shared/reading.ts';
import { ReadingView } from '../shared/ReadingView.tsx';
import { LinesSkeleton } from '../shared/Skeletons.tsx';
import { useReading } from '../shared/useReading.ts';
import { countOf, inWords } from '../shared/format.ts';
import { goTo } from '../shared/useAddress.ts';
import { LatestIntentsDocument, type LitPrediction } from './graph-documents.ts';
import { pathInWords, type LitPaths } from './lit-paths.ts';
import { inkOfSeverity, type Inks } from './palette.ts';
import { Section } from './Section.tsx';
import type { LitIntent } from './useLitIntent.ts';

const MOST_LISTED = 100;
const STEPS = [['8 to 10', 9], ['7 to 8', 7.5], ['4 to 7', 5], ['below 4', 1], ['on the way', null]] as const;

function LitRow({ prediction, onFind }: { prediction: LitPrediction; onFind: (path: string) => void }) {
  const { file, severity, certainty, summary, whyPath } = prediction;
  return (
    <li className="graph-lit" data-testid="lit-file" data-file={file} data-severity={severity}>
      <Badge size="sm" variant="light" color={colorOfRisk(severity)} className="tabular" aria-label={`Severity ${severity.toFixed(1)}`}>{severity.toFixed(1)}</Badge>
      <div className="shrinks">
        <UnstyledButton className="path graph-link" onClick={() => onFind(file)}>{file}</UnstyledButton>
        <Text size="xs" c="dimmed" className="wrap-anywhere">{inWords(certainty)}: {summary}</Text>
        {whyPath.length > 1 && <Text size="xs" className="wrap-anywhere" data-testid="lit-way">{pathInWords(whyPath)}</Text>}
      </div>
    </li>
  );
}

function LitFiles({ intent, lit, inks, onFind }: { intent: LitIntent; lit: LitPaths; inks: Inks; onFind: (path: string) => void }) {
  const { predictions, totalCount } = intent;
  return (
    <Stack gap={6}>
      <Text size="xs" role="status" data-testid="lit-sum">
        {countOf(lit.severityOf.size, 'file')} lit up along {countOf(lit.pairs.size, 'import')}.
        {predictions.length < totalCount && ` The first ${predictions.length} of ${totalCount} predictions are shown.`}
        {lit.missing.length > 0 && ` ${countOf(lit.missing.length, 'file')} of the prediction ${lit.missing.length === 1 ? 'is' : 'are'} not in the graph now.`}
      </Text>
      <ul className="rows graph-steps" aria-label="Colours of severity">
        {STEPS.map(([name, severity]) => <li key={name}><span className="graph-swatch" style={{ background: inkOfSeverity(inks, severity) }} /><Text component="span" size="xs">{name}</Text></li>)}
      </ul>
      <ul className="rows graph-list" aria-label="Affected files">
        {predictions.slice(0, MOST_LISTED).map((prediction) => <LitRow key={prediction.id} prediction={prediction} onFind={onFind} />)}
      </ul>
      {predictions.length > MOST_LISTED && <Text size="xs" c="dimmed">{predictions.length - MOST_LISTED} less severe ones are lit up and not listed.</Text>}
    </Stack>
  );
}

interface IntentLightProps {
  roomId: string;
  runId: string | null;
  /** Null where no intent is chosen. */
  reading: Reading<LitIntent> | null;
  lit: LitPaths | null;
  inks: Inks;
  onRun: (runId: string | null) => void;
  onFind: (path: string) => void;
}

/** Which intent is lit up on the graph, and what it affects. */
export function IntentLight({ roomId, runId, reading, lit, inks, onRun, onFind }: IntentLightProps) {
  const { lastMove } = useRoomProgress(roomId);
  const intents = useReading({ query: LatestIntentsDocument, variables: { room: roomId }, find: ({ room }) => room?.runs, version: lastMove });
  const latest = knownOf(intents)?.edges.flatMap((edge) => edge?.node ?? []) ?? [];
  const options = [{ value: '', label: 'No intent' }, ...latest.map(({ id, intentCapture }) => ({ value: id, label: intentCapture.understood }))];
  if (runId && reading?.kind === 'ready' && !latest.some(({ id }) => id === runId)) options.push({ value: runId, label: reading.value.understood });
  return (
    <Section title="Risk of an intent">
      <Stack gap={6}>
        <NativeSelect size="xs" aria-label="Intent that is lit up" data={options} value={runId ?? ''} onChange={(event) => onRun(event.currentTarget.value || null)} data-testid="lit-intent" />
        <ReadingView reading={intents} what="the latest intents" skeleton={<LinesSkeleton lines={1} />}>
          {() => latest.length === 0 && <Text size="xs" c="dimmed">Say a change in the tab Self-Healing: what it affects lights up here.</Text>}
        </ReadingView>
        {reading && (
          <ReadingView reading={reading} what="what the intent affects" skeleton={<LinesSkeleton lines={5} />}>
            {(intent) => (
              <Stack gap={6}>
                <Text size="xs">
                  {intent.overallRisk !== null && <Badge size="sm" variant="light" mr={6} color={colorOfRisk(intent.overallRisk)} tt="none">Risk {intent.overallRisk.toFixed(1)}</Badge>}
                  <Anchor component="button" size="xs" onClick={() => goTo({ room: roomId, run: runId })}>Open its plan</Anchor>
                </Text>
                {lit && <LitFiles intent={intent} lit={lit} inks={inks} onFind={onFind} />}
              </Stack>
            )}
          </ReadingView>
        )}
      </Stack>
    </Section>
  );
}
