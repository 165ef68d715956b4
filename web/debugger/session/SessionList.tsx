import { Badge, Paper, Button, Stack, Text, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { CommandButton } from '../../shared/CommandButton.tsx';
import { formatAgo } from '../../shared/format.ts';
import { ReadingView } from '../../shared/ReadingView.tsx';
import { RowsSkeleton } from '../../shared/Skeletons.tsx';
import type { ListedSession } from '../debugger-documents.ts';
import { lookOfSession } from './session-looks.ts';
import type { SessionList as Sessions } from './useSessionList.ts';

const REDRAW_MS = 30_000;

interface SessionListProps {
  list: Sessions;
  openSessionId: string | null;
  onOpen: (sessionId: string | null) => void;
}

function SessionRow({ session, nowMs, openSessionId, onOpen }: { session: ListedSession; nowMs: number } & Omit<SessionListProps, 'list'>) {
  const look = lookOfSession(session.status);
  return (
    <li>
      <UnstyledButton className="history-row" aria-current={session.id === openSessionId || undefined} onClick={() => onOpen(session.id)} data-testid="listed-session" data-status={session.status}>
        <Text component="span" size="sm" lineClamp={2} className="wrap-anywhere">{session.userIntent}</Text>
        <span className="history-meta">
          <Badge size="sm" variant="light" color={look.color} tt="none">{look.label}</Badge>
          <Text component="time" size="xs" c="dimmed" dateTime={session.createdAt}>{formatAgo(session.createdAt, Math.max(nowMs, Date.parse(session.createdAt)))}</Text>
        </span>
      </UnstyledButton>
    </li>
  );
}

/** The sessions of the room, newest first; a press opens one. */
export function SessionList({ list, openSessionId, onOpen }: SessionListProps) {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), REDRAW_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <Paper component="nav" withBorder p="sm" aria-label="Sessions" data-testid="sessions">
      <div className="sessions-head">
        <Text component="h2" size="xs" fw={600} c="dimmed" className="overline">Sessions</Text>
        {openSessionId !== null && <Button size="compact-xs" variant="light" onClick={() => onOpen(null)} data-testid="new-session">New session</Button>}
      </div>
      <ReadingView reading={list.reading} what="the sessions" skeleton={<RowsSkeleton rows={3} height={58} />}>
        {(sessions) => (sessions.length === 0
          ? <Text size="sm" c="dimmed">No session yet. What you start is kept here.</Text>
          : <Stack gap={2} component="ul" className="rows">{sessions.map((session) => <SessionRow key={session.id} session={session} nowMs={nowMs} openSessionId={openSessionId} onOpen={onOpen} />)}</Stack>)}
      </ReadingView>
      {list.showMore && <CommandButton fullWidth mt="xs" size="compact-sm" variant="subtle" color="gray" loading={list.isLoadingMore} onClick={list.showMore}>Older sessions</CommandButton>}
    </Paper>
  );
}
