import { Paper, Text } from '@mantine/core';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { CommandButton } from '../shared/CommandButton.tsx';
import { useOffline } from '../shared/useOffline.ts';
import { IntentInput } from './IntentInput.tsx';

interface IntentBoxProps {
  roomId: string;
  words: string;
  onWords: (words: string) => void;
  onAnalyze: (userAction: string) => void;
  isAnalyzing: boolean;
  badge: ReactNode;
  /** What stands below the line. */
  children: ReactNode;
}

/** Where a person says what is about to change. */
export function IntentBox({ roomId, words, onWords, onAnalyze, isAnalyzing, badge, children }: IntentBoxProps) {
  const [isEmptyRefused, setEmptyRefused] = useState(false);
  const inputId = useId();
  const offline = useOffline();
  const submit = () => {
    if (isAnalyzing || offline !== null) return;
    const userAction = words.trim();
    setEmptyRefused(userAction === '');
    if (userAction !== '') onAnalyze(userAction);
  };
  return (
    <Paper component="section" withBorder p="md" aria-label="Intent">
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className="intent-top">
          <Text component="label" htmlFor={inputId} size="sm" fw={600}>Say what you are about to change</Text>
          {badge}
        </div>
        <div className="intent-row">
          <IntentInput
            id={inputId}
            roomId={roomId}
            words={words}
            onWords={(said) => {
              onWords(said);
              setEmptyRefused(false);
            }}
            onSubmit={submit}
            error={isEmptyRefused && 'Say a change first, such as: rename total to sum in src/cart.ts.'}
          />
          <CommandButton type="submit" loading={isAnalyzing} data-testid="analyze">Analyze</CommandButton>
        </div>
      </form>
      {children}
    </Paper>
  );
}
