// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { expect, test, vi } from 'vitest';
import { History } from '../../../web/healing/History.tsx';
import { useWaitingPlans } from '../../../web/healing/useWaitingPlans.ts';
import { showWithServer } from '../../support/happy-page.tsx';

const plan = (id: string, userAction: string) => ({ __typename: 'Edge', node: { __typename: 'HealingRun', id, status: 'PLANNED', decision: 'HEAL', createdAt: '2026-01-01T00:00:00Z', queuedAt: null, queuePosition: null, intentCapture: { __typename: 'IntentCapture', id: `intent ${id}`, userAction } } });
const answer = (...edges: object[]) => ({ room: { __typename: 'Room', id: 'room', runs: { __typename: 'RoomRunsConnection', edges } } });
const history = { reading: { kind: 'ready' as const, value: [], isReading: false, lapse: null, retry: () => {} }, runs: [], refresh: () => {} };

function Shown({ isAwaiting, onOpen = () => {} }: { isAwaiting: boolean; onOpen?: (runId: string) => void }) {
  const plans = useWaitingPlans('room', { version: 0, isAwaiting });
  return <MantineProvider env="test"><History history={history} plans={plans} openRunId={null} onOpen={onOpen} /></MantineProvider>;
}

test('a plan that nobody started is listed and can be opened', async () => {
  const onOpen = vi.fn();
  const { body } = showWithServer(<Shown isAwaiting={false} onOpen={onOpen} />, { RoomPlans: () => answer(plan('run', 'rename a to b')) });
  await expect.poll(() => body.querySelector('[data-testid=history-plan]')?.textContent).toMatch(/^rename a to bReady to heal/);
  body.querySelector<HTMLElement>('[data-testid=history-plan]')?.click();
  expect(onOpen).toHaveBeenCalledExactlyOnceWith('run');
});

test('a plan that is made after the page was loaded again is listed once it is there', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  let isMade = false;
  const { body, asked } = showWithServer(<Shown isAwaiting />, { RoomPlans: () => answer(...(isMade ? [plan('run', 'rename a to b')] : [])) });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  await vi.waitFor(() => expect(body.textContent).toContain('No run yet'));
  expect(body.textContent).not.toContain('not started');
  isMade = true;
  await vi.waitFor(() => {
    vi.advanceTimersByTime(5_000);
    expect(body.textContent).toContain('Latest plans, not startedrename a to b');
  });
  vi.useRealTimers();
});
