// Moves sessions from state to state. Owns the compare-and-set, the sign of life and the end of what died; `states.ts` owns what is legal.
import { randomUUID } from 'node:crypto';
import { assertLegal } from '../../engine/states.ts';
import { databaseTime, inTransaction, type Tx } from '../../engine/transaction.ts';
import { NotFoundError } from '../../errors.ts';
import type { IntentDebuggerSession, Prisma, PrismaClient } from '../../generated/prisma/client.ts';
import type { DebugSessionStatus } from '../../generated/prisma/enums.ts';
import { SessionStateError } from '../errors.ts';
import type { SessionEventPayload } from '../stored.ts';
import { appendSessionEvent } from './events.ts';
import { BUSY_SESSIONS, END_EVENTS, SESSION_MOVES, START_EVENTS, type Activity } from './states.ts';

/** An activity without a sign of life for this long, by the clock of the database, was interrupted. */
export const SILENCE_MS = 15_000;

const VERBS = { RECORDING: 'record', SEARCHING: 'search for fixes in', RESOLVED: 'resolve', OPEN: 'open' } as const;

/** Throws NotFoundError where there is no such session. */
export async function getSession(tx: Tx, sessionId: string): Promise<IntentDebuggerSession> {
  const session = await tx.intentDebuggerSession.findUnique({ where: { id: sessionId } });
  if (!session) throw new NotFoundError(`There is no debugger session ${sessionId}.`, 'Read debugSessions of the room for the ids of its sessions.');
  return session;
}

/** The refusal of what a session cannot do in its state. */
export function refuseState(session: { readonly id: string; readonly status: DebugSessionStatus }, verb: string): SessionStateError {
  const hint = session.status === 'RESOLVED' ? 'Start a new session.' : session.status === 'OPEN' ? 'Nothing runs in it.' : 'Wait until it has ended, or cancel it.';
  return new SessionStateError(`Cannot ${verb} session ${session.id}: it is ${session.status}.`, hint, session.status);
}

/** Begins an activity in an OPEN session and returns the id that its writes must carry. Throws NotFoundError and SessionStateError. */
export async function beginActivity(prisma: PrismaClient, sessionId: string, activity: Activity): Promise<string> {
  assertLegal(SESSION_MOVES, 'OPEN', activity);
  const activityId = randomUUID();
  await inTransaction(prisma, async (tx) => {
    const { count } = await tx.intentDebuggerSession.updateMany({ where: { id: sessionId, status: 'OPEN' }, data: { status: activity, activityId, heartbeatAt: await databaseTime(tx) } });
    if (count === 0) throw refuseState(await getSession(tx, sessionId), VERBS[activity]);
    await appendSessionEvent(tx, sessionId, { type: START_EVENTS[activity], payload: {} });
  });
  return activityId;
}

export interface ActivityEnd {
  readonly sessionId: string;
  readonly activity: Activity;
  readonly activityId: string;
  /** What the session holds from now on. */
  readonly data: Prisma.IntentDebuggerSessionUncheckedUpdateManyInput;
  readonly payload: SessionEventPayload;
  /** More rows of the same transaction. */
  readonly write?: (tx: Tx) => Promise<void>;
}

/** Ends an activity: its results, the state and the event in one transaction. `stale`: the session was taken from it, nothing is written. */
export async function endActivity(prisma: PrismaClient, end: ActivityEnd): Promise<'ended' | 'stale'> {
  assertLegal(SESSION_MOVES, end.activity, 'OPEN');
  return inTransaction(prisma, async (tx) => {
    const { count } = await tx.intentDebuggerSession.updateMany({ where: { id: end.sessionId, status: end.activity, activityId: end.activityId }, data: { ...end.data, status: 'OPEN', activityId: null, heartbeatAt: null } });
    if (count === 0) return 'stale';
    await end.write?.(tx);
    await appendSessionEvent(tx, end.sessionId, { type: END_EVENTS[end.activity], payload: end.payload });
    return 'ended';
  });
}

/** The activity says that it lives. False where the session is not its own any more. */
export async function beat(prisma: PrismaClient, sessionId: string, activityId: string): Promise<boolean> {
  const count = await prisma.$executeRaw`UPDATE intent_debugger_sessions SET heartbeat_at = now() WHERE id = ${sessionId}::uuid AND activity_id = ${activityId}::uuid`;
  return count > 0;
}

/** Opens the sessions whose process died; returns how many there were. */
export async function openInterrupted(prisma: PrismaClient): Promise<number> {
  const silent = await prisma.intentDebuggerSession.findMany({ where: { status: { in: [...BUSY_SESSIONS] }, heartbeatAt: { lt: new Date((await databaseTime(prisma)).getTime() - SILENCE_MS) } }, select: { id: true, status: true, activityId: true } });
  for (const { id, status, activityId } of silent) {
    if (activityId === null || status === 'OPEN' || status === 'RESOLVED') continue;
    await endActivity(prisma, { sessionId: id, activity: status, activityId, data: {}, payload: { message: 'It was interrupted: the process that worked on it ended. Start it again.' } });
  }
  return silent.length;
}
