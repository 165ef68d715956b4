import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, onTestFinished, test } from 'vitest';
import { noProgress, applyEvent, type RunProgress } from '../../../web/runs/run-events.ts';
import { RunEventsDocument, type RunEvent } from '../../../web/runs/run-documents.ts';
import { followEvents } from '../../../web/shared/follow-events.ts';
import { useFollower } from '../../../web/shared/useFollower.ts';
import type { Client } from 'graphql-ws';
import { openHappyPage } from '../../support/happy-page.tsx';
import { openTab } from '../../support/live-client.ts';
import { storeRun } from '../../support/stored-runs.ts';
import { startTestApp } from '../../support/test-app.ts';
import { countFrom } from '../../support/walk-through.ts';

test("a component that React's strict mode mounts twice shows every event of its run once and in order, also over lost sockets", async () => {
  const api = await startTestApp({ project: () => undefined, isEngineStarted: false });
  const run = await storeRun(api.app.prisma);
  const { connection } = openTab({ port: Number(new URL(api.url).port) });
  const mounts: number[][] = [];
  let reached = () => {};
  // One array for each mount: what it was sent, repeats and gaps as they are.
  const followRun = (client: Client, runId: string) => {
    const numbers: number[] = [];
    mounts.push(numbers);
    return followEvents({
      client,
      document: RunEventsDocument,
      variables: ({ lastNumber }: RunProgress) => ({ runId, after: lastNumber }),
      eventOf: ({ runEvents }): RunEvent => runEvents,
      initial: noProgress,
      apply(progress, event) {
        numbers.push(event.number);
        return applyEvent(progress, event);
      },
    });
  };
  const shown: number[] = [];
  function Numbers() {
    const { lastNumber } = useFollower(run.ids.runId, { client: connection.client, follow: followRun, initial: noProgress });
    if (shown.at(-1) !== lastNumber) shown.push(lastNumber);
    reached();
    return lastNumber;
  }
  const until = (number: number) => new Promise<void>((resolve) => {
    reached = () => void (shown.at(-1) === number && resolve());
    reached();
  });
  const root = createRoot(openHappyPage());
  onTestFinished(() => root.unmount());
  root.render(<StrictMode><Numbers /></StrictMode>);
  await run.append(5);
  await until(5);
  for (const socket of api.connections) socket.destroy();
  await run.append(5);
  await until(10);
  // The first mount was taken down at once; what it may have got is the beginning of the same.
  expect(mounts).toHaveLength(2);
  expect(mounts[1]).toEqual(countFrom(1, 10));
  expect(mounts[0]).toEqual(countFrom(1, mounts[0]?.length ?? 0));
  expect(shown).toEqual([...shown].sort((a, b) => a - b));
});
