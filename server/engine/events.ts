// Appends events to a run. Owns their numbers (1, 2, 3, no gap) and the notification that wakes readers; `read-events.ts` reads them.
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

/** What a notification says: which event of which run is new. */
export interface Notice {
  readonly runId: string;
  readonly roomId: string;
  readonly number: number;
  readonly type: RunEventType;
}

/**
 * Appends `events` in order and returns the number of the last one. The row of the run stays locked until the transaction ends, so
 * numbers become visible in order: whoever saw number n has everything up to n. Of consecutive progress events only the last one is
 * notified, because readers read rows. Throws when the run does not exist any more.
 */
export async function appendEvents(tx: Tx, runId: string, events: readonly NewEvent[]): Promise<number> {
  const rows = events.map((event, index) => ({
    id: randomUUID(),
    offset: index + 1,
    type: event.type,
    actionId: event.actionId ?? null,
    executionId: event.executionId ?? null,
    payload: event.payload,
    notify: event.type !== 'STEP_PROGRESS' || events[index + 1]?.type !== 'STEP_PROGRESS',
  }));
  const [run] = await tx.$queryRaw<{ last: number }[]>`
    WITH run AS (
      UPDATE healing_runs SET last_event_number = last_event_number + ${rows.length}::int
      WHERE id = ${runId}::uuid RETURNING id, room_id, last_event_number
    ), fresh AS (
      SELECT run.id AS run_id, run.room_id, run.last_event_number - ${rows.length}::int + e."offset" AS number, e.*
      FROM run, json_to_recordset(${JSON.stringify(rows)}::json)
        AS e(id uuid, "offset" int, type run_event_type, "actionId" uuid, "executionId" uuid, payload jsonb, notify boolean)
    ), stored AS (
      INSERT INTO run_events (id, run_id, number, type, action_id, execution_id, payload)
      SELECT id, run_id, number, type, "actionId", "executionId", payload FROM fresh
    ), told AS (
      SELECT count(pg_notify(${EVENTS_CHANNEL}::text,
        json_build_object('runId', run_id, 'roomId', room_id, 'number', number, 'type', type)::text)) AS notices
      FROM (SELECT * FROM fresh WHERE notify ORDER BY number) AS ordered
    )
    SELECT run.last_event_number AS last FROM run, told`;
  if (!run) throw new Error(`events were appended to run ${runId}, which does not exist`);
  return run.last;
}
