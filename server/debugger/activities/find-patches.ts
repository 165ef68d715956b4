// Asks the three kinds of correction for patches. Owns which are asked, with which examples and how much of the time.
import type { ActualBehavior, ExpectedBehavior } from '../behavior.ts';
import type { Source } from '../deps.ts';
import type { Distinction, FixType, Patch, SearchProgress } from '../fix.ts';
import { searchCorrection } from '../repair/search.ts';
import type { Example } from '../scenario.ts';
import type { SearchReport, ShownSuspect } from '../stored.ts';
import type { EncodedValue } from '../values.ts';
import { correctData } from './correct-data.ts';
import { evaluateRuns } from './evaluate-runs.ts';
import { optimiseScenario } from './optimise-scenario.ts';
import { examplesOf, type SessionParts } from './session-parts.ts';

export interface FindRequest {
  readonly source: Source;
  readonly parts: SessionParts;
  readonly expected: ExpectedBehavior;
  readonly intent: string;
  readonly suspects: readonly ShownSuspect[];
  readonly actual: ActualBehavior | null;
  /** What each example gave when it was recorded, in order; null where it threw. */
  readonly results: readonly (EncodedValue | null)[];
  readonly types: readonly FixType[];
  readonly boundary: { readonly file: string; readonly line: number } | null;
  readonly budgetMs: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SearchProgress) => void;
}

export interface Found {
  /** The best first. */
  readonly patches: readonly Patch[];
  /** Its indexes are those of `patches`. */
  readonly distinction: Distinction | null;
  readonly tried: number;
  /** Why there is none, or none of one kind; a sentence each. */
  readonly reasons: readonly string[];
  readonly kind: SearchReport['kind'];
  /** Indexes of the examples that no search saw. */
  readonly heldBack: ReadonlySet<number>;
}

const MOST_PATCHES = 5;
const SEED = 1;
/** Fewer examples are all needed to find the right patch. */
const HOLD_BACK_FROM = 10;
const HOLD_BACK_EVERY = 5;

/** The examples that a search does not see: every fifth of many. */
export function heldBackOf(examples: readonly Example[]): Set<number> {
  return new Set(examples.length < HOLD_BACK_FROM ? [] : examples.flatMap((_, index) => (index % HOLD_BACK_EVERY === HOLD_BACK_EVERY - 1 ? [index] : [])));
}

const seconds = (ms: number): string => `${Math.round(ms / 1_000)} s`;

async function findCorrections(request: FindRequest, heldBack: ReadonlySet<number>, budgetMs: number): Promise<Found> {
  const { source, parts, expected, intent, suspects, signal, onProgress } = request;
  const { scenario } = parts;
  if (!scenario) throw new Error('a correction needs a scenario');
  const examples = examplesOf(scenario);
  const end = await searchCorrection({
    source, scenario, intent, suspects, budgetMs, maxPatches: MOST_PATCHES, seed: SEED, signal, onProgress,
    objective: { examples: examples.filter((_, index) => !heldBack.has(index)), heldBack: examples.filter((_, index) => heldBack.has(index)), ...(expected.executionPath ? { expectedPath: expected.executionPath } : {}) },
    ...evaluateRuns(request),
  });
  const none = { patches: [], distinction: null, heldBack };
  if (end.kind === 'found') return { ...end, reasons: [], heldBack };
  if (end.kind === 'not-repairable') return { ...none, tried: 0, kind: end.kind, reasons: [`Not repairable here: ${end.why}`] };
  const why = { exhausted: 'every candidate was tried', budget: `the budget of ${seconds(budgetMs)} was used`, cancelled: 'it was cancelled' }[end.why];
  return { ...none, tried: end.tried, kind: end.why === 'cancelled' ? 'cancelled' : 'none', reasons: [`No patch in ${end.tried} candidates; ${why}.`] };
}

async function findDataCorrection(request: FindRequest): Promise<Found> {
  const end = await correctData(request);
  const found = { distinction: null, tried: end.kind === 'found' ? 1 : 0, heldBack: new Set<number>() };
  return end.kind === 'found' ? { ...found, patches: [end.patch], reasons: [], kind: 'found' } : { ...found, patches: [], reasons: [`Data correction: ${end.why}`], kind: 'none' };
}

/** Patches of every kind that was asked for; those of one kind stay together, in the order of `types`. */
export async function findPatches(request: FindRequest, heldBack: ReadonlySet<number>): Promise<Found> {
  const all: Found[] = [];
  const searching = request.types.filter((type) => type !== 'data_correction').length;
  for (const type of request.types) {
    if (request.signal.aborted) break;
    const budgetMs = request.budgetMs / Math.max(1, searching);
    if (type === 'data_correction') all.push(await findDataCorrection(request));
    else if (type === 'execution_correction') all.push(await findCorrections(request, heldBack, budgetMs));
    else all.push(await optimiseScenario(request, budgetMs));
  }
  const patches = all.flatMap((found) => found.patches);
  // A question is about corrections; what stands before them moves their indexes.
  const at = all.findIndex((found) => found.distinction !== null);
  const shift = all.slice(0, Math.max(0, at)).reduce((sum, found) => sum + found.patches.length, 0);
  const distinction = at === -1 ? null : shiftIndexes(all[at]?.distinction as Distinction, shift);
  const kind = patches.length > 0 ? 'found' : request.signal.aborted ? 'cancelled' : (all.find((found) => found.kind === 'not-repairable')?.kind ?? 'none');
  return { patches, distinction, tried: all.reduce((sum, found) => sum + found.tried, 0), reasons: all.flatMap((found) => found.reasons), kind, heldBack };
}

const shiftIndexes = (distinction: Distinction, by: number): Distinction => ({ ...distinction, answers: distinction.answers.map((answer) => ({ ...answer, patches: answer.patches.map((index) => index + by) })) });
