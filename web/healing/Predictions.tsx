import { Badge, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { colorOfRisk } from '../runs/run-looks.ts';
import { Disclosure } from '../shared/Disclosure.tsx';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { countOf, inWords } from '../shared/format.ts';
import { usePredictions, type Prediction } from './usePredictions.ts';

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

function PredictionRow({ prediction }: { prediction: Prediction }) {
  const places = prediction.affectedComponents.length;
  return (
    <li className="prediction" data-testid="prediction" data-severity={prediction.severity}>
      <Disclosure
        label={
          <span className="prediction-label">
            <Badge variant="light" color={colorOfRisk(prediction.severity)} className="tabular" aria-label={`Severity ${prediction.severity.toFixed(1)}`}>{prediction.severity.toFixed(1)}</Badge>
            <span className="prediction-words">
              <span className="path">{prediction.file}</span>
              <Text component="span" size="sm" c="dimmed">{prediction.summary}</Text>
            </span>
            <span className="prediction-tags">
              {prediction.predictionType !== 'BREAKING_CHANGE' && <Badge size="sm" variant="light" color="grape" tt="none">{inWords(prediction.predictionType)}</Badge>}
              <Badge size="sm" variant="default" tt="none">{inWords(prediction.certainty)}</Badge>
              {places > 0 && <Text component="span" size="xs" c="dimmed">{countOf(places, 'place')}</Text>}
            </span>
          </span>
        }
      >
        <Stack gap="xs" className="prediction-body">
          <Places prediction={prediction} />
          <WhyPath hops={prediction.whyPath} />
          {prediction.evidence.length > 0 && (
            <ul className="factors" aria-label="Evidence">
              {prediction.evidence.map((factor) => (
                <li key={`${factor.factor} ${factor.reason}`}>
                  <Text component="span" size="xs" fw={600} className="tabular factor-points">{factor.points > 0 ? `+${factor.points}` : factor.points}</Text>
                  <Text component="span" size="xs">{factor.reason}</Text>
                </li>
              ))}
            </ul>
          )}
        </Stack>
      </Disclosure>
    </li>
  );
}

/** What the change will do to the files that depend on it, the worst first. */
export function Predictions({ intentId }: { intentId: string }) {
  const { predictions, totalCount, isLoading, failure, showAll } = usePredictions(intentId);
  if (isLoading && predictions.length === 0) return <Skeleton height={120} />;
  if (failure && predictions.length === 0) return <FailureAlert failure={failure} />;
  if (predictions.length === 0) return <Text size="sm" c="dimmed">Nothing breaks and nothing else was found.</Text>;
  return (
    <Stack gap="xs">
      <ul className="rows">
        {predictions.map((prediction) => <PredictionRow key={prediction.id} prediction={prediction} />)}
      </ul>
      {failure && <FailureAlert failure={failure} />}
      {predictions.length < totalCount && (
        <Group justify="center">
          <Button variant="default" size="compact-sm" loading={isLoading} onClick={() => void showAll()}>
            {predictions.length} of {totalCount} shown. Show all {totalCount}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
