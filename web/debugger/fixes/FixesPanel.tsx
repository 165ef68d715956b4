import { Alert, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { FailureAlert } from '../../shared/FailureAlert.tsx';
import { AlertIcon, CheckIcon } from '../../shared/icons.tsx';
import { Disclosure } from '../../shared/Disclosure.tsx';
import { countOf } from '../../shared/format.ts';
import type { Fix, Session } from '../debugger-documents.ts';
import { countDifferences, type SessionView } from '../session/session-view.ts';
import type { IntentDebugger } from '../useIntentDebugger.ts';
import { Words } from '../../shared/Words.tsx';
import { FixCard } from './FixCard.tsx';
import { QuestionCard } from './QuestionCard.tsx';
import { RunCard } from './RunCard.tsx';
import { emptySearch } from './search-draft.ts';
import { SearchProgress } from './SearchProgress.tsx';
import { SuggestForm } from './SuggestForm.tsx';

interface FixesPanelProps {
  session: SessionView;
  intentDebugger: IntentDebugger;
}

const SEARCH_LOOKS: Readonly<Record<string, { title: string; color: string }>> = {
  found: { title: 'Fixes were found', color: 'teal' },
  none: { title: 'No fix was found', color: 'yellow' },
  'not-repairable': { title: 'This cannot be repaired here', color: 'yellow' },
  cancelled: { title: 'The search was cancelled', color: 'gray' },
  failed: { title: 'The search failed', color: 'red' },
};

function SearchEnd({ session }: { session: SessionView }) {
  const { search, lastEnd } = session;
  if (!search) return lastEnd?.activity === 'search' && lastEnd.message !== '' ? <Text size="sm" data-testid="search-end">The last search: {lastEnd.message}</Text> : null;
  const look = SEARCH_LOOKS[search.kind] ?? { title: search.kind, color: 'gray' };
  return (
    <Alert color={look.color} variant="light" icon={search.kind === 'found' ? <CheckIcon /> : <AlertIcon />} title={look.title} data-testid="search-end" data-kind={search.kind}>
      <Text size="sm" c="var(--mantine-color-text)"><Words text={search.message} /></Text>
    </Alert>
  );
}

/** A fix is written once; one that was put back may be written again. */
const isApplicable = ({ status, run }: Fix): boolean => status !== 'REFUTED' && (run === null || ['ROLLED_BACK', 'FAILED', 'CANCELLED'].includes(run.status));

function AppliedRun({ applied: { fix, run }, intentDebugger }: { applied: Session['fixesApplied'][number]; intentDebugger: IntentDebugger }) {
  return <RunCard key={run.id} kind="fix" title={fix ? `Applied: ${fix.description}` : 'Applied fix'} runId={run.id} intentDebugger={intentDebugger} />;
}

/** Why nothing can be searched for yet; null where it can. */
function whyNoSearch(session: SessionView): string | null {
  if (session.status === 'RESOLVED') return 'The session is resolved.';
  if (session.status === 'RECORDING') return 'The recording is under way.';
  if (!session.differences) return 'Record the behaviour, or hand it in, first. A search starts from what differs.';
  if (session.differences.length === 0 && countDifferences(session) === 0) return 'Nothing differs from the expectation, so there is nothing to repair.';
  return null;
}

/** The search for fixes: its start, its progress, its end, and what it found. */
export function FixesPanel({ session, intentDebugger }: FixesPanelProps) {
  const { refusal, pending } = intentDebugger.state;
  const [draft, setDraft] = useState(emptySearch);
  const why = whyNoSearch(session);
  const isSearching = session.status === 'SEARCHING';
  // The newest run first: it is the one that is under way.
  const [newest, ...earlier] = [...session.fixesApplied].reverse();
  return (
    <Stack gap="lg" data-testid="fixes">
      {newest && <AppliedRun applied={newest} intentDebugger={intentDebugger} />}
      {earlier.length > 0 && (
        <Disclosure label={<Text size="sm" c="dimmed">{countOf(earlier.length, 'earlier run')}</Text>}>
          <Stack gap="sm">{earlier.map((applied) => <AppliedRun key={applied.run.id} applied={applied} intentDebugger={intentDebugger} />)}</Stack>
        </Disclosure>
      )}
      {isSearching ? <SearchProgress session={session} /> : why ? <Text size="sm" c="dimmed" data-testid="no-search">{why}</Text> : <SuggestForm session={session} draft={draft} onDraft={setDraft} isPending={pending?.command === 'suggest'} isRepeated={session.search !== null} onSearch={(input) => void intentDebugger.suggestFixes(input)} />}
      {refusal && ['suggest', 'apply', 'answer'].includes(refusal.command) && <div role="alert"><FailureAlert failure={refusal.failure} /></div>}
      {!isSearching && <SearchEnd session={session} />}
      {session.question && session.status === 'OPEN' && <QuestionCard key={session.question.id} question={session.question} fixes={session.fixes} isPending={pending?.command === 'answer'} onAnswer={(answer) => session.question && void intentDebugger.answerQuestion(session.question.id, answer)} />}
      <Stack gap="md">
        {session.fixes.map((fix, at) => (
          <FixCard key={fix.id} fix={fix} number={at + 1} canApply={session.status === 'OPEN' && isApplicable(fix)} isPending={pending?.command === 'apply' && pending.subject === fix.id} onApply={() => void intentDebugger.applyFix(fix.id)} />
        ))}
      </Stack>
    </Stack>
  );
}
