import { describe, expect, it } from 'vitest';
import { formatValue, percent, plotsOf, tableOf } from '../../../web/usage/plots.ts';
import type { Usage, UsageDay } from '../../../web/usage/usage-documents.ts';

const nothing = { runs: 0, outcomes: [], duration: { count: 0, p50Ms: null, p95Ms: null }, queue: { count: 0, p50Ms: null, p95Ms: null }, breaksPrevented: 0, errors: { predicted: 0, happened: 0, right: 0, precision: null, recall: null }, tests: { predicted: 0, happened: 0, right: 0, precision: null, recall: null } };
const some = { ...nothing, runs: 3, outcomes: [{ status: 'COMPLETED' as const, runs: 2 }, { status: 'FAILED' as const, runs: 1 }], breaksPrevented: 5, duration: { count: 2, p50Ms: 1500, p95Ms: 3000 }, errors: { predicted: 10, happened: 8, right: 8, precision: 0.8, recall: 1 } };
const day = (name: string, figures: Omit<UsageDay, 'day'>): UsageDay => ({ ...figures, day: name }) as UsageDay;
const usage = { ...some, repairs: { sessions: 0, searched: 0, verified: 0, applied: 0, rate: null }, days: [day('2026-03-09', nothing), day('2026-03-10', some)] } as Usage;
const plot = (title: string) => plotsOf(usage).find((found) => found.title === title)!;

describe('a plot of the usage', () => {
  it('has a value for each day: none is 0 where runs are counted, and a gap where nothing was timed', () => {
    expect(plot('Runs by outcome').series.map(({ name, values }) => [name, values])).toEqual([['Healed', [0, 2]], ['Failed', [0, 1]]]);
    expect(plot('Duration of a run').series[0]?.values).toEqual([null, 1500]);
  });

  it.each([
    ['Runs by outcome', '3 runs: 2 healed, 1 failed.'],
    ['Breaks prevented', '5 files would certainly have stopped compiling.'],
    ['Prediction of errors', 'Precision 80 %, recall 100 %: 8 of 10 predicted errors came, 8 errors came in all.'],
    ['Prediction of failing test files', 'Nothing was predicted, and nothing happened.'],
    ['Duration of a run', 'Half of 2 runs took 1.5 s or less, 95 of 100 3.0 s or less.'],
    ['Time in the queue', 'Nothing was timed.'],
  ])('%s says in words what it shows', (title, words) => {
    expect(plot(title).words).toBe(words);
  });

  it('is a table of the days on which there is something', () => {
    const days = usage.days.map((each) => each.day);
    expect(tableOf(plot('Runs by outcome'), days)).toEqual([{ day: '2026-03-10', cells: ['2', '1'] }]);
    expect(tableOf(plot('Prediction of errors'), days)).toEqual([{ day: '2026-03-10', cells: ['80 %', '100 %'] }]);
    expect(tableOf(plot('Prediction of failing test files'), days)).toEqual([]);
  });
});

it.each([[0.9999, '99.9 %'], [1, '100 %'], [0, '0 %'], [null, 'not known']])('a share of %s is told as %s', (share, words) => {
  expect(percent(share)).toBe(words);
});

it.each([[null, 'TIME', ''], [1500, 'TIME', '1.5 s'], [0, 'COUNT', '0'], [0.5, 'SHARE', '50 %']] as const)('%s as %s reads %s', (value, unit, words) => {
  expect(formatValue(value, unit)).toBe(words);
});
