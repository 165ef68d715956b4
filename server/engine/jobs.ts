// The jobs that bring runs to a worker. Owns the SQL on the queue's tables; `worker.ts` takes the jobs.
import type pg from 'pg';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { findFairPriority, IN_SERVICE } from './fair-priority.ts';
import { ACTIVE_RUNS, UNFINISHED_RUNS } from './states.ts';
import { inTransaction, type Tx } from './transaction.ts';
import { LIVENESS_LOCK } from './workers.ts';

/** Name of the only task. What there is to do with the run follows from the run's state, so the payload says only which run. */
export const RUN_TASK = 'supernova_run';

export interface RunJob {
  readonly runId: string;
  readonly roomId: string;
}

interface JobOptions {
  readonly maxPickups: number;
  /** Smaller is earlier, and equal ones are served by time. */
  readonly priority: number;
}

/** Runs without a job that get one in one sweep. */
const MOST_ADDED = 500;

const queueOf = (roomId: string) => `room:${roomId}`;

/** Adds the job of a run behind the others of its room, and fairly between rooms, in the caller's transaction. Jobs of a room run one at a time. */
export async function addFairJob(tx: Tx, job: RunJob, maxPickups: number): Promise<void> {
  await addJob(tx, job, { maxPickups, priority: await findFairPriority(tx, queueOf(job.roomId)) });
}

/** Adds the job of a run in the caller's transaction; the run has one job at most that waits. */
export async function addJob(tx: Tx, { runId, roomId }: RunJob, { maxPickups, priority }: JobOptions): Promise<void> {
  const payload = JSON.stringify({ runId, roomId } satisfies RunJob);
  await tx.$executeRaw`
    SELECT 1 FROM graphile_worker.add_job(${RUN_TASK}::text, ${payload}::json, queue_name => ${queueOf(roomId)}::text,
      run_at => clock_timestamp(), priority => ${priority}::int, max_attempts => ${maxPickups}::int, job_key => ${`run:${runId}`}::text)`;
}

/** Removes the job of a run that waits. */
export async function removeJob(tx: Tx, runId: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM graphile_worker.remove_job(${`run:${runId}`}::text)`;
}

/** The run's place among those of its room that wait: 1 is next. Null when it does not wait. */
export async function findPosition(tx: Tx, runId: string): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ position: number }[]>`
    WITH waiting AS (
      SELECT r.id, r.room_id, row_number() OVER (ORDER BY j.priority, j.run_at, j.id)::int AS position
      FROM healing_runs r JOIN graphile_worker.jobs j ON j.key = 'run:' || r.id::text
      WHERE r.status IN ('QUEUED', 'ROLLBACK_QUEUED') AND r.room_id = (SELECT room_id FROM healing_runs WHERE id = ${runId}::uuid)
    )
    SELECT position FROM waiting WHERE id = ${runId}::uuid`;
  return row?.position ?? null;
}

/** The runs of a room that wait, the next one first, at most `limit`. */
export async function listWaiting(tx: Tx, roomId: string, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM healing_runs r JOIN graphile_worker.jobs j ON j.key = 'run:' || r.id::text
    WHERE r.status IN ('QUEUED', 'ROLLBACK_QUEUED') AND r.room_id = ${roomId}::uuid ORDER BY j.priority, j.run_at, j.id LIMIT ${limit}::int`;
  return rows.map(({ id }) => id);
}

/** Frees the jobs and rooms that are held by pools nobody keeps alive, so that other workers go on with them. */
export async function freeJobsOfDeadPools(client: pg.Pool): Promise<void> {
  await client.query(
    `WITH holders AS (
       SELECT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL
       UNION SELECT locked_by FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL
     ), dead AS MATERIALIZED (SELECT locked_by FROM holders WHERE pg_try_advisory_xact_lock($1, hashtext(locked_by)))
     SELECT graphile_worker.force_unlock_workers(array(SELECT locked_by FROM dead)) WHERE EXISTS (SELECT FROM dead)`,
    [LIVENESS_LOCK],
  );
}

/** Gives a job to every run that needs one and has none, or whose job has used up its pick-ups. */
export async function addMissingJobs(prisma: PrismaClient, maxPickups: number): Promise<void> {
  const find = (tx: Tx) => tx.$queryRaw<(RunJob & { readonly isActive: boolean })[]>`
    SELECT r.id AS "runId", r.room_id AS "roomId", r.status = ANY (${ACTIVE_RUNS}::run_status[]) AS "isActive" FROM healing_runs r
    WHERE r.status = ANY (${UNFINISHED_RUNS}::run_status[]) AND NOT EXISTS (
      SELECT FROM graphile_worker.jobs j WHERE j.key = 'run:' || r.id::text AND (j.attempts < j.max_attempts OR j.locked_at IS NOT NULL))
    ORDER BY r.queued_at, r.id LIMIT ${MOST_ADDED}::int`;
  if ((await find(prisma)).length === 0) return;
  await inTransaction(prisma, async (tx) => {
    for (const { isActive, ...job } of await find(tx)) {
      if (isActive) await addJob(tx, job, { maxPickups, priority: IN_SERVICE });
      else await addFairJob(tx, job, maxPickups);
    }
  });
}
