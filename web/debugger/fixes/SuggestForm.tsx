import { Autocomplete, Checkbox, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CommandButton } from '../../shared/CommandButton.tsx';
import { Disclosure } from '../../shared/Disclosure.tsx';
import { labelOfFixType } from '../session/session-looks.ts';
import type { SessionView } from '../session/session-view.ts';
import { FIX_TYPES, readSearch, type FixType, type SearchDraft, type SearchInput } from './search-draft.ts';

interface SuggestFormProps {
  session: SessionView;
  draft: SearchDraft;
  onDraft: (draft: SearchDraft) => void;
  isPending: boolean;
  isRepeated: boolean;
  onSearch: (input: SearchInput) => void;
}

/** Asks for fixes: how long to search, for which kinds, and where data is corrected. */
export function SuggestForm({ session, draft, onDraft, isPending, isRepeated, onSearch }: SuggestFormProps) {
  const [isTried, setTried] = useState(false);
  const read = readSearch(draft, session.id);
  const problems = isTried && read.kind === 'problems' ? read.problems : {};
  const places = [...new Set(session.suspects.map(({ file, line }) => `${file}:${line}`))];
  const toggle = (type: FixType, isOn: boolean) => onDraft({ ...draft, fixTypes: FIX_TYPES.filter((known) => (known === type ? isOn : draft.fixTypes.includes(known))) });
  return (
    <form
      noValidate
      aria-label="Suggest fixes"
      data-testid="suggest-form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (read.kind === 'ready') onSearch(read.input);
      }}
    >
      <Stack gap="sm">
        <Group gap="sm" align="flex-end">
          <TextInput label="Time to search" w={130} inputMode="decimal" rightSection={<Text size="xs" c="dimmed">s</Text>} value={draft.budgetSeconds} onChange={(event) => onDraft({ ...draft, budgetSeconds: event.currentTarget.value })} error={problems.budgetSeconds} data-testid="budget" />
          <CommandButton type="submit" loading={isPending} data-testid="suggest">{isRepeated ? 'Search again' : 'Suggest fixes'}</CommandButton>
        </Group>
        <Disclosure label={<Text size="sm" c="dimmed">Kinds of fixes and the boundary</Text>} startsOpen={problems.boundary !== undefined}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} pt="xs" pl={22}>
            <div role="group" aria-label="Kinds of fixes">
              <Text size="sm" fw={600}>Kinds of fixes</Text>
              <Text size="xs" c="dimmed" mb={6}>None picked: what the differences ask for.</Text>
              <Stack gap={6}>{FIX_TYPES.map((type) => <Checkbox key={type} label={labelOfFixType(type)} checked={draft.fixTypes.includes(type)} onChange={(event) => toggle(type, event.currentTarget.checked)} />)}</Stack>
            </div>
            <Autocomplete label="Boundary of a data correction" description="Where the mapping is written as code: a suspect, or file:line. Empty: it is picked." placeholder="src/api.ts:24" data={places} value={draft.boundary} onChange={(boundary) => onDraft({ ...draft, boundary })} error={problems.boundary} data-testid="boundary" />
          </SimpleGrid>
        </Disclosure>
      </Stack>
    </form>
  );
}
