import { Alert, Stack, Text } from '@mantine/core';
import type { Run } from '../runs/run-documents.ts';
import { Disclosure } from '../shared/Disclosure.tsx';
import { countOf } from '../shared/format.ts';
import { AlertIcon, CheckIcon } from '../shared/icons.tsx';
import { describeTestAccuracy } from './describe-accuracy.ts';

type Accuracy = NonNullable<Run['testAccuracy']>;

function Misses({ misses }: { misses: Accuracy['misses'] }) {
  if (misses.length === 0) return null;
  const label = 'that failed without being predicted';
  return (
    <Disclosure label={<Text size="sm">{countOf(misses.length, 'test')} {label}</Text>}>
      <ul className="places" aria-label={label}>
        {misses.map(({ file, name, message }) => (
          <li key={`${file}:${name}`}>
            <span className="path">{file}</span>
            <Text component="span" size="sm">{name || 'The file cannot be run'}: {message}</Text>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function Passing({ files }: { files: Accuracy['falsePositives'] }) {
  if (files.length === 0) return null;
  const label = 'predicted to break in which no test fails';
  return (
    <Disclosure label={<Text size="sm">{countOf(files.length, 'file')} {label}</Text>}>
      <ul className="places" aria-label={label}>{files.map((file) => <li key={file}><span className="path">{file}</span></li>)}</ul>
    </Disclosure>
  );
}

/** How right the prediction was about the project's tests, once they were run on copies; one line where they were not. */
export function TestAccuracy({ accuracy }: { accuracy: Run['testAccuracy'] }) {
  if (!accuracy) return null;
  const { title, text, isRight } = describeTestAccuracy(accuracy);
  if (isRight === null) return <Text size="sm" c="dimmed" data-testid="test-accuracy">{title}: {text}</Text>;
  return (
    <Alert color={isRight ? 'teal' : 'yellow'} variant="light" icon={isRight ? <CheckIcon /> : <AlertIcon />} title={title} data-testid="test-accuracy" data-right={isRight}>
      <Stack gap={4} c="var(--mantine-color-text)">
        <Text size="sm">{text}</Text>
        <Misses misses={accuracy.misses} />
        <Passing files={accuracy.falsePositives} />
      </Stack>
    </Alert>
  );
}
