import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { memo, useEffect, useRef, useState } from 'react';
import { colorOfRisk } from '../runs/run-looks.ts';
import { CommandButton } from '../shared/CommandButton.tsx';
import { Disclosure } from '../shared/Disclosure.tsx';
import { FactorList } from '../shared/FactorList.tsx';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { countOf, inWords } from '../shared/format.ts';
import { LongList } from '../shared/LongList.tsx';
import { useNavigation } from '../shared/navigation.ts';
import { ReadingView } from '../shared/ReadingView.tsx';
import { RowsSkeleton } from '../shared/Skeletons.tsx';
import { Tag } from '../shared/Tag.tsx';
import type { Address } from '../shared/useAddress.ts';
import { useLinkedPrediction } from './useLinkedPrediction.ts';
import { usePredictions, type Prediction, type PredictionList } from './usePredictions.ts';

const ROW_PX = 62;

function Places({ prediction }: { prediction: Prediction }) {
  return (
    <ul className="places" aria-label="Places">
      {prediction.affectedComponents.map((place) => (
        <li key={`${place.file}:${place.line}:${place.column}:${place.code}`}>
          <span className="path">{place.file}<span className="position">:{place.line}:{place.column}</span></span>
          <Text component="span" size="sm">{place.message}{place.code && <Text component="span" size="xs" c="dimmed" ff="monospace"> {place.code}</Text>}</Text>
        </li>
      ))}
    </ul>
  );
}

function WhyPath({ hops }: { hops: Prediction['whyPath'] }) {
  if (hops.length === 0) return null;
  return (
    <div>
      <Text size="xs" fw={600} c="dimmed">Why: the imports that lead to the target</Text>
      <ol className="why-path">
        {hops.map((hop) => (
          <li key={`${hop.file} ${hop.via}`}>
            <span className="path">{hop.file}{hop.line !== null && <span className="position">:{hop.line}</span>}</span>
            {hop.via !== null && <Text component="span" size="xs" c="dimmed"> {hop.isBarrel ? 'hands on' : 'imports'} <code>{hop.via}</code></Text>}
            {hop.isBarrel && <Badge size="xs" variant="default" tt="none" ml={6}>barrel</Badge>}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** A link to one prediction: it can be copied, and a press shows its address. */
function PredictionLink({ address }: { address: Partial<Address> }) {
  const { goTo, hrefOf } = useNavigation();
  return <Anchor size="xs" href={hrefOf(address)} onClick={(event) => (event.preventDefault(), goTo(address))} data-testid="prediction-link">Link to this prediction</Anchor>;
}

/** What is remembered of rows, by their ids, also while they are out of sight. */
interface RowMemory {
  readonly open: Set<string>;
  /** Those that a link has brought into sight. */
  readonly linked: Set<string>;
}

interface PredictionRowProps {
  prediction: Prediction;
  isLinked: boolean;
  at: Partial<Address>;
  memory: RowMemory;
}

const PredictionRow = memo(function PredictionRow({ prediction, isLinked, at, memory: { open, linked } }: PredictionRowProps) {
  const { id } = prediction;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isLinked || linked.has(id)) return;
    linked.add(id);
    open.add(id);
    row.current?.scrollIntoView({ block: 'center' });
  }, [isLinked, linked, open, id]);
  const places = prediction.affectedComponents.length;
  return (
    <div ref={row} className="prediction" aria-current={isLinked || undefined} data-testid="prediction" data-severity={prediction.severity}>
      <Disclosure
        startsOpen={open.has(id) || (isLinked && !linked.has(id))}
        onToggle={(isOpen) => void (isOpen ? open.add(id) : open.delete(id))}
        label={
          <span className="prediction-label">
            <Tag color={colorOfRisk(prediction.severity)} label={`Severity ${prediction.severity.toFixed(1)}`}>{prediction.severity.toFixed(1)}</Tag>
            <span className="prediction-words">
              <span className="path">{prediction.file}</span>
              <span className="small quiet">{prediction.summary}</span>
            </span>
            <span className="prediction-tags">
              {prediction.predictionType !== 'BREAKING_CHANGE' && <Tag size="sm" color="grape">{inWords(prediction.predictionType)}</Tag>}
              <Tag size="sm">{inWords(prediction.certainty)}</Tag>
              {places > 0 && <span className="tiny quiet">{countOf(places, 'place')}</span>}
            </span>
          </span>
        }
      >
        <Stack gap="xs" className="prediction-body">
          <Places prediction={prediction} />
          <WhyPath hops={prediction.whyPath} />
          {prediction.evidence.length > 0 && (
            <FactorList factors={prediction.evidence} label="Evidence" />
          )}
          <PredictionLink address={{ ...at, prediction: id }} />
        </Stack>
      </Disclosure>
    </div>
  );
});

interface PredictionsProps {
  intentId: string;
  /** Where the list is: what a link to one of its predictions names besides. */
  at: Partial<Address>;
  /** The prediction that the address names. */
  linkedId: string | null;
}

/** What the change will do to the files that depend on it, the worst first. The one that a link names is open. */
export function Predictions({ intentId, ...rest }: PredictionsProps) {
  const list = usePredictions(intentId);
  return <ReadingView reading={list.reading} what="the predictions" skeleton={<RowsSkeleton rows={4} height={52} />}>{() => <PredictionRows list={list} {...rest} />}</ReadingView>;
}

function PredictionRows({ list: { predictions, totalCount, isLoadingRest, restFailure, showAll }, at, linkedId }: Omit<PredictionsProps, 'intentId'> & { list: PredictionList }) {
  const linked = useLinkedPrediction(isLoadingRest ? null : linkedId, predictions);
  const [memory] = useState<RowMemory>(() => ({ open: new Set(), linked: new Set() }));
  if (predictions.length === 0) return <Text size="sm" c="dimmed">Nothing breaks and nothing else was found.</Text>;
  return (
    <Stack gap="xs">
      <LongList items={linked ? [linked, ...predictions] : predictions} rowPx={ROW_PX} className="rows" keyOf={({ id }) => id}>
        {(prediction) => <PredictionRow prediction={prediction} isLinked={prediction.id === linkedId} at={at} memory={memory} />}
      </LongList>
      {restFailure && <FailureAlert failure={restFailure} onRetry={() => void showAll()} />}
      {predictions.length < totalCount && (
        <Group justify="center">
          <CommandButton variant="default" size="compact-sm" loading={isLoadingRest} onClick={() => void showAll()}>
            {predictions.length} of {totalCount} shown. Show all {totalCount}
          </CommandButton>
        </Group>
      )}
    </Stack>
  );
}
