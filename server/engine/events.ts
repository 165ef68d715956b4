// Appends events to a run. Owns their numbers in the run and in its room (1, 2, 3, no gap) and the notification that wakes readers; `read-events.ts` reads them.
import { randomUUID } from 'node:crypto';
import type { RunEventType } from '../generated/prisma/enums.ts';
import type { JsonObject } from './contract.ts';
import type { Tx } from './transaction.ts';

/** Channel of the notifications; their payload is a `Notice` as JSON. The rows are the truth. */
export const EVENTS_CHANNEL = 'supernova_events';

export interface NewEvent {
  readonly type: RunEventType;
  readonly actionId?: string;
  readonly executionId?: string;
  readonly payload: JsonObject;
}

/** What a notification says: which events are new. One is sent for everything that is appended at once, and one for each wish to cancel. */
export interface Notice {
  readonly runId: string;
  readonly roomId: string;
  /** Number of the newest event in the run, and in the room. */
  readonly number: number;
  readonly roomNumber: number;
  readonly type: RunEventType;
}

/**
 * Appends `events` in order and returns the number of the last one. The rows of the run and then of its room stay locked until the
 * transaction ends, so numbers become visible in order: whoever saw number n has everything up to n. A transaction that locks both
 * itself must do it in the same order. Readers read rows, so only the last event is notified. Throws when the run does not exist any more.
 */
export async function appendEvents(tx: Tx, runId: string, events: readonly NewEvent[]): Promise<number> {
  const rows = events.map((event, index) => ({
    id: randomUUID(),
    offset: index + 1,
    type: event.type,
    actionId: event.actionId ?? null,
    executionId: event.executionId ?? null,
    payload: event.payload,
    notify: index === events.length - 1 || event.type === 'CANCEL_REQUESTED',
  }));
  const [run] = await tx.$queryRaw<{ last: number }[]>`
    WITH run AS (
      UPDATE healing_runs SET last_event_number = last_event_number + ${rows.length}::int
      WHERE id = ${runId}::uuid RETURNING id, room_id, last_event_number
    ), room AS (
      UPDATE rooms SET last_event_number = rooms.last_event_number + ${rows.length}::int
      FROM run WHERE rooms.id = run.room_id RETURNING rooms.last_event_number
    ), fresh AS (
      SELECT run.id AS run_id, run.room_id, run.last_event_number - ${rows.length}::int + e."offset" AS number,
        room.last_event_number - ${rows.length}::int + e."offset" AS room_number, e.*
      FROM run, room, json_to_recordset(${JSON.stringify(rows)}::json)
        AS e(id uuid, "offset" int, type run_event_type, "actionId" uuid, "executionId" uuid, payload jsonb, notify boolean)
    ), stored AS (
      INSERT INTO run_events (id, run_id, number, room_id, room_number, type, action_id, execution_id, payload)
      SELECT id, run_id, number, room_id, room_number, type, "actionId", "executionId", payload FROM fresh
    ), told AS (
      SELECT count(pg_notify(${EVENTS_CHANNEL}::text, json_build_object(
        'runId', run_id, 'roomId', room_id, 'number', number, 'roomNumber', room_number, 'type', type)::text)) AS notices
      FROM (SELECT * FROM fresh WHERE notify ORDER BY number) AS ordered
    )
    SELECT run.last_event_number AS last FROM run, told`;
  if (!run) throw new Error(`events were appended to run ${runId}, which does not exist`);
  return run.last;
}
