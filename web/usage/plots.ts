import { lookOfRun } from '../runs/run-looks.ts';
import type { RunStatus } from '../runs/run-documents.ts';
import { countOf, formatDuration } from '../shared/format.ts';
import type { Usage, UsageDay } from './usage-documents.ts';

export type Unit = 'COUNT' | 'SHARE' | 'TIME';

/** One plot over the days as data: what is drawn, and the same in words and as a table. */
export interface Plot {
  title: string;
  unit: Unit;
  /** Bars stand on each other; lines have gaps on days of which nothing is known. */
  kind: 'BARS' | 'LINES';
  series: { name: string; color: string; values: (number | null)[] }[];
  /** The plot in a sentence. */
  words: string;
}

export function formatValue(value: number | null, unit: Unit): string {
  if (value === null) return '';
  if (unit === 'TIME') return formatDuration(value);
  return unit === 'SHARE' ? percent(value) : value.toLocaleString('en');
}

/** Rounded down: 99.99 % is not all. */
export const percent = (share: number | null): string => (share === null ? 'not known' : `${(Math.floor(share * 1000) / 10).toLocaleString('en')} %`);

function spreadWords(verb: string, { count, p50Ms, p95Ms }: Usage['queue']): string {
  if (p50Ms === null || p95Ms === null) return 'Nothing was timed.';
  return `Half of ${countOf(count, 'run')} ${verb} ${formatDuration(p50Ms)} or less, 95 of 100 ${formatDuration(p95Ms)} or less.`;
}

const runsOn = (day: UsageDay, status: RunStatus): number => day.outcomes.find((outcome) => outcome.status === status)?.runs ?? 0;

function outcomesPlot({ outcomes, runs, days }: Usage): Plot {
  const named = outcomes.map(({ status, runs: count }) => ({ status, count, look: lookOfRun({ status, decision: 'HEAL' }) }));
  return {
    title: 'Runs by outcome', unit: 'COUNT', kind: 'BARS',
    series: named.map(({ status, look }) => ({ name: look.label, color: look.color, values: days.map((day) => runsOn(day, status)) })),
    words: `${countOf(runs, 'run')}${named.length > 0 ? `: ${named.map(({ count, look }) => `${count} ${look.label.toLowerCase()}`).join(', ')}` : ''}.`,
  };
}

function linesPlot(title: string, unit: Unit, words: string, lines: readonly (readonly [name: string, color: string, values: (number | null)[]])[]): Plot {
  return { title, unit, kind: 'LINES', words, series: lines.map(([name, color, values]) => ({ name, color, values })) };
}

/** What was predicted beside what happened, in a sentence. */
function agreementWords({ predicted, happened, right, precision, recall }: Usage['errors'], say: (right: number, predicted: number, happened: number) => string): string {
  return predicted === 0 && happened === 0 ? 'Nothing was predicted, and nothing happened.' : `Precision ${percent(precision)}, recall ${percent(recall)}: ${say(right, predicted, happened)}`;
}

/** Every plot of the tab, in its order. */
export function plotsOf(usage: Usage): Plot[] {
  const { days, duration, queue, errors, tests, breaksPrevented } = usage;
  const each = <T>(read: (day: UsageDay) => T): T[] => days.map(read);
  return [
    outcomesPlot(usage),
    { title: 'Breaks prevented', unit: 'COUNT', kind: 'BARS', words: `${countOf(breaksPrevented, 'file')} would certainly have stopped compiling.`, series: [{ name: 'Files', color: 'teal', values: each((day) => day.breaksPrevented) }] },
    linesPlot('Prediction of errors', 'SHARE', agreementWords(errors, (right, predicted, happened) => `${right} of ${predicted} predicted errors came, ${countOf(happened, 'error')} came in all.`), [['Precision', 'nova', each((day) => day.errors.precision)], ['Recall', 'orange', each((day) => day.errors.recall)]]),
    linesPlot('Prediction of failing test files', 'SHARE', agreementWords(tests, (right, predicted, happened) => `${right} of ${predicted} predicted files failed, ${countOf(happened, 'file')} failed in all.`), [['Precision', 'nova', each((day) => day.tests.precision)], ['Recall', 'orange', each((day) => day.tests.recall)]]),
    linesPlot('Duration of a run', 'TIME', spreadWords('took', duration), [['Median', 'nova', each((day) => day.duration.p50Ms)], ['95th percentile', 'orange', each((day) => day.duration.p95Ms)]]),
    linesPlot('Time in the queue', 'TIME', spreadWords('waited', queue), [['Median', 'nova', each((day) => day.queue.p50Ms)], ['95th percentile', 'orange', each((day) => day.queue.p95Ms)]]),
  ];
}

/** Days on which a plot has anything: the table leaves the others out. */
export function tableOf(plot: Plot, days: readonly string[]): { day: string; cells: string[] }[] {
  return days.flatMap((day, i) => {
    const values = plot.series.map(({ values: all }) => all[i] ?? null);
    return values.every((value) => value === null || (plot.unit === 'COUNT' && value === 0)) ? [] : [{ day, cells: values.map((value) => formatValue(value, plot.unit)) }];
  });
}
