import { Group, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { CommandButton } from '../../shared/CommandButton.tsx';
import type { Fix, Question } from '../debugger-documents.ts';
import { CodeField } from '../form/CodeField.tsx';
import { readGiven } from '../form/given-value.ts';
import type { Answer } from '../useIntentDebugger.ts';

interface QuestionCardProps {
  question: Question;
  fixes: readonly Fix[];
  isPending: boolean;
  onAnswer: (answer: Answer) => void;
}

const OTHER = 'other';

/** Which of the shown fixes give a result, by their numbers. */
function whoGives(answer: Question['answers'][number], fixes: readonly Fix[]): string {
  const numbers = answer.fixes.map(({ id }) => fixes.findIndex((fix) => fix.id === id) + 1).filter((number) => number > 0);
  if (numbers.length === 0) return '';
  return `${numbers.length === 1 ? 'fix' : 'fixes'} ${numbers.join(', ')}`;
}

/** The one question that tells patches apart which all pass: which result is right? */
export function QuestionCard({ question, fixes, isPending, onAnswer }: QuestionCardProps) {
  const [choice, setChoice] = useState<string | null>(null);
  const [other, setOther] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    if (choice === null) return setProblem('Pick a result, or write another one.');
    if (choice !== OTHER) return onAnswer({ kind: 'answer', number: Number(choice) });
    const read = readGiven({ kind: 'expression', text: other });
    if (read.kind !== 'value') return setProblem('Write the result that is right; the expression undefined stands for nothing.');
    onAnswer({ kind: 'value', value: read.value });
  };
  return (
    <form
      className="question"
      noValidate
      data-testid="question"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <div>
          <Text size="xs" fw={600} c="dimmed" className="overline">One question</Text>
          <Text fw={600}>{question.text}</Text>
          <div className="value-block"><code className="value">{question.input}</code></div>
        </div>
        <Radio.Group value={choice} onChange={(picked) => { setChoice(picked); setProblem(null); }} aria-label={question.text} error={choice === null ? problem : null}>
          <Stack gap={8}>
            {question.answers.map((answer, number) => (
              <Radio key={number} size="sm" value={String(number)} label={<><code className="value">{answer.result}</code> <Text component="span" size="xs" c="dimmed">{whoGives(answer, fixes)}</Text></>} data-testid="answer" />
            ))}
            <Radio size="sm" value={OTHER} label="Another result" data-testid="other-answer" />
          </Stack>
        </Radio.Group>
        {choice === OTHER && <CodeField label="The result that is right" language="javascript" value={other} error={problem} onChange={(text) => { setOther(text); setProblem(null); }} testId="other-result" />}
        <Group><CommandButton type="submit" size="sm" loading={isPending} data-testid="answer-question">Answer</CommandButton></Group>
      </Stack>
    </form>
  );
}
