// The jobs that bring runs to a worker. Owns the SQL on the queue's tables; `worker.ts` takes the jobs.
import type pg from 'pg';
import { UNFINISHED_RUNS } from './states.ts';
import type { Tx } from './transaction.ts';

/** Name of the only task. What there is to do with the run follows from the run's state, so the payload says only which run. */
export const RUN_TASK = 'supernova_run';

export interface RunJob {
  readonly runId: string;
  readonly roomId: string;
}

/** First key of the advisory locks that say which worker pools live; the second is the hash of the pool's id. */
export const LIVENESS_LOCK = 7001;

interface JobOptions {
  readonly maxPickups: number;
  /** Place in the queue of the room, which is served by time; now, if not given. */
  readonly runAt?: Date;
}

/** Adds the job of a run in the caller's transaction; the run has one job at most that waits. Jobs of a room run one at a time, in order. */
export async function addJob(tx: Tx, { runId, roomId }: RunJob, { maxPickups, runAt }: JobOptions): Promise<void> {
  const payload = JSON.stringify({ runId, roomId } satisfies RunJob);
  await tx.$executeRaw`
    SELECT 1 FROM graphile_worker.add_job(${RUN_TASK}::text, ${payload}::json, queue_name => ${`room:${roomId}`}::text,
      run_at => coalesce(${runAt ?? null}::timestamptz, clock_timestamp()), max_attempts => ${maxPickups}::int, job_key => ${`run:${runId}`}::text)`;
}

/** Removes the job of a run that waits. */
export async function removeJob(tx: Tx, runId: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM graphile_worker.remove_job(${`run:${runId}`}::text)`;
}

/** The run's place among those of its room that wait: 1 is next. Null when it does not wait. */
export async function findPosition(tx: Tx, runId: string): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ position: number }[]>`
    WITH waiting AS (
      SELECT r.id, r.room_id, row_number() OVER (ORDER BY j.run_at, j.id)::int AS position
      FROM healing_runs r JOIN graphile_worker.jobs j ON j.key = 'run:' || r.id::text
      WHERE r.status IN ('QUEUED', 'ROLLBACK_QUEUED') AND r.room_id = (SELECT room_id FROM healing_runs WHERE id = ${runId}::uuid)
    )
    SELECT position FROM waiting WHERE id = ${runId}::uuid`;
  return row?.position ?? null;
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
export async function addMissingJobs(client: pg.Pool, maxPickups: number): Promise<void> {
  await client.query(
    `SELECT graphile_worker.add_job($1, json_build_object('runId', r.id, 'roomId', r.room_id), queue_name => 'room:' || r.room_id::text,
       max_attempts => $2::int, job_key => 'run:' || r.id::text)
     FROM healing_runs r
     WHERE r.status = ANY ($3::run_status[]) AND NOT EXISTS (
       SELECT FROM graphile_worker.jobs j WHERE j.key = 'run:' || r.id::text AND (j.attempts < j.max_attempts OR j.locked_at IS NOT NULL))`,
    [RUN_TASK, maxPickups, UNFINISHED_RUNS],
  );
}
