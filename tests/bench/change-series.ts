// Seeded random changes of every kind on real packages: heal, verify, roll back, compare tree hashes. Used by the benchmark and by a test.
import { DomainError } from '../../server/errors.ts';
import { makePlan } from '../../server/healing/plan.ts';
import type { HealingPlan } from '../../server/healing/planned.ts';
import { Codebase } from '../../server/impact/codebase.ts';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import type { Change } from '../../server/intents/change.ts';
import { resolveWish } from '../../server/intents/resolve-intent.ts';
import type { Wish } from '../../server/intents/wish.ts';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { createMemoryRun } from '../support/step-context.ts';
import { copyPackage, type PackageName } from './real-packages.ts';
import { createRandom } from './seeded-random.ts';
import { writeTree } from './prepared-trees.ts';
import { DRAWS, PREPARATIONS, SERIES_KINDS, type Prepared, type SeriesKind } from './seeded-wishes.ts';

export interface Outcome {
  readonly intent: string;
  /** Every step completed: no new diagnostic. */
  readonly isClean: boolean;
  /** Not clean, but every place that would break is among those that the plan lists. */
  readonly isListed: boolean;
  readonly isRestored: boolean;
  readonly files: number;
  readonly predicted: number;
  /** Places that the plan lists as not edited. */
  readonly places: readonly string[];
  /** Understand, predict and plan, in ms. */
  readonly planMs: number;
  /** Every step, VERIFY included, and the rollback, in ms. */
  readonly healMs: number;
  /** Empty, or the step that failed and why. */
  readonly failure: string;
}

interface NewProblem {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** True when the plan has each of the problems: at its line, or by its words where later steps move lines. */
function areListed({ notEdited }: HealingPlan, problems: readonly NewProblem[]): boolean {
  return problems.length > 0 && problems.every((problem) => notEdited.some((place) => place.file === problem.file && (place.line === problem.line || place.reason === `${problem.code}: ${problem.message}`)));
}

async function healAndRollBack(codebase: Codebase, change: Change, before: string): Promise<Omit<Outcome, 'intent'>> {
  const started = performance.now();
  const impact = await predictBreaks(codebase, change);
  const plan = await makePlan(codebase, change, impact);
  const planned = performance.now();
  const run = createMemoryRun(codebase);
  const steps = await run.heal(plan);
  const bad = steps.find(({ outcome }) => outcome.kind !== 'completed' && outcome.kind !== 'skipped');
  const restored = await run.rollBack();
  await codebase.refresh();
  const healMs = Math.round(performance.now() - planned);
  const problems = bad?.outcome.kind === 'failed' && bad.outcome.code === 'NEW_PROBLEMS' ? (bad.outcome.result?.['newProblems'] as readonly NewProblem[]) : [];
  return {
    healMs, planMs: Math.round(planned - started), files: new Set(run.images.map((image) => image.path)).size, predicted: impact.predictions.length,
    isClean: bad === undefined, isListed: bad !== undefined && areListed(plan, problems),
    isRestored: restored.kind === 'completed' && (await hashTree(codebase.tree.root)) === before,
    places: plan.notEdited.map((place) => `${place.file}:${place.line} ${place.reason}`),
    failure: bad && bad.outcome.kind === 'failed' ? `${bad.stepType}: ${bad.outcome.message}` : bad ? `${bad.stepType} ${bad.outcome.kind}` : '',
  };
}

/** What is thrown is a bug: the change is broken, and the series goes on. */
async function tryOne(codebase: Codebase, change: Change, before: string): Promise<Omit<Outcome, 'intent'>> {
  try {
    return await healAndRollBack(codebase, change, before);
  } catch (error) {
    const isRestored = (await hashTree(codebase.tree.root)) === before;
    return { isClean: false, isListed: false, isRestored, files: 0, predicted: 0, places: [], planMs: 0, healMs: 0, failure: (error as Error).stack ?? String(error) };
  }
}

export interface Series {
  readonly name: PackageName;
  readonly kind: SeriesKind;
  readonly count: number;
  readonly seed: number;
  /** Only the change of this number. */
  readonly only?: number;
  tell?(outcome: Outcome): void;
  /** A wish that the resolver refused before anything was written; another one is drawn. */
  refused?(wish: Wish, error: DomainError): void;
}

/** Draws without a target or refused before a series ends early. */
const DRAW_LIMIT = 400;

const sentence = (wish: Wish): string => JSON.stringify(wish).slice(0, 200);

function resolve(codebase: Codebase, wish: Wish, refused: Series['refused']): Change | null {
  try {
    return resolveWish(codebase, wish);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    refused?.(wish, error);
    return null;
  }
}

/** Null also where what must be made first is refused. */
async function prepare(codebase: Codebase, { kind }: Series, random: () => number, n: number): Promise<Prepared | null> {
  try {
    return (await PREPARATIONS[kind]?.(codebase, random, n)) ?? null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return null;
  }
}

interface Drawn {
  readonly wish: Wish;
  readonly change: Change;
  /** Takes back what was written so that the wish can be made. */
  undo(): Promise<void>;
}

async function drawOne(codebase: Codebase, series: Series, random: () => number, n: number): Promise<Drawn | null> {
  const prepared = await prepare(codebase, series, random, n);
  const wish = prepared ? prepared.wish : DRAWS[series.kind](codebase, random, n);
  if (!wish) return null;
  const undo = prepared ? await writeTree(codebase, prepared.tree) : () => Promise.resolve();
  const change = resolve(codebase, wish, series.refused);
  if (change) return { wish, change, undo };
  await undo();
  return null;
}

/** Random changes on a fresh copy of a package; each starts from the tree that the one before it put back. */
export async function tryChanges(series: Series): Promise<Outcome[]> {
  const { name, kind, count, seed, only, tell } = series;
  const copy = copyPackage(name);
  const outcomes: Outcome[] = [];
  const codebase = await Codebase.open(copy.folder);
  try {
    const fresh = await hashTree(copy.folder);
    const random = createRandom(seed * 1000 + SERIES_KINDS.indexOf(kind) + 1);
    for (let n = 1, draws = 0; n <= count && draws < DRAW_LIMIT; draws += 1) {
      const drawn = await drawOne(codebase, series, random, n);
      if (!drawn) continue;
      n += 1;
      const tried = only === undefined || only === n - 1 ? await tryOne(codebase, drawn.change, await hashTree(copy.folder)) : null;
      await drawn.undo();
      if (!tried) continue;
      const outcome = { ...tried, intent: sentence(drawn.wish), isRestored: tried.isRestored && (await hashTree(copy.folder)) === fresh };
      outcomes.push(outcome);
      tell?.(outcome);
    }
  } finally {
    await codebase.close();
    copy.remove();
  }
  return outcomes;
}
