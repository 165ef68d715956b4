import { Group, Loader, Progress, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { formatDuration } from '../../shared/format.ts';
import { Words } from '../../shared/Words.tsx';
import type { SearchView } from '../session/session-events.ts';
import type { SessionView } from '../session/session-view.ts';
import { pointsOf } from './rate-curve.ts';

const REDRAW_MS = 250;
const CURVE = { width: 120, height: 28 };

function Figure({ label, children, testId }: { label: string; children: string; testId: string }) {
  return (
    <div className="figure">
      <dt>{label}</dt>
      <dd data-testid={testId}>{children}</dd>
    </div>
  );
}

/** The time that is left, counted down between what the server tells. */
function useRemaining(search: SearchView | null): number | null {
  const [told, setTold] = useState({ search, atMs: Date.now() });
  const [nowMs, setNowMs] = useState(() => Date.now());
  if (told.search !== search) setTold({ search, atMs: Date.now() });
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), REDRAW_MS);
    return () => clearInterval(timer);
  }, []);
  return search?.remainingMs === null || search?.remainingMs === undefined ? null : Math.max(0, search.remainingMs - Math.max(0, nowMs - told.atMs));
}

/** How the search for fixes goes, live. */
export function SearchProgress({ session }: { session: SessionView }) {
  const search = session.liveSearch;
  const remainingMs = useRemaining(search);
  const budgetMs = search?.budgetMs ?? null;
  const share = budgetMs && remainingMs !== null ? 100 * (1 - remainingMs / budgetMs) : 0;
  return (
    <div className="search" data-testid="search-progress">
      <Stack gap="sm">
        <Group gap="sm" wrap="nowrap">
          <Loader size={16} />
          <Text size="sm" fw={500} aria-live="polite">{session.isCancelRequested ? 'Cancelling the search' : search?.message ? <Words text={search.message} /> : search?.found ? `Searching for fixes; ${search.found} found so far` : 'Searching for fixes'}</Text>
        </Group>
        <Progress value={share} size="sm" aria-label={remainingMs === null ? 'Time used' : `${formatDuration(remainingMs)} left`} />
        <dl className="figures">
          <Figure label="Tried" testId="search-tried">{(search?.tried ?? 0).toLocaleString('en')}</Figure>
          <Figure label="A second" testId="search-rate">{Math.round(search?.perSecond ?? 0).toLocaleString('en')}</Figure>
          <Figure label="Best so far" testId="search-best">{search && search.examples > 0 ? `${search.best} of ${search.examples}` : '–'}</Figure>
          <Figure label="Found" testId="search-found">{String(search?.found ?? 0)}</Figure>
          <Figure label="Time left" testId="search-left">{remainingMs === null ? '–' : formatDuration(remainingMs)}</Figure>
          {search && search.rates.length > 1 && (
            <svg className="rate-curve" width={CURVE.width} height={CURVE.height} viewBox={`0 0 ${CURVE.width} ${CURVE.height}`} aria-hidden="true" focusable="false">
              <polyline points={pointsOf(search.rates, CURVE)} />
            </svg>
          )}
        </dl>
      </Stack>
    </div>
  );
}
