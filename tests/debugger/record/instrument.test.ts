// Instrumented code behaves as before: programs that print, and real packages that must still parse.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { parseSync } from 'oxc-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { instrument } from '../../../server/debugger/record/instrument.ts';
import { SiteTable } from '../../../server/debugger/record/site-table.ts';
import type { InstrumentOptions } from '../../../server/debugger/record/instrument-work.ts';
import { PRELUDE, statements } from './generated-programs.ts';
import { ALL, runPrograms, type ProgramRun } from './run-instrumented.ts';
import { TRICKY } from './tricky-programs.ts';

describe('instrumented programs print what they print without', () => {
  let runs: ProgramRun[] = [];
  beforeAll(async () => {
    runs = await runPrograms(TRICKY);
  }, 60_000);

  it.each(TRICKY.map(({ name }, index) => [name, index] as const))('%s', (_, index) => {
    expect(runs[index]!.plain).not.toBe('');
    expect(runs[index]!.instrumented).toBe(runs[index]!.plain);
  });
  it('and what was recorded is a tree', () => {
    for (const { trace } of runs) for (const call of trace.calls) expect(call.parent).toBeLessThan(call.id);
  });
});

describe('parts of the instrumentation work without the others', () => {
  const parts: readonly [name: string, options: InstrumentOptions][] = [
    ['calls only', { calls: true, branches: false, coverage: false, values: () => false }],
    ['conditions only', { calls: false, branches: true, coverage: false, values: () => false }],
    ['statements only', { calls: false, branches: false, coverage: true, values: () => false }],
    ['turns only', { calls: false, branches: false, coverage: false, values: () => false, loops: true }],
    ['calls and statements', { calls: true, branches: false, coverage: true, values: () => false }],
    ['nothing', { calls: false, branches: false, coverage: false, values: () => false }],
  ];
  it.each(parts)('%s', async (name, options) => {
    const runs = await runPrograms(TRICKY, options);
    for (const [index, run] of runs.entries()) expect(run.instrumented, TRICKY[index]!.name).toBe(run.plain);
    expect(runs.some(({ trace }) => trace.calls.length > 0)).toBe(options.calls);
    expect(runs.some(({ trace }) => trace.branches.length > 0)).toBe(options.branches);
    expect(runs.some(({ snapshot }) => snapshot.hits.at(-1)!.some((count) => count > 0))).toBe(options.coverage);
    if (name === 'nothing') expect(runs.map(({ code }) => code)).toEqual(TRICKY.map(({ code }) => code.replace('\uFEFF', ' ')));
  });
});

describe('instrumented sources', () => {
  const sources = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.[cm]?[jt]sx?$/.test(path) && !/\.d\.[cm]?ts$/.test(path)).map((path) => join(folder, path));
  const packages = dirname(dirname(createRequire(import.meta.url).resolve('rxjs/package.json')));

  it.each(['rxjs/src/internal', 'rxjs/dist/cjs/internal/operators', 'effect/src', 'zod/src/v4/core', 'react-dom/cjs'])('of %s parse and keep their lines', (name) => {
    const files = sources(join(packages, name)).filter((_, index) => index % 25 === 0);
    expect(files.length).toBeGreaterThan(0);
    for (const path of files) {
      const text = readFileSync(path, 'utf8');
      const sites = new SiteTable();
      const { code, problem } = instrument({ path, text }, sites, ALL);
      expect(problem).toBeNull();
      const again = parseSync(path, code, { lang: path.endsWith('s') && !path.endsWith('.ts') ? 'jsx' : 'ts', sourceType: 'unambiguous' });
      expect(again.errors.map(({ message }) => `${path}: ${message}`)).toEqual([]);
      expect(code.split('\n').length).toBe(text.split('\n').length);
      const [last] = sites.functions.slice(-1);
      if (last) expect([last.line, last.end <= text.length]).toEqual([text.slice(0, last.start).split('\n').length, true]);
    }
  });

  it.each([
    "Object.defineProperty(exports, 'a', { enumerable: true, get: function () { return _m.a; } });",
    "Object.keys(_m).forEach(function (key) { if (key === 'default' || key === '__esModule') return; exports[key] = _m[key]; });",
  ])('keep what Node reads the names of exports from: %s', (text) => {
    expect(instrument({ path: 'a.cjs', text }, new SiteTable(), { ...ALL, coverage: false }).code).toContain(text);
  });

  it('that do not parse stay as they are', () => {
    expect(instrument({ path: 'a.ts', text: 'let x = ;' }, new SiteTable(), ALL)).toEqual({ code: 'let x = ;', problem: 'Unexpected token' });
    const deep = `x = ${'('.repeat(3000)}1${')'.repeat(3000)};`;
    expect(instrument({ path: 'a.ts', text: deep }, new SiteTable(), ALL).code.length).toBeGreaterThanOrEqual(deep.length);
  });

  it('of generated programs print what they print without', async () => {
    const programs = fc.sample(statements, { numRuns: 60, seed: 7 }).map((code, index) => ({ name: `generated ${index}`, code: `${PRELUDE}${code}`, path: 'generated.js' }));
    for (const run of await runPrograms(programs)) expect(run.instrumented, run.code).toBe(run.plain);
  }, 60_000);
});
