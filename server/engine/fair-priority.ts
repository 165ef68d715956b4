// The order in which rooms are served: start-time fair queueing (Goyal, Vin, Cheng) on the priorities of the queue. Owns those numbers; `jobs.ts` adds the jobs.
//
// A priority is a virtual time. The jobs of a room follow each other, one tick each; the first job of a room starts at the time of the work
// that is next or in service. So a room with 20 runs gets the ticks 1 to 20, and a room that comes later with one run gets the tick that is
// served now: it waits for one run of each room, not for all 20. Within a room the numbers only grow, so its order stays.
import type pg from 'pg';
import type { Tx } from './transaction.ts';

/** The job of a run that was in service already goes on first. */
export const IN_SERVICE = 0;

/** The numbers are small integers of 16 bit in the queue; from here on they are made small again. */
const REBASE_FROM = 10_000;
const LARGEST = 32_767;

/** Held while a number is chosen (shared) and while all are made smaller (alone). */
const PRIORITY_LOCK = 7002;

const FAIR_PRIORITY = `
  SELECT least(${LARGEST}, 1 + greatest(
    (SELECT max(j.priority) FROM graphile_worker._private_jobs j JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id
      WHERE q.queue_name = $1::text),
    coalesce(
      (SELECT min(j.priority) - 1 FROM graphile_worker._private_jobs j JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id
        WHERE j.is_available AND q.is_available),
      (SELECT max(j.priority) FROM graphile_worker._private_jobs j WHERE j.locked_at IS NOT NULL), 0)))::int AS priority`;

/** The priority of a new job in the queue of a room. Smaller is earlier. */
export async function findFairPriority(tx: Tx, queueName: string): Promise<number> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(${PRIORITY_LOCK}::int, 0)`;
  const [row] = await tx.$queryRawUnsafe<[{ priority: number }]>(FAIR_PRIORITY, queueName);
  return row.priority;
}

/** Makes the numbers small again when all of them have become large; their order stays. */
export async function rebasePriorities(client: pg.Pool): Promise<void> {
  const live = 'FROM graphile_worker._private_jobs WHERE is_available OR locked_at IS NOT NULL';
  const { rows } = await client.query<{ least: number | null }>(`SELECT min(priority) AS least ${live}`);
  if ((rows[0]?.least ?? 0) < REBASE_FROM) return;
  await client.query(
    `WITH alone AS MATERIALIZED (SELECT pg_advisory_xact_lock($1, 0))
     UPDATE graphile_worker._private_jobs SET priority = greatest(1, priority - $2::int) FROM alone`,
    [PRIORITY_LOCK, (rows[0]?.least ?? 1) - 1],
  );
}
