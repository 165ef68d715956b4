// Usage: types, the usage of a room over a range of days.
import { z } from 'zod';
import { MOST_DAYS } from '../usage/service.ts';
import type { Agreement, Outcome, Repairs, Spread, Usage, UsageDay, UsageFigures } from '../usage/usage.ts';
import { builder } from './builder.ts';
import { RunStatusType } from './errors.ts';

const OutcomeType = builder.objectRef<Outcome>('UsageOutcome').implement({
  description: 'How many runs are in a state.',
  fields: (t) => ({ status: t.field({ type: RunStatusType, resolve: (outcome) => outcome.status }), runs: t.exposeInt('runs') }),
});

const SpreadType = builder.objectRef<Spread>('UsageSpread').implement({
  description: 'Median and 95th percentile of something that was timed; null where nothing was.',
  fields: (t) => ({ count: t.exposeInt('count'), p50Ms: t.exposeFloat('p50Ms', { nullable: true }), p95Ms: t.exposeFloat('p95Ms', { nullable: true }) }),
});

const AgreementType = builder.objectRef<Agreement>('UsageAgreement').implement({
  description: 'Predictions beside what happened, summed over runs.',
  fields: (t) => ({
    predicted: t.exposeInt('predicted'),
    happened: t.exposeInt('happened'),
    right: t.exposeInt('right'),
    precision: t.exposeFloat('precision', { nullable: true, description: 'right / predicted, 0 to 1; null where nothing was predicted.' }),
    recall: t.exposeFloat('recall', { nullable: true, description: 'right / happened, 0 to 1; null where nothing happened.' }),
  }),
});

const UsageFiguresInterface = builder.interfaceRef<UsageFigures>('UsageFigures').implement({
  description: 'What was done in a range of days. A run belongs to the day on which it was planned, in UTC.',
  fields: (t) => ({
    runs: t.exposeInt('runs', { description: 'Runs that were started.' }),
    outcomes: t.field({ type: [OutcomeType], description: 'The most frequent first.', resolve: (figures) => [...figures.outcomes] }),
    duration: t.field({ type: SpreadType, description: 'From start to end, of runs that healed.', resolve: (figures) => figures.duration }),
    queue: t.field({ type: SpreadType, description: 'From being queued to start.', resolve: (figures) => figures.queue }),
    breaksPrevented: t.exposeInt('breaksPrevented', { description: 'Files that would certainly have stopped compiling, of runs that healed and were not rolled back.' }),
    errors: t.field({ type: AgreementType, description: 'Errors of the compiler.', resolve: (figures) => figures.errors }),
    tests: t.field({ type: AgreementType, description: 'Test files with a test that fails.', resolve: (figures) => figures.tests }),
  }),
});

const UsageDayType = builder.objectRef<UsageDay>('UsageDay').implement({
  description: 'One day.',
  interfaces: [UsageFiguresInterface],
  fields: (t) => ({ day: t.exposeString('day', { description: 'YYYY-MM-DD, in UTC.' }) }),
});

const RepairsType = builder.objectRef<Repairs>('UsageRepairs').implement({
  description: 'Sessions of the intent debugger that were begun in the range.',
  fields: (t) => ({
    sessions: t.exposeInt('sessions'),
    searched: t.exposeInt('searched', { description: 'In which fixes were searched for.' }),
    verified: t.exposeInt('verified', { description: 'Of these, with a fix that was verified.' }),
    applied: t.exposeInt('applied', { description: 'Of these, with a fix whose run completed.' }),
    rate: t.exposeFloat('rate', { nullable: true, description: 'verified / searched, 0 to 1; null where nothing was searched for.' }),
  }),
});

const UsageType = builder.objectRef<Usage>('Usage').implement({
  description: 'How a room was used over a range of days.',
  interfaces: [UsageFiguresInterface],
  fields: (t) => ({
    from: t.field({ type: 'DateTime', resolve: (usage) => usage.from }),
    repairs: t.field({ type: RepairsType, resolve: (usage) => usage.repairs }),
    days: t.field({ type: [UsageDayType], description: 'Every day of the range, the oldest first.', resolve: (usage) => [...usage.days] }),
  }),
});

builder.prismaObjectFields('Room', (t) => ({
  usage: t.field({
    type: UsageType,
    description: 'Figures of its runs and sessions over the last days, today included; the days are those of UTC.',
    complexity: 100,
    args: { days: t.arg.int({ required: true, defaultValue: 30, description: `At most ${MOST_DAYS}.`, validate: z.number().min(1).max(MOST_DAYS) }) },
    select: { id: true },
    resolve: (room, { days }, { usage }) => usage.usageOf(room.id, days),
  }),
}));
