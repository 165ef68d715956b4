import { Text } from '@mantine/core';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { countOf, formatAgo } from '../shared/format.ts';
import { LiveWorkersDocument } from './settings-documents.ts';

const ASK_AGAIN_MS = 3_000;

/** The workers that live, asked again every few seconds for as long as they are shown. */
export function WorkerList() {
  const [{ data }, execute] = useQuery({ query: LiveWorkersDocument, requestPolicy: 'network-only' });
  useEffect(() => {
    const timer = setInterval(() => execute({ requestPolicy: 'network-only' }), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [execute]);
  if (!data) return <Text span size="sm" c="dimmed">Asking</Text>;
  if (data.workers.length === 0) return <Text span size="sm">None is running, so runs wait. Start one with: npm run worker</Text>;
  return data.workers.map(({ id, hostname, pid, concurrency, startedAt }) => (
    <Text key={id} span size="sm" data-testid="worker">Process {pid} on {hostname}, {countOf(concurrency, 'room')} at once, started {formatAgo(startedAt, Date.now())}</Text>
  ));
}
