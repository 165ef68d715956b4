import { Box, Code, Text } from '@mantine/core';
import { Disclosure } from '../shared/Disclosure.tsx';
import { readRefactorings } from './read-refactorings.ts';
import { RefactoringList } from './RefactoringList.tsx';
import { readFacts } from './step-facts.ts';

interface StepResultProps {
  result: unknown;
  /** Says an intent that the step suggests. */
  onSay?: ((intent: string) => void) | undefined;
}

const suggestionsIn = (result: unknown): unknown => (typeof result === 'object' && result !== null && 'suggestions' in result ? result.suggestions : null);

/** What a step found or did: its figures in words, what it suggests ready to be started, the rest as it was stored. */
export function StepResult({ result, onSay }: StepResultProps) {
  const refactorings = readRefactorings(suggestionsIn(result));
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
      {onSay && refactorings.length > 0 && <RefactoringList refactorings={refactorings} onSay={onSay} />}
      {details !== null && (
        <Disclosure label={<Text size="xs" c="dimmed">Details</Text>}>
          <Code block className="scroll-block" tabIndex={0}>{details}</Code>
        </Disclosure>
      )}
    </Box>
  );
}
