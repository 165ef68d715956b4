// Turns what a person handed in as expected or actual behaviour into checked data. Owns the shapes that are accepted and their messages.
import { z } from 'zod';
import { InvalidInputError } from '../errors.ts';
import type { ActualBehavior, ExpectedPath, PathCall, Thresholds } from './behavior.ts';
import { DEFAULT_THRESHOLDS } from './behavior.ts';
import { type GivenValueInput, parseGivenValue } from './parse-scenario.ts';
import type { GivenExpectation } from './settings.ts';
import { encodeValue } from './values.ts';

export interface ExpectationInput {
  readonly executionPath?: unknown;
  readonly outcome?: { readonly status?: string | null | undefined; readonly data?: GivenValueInput | null | undefined } | null | undefined;
  readonly performance?: { readonly responseTime?: number | null | undefined; readonly memoryUsage?: number | null | undefined } | null | undefined;
}

const DEPTH_LIMIT = 64;
const CALL_LIMIT = 20_000;

const name = z.string().trim().min(1, 'a call needs a name').max(300);
const expectedCall: z.ZodType<ExpectedPath[number]> = z.lazy(() =>
  z.union([name, z.strictObject({ call: name, calls: expectedPath.optional(), times: z.int().min(1).max(1_000_000).optional() }), z.strictObject({ anyOrder: expectedPath })]) as z.ZodType<ExpectedPath[number]>,
);
const expectedPath: z.ZodType<ExpectedPath> = z.lazy(() => z.array(expectedCall).max(CALL_LIMIT));

/** Depth of arrays and objects, counted without recursion so that no input overflows the stack. */
function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}

function check<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  if (isDeeperThan(value, DEPTH_LIMIT * 2)) throw new InvalidInputError(`The ${what} is nested deeper than ${DEPTH_LIMIT} levels.`, 'Leave out levels that do not matter.');
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new InvalidInputError(`The ${what} is not valid at ${issue?.path.join('.') || 'its root'}: ${issue?.message ?? 'wrong shape'}.`, 'A path is a list of calls: "validate()", { "call": "submit", "calls": [...] }, { "anyOrder": [...] }, "*" for one call, "..." for any.');
}

const positive = (value: number | null | undefined, what: string): number | null => {
  if (value === null || value === undefined) return null;
  if (!Number.isFinite(value) || value <= 0) throw new InvalidInputError(`The ${what} must be greater than 0.`, 'Response time is in milliseconds, memory in megabytes.');
  return value;
};

/** The expectation of a session. Throws InvalidInputError, also where nothing at all is expected. */
export function parseExpectation(input: ExpectationInput): GivenExpectation {
  const executionPath = input.executionPath === null || input.executionPath === undefined ? null : check(expectedPath, input.executionPath, 'expected path');
  const outcome = input.outcome ? { status: input.outcome.status?.trim() || null, data: input.outcome.data ? parseGivenValue(input.outcome.data, 'expected data') : null } : null;
  const performance = input.performance ? { responseTime: positive(input.performance.responseTime, 'response time'), memoryUsage: positive(input.performance.memoryUsage, 'memory usage') } : null;
  return { executionPath, outcome, performance };
}

/** Thresholds with the product's defaults. Throws InvalidInputError below 1. */
export function parseThresholds(input: { readonly responseTime?: number | null | undefined; readonly memoryUsage?: number | null | undefined } | null | undefined): Thresholds {
  const threshold = (value: number | null | undefined, standard: number): number => {
    if (value === null || value === undefined) return standard;
    if (!Number.isFinite(value) || value < 1 || value > 1_000) throw new InvalidInputError(`A threshold of ${value} cannot be used.`, 'A threshold is actual over expected, from 1 to 1000; the defaults are 1.5 and 1.3.');
    return value;
  };
  return { responseTime: threshold(input?.responseTime, DEFAULT_THRESHOLDS.responseTime), memoryUsage: threshold(input?.memoryUsage, DEFAULT_THRESHOLDS.memoryUsage) };
}

interface CallInput {
  readonly call: string;
  readonly calls?: readonly (string | CallInput)[] | undefined;
}
const actualCall: z.ZodType<string | CallInput> = z.lazy(() => z.union([name, z.strictObject({ call: name, calls: z.array(actualCall).optional() })]) as z.ZodType<string | CallInput>);
const figure = z.number().min(0).nullish();
const actualShape = z.object({
  executionPath: z.array(actualCall).max(CALL_LIMIT).nullish(),
  outcome: z.object({ status: z.union([z.string(), z.number().transform(String)]).default('success'), data: z.unknown(), error: z.object({ name: z.string().default('Error'), message: z.string().default(''), stack: z.string().nullish() }).nullish() }).nullish(),
  performance: z.object({ responseTime: figure, memoryUsage: figure }).nullish(),
});

/** The product's first interface wrote these names with underscores; both are taken. */
function renameKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const names: Readonly<Record<string, string>> = { execution_path: 'executionPath', response_time: 'responseTime', memory_usage: 'memoryUsage' };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [names[key] ?? key, key === 'performance' ? renameKeys(item) : item]));
}

const toPathCall = (call: string | CallInput): PathCall => (typeof call === 'string' ? { name: call, id: null, calls: [] } : { name: call.call, id: null, calls: (call.calls ?? []).map(toPathCall) });

/** An actual behaviour as it was handed in. Throws InvalidInputError. */
export function parseActual(value: unknown): ActualBehavior {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InvalidInputError('The actual behaviour must be an object with executionPath, outcome and performance, each optional.', 'Record the behaviour instead, or hand in what you saw.');
  const given = check(actualShape, renameKeys(value), 'actual behaviour');
  const { executionPath, outcome, performance } = given;
  return {
    executionPath: executionPath ? executionPath.map(toPathCall) : null,
    outcome: outcome ? { status: outcome.status, data: encodeValue(outcome.data), error: outcome.error ? { ...outcome.error, stack: outcome.error.stack ?? null } : null } : null,
    performance: performance ? { responseTime: performance.responseTime ?? null, memoryUsage: performance.memoryUsage ?? null, samples: null } : null,
  };
}
