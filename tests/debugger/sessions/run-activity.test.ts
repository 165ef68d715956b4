import { afterEach, beforeEach, expect, it } from 'vitest';
import { whenAborted } from '../../../server/engine/abort.ts';
import type { EventListener } from '../../../server/engine/listen.ts';
import { inTransaction } from '../../../server/engine/transaction.ts';
import { InvalidInputError, NotFoundError } from '../../../server/errors.ts';
import { SessionStateError } from '../../../server/debugger/errors.ts';
import type { SessionNotice } from '../../../server/debugger/notices.ts';
import { appendSessionEvent } from '../../../server/debugger/sessions/events.ts';
import { getSession, openInterrupted, SILENCE_MS } from '../../../server/debugger/sessions/moves.ts';
import { createSessionFeeds } from '../../../server/debugger/sessions/read-events.ts';
import { createActivities, type Activities, type Work } from '../../../server/debugger/sessions/run-activity.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { createSession, listenTo, storedEvents } from './sessions.ts';

let database: TestDatabase;
let listener: EventListener<SessionNotice>;
let activities: Activities;
let sessionId: string;
let log: string[];

beforeEach(async () => {
  database = await createTestDatabase();
  listener = listenTo(database.url);
  log = [];
  const logger = { error: (_: object, message: string) => void log.push(message), warn: () => {} };
  activities = createActivities({ prisma: database.prisma, listener, logger, concurrency: 1 });
  sessionId = await createSession(database.prisma);
});

afterEach(async () => {
  await activities.stop();
  await listener.close();
  await database.close();
});

const done: Work = async () => ({ data: { suspects: ['x'] }, message: 'Done.' });
/** Work that lasts until its signal is aborted. */
const untilAborted: Work = ({ signal }) => new Promise((_, reject) => whenAborted(signal, () => reject(new Error('aborted'))));

async function ended(id = sessionId, type = 'RECORDING_ENDED'): Promise<void> {
  for await (const event of createSessionFeeds(database.prisma, listener).read(id, 0, AbortSignal.timeout(20_000))) if (event.type === type) return;
  throw new Error('the activity did not end');
}

const cancel = (id = sessionId) => inTransaction(database.prisma, (tx) => appendSessionEvent(tx, id, { type: 'CANCEL_REQUESTED', payload: {} }));

it('an activity leaves its result and opens the session again', async () => {
  await activities.begin(sessionId, 'RECORDING', done);
  await ended();
  expect(await getSession(database.prisma, sessionId)).toMatchObject({ status: 'OPEN', activityId: null, heartbeatAt: null, suspects: ['x'], lastEventNumber: 2 });
  expect(await storedEvents(database.prisma, sessionId)).toEqual(['RECORDING_STARTED', 'RECORDING_ENDED: Done.']);
});

it('a session does one thing at a time', async () => {
  await activities.begin(sessionId, 'RECORDING', untilAborted);
  await expect(activities.begin(sessionId, 'SEARCHING', done)).rejects.toThrow(SessionStateError);
  await expect(activities.begin('00000000-0000-0000-0000-000000000000', 'SEARCHING', done)).rejects.toThrow(NotFoundError);
  await cancel();
  await ended();
  expect(await storedEvents(database.prisma, sessionId)).toEqual(['RECORDING_STARTED', 'CANCEL_REQUESTED', 'RECORDING_ENDED: Cancelled.']);
});

it('a mistake of the person ends with its words, a bug without them', async () => {
  await activities.begin(sessionId, 'RECORDING', () => Promise.reject(new InvalidInputError('No value.', 'Give one.')));
  await ended();
  await activities.begin(sessionId, 'SEARCHING', () => Promise.reject(new Error('secret')));
  await ended(sessionId, 'SEARCH_ENDED');
  const events = await storedEvents(database.prisma, sessionId);
  expect(events[1]).toBe('RECORDING_ENDED: No value. Give one.');
  expect(events[3]).toContain('mistake in Supernova');
  expect(events[3]).not.toContain('secret');
  expect(log).toEqual(['an activity of a debugger session threw']);
});

it('what waits for its turn can be cancelled, and the next one gets it', async () => {
  const [second, third] = [await createSession(database.prisma), await createSession(database.prisma)];
  await activities.begin(sessionId, 'RECORDING', untilAborted);
  await activities.begin(second, 'RECORDING', done);
  await activities.begin(third, 'RECORDING', done);
  await cancel(second);
  await ended(second);
  await cancel();
  await ended(third);
  expect(await storedEvents(database.prisma, second)).toContain('RECORDING_ENDED: Cancelled before it began.');
  expect(await storedEvents(database.prisma, third)).toEqual(['RECORDING_STARTED', 'RECORDING_ENDED: Done.']);
});

it('stopping the process opens what it worked on', async () => {
  await activities.begin(sessionId, 'SEARCHING', untilAborted);
  await activities.stop();
  expect((await getSession(database.prisma, sessionId)).status).toBe('OPEN');
  expect((await storedEvents(database.prisma, sessionId)).at(-1)).toContain('the server stopped');
});

it('a session whose process died is opened, and its late end writes nothing', async () => {
  let finish: () => void = () => {};
  const gate = new Promise<void>((resolve) => (finish = resolve));
  await activities.begin(sessionId, 'RECORDING', () => gate.then(() => ({ data: { suspects: ['late'] }, message: 'Late.' })));
  expect(await openInterrupted(database.prisma)).toBe(0);
  await database.prisma.intentDebuggerSession.update({ where: { id: sessionId }, data: { heartbeatAt: new Date(Date.now() - SILENCE_MS - 1) } });
  expect(await openInterrupted(database.prisma)).toBe(1);
  finish();
  await activities.stop();
  expect(await getSession(database.prisma, sessionId)).toMatchObject({ status: 'OPEN', suspects: [] });
  expect(await storedEvents(database.prisma, sessionId)).toEqual(['RECORDING_STARTED', expect.stringContaining('interrupted')]);
});

it('progress is told between start and end, and readers get every event once', async () => {
  await activities.begin(sessionId, 'SEARCHING', async ({ progress }) => {
    for (let tried = 0; tried < 1_000; tried += 1) progress({ tried });
    return { data: {}, message: 'Done.' };
  });
  await ended(sessionId, 'SEARCH_ENDED');
  const numbers: number[] = [];
  for await (const event of createSessionFeeds(database.prisma, listener).read(sessionId, 1, AbortSignal.timeout(20_000))) {
    numbers.push(event.number);
    if (event.type === 'SEARCH_ENDED') break;
  }
  expect(numbers).toEqual([2, 3]);
  expect(await storedEvents(database.prisma, sessionId)).toEqual(['SEARCH_STARTED', 'SEARCH_PROGRESS', 'SEARCH_ENDED: Done.']);
});
