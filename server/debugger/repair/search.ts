// The search for a correction: localise, generate, try, combine, rank. Owns the order of the phases and what is returned.
import type { ExpectedPath } from '../behavior.ts';
import type { Source } from '../deps.ts';
import { applyEdits } from '../../edits/text-edits.ts';
import { comparePaths } from '../compare/paths.ts';
import type { Evidence, Patch, SearchEnd, SearchProgress, Suspect } from '../fix.ts';
import { recordScenario } from '../record/record.ts';
import { DEFAULT_SANDBOX_LIMITS, type Example, type Scenario } from '../scenario.ts';
import { byOrder, type Candidate } from './candidate.ts';
import { cheapest, pairs, promising } from './combine.ts';
import { collectConstants } from './constants.ts';
import { addCandidate, generateCandidates, priceOf, type Suspicion } from './generate.ts';
import { readDocExamples, type DocExample } from './doc-examples.ts';
import { findDistinction } from './distinguish.ts';
import { Ground } from './ground.ts';
import { observe, type StatePoint } from './observe.ts';
import { exchanges, twins, wholeChains } from './operators/twins.ts';
import { toPatch } from './patch.ts';
import { chooseShown, rankPassing } from './rank.ts';
import { toRunnable } from './runnable.ts';
import { openSearchHome, readFiles } from './search-home.ts';
import { searchByRuns, type Evaluate } from './search-by-runs.ts';
import { suspicionFrom } from './suspicion.ts';
import { bareActions, conditionCandidates, distinctConditions } from './synthesis.ts';
import { Trials, type Effect } from './trials.ts';
import type { SearchedFile, Unit } from './units.ts';
import { WorkerClient, WorkerFailure, type OpenMessage, type Opened } from './worker-client.ts';
import { calleeOf, foreignExports, toWorkerExamples } from './worker-examples.ts';

export interface SearchRequest {
  readonly source: Source;
  readonly scenario: Scenario;
  readonly objective: { readonly examples: readonly Example[]; readonly heldBack?: readonly Example[]; readonly expectedPath?: ExpectedPath };
  /** What is meant, in words; constants and names in it are hints. */
  readonly intent?: string;
  readonly suspects?: readonly Suspect[];
  /** Judges a candidate by a whole run, for scenarios that are no function. */
  readonly evaluate?: Evaluate;
  readonly budgetMs: number;
  readonly maxPatches: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SearchProgress) => void;
}

type FunctionRequest = SearchRequest & { readonly scenario: Extract<Scenario, { kind: 'FUNCTION' }> };

/**
 * Searches a patch of the room's own sources. Functions with examples are tried thousands of times in a worker that stays; everything else,
 * and an expected path, is judged by whole runs. Never rejects for what the code does; nothing is written to the room.
 */
export async function searchCorrection(request: SearchRequest): Promise<SearchEnd> {
  const { scenario, objective } = request;
  if (scenario.kind === 'FUNCTION' && objective.examples.length > 0) {
    const end = await searchByExamples({ ...request, scenario });
    if (!objective.expectedPath || (end.kind !== 'found' && !(end.kind === 'not-repairable' && end.why === ALL_PASS))) return end;
    if (end.kind === 'found') return keepPathsOf(request, end, objective.expectedPath);
  }
  const evaluate = request.evaluate ?? (objective.expectedPath ? evaluatePath(request, objective.expectedPath) : null);
  if (!evaluate) return { kind: 'not-repairable', why: 'There is no example, expected path or expected outcome that a patch could be judged by.' };
  const file = scenario.kind === 'HTTP' ? scenario.start.file : scenario.file;
  return searchByRuns({ ...request, file, evaluate, suspects: request.suspects ?? [], intent: request.intent ?? '' });
}

const ALL_PASS = 'Every example passes already.';

/** The path that the scenario takes, and its examples where it has some. */
function evaluatePath({ source, scenario }: SearchRequest, expected: ExpectedPath): Evaluate {
  return async (overlay, signal) => {
    const { report, actual, trace, examples } = await recordScenario({ source, scenario, expectedNames: [], overlay, options: { limits: DEFAULT_SANDBOX_LIMITS, signal } });
    const isOnPath = report.end === 'completed' && comparePaths(expected, actual.executionPath ?? [], trace) === null;
    return { passed: Number(isOnPath) + examples.filter(({ passed }) => passed).length, total: 1 + (scenario.kind === 'FUNCTION' ? scenario.examples.length : 0) };
  };
}

/** Of patches that pass the examples those that take the expected path too; where none does, that is told as not found. */
async function keepPathsOf(request: SearchRequest, end: Extract<SearchEnd, { kind: 'found' }>, expected: ExpectedPath): Promise<SearchEnd> {
  const evaluate = evaluatePath(request, expected);
  const kept: Patch[] = [];
  for (const patch of end.patches) {
    const overlay = new Map(patch.edits.flatMap((edit) => (edit.kind === 'modify' ? [[edit.path, applyEdits(request.source.tree.text(edit.path) ?? '', edit.edits)] as const] : [])));
    const { passed, total } = await evaluate(overlay, request.signal);
    if (passed === total) kept.push({ ...patch, evidence: [...patch.evidence, { check: 'scenario', passed: 1, total: 1, details: 'The calls are made in the expected order.' }] });
  }
  return kept.length > 0 ? { ...end, patches: kept, distinction: null } : { kind: 'none', tried: end.tried, why: 'exhausted' };
}

async function searchByExamples(request: FunctionRequest): Promise<SearchEnd> {
  const deadline = performance.now() + request.budgetMs;
  const files = readFiles(request.source, request.scenario.file, (request.suspects ?? []).map(({ file }) => file));
  if (files[0]?.path !== request.scenario.file) return { kind: 'not-repairable', why: `${request.scenario.file} is no source file of the room that can be read.` };
  const home = await openSearchHome(request.source, files, request);
  try {
    const message = openMessage(request, files, home.modules);
    const { client, opened } = await WorkerClient.start(home.request, message);
    try {
      return await searchWith({ request, files, client, opened, message, deadline });
    } finally {
      await client.close();
    }
  } catch (error) {
    if (error instanceof WorkerFailure) return { kind: 'not-repairable', why: home.clean(error.message) };
    throw error;
  } finally {
    await home.close();
  }
}

function openMessage({ objective, scenario }: FunctionRequest, files: readonly SearchedFile[], modules: OpenMessage['modules']): OpenMessage {
  const units = files.flatMap((file) => file.units.map((unit) => ({ file: file.path, setter: unit.setter, code: toRunnable(file.path, file.text.slice(unit.node.start, unit.node.end)) ?? '' })));
  const [entry] = files;
  return { kind: 'open', modules, entry: scenario.file, units, resets: files.flatMap((file) => file.resets.map((code) => ({ file: file.path, code }))), examples: toWorkerExamples(objective.examples, scenario.exportName, entry!), exportNames: foreignExports(entry!), allowances: null };
}

interface Running {
  readonly request: FunctionRequest;
  readonly files: readonly SearchedFile[];
  readonly client: WorkerClient;
  readonly opened: Opened;
  readonly message: OpenMessage;
  readonly deadline: number;
}

async function searchWith({ request, files, client, opened, message, deadline }: Running): Promise<SearchEnd> {
  if (!opened.passed.includes('0')) return { kind: 'not-repairable', why: ALL_PASS };
  const constants = collectConstants(files, message.examples, request.intent ?? '');
  const units = files.flatMap((file) => file.units.map((unit) => ({ file, unit })));
  const grounds = units.map(({ file, unit }, index) => new Ground({ file, unit, index, constants }));
  const points = await observe(client, grounds);
  const passed = [...opened.passed].map((bit) => bit === '1');
  const suspicionOf = suspicionFrom(grounds, passed, () => 1);
  const trials = new Trials({ client, baseline: opened, deadline, signal: request.signal, onProgress: request.onProgress });
  const singles = generateCandidates(grounds, suspicionOf);
  await runPhases(trials, { singles, grounds, suspicionOf, synthesize: () => synthesize({ client, grounds, points, passed, suspicionOf, trials }) });
  if (trials.passing.length === 0) return { kind: 'none', tried: trials.tried, why: request.signal.aborted ? 'cancelled' : trials.isOver() ? 'budget' : 'exhausted' };
  const total = message.examples.length;
  const ranking = await rankPassing(trials.passing, { client, target: targetOf(request, files, units.map(({ unit }) => unit)), documented: documentedExamples(request, files), seed: request.seed });
  const shown = chooseShown(ranking, request.maxPatches);
  const evidence: Evidence = { check: 'examples', passed: total, total, details: `${total} of ${total} examples pass.` };
  return { kind: 'found', patches: shown.map(({ candidate, score }) => toPatch(candidate, score, [evidence])), distinction: findDistinction(ranking, shown), tried: trials.tried };
}

/** Of the intent, and of the comments in the scenario's file. */
function documentedExamples({ scenario, intent }: FunctionRequest, [entry]: readonly SearchedFile[]): DocExample[] {
  const name = scenario.exportName.split('.').at(-1) ?? '';
  const comments = [...entry!.text.matchAll(/\/\*[\s\S]*?\*\/|(?:^[ \t]*\/\/.*\n)+/gm)].map(([comment]) => comment);
  return readDocExamples([intent ?? '', ...comments].join('\n\n'), name);
}

/** The function that the scenario calls, where it is one of its own. */
function targetOf({ scenario }: FunctionRequest, [entry]: readonly SearchedFile[], units: readonly Unit[]): { unit: number; callee: string } | null {
  const wanted = scenario.exportName === 'default' ? 'default' : scenario.exportName;
  const unit = units.findIndex(({ file, name, isFunction }) => file === scenario.file && isFunction && (name === wanted || name.endsWith(`.${wanted}`)));
  return unit === -1 ? null : { unit, callee: calleeOf(scenario.exportName, entry!) };
}

interface Space {
  readonly singles: readonly Candidate[];
  readonly grounds: readonly Ground[];
  readonly suspicionOf: Suspicion;
  readonly synthesize: () => Promise<Candidate[]>;
}

async function runPhases(trials: Trials, space: Space): Promise<void> {
  const found = (): number => Math.min(Infinity, ...trials.passing.map(({ candidate }) => candidate.cost));
  const isEnough = (next: Candidate): boolean => trials.passing.length > 0 && (next.cost > found() + 3 || (trials.firstPassedMs !== null && trials.elapsedMs > trials.firstPassedMs + 3000));
  const all = withMultiples(space);
  await trials.run(all, isEnough);
  const conditions = trials.passing.length === 0 || trials.elapsedMs < 1500 ? await space.synthesize() : [];
  await trials.run(conditions, isEnough);
  if (trials.passing.length === 0) await trials.run(trials.endless.slice(0, 300), isEnough, 20);
  if (trials.passing.length === 0) await runPairs(trials, [...all, ...conditions.slice(0, 2000)].sort((a, b) => a.cost - b.cost), isEnough);
}

/** Conditions at the suspicious points; the states are remembered again where the worker was started anew since. */
async function synthesize({ client, grounds, points, passed, suspicionOf, trials }: { client: WorkerClient; grounds: readonly Ground[]; points: readonly StatePoint[]; passed: readonly boolean[]; suspicionOf: Suspicion; trials: Trials }): Promise<Candidate[]> {
  const suspicious = points.map((point) => ({ point, suspicion: suspicionOf(point.ground, point.statement) })).sort((a, b) => b.suspicion - a.suspicion).slice(0, MOST_POINTS);
  await trials.run(suspicious.flatMap(({ point }) => bareActions(point, suspicionOf)));
  if (client.restarts > 0) await observe(client, grounds);
  const made: Candidate[] = [];
  const effectOf = (candidate: Candidate): Effect | null => trials.effectOf(candidate);
  for (const { point } of suspicious) made.push(...conditionCandidates(point, await distinctConditions(client, point, passed), { suspicionOf, effectOf }));
  return made.sort(byOrder);
}

const MOST_POINTS = 24;

function withMultiples({ singles, grounds, suspicionOf }: Space): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const candidate of singles) {
    addCandidate(best, candidate);
    for (const twin of twins(candidate)) addCandidate(best, twin);
  }
  for (const ground of grounds) {
    for (const candidate of exchanges(ground, suspicionOf)) if (suspicionOf(ground, candidate.node) > 0) addCandidate(best, candidate);
    for (const node of ground.nodes) for (const draft of wholeChains(ground, node)) addCandidate(best, { ...draft, ground, node, cost: priceOf(draft, suspicionOf(ground, node)) });
  }
  return [...best.values()].sort((a, b) => a.cost - b.cost);
}

const MOST_ROUNDS = 16;
const PAIRS_OF_ROUND = 5000;

/** Rounds of a beam: what came nearest goes on with one more edit each. */
async function runPairs(trials: Trials, partners: readonly Candidate[], isEnough: (next: Candidate) => boolean): Promise<void> {
  const better = new Set(trials.better.map(({ candidate }) => candidate));
  const worthOf = (partner: Candidate): number => (better.has(partner) ? -0.8 : trials.effectOf(partner)?.isChange === false ? 1.2 : 0);
  for (let round = 0; round < MOST_ROUNDS && trials.passing.length === 0 && !trials.isOver(); round += 1) {
    const before = trials.tried;
    const seeds = promising(trials.better, round === 0 ? 40 : 16);
    // Where nothing came nearer by itself, two edits that each change something may do it together.
    if (seeds.length < 16) seeds.push(...cheapest(trials.changing, 40));
    await trials.run(pairs(seeds, partners.slice(0, 2500), { most: PAIRS_OF_ROUND, worthOf }), isEnough);
    if (trials.tried === before) return;
  }
}
