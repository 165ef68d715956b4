// Loads the module of a scenario and makes its call ready: function, arguments, scope. Runs inside the sandbox; the plan is the file it is started with.
import { report } from './report.ts';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { GivenValue } from '../../scenario.ts';
import type { FailedStage, FunctionPlan } from '../protocol.ts';
import { evaluate, freshValue, type Scope } from './evaluate-in-module.ts';
import { exportsOf, findFunction, type Callee } from './find-function.ts';
import { describeThrown } from './thrown.ts';

/** The plan of this process. */
export function readPlan(): FunctionPlan {
  return JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as FunctionPlan;
}

/** Why a scenario cannot be run at all. */
export class Failure extends Error {
  readonly stage: FailedStage;
  readonly thrown: unknown;
  constructor(stage: FailedStage, message: string, thrown?: unknown) {
    super(message);
    this.stage = stage;
    this.thrown = thrown;
  }
}

export interface Prepared {
  readonly callee: Callee | null;
  readonly scope: Scope;
  readonly whyNoCallee: Failure | null;
}

/** Loads the module and finds the function. Throws Failure. */
export async function prepare(plan: FunctionPlan): Promise<Prepared> {
  const namespace = await load(plan.module, plan.file);
  const names = exportsOf(namespace, plan.format);
  const found = findFunction(names, plan.exportName, plan);
  const scope = { file: plan.file, names };
  if (found.kind === 'found') return { callee: found.callee, scope, whyNoCallee: null };
  return { callee: null, scope, whyNoCallee: new Failure(found.kind === 'missing' ? 'find' : 'call-kind', found.message) };
}

async function load(module: string, file: string): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(module).href)) as Record<string, unknown>;
  } catch (error) {
    throw new Failure('load', `${file} could not be loaded.`, error);
  }
}

/** The arguments of one call, made afresh. Throws Failure. */
async function argumentsOf(plan: FunctionPlan, scope: Scope): Promise<unknown[]> {
  if (plan.argsModule === null) return freshAll(plan.args, scope);
  const given = plan.argsModule.endsWith('.json') ? readJson(plan.argsModule) : (await load(plan.argsModule, 'The file of arguments'))['default'];
  const args: unknown = typeof given === 'function' ? await (given as () => unknown)() : given;
  if (!Array.isArray(args)) throw new Failure('arguments', 'The default export of the file of arguments is no array, and no function that returns one.');
  return args;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new Failure('arguments', 'The file of arguments could not be read.', error);
  }
}

/** Values that nobody has changed yet. Throws Failure for one that cannot be evaluated. */
export async function freshAll(given: readonly GivenValue[], scope: Scope): Promise<unknown[]> {
  const values: unknown[] = [];
  for (const [index, one] of given.entries()) {
    try {
      values.push(await freshValue(one, scope));
    } catch (error) {
      throw new Failure('arguments', `Argument ${index + 1} could not be evaluated.`, error);
    }
  }
  return values;
}

/** Reports a Failure; throws anything else, which is a bug of ours. */
export function reportFailure(error: unknown): void {
  if (!(error instanceof Failure)) throw error;
  report({ kind: 'failed', stage: error.stage, message: error.message, thrown: error.thrown === undefined ? null : describeThrown(error.thrown) });
}

/** What is recorded or measured, with arguments made afresh. Throws Failure. */
export async function makeCall(plan: FunctionPlan, { callee, scope, whyNoCallee }: Prepared): Promise<() => unknown> {
  const { expression } = plan;
  if (expression !== null) return () => evaluate(expression, scope);
  if (callee === null) throw whyNoCallee;
  const args = await argumentsOf(plan, scope);
  return () => callee.call(args);
}
