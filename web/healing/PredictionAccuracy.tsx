import { Alert, Stack, Text } from '@mantine/core';
import type { Run } from '../runs/run-documents.ts';
import { Disclosure } from '../shared/Disclosure.tsx';
import { countOf } from '../shared/format.ts';
import { AlertIcon, CheckIcon } from '../shared/icons.tsx';
import { describeAccuracy } from './describe-accuracy.ts';

type Accuracy = NonNullable<Run['accuracy']>;

function Places({ label, places, total }: { label: string; places: Accuracy['misses']; total: number }) {
  if (total === 0) return null;
  return (
    <Disclosure label={<Text size="sm">{countOf(total, 'error')} {label}</Text>}>
      <ul className="places" aria-label={label}>
        {places.map((place) => (
          <li key={`${place.file}:${place.line}:${place.column}:${place.code}`}>
            <span className="path">{place.file}<span className="position">:{place.line}:{place.column}</span></span>
            <Text component="span" size="sm">{place.message} <Text component="span" size="xs" c="dimmed" ff="monospace">{place.code}</Text></Text>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

/** How right the prediction was, once the run showed what happens; one line where nothing was compared. Nothing before. */
export function PredictionAccuracy({ accuracy }: { accuracy: Run['accuracy'] }) {
  if (!accuracy) return null;
  const { title, text, isRight } = describeAccuracy(accuracy);
  if (isRight === null) return <Text size="sm" c="dimmed" data-testid="accuracy">{title}: {text}</Text>;
  return (
    <Alert color={isRight ? 'teal' : 'yellow'} variant="light" icon={isRight ? <CheckIcon /> : <AlertIcon />} title={title} data-testid="accuracy" data-right={isRight}>
      <Stack gap={4} c="var(--mantine-color-text)">
        <Text size="sm">{text}</Text>
        <Places label="predicted that did not come" places={accuracy.falsePositives} total={accuracy.predicted - accuracy.right} />
        <Places label="that came without being predicted" places={accuracy.misses} total={accuracy.happened - accuracy.right} />
      </Stack>
    </Alert>
  );
}
