// Runs small programs with and without instrumentation in one child process, for the tests of this folder.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize } from 'node:v8';
import { writeChildFiles } from '../../../server/debugger/record/child-sources.ts';
import type { Snapshot } from '../../../server/debugger/record/child/runtime-snapshot.ts';
import { decodeTrace } from '../../../server/debugger/record/decode-trace.ts';
import { emitModule, type EmitCompilerOptions } from '../../../server/debugger/record/emit.ts';
import { instrument } from '../../../server/debugger/record/instrument.ts';
import type { InstrumentOptions } from '../../../server/debugger/record/instrument-work.ts';
import { SiteTable } from '../../../server/debugger/record/site-table.ts';
import type { Trace } from '../../../server/debugger/trace.ts';

export interface Program {
  readonly name: string;
  /** Prints with `print(...)`; the last value that it exports as `done` is awaited. */
  readonly code: string;
  readonly path?: string;
  readonly compilerOptions?: EmitCompilerOptions;
}

export interface ProgramRun {
  readonly plain: string;
  readonly instrumented: string;
  readonly trace: Trace;
  readonly snapshot: Snapshot;
  readonly sites: SiteTable;
  readonly code: string;
}

export const ALL: InstrumentOptions = { calls: true, branches: true, coverage: true, values: () => true, loops: true };

const DRIVER = `
import { writeFileSync, readFileSync } from 'node:fs';
import { serialize, deserialize } from 'node:v8';
import { format } from 'node:util';
const [folder] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(folder + '/plan.json', 'utf8'));
const { setImmediate: turn, setTimeout: later } = globalThis;
const results = [];
let print = () => undefined;
globalThis.print = (...args) => print(...args);
process.on('unhandledRejection', (error) => print('unhandled', String(error)));
process.on('uncaughtException', (error) => print('uncaught', String(error)));
let installRecorder;
async function run(file, recorder) {
  const lines = [];
  print = (...args) => lines.push(args.map((arg) => (typeof arg === 'string' ? arg : format('%o', arg))).join(' '));
  recorder?.start();
  try {
    const module = await import(file);
    await module.done;
    await module.default?.done;
  } catch (error) {
    print('threw', String(error));
  }
  for (let at = 0; at < 10; at += 1) await new Promise((resolve) => turn(resolve));
  await recorder?.settle();
  return { lines: lines.join('\\n'), snapshot: recorder?.snapshot() };
}
for (const one of plan) results.push({ plain: (await run(one.plain)).lines });
({ installRecorder } = await import('./runtime/record/child/runtime-install.mjs'));
const recorder = installRecorder({ calls: 5000, branches: 5000 });
for (const [index, one] of plan.entries()) {
  recorder.turns = 1e6;
  Object.assign(results[index], await run(one.instrumented, recorder));
}
writeFileSync(folder + '/results.bin', serialize(results));
process.exit(0);
`;

/** Runs every program both ways. One process for all, because starting one takes long. */
export async function runPrograms(programs: readonly Program[], options: InstrumentOptions = ALL): Promise<ProgramRun[]> {
  const folder = mkdtempSync(join(tmpdir(), 'supernova-test-'));
  try {
    return await runIn(folder, programs, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runIn(folder: string, programs: readonly Program[], options: InstrumentOptions): Promise<ProgramRun[]> {
  await writeChildFiles(join(folder, 'runtime'), ['record/child/runtime-install.ts']);
  const tables: SiteTable[] = [];
  const codes: string[] = [];
  const plan = programs.map(({ name, code, path = 'program.ts', compilerOptions = {} }, index) => {
    const sites = new SiteTable();
    const instrumented = instrument({ path, text: code }, sites, options);
    if (instrumented.problem) throw new Error(`${name}: ${instrumented.problem}`);
    tables.push(sites);
    codes.push(instrumented.code);
    const write = (kind: string, text: string): string => {
      const emitted = emitModule({ path, code: text, format: /\.c[jt]s$/.test(path) ? 'cjs' : 'esm', rewriteSpecifier: (specifier) => specifier, compilerOptions });
      if (emitted.kind === 'failed') throw new Error(`${name}, ${kind}: ${emitted.message} at ${emitted.line}:${emitted.column}\n${text.split('\n')[emitted.line - 1]}`);
      mkdirSync(join(folder, kind), { recursive: true });
      const file = join(folder, kind, `program${index}.${emitted.format === 'esm' ? 'mjs' : 'cjs'}`);
      writeFileSync(file, emitted.code);
      return file;
    };
    return { plain: write('plain', code), instrumented: write('instrumented', instrumented.code) };
  });
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
  writeFileSync(join(folder, 'driver.mjs'), DRIVER);
  execFileSync(process.execPath, ['--no-warnings', join(folder, 'driver.mjs'), folder], { stdio: ['ignore', 'inherit', 'inherit'] });
  const results = deserialize(readFileSync(join(folder, 'results.bin'))) as { plain: string; lines: string; snapshot: Snapshot }[];
  return results.map(({ plain, lines, snapshot }, index) => ({ plain, instrumented: lines, snapshot, sites: tables[index]!, code: codes[index]!, trace: decodeTrace(snapshot, tables[index]!) }));
}

/** The call tree as `a(b c(d))`. */
export function treeOf(trace: Trace): string {
  const write = (parent: number): string =>
    trace.calls
      .filter((call) => call.parent === parent)
      .map((call) => {
        const inside = write(call.id);
        return `${trace.functions[call.site]!.name}${inside ? `(${inside})` : ''}`;
      })
      .join(' ');
  return write(-1);
}
