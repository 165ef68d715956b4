// Counts how a room was used: every figure is computed by the database, for one room and at most 366 days. Writes nothing.
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { InvalidInputError } from '../errors.ts';
import { firstDay, makeUsage, type FigureRow, type Repairs, type Usage, type UsageRows } from './usage.ts';

/** The longest range. */
export const MOST_DAYS = 366;

export interface UsageService {
  /** The days end with that of `now`. Throws InvalidInputError for a range that is empty or too long. */
  usageOf(roomId: string, days: number, now?: Date): Promise<Usage>;
}

/** Runs that were started, with their day and times. A plan that nobody started says nothing; a retry may wait and run anew while the times of the attempt before still stand. */
const chosen = (roomId: string, from: Date) => Prisma.sql`
  WITH chosen AS (
    SELECT intent_capture_id, status::text AS status, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, CASE WHEN accuracy->>'notCompared' IS NULL THEN accuracy END AS accuracy,
      CASE WHEN test_accuracy->>'notRun' IS NULL THEN test_accuracy END AS tests,
      CASE WHEN status::text IN ('COMPLETED', 'ROLLBACK_QUEUED', 'ROLLING_BACK', 'ROLLED_BACK') AND completed_at >= started_at
        THEN extract(epoch FROM completed_at - started_at)::float8 * 1000 END AS duration_ms,
      CASE WHEN started_at >= queued_at THEN extract(epoch FROM started_at - queued_at)::float8 * 1000 END AS queue_ms
    FROM healing_runs WHERE room_id = ${roomId}::uuid AND status::text <> 'PLANNED' AND created_at >= ${from})`;

const figures = (roomId: string, from: Date) => Prisma.sql`${chosen(roomId, from)}
  SELECT day, count(*)::int AS runs,
    count(duration_ms)::int AS timed, percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_ms) AS "durationP50", percentile_cont(0.95) WITHIN GROUP (ORDER BY duration_ms) AS "durationP95",
    count(queue_ms)::int AS queued, percentile_cont(0.5) WITHIN GROUP (ORDER BY queue_ms) AS "queueP50", percentile_cont(0.95) WITHIN GROUP (ORDER BY queue_ms) AS "queueP95",
    sum((accuracy->>'predicted')::int)::int AS predicted, sum((accuracy->>'happened')::int)::int AS happened, sum((accuracy->>'right')::int)::int AS "right",
    sum((tests->>'predicted')::int)::int AS "testsPredicted", sum((tests->>'happened')::int)::int AS "testsHappened", sum((tests->>'right')::int)::int AS "testsRight"
  FROM chosen GROUP BY GROUPING SETS ((day), ())`;

const outcomes = (roomId: string, from: Date) => Prisma.sql`${chosen(roomId, from)}
  SELECT day, status, count(*)::int AS runs FROM chosen GROUP BY GROUPING SETS ((day, status), (status)) ORDER BY runs DESC, status`;

/** An intent may be healed more than once: what it breaks counts once, on the first day. */
const breaks = (roomId: string, from: Date) => Prisma.sql`${chosen(roomId, from)},
  prevented AS (
    SELECT p.id, min(chosen.day) AS day FROM chosen JOIN impact_predictions p ON p.intent_capture_id = chosen.intent_capture_id
    WHERE chosen.status = 'COMPLETED' AND p.certainty = 'CERTAIN' AND p.prediction_type = 'BREAKING_CHANGE' GROUP BY p.id)
  SELECT day, count(*)::int AS breaks FROM prevented GROUP BY GROUPING SETS ((day), ())`;

const repairs = (roomId: string, from: Date) => Prisma.sql`
  SELECT count(*)::int AS sessions, count(*) FILTER (WHERE searched)::int AS searched,
    count(*) FILTER (WHERE searched AND verified)::int AS verified, count(*) FILTER (WHERE searched AND applied)::int AS applied
  FROM (
    SELECT s.search IS NOT NULL AS searched,
      EXISTS (SELECT 1 FROM suggested_fixes f WHERE f.session_id = s.id AND f.status = 'VERIFIED') AS verified,
      EXISTS (SELECT 1 FROM suggested_fixes f JOIN healing_runs r ON r.id = f.run_id WHERE f.session_id = s.id AND r.status = 'COMPLETED') AS applied
    FROM intent_debugger_sessions s WHERE s.room_id = ${roomId}::uuid AND s.created_at >= ${from}) AS begun`;

export function createUsage({ prisma }: { readonly prisma: PrismaClient }): UsageService {
  return {
    async usageOf(roomId, days, now = new Date()) {
      if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) throw new InvalidInputError(`The usage of ${days} days was asked for.`, `Ask for a whole number of days from 1 to ${MOST_DAYS}.`);
      const from = firstDay(days, now);
      // One moment for all of them, so that the parts add up.
      const [figureRows, outcomeRows, breakRows, repairRows] = await prisma.$transaction([
        prisma.$queryRaw<FigureRow[]>(figures(roomId, from)), prisma.$queryRaw<UsageRows['outcomes'][number][]>(outcomes(roomId, from)),
        prisma.$queryRaw<UsageRows['breaks'][number][]>(breaks(roomId, from)), prisma.$queryRaw<Omit<Repairs, 'rate'>[]>(repairs(roomId, from)),
      ], { isolationLevel: 'RepeatableRead' });
      const [repaired = { sessions: 0, searched: 0, verified: 0, applied: 0 }] = repairRows;
      return makeUsage({ figures: figureRows, outcomes: outcomeRows, breaks: breakRows }, repaired, { from, days });
    },
  };
}
