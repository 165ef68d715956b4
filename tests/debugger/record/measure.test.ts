import { describe, expect, test } from 'vitest';
import { DEFAULT_THRESHOLDS, type PerformanceSamples } from '../../../server/debugger/behavior.ts';
import { countMissingRuns, judgePerformance, MOST_RUNS } from '../../../server/debugger/compare/performance.ts';
import { type FurtherSamples, measureScenario } from '../../../server/debugger/record/measure.ts';
import { DEFAULT_SANDBOX_LIMITS, type Scenario } from '../../../server/debugger/scenario.ts';
import { call, code, openRoom, shadowFolders, useOwnTempFolder } from './recorded.ts';

useOwnTempFolder();

const options = { limits: { ...DEFAULT_SANDBOX_LIMITS, wallClockMs: 5_000 }, signal: new AbortController().signal };
const files = {
  'src/main.ts': `
    export function fill(n: number): number[][] { const all: number[][] = []; for (let i = 0; i < n; i += 1) all.push(new Array<number>(1000).fill(i)); return all; }
    export const buffers = (n: number): number => { let sum = 0; for (let i = 0; i < n; i += 1) sum += Buffer.alloc(1024 * 1024).length; return sum; };
    export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    let calls = 0;
    // A sample is two calls: one for time, one for memory.
    export const uneven = (quick: number, slow: number, every: number): Promise<void> => wait((calls++ >> 1) % every === 0 ? slow : quick);
    export const drain = (list: number[]): number => { if (list.length === 0) throw new Error('used before'); return list.splice(0).length; };
    export const exit = (): void => process.exit(1);`,
  'run.ts': 'const all = []; for (let i = 0; i < 30; i += 1) all.push(Buffer.alloc(1024 * 1024, 1)); console.log(all.length);',
  'app.ts': 'import http from "node:http"; http.createServer((_, response) => setTimeout(() => response.end("x"), 20)).listen(process.env.PORT);',
};
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

test('samples of a function alternate with the reference work and tell its memory', async () => {
  const samples = await measureScenario({ source: await openRoom(files), scenario: call('fill', [2_000]), baseline: 'reference', runs: 8, options });
  expect([samples.responseTimes, samples.memoryUsages, samples.baseline.responseTimes, samples.baseline.memoryUsages].map(({ length }) => length)).toEqual([8, 8, 8, 8]);
  expect(samples.responseTimes.every((ms) => ms > 0)).toBe(true);
  // 2,000 arrays of 1,000 small numbers, 8 bytes each.
  expect(median(samples.memoryUsages)).toBeGreaterThan(15);
  expect(median(samples.memoryUsages)).toBeLessThan(30);
  expect(shadowFolders()).toEqual([]);
});

test('memory that was freed before the end counts too', async () => {
  const { memoryUsages } = await measureScenario({ source: await openRoom(files), scenario: call('buffers', [60]), baseline: null, runs: 3, options });
  expect(median(memoryUsages)).toBeGreaterThan(5);
});

test('waiting counts as time, and arguments are made afresh for each call', async () => {
  const source = await openRoom(files);
  expect(Math.min(...(await measureScenario({ source, scenario: call('wait', [30]), baseline: null, runs: 2, options })).responseTimes)).toBeGreaterThanOrEqual(29);
  expect((await measureScenario({ source, scenario: call('drain', [code('[1, 2, 3]')]), baseline: null, runs: 2, options })).responseTimes).toHaveLength(2);
});

test('other contents of the same scenario take turns with it', async () => {
  const slow = new Map([['src/main.ts', 'export const wait = () => new Promise((resolve) => setTimeout(resolve, 60));']]);
  const samples = await measureScenario({ source: await openRoom(files), scenario: call('wait', [1]), overlay: new Map(), baseline: slow, runs: 3, options });
  expect(Math.min(...samples.baseline.responseTimes)).toBeGreaterThanOrEqual(59);
  expect(median(samples.responseTimes)).toBeLessThan(median(samples.baseline.responseTimes));
});

test.each<[what: string, scenario: Scenario, megabytes: number, milliseconds: number]>([
  ['a script', { kind: 'SCRIPT', file: 'run.ts', args: [], stdin: null }, 30, 0],
  ['a request', { kind: 'HTTP', start: { file: 'app.ts', args: [] }, request: { method: 'GET', path: '/', headers: {}, body: null } }, 0, 19],
])('%s is measured in a process of its own each time', async (_, scenario, megabytes, milliseconds) => {
  const samples = await measureScenario({ source: await openRoom(files), scenario, baseline: null, runs: 2, options });
  expect(samples.responseTimes).toHaveLength(2);
  expect(Math.min(...samples.memoryUsages)).toBeGreaterThanOrEqual(megabytes);
  expect(Math.min(...samples.responseTimes)).toBeGreaterThanOrEqual(milliseconds);
});

test('code that cannot be measured gives no samples', async () => {
  const source = await openRoom(files);
  for (const name of ['exit', 'gone']) expect(await measureScenario({ source, scenario: call(name), baseline: 'reference', runs: 3, options }), name).toMatchObject({ responseTimes: [] });
  expect(shadowFolders()).toEqual([]);
});

test('an aborted measurement ends at once and leaves nothing', async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  const onProgress = (): void => controller.abort(reason);
  await expect(measureScenario({ source: await openRoom(files), scenario: call('wait', [60_000]), baseline: 'reference', runs: 3, options: { ...options, signal: controller.signal, onProgress } })).rejects.toBe(reason);
  expect(shadowFolders()).toEqual([]);
});

describe('where the first samples do not decide', () => {
  const expected = { responseTime: 20, memoryUsage: null };
  const performanceOf = (samples: PerformanceSamples) => ({ responseTime: null, memoryUsage: null, samples });
  const further = (changed: Partial<FurtherSamples> = {}): FurtherSamples => ({ countMissing: (samples) => countMissingRuns(expected, performanceOf(samples), DEFAULT_THRESHOLDS), most: MOST_RUNS, timeMs: 60_000, ...changed });

  test('the missing ones are taken until they do', async () => {
    const told: string[] = [];
    // One of six is slow: with six samples the median may be that one, with twelve it is none of the two.
    const samples = await measureScenario({ source: await openRoom(files), scenario: call('uneven', [5, 40, 6]), baseline: 'reference', runs: 6, further: further(), options: { ...options, onProgress: (message) => told.push(message) } });
    expect(judgePerformance(expected, performanceOf(samples), DEFAULT_THRESHOLDS)).toMatchObject([{ verdict: 'within' }]);
    expect(samples.responseTimes.length).toBeGreaterThan(6);
    expect(samples.baseline.responseTimes).toHaveLength(samples.responseTimes.length);
    expect(told[0]).toBe('Measuring: 0 of 6 samples.');
    expect(told[1]).toMatch(/^Measuring: 6 of \d+ samples, \d+ more needed\.$/);
    expect(shadowFolders()).toEqual([]);
  }, 60_000);

  test('no more are taken than are allowed, nor for longer', async () => {
    const request = { source: await openRoom(files), scenario: call('uneven', [20, 40, 2]), baseline: null, runs: 6, options };
    expect((await measureScenario({ ...request, further: further({ most: 10 }) })).responseTimes).toHaveLength(10);
    expect((await measureScenario({ ...request, further: further({ timeMs: 0 }) })).responseTimes).toHaveLength(6);
  });

  test('cancelling ends it', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const countMissing = (): number => {
      controller.abort(reason);
      return 100;
    };
    const request = { source: await openRoom(files), scenario: call('wait', [1]), baseline: null, runs: 6, further: further({ countMissing }), options: { ...options, signal: controller.signal } };
    await expect(measureScenario(request)).rejects.toBe(reason);
    expect(shadowFolders()).toEqual([]);
  });
});
