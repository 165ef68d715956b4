import { Combobox, Text, Textarea, useCombobox, VisuallyHidden } from '@mantine/core';
import { useRef, useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import { countOf } from '../shared/format.ts';
import { completeWords } from './complete-words.ts';
import { useCompletions } from './useCompletions.ts';

/** Where a browser fits the line to its words by itself, nothing is measured: that is asked for at every change of the tab. */
const FITS_ITSELF = typeof CSS !== 'undefined' && CSS.supports?.('field-sizing', 'content') === true;

interface IntentInputProps {
  id: string;
  roomId: string;
  words: string;
  onWords: (words: string) => void;
  onSubmit: () => void;
  error: string | false;
}

/** The line for an intent, which completes names and paths while they are typed. Nothing is chosen until an arrow key or the pointer does it, so Enter sends what is written. */
export function IntentInput({ id, roomId, words, onWords, onSubmit, error }: IntentInputProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const { typed, offered } = useCompletions(roomId, words, caret);
  const isOpen = offered.length > 0 && typed !== null && typed.text !== dismissed;
  const combobox = useCombobox({ opened: isOpen, onOpenedChange: (opened) => !opened && setDismissed(typed?.text ?? null) });

  const follow = (event: SyntheticEvent<HTMLTextAreaElement>) => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    setCaret(selectionStart === selectionEnd ? selectionStart : null);
  };
  const take = (value: string) => {
    if (!typed) return;
    const completed = completeWords(words, typed, value);
    onWords(completed.words);
    setDismissed(value);
    setCaret(completed.caret);
    combobox.resetSelectedOption();
    requestAnimationFrame(() => input.current?.setSelectionRange(completed.caret, completed.caret));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    if (isOpen && combobox.getSelectedOptionIndex() !== -1) return;
    event.preventDefault();
    onSubmit();
  };

  return (
    <Combobox store={combobox} onOptionSubmit={take} withinPortal={false} position="bottom-start" shadow="md" transitionProps={{ duration: 0 }}>
      <Combobox.DropdownTarget>
        <div>
          <Combobox.EventsTarget withKeyboardNavigation={isOpen} autoComplete="off">
            <Textarea
              ref={input}
              id={id}
              {...(FITS_ITSELF ? { rows: 1 } : { autosize: true, minRows: 1, maxRows: 6 })}
              placeholder="rename … to … in …, move … to …, delete …, or a diff"
              value={words}
              onChange={(event) => {
                onWords(event.currentTarget.value);
                setDismissed(null);
                combobox.resetSelectedOption();
                follow(event);
              }}
              onSelect={follow}
              onBlur={() => setCaret(null)}
              onKeyDown={onKeyDown}
              error={error}
              aria-autocomplete="list"
              autoCapitalize="off"
              spellCheck={false}
              data-testid="intent"
              classNames={{ input: 'intent-input' }}
            />
          </Combobox.EventsTarget>
        </div>
      </Combobox.DropdownTarget>
      {/* A text of several lines may not say that it is expanded. */}
      <VisuallyHidden role="status">{isOpen ? `${countOf(offered.length, 'name or path', 'names and paths')} to choose with the arrow keys` : ''}</VisuallyHidden>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label="Names and paths that fit">
          {offered.map(({ kind, value, detail }) => (
            <Combobox.Option key={`${kind} ${value} ${detail}`} value={value} className="palette-option" data-testid="completion">
              <span className="path">{value}</span>
              <Text component="span" size="xs" c="dimmed" className="wrap-anywhere">{detail ?? 'File'}</Text>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
