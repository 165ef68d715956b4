// Evaluates what a person wrote as value or assertion, with the names of the scenario's module in scope. Runs inside the sandbox.
import type { GivenValue } from '../../scenario.ts';
import type { Evaluators } from '../protocol.ts';

const evaluators: Evaluators = new Map();
(globalThis as Record<symbol, unknown>)[Symbol.for('supernova.evaluators')] = evaluators;

const globalEvaluate = eval as (source: string) => unknown;
const IDENTIFIER = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

export interface Scope {
  /** The room path of the module whose top-level names are in scope. */
  readonly file: string;
  /** Names that count where the module itself has none. */
  readonly names: Readonly<Record<string, unknown>>;
}

/** The value of an expression; awaited where it is a promise. Rejects with what it throws. */
export async function evaluate(source: string, scope: Scope): Promise<unknown> {
  const run = evaluators.get(scope.file) ?? globalEvaluate;
  const names = Object.keys(scope.names).filter((name) => isBindable(name) && !isVisible(run, name));
  const made = run(`(async (${names.join(', ')}) => (${source}\n))`) as (...values: unknown[]) => Promise<unknown>;
  return made(...names.map((name) => scope.names[name]));
}

/** A top-level name of the module that is not exported; undefined where there is none. */
export function findLocal(name: string, file: string): unknown {
  const run = evaluators.get(file);
  return run !== undefined && IDENTIFIER.test(name) && isVisible(run, name) ? run(name) : undefined;
}

/** A value that nobody has changed yet, as each call may change its arguments. */
export async function freshValue(given: GivenValue, scope: Scope): Promise<unknown> {
  return given.kind === 'json' ? structuredClone(given.value) : evaluate(given.source, scope);
}

/** Exports may have names that no variable can have: `default`, reserved words, any string. */
function isBindable(name: string): boolean {
  if (!IDENTIFIER.test(name)) return false;
  try {
    globalEvaluate(`"use strict"; (${name}) => 0`);
    return true;
  } catch {
    return false;
  }
}

function isVisible(run: (source: string) => unknown, name: string): boolean {
  try {
    return run(`typeof ${name}`) !== 'undefined';
  } catch {
    return false;
  }
}
