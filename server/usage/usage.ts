// How a room was used over a range of days. Owns the shape and how the answers of the database are put together.
import type { RunStatus } from '../generated/prisma/enums.ts';

export interface Outcome {
  readonly status: RunStatus;
  readonly runs: number;
}

/** Median and 95th percentile of something that was timed; null where nothing was. */
export interface Spread {
  readonly count: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

/** Predictions beside what happened, summed over runs. */
export interface Agreement {
  readonly predicted: number;
  readonly happened: number;
  readonly right: number;
  /** right / predicted, 0 to 1; null where nothing was predicted. */
  readonly precision: number | null;
  /** right / happened, 0 to 1; null where nothing happened. */
  readonly recall: number | null;
}

export interface UsageFigures {
  /** Runs that were started. */
  readonly runs: number;
  readonly outcomes: readonly Outcome[];
  /** From start to end, of runs that healed. */
  readonly duration: Spread;
  /** From being queued to start. */
  readonly queue: Spread;
  /** Files that would certainly have stopped compiling, of runs that healed and were not rolled back. */
  readonly breaksPrevented: number;
  /** Errors of the compiler. */
  readonly errors: Agreement;
  /** Test files with a test that fails. */
  readonly tests: Agreement;
}

export interface UsageDay extends UsageFigures {
  /** YYYY-MM-DD, in UTC; a run belongs to the day on which it was planned. */
  readonly day: string;
}

/** Sessions of the intent debugger that were begun in the range. */
export interface Repairs {
  readonly sessions: number;
  /** In which fixes were searched for. */
  readonly searched: number;
  /** Of these, with a fix that was verified. */
  readonly verified: number;
  /** Of these, with a fix whose run completed. */
  readonly applied: number;
  /** verified / searched, 0 to 1; null where nothing was searched for. */
  readonly rate: number | null;
}

export interface Usage extends UsageFigures {
  readonly from: Date;
  readonly repairs: Repairs;
  /** Every day of the range, the oldest first. */
  readonly days: readonly UsageDay[];
}

/** One row for each day, and one without a day for the whole range. */
export interface FigureRow {
  readonly day: string | null;
  readonly runs: number;
  readonly timed: number;
  readonly durationP50: number | null;
  readonly durationP95: number | null;
  readonly queued: number;
  readonly queueP50: number | null;
  readonly queueP95: number | null;
  readonly predicted: number | null;
  readonly happened: number | null;
  readonly right: number | null;
  readonly testsPredicted: number | null;
  readonly testsHappened: number | null;
  readonly testsRight: number | null;
}

export interface UsageRows {
  readonly figures: readonly FigureRow[];
  readonly outcomes: readonly { readonly day: string | null; readonly status: RunStatus; readonly runs: number }[];
  readonly breaks: readonly { readonly day: string | null; readonly breaks: number }[];
}

const DAY_MS = 86_400_000;
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** The first of so many days that end with the day of `now`, all in UTC. */
export const firstDay = (days: number, now: Date): Date => new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - (days - 1) * DAY_MS);

const agreement = (predicted: number | null = 0, happened: number | null = 0, right: number | null = 0): Agreement => {
  const [said, came, met] = [predicted ?? 0, happened ?? 0, right ?? 0];
  return { predicted: said, happened: came, right: met, precision: share(met, said), recall: share(met, came) };
};

function figuresOf(rows: UsageRows, day: string | null): UsageFigures {
  const row = rows.figures.find((figure) => figure.day === day);
  return {
    runs: row?.runs ?? 0,
    outcomes: rows.outcomes.filter((outcome) => outcome.day === day).map(({ status, runs }) => ({ status, runs })),
    duration: { count: row?.timed ?? 0, p50Ms: row?.durationP50 ?? null, p95Ms: row?.durationP95 ?? null },
    queue: { count: row?.queued ?? 0, p50Ms: row?.queueP50 ?? null, p95Ms: row?.queueP95 ?? null },
    breaksPrevented: rows.breaks.find((found) => found.day === day)?.breaks ?? 0,
    errors: agreement(row?.predicted, row?.happened, row?.right),
    tests: agreement(row?.testsPredicted, row?.testsHappened, row?.testsRight),
  };
}

/** Days without a run are there too, with nothing in them. */
export function makeUsage(rows: UsageRows, repairs: Omit<Repairs, 'rate'>, { from, days }: { from: Date; days: number }): Usage {
  const names = Array.from({ length: days }, (_, i) => new Date(from.getTime() + i * DAY_MS).toISOString().slice(0, 10));
  return { from, ...figuresOf(rows, null), repairs: { ...repairs, rate: share(repairs.verified, repairs.searched) }, days: names.map((day) => ({ day, ...figuresOf(rows, day) })) };
}
