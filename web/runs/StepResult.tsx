import { Box, Code, Text } from '@mantine/core';
import { Disclosure } from '../shared/Disclosure.tsx';
import { readFacts } from './step-facts.ts';

/** What a step found or did: its figures in words, the rest as it was stored. */
export function StepResult({ result }: { result: unknown }) {
  const { facts, details } = readFacts(result);
  if (facts.length === 0 && details === null) return null;
  return (
    <Box data-testid="step-result">
      {facts.length > 0 && (
        <dl className="facts">
          {facts.map(({ name, value }) => (
            <div key={name}>
              <Text component="dt" size="xs" c="dimmed">{name}</Text>
              <Text component="dd" size="xs" fw={600}>{value}</Text>
            </div>
          ))}
        </dl>
      )}
      {details !== null && (
        <Disclosure label={<Text size="xs" c="dimmed">Details</Text>}>
          <Code block className="scroll-block" tabIndex={0}>{details}</Code>
        </Disclosure>
      )}
    </Box>
  );
}
