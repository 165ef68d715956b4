// The search where each candidate is judged by a whole run: scripts, tests, requests, and expected paths. The same candidates as in
// search.ts, tried slowly, so that the order is all. Owns that loop.
import type { Evidence, SearchEnd, SearchProgress, Suspect } from '../fix.ts';
import { applyEdits } from '../../edits/text-edits.ts';
import type { SyntaxNode } from '../../edits/syntax.ts';
import type { Source } from '../deps.ts';
import type { Candidate } from './candidate.ts';
import { collectConstants } from './constants.ts';
import { generateCandidates } from './generate.ts';
import { Ground } from './ground.ts';
import { toPatch } from './patch.ts';
import { countSmells } from './smells.ts';
import { readFiles } from './search-home.ts';

export interface Judgement {
  readonly passed: number;
  readonly total: number;
}

export type Evaluate = (overlay: ReadonlyMap<string, string>, signal: AbortSignal) => Promise<Judgement>;

export interface RunsRequest {
  readonly source: Source;
  /** The file that is run. */
  readonly file: string;
  readonly evaluate: Evaluate;
  readonly suspects: readonly Suspect[];
  readonly intent: string;
  readonly budgetMs: number;
  readonly maxPatches: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SearchProgress) => void;
}

const AT_ONCE = 2;
/** Of the budget, for looking for rivals of the first patch that passes. */
const RIVALS = 0.15;
/** Suspicion of places in searched files that nobody suspects. */
const ELSEWHERE = 0.05;

/** Ends with the first patch and the rivals found shortly after it, or when the budget is used. Rejects only for what `evaluate` throws. */
export async function searchByRuns(request: RunsRequest): Promise<SearchEnd> {
  const deadline = performance.now() + request.budgetMs;
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(Math.ceil(request.budgetMs))]);
  const files = readFiles(request.source, request.file, request.suspects.map(({ file }) => file));
  if (files.length === 0) return { kind: 'not-repairable', why: `${request.file} is no source file of the room that can be read.` };
  const before = await judge(request, null, signal);
  if (!before) return { kind: 'none', tried: 0, why: request.signal.aborted ? 'cancelled' : 'budget' };
  if (before.passed === before.total && before.total > 0) return { kind: 'not-repairable', why: 'The run is as expected already.' };
  const constants = collectConstants(files, [], request.intent);
  const grounds = files.flatMap((file) => file.units.map((unit) => ({ file, unit }))).map(({ file, unit }, index) => new Ground({ file, unit, index, constants }));
  const candidates = generateCandidates(grounds, suspicionOf(request.suspects));
  const end = await tryInOrder(request, candidates, { before, deadline, signal });
  if (end.passing.length === 0) return { kind: 'none', tried: end.tried, why: request.signal.aborted ? 'cancelled' : performance.now() >= deadline ? 'budget' : 'exhausted' };
  const { total } = before;
  const evidence: Evidence = { check: 'scenario', passed: total, total, details: `${total} of ${total} pass in a run of the scenario.` };
  const ranked = end.passing.map((candidate) => ({ candidate, price: candidate.cost + smells(candidate) })).sort((a, b) => a.price - b.price);
  return { kind: 'found', patches: ranked.slice(0, request.maxPatches).map(({ candidate, price }) => toPatch(candidate, -price, [evidence])), distinction: null, tried: end.tried };
}

function smells({ ground, edits }: Candidate): number {
  const { path, text } = ground.file;
  return Math.max(0, countSmells(path, applyEdits(text, edits)) - countSmells(path, text));
}

/** Of the innermost suspect around a node. */
function suspicionOf(suspects: readonly Suspect[]): (ground: Ground, node: SyntaxNode) => number {
  const most = Math.max(1e-9, ...suspects.map(({ score }) => score));
  return ({ file }, node) => {
    const around = suspects.filter((suspect) => suspect.file === file.path && suspect.start <= node.start && node.end <= suspect.end).sort((a, b) => a.end - a.start - (b.end - b.start))[0];
    // Without suspects every place is as good as any other.
    return suspects.length === 0 ? 0.5 : around ? Math.max(ELSEWHERE, around.score / most) : ELSEWHERE;
  };
}

/** Null where the time was up. */
async function judge({ evaluate }: RunsRequest, candidate: Candidate | null, signal: AbortSignal): Promise<Judgement | null> {
  const overlay = new Map(candidate ? [[candidate.ground.file.path, applyEdits(candidate.ground.file.text, candidate.edits)]] : []);
  try {
    const judgement = await evaluate(overlay, signal);
    return signal.aborted ? null : judgement;
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

interface Around {
  readonly before: Judgement;
  readonly deadline: number;
  readonly signal: AbortSignal;
}

async function tryInOrder(request: RunsRequest, candidates: readonly Candidate[], { before, deadline, signal }: Around): Promise<{ passing: Candidate[]; tried: number }> {
  const started = performance.now();
  const passing: Candidate[] = [];
  let next = 0;
  let tried = 0;
  let best = before.passed;
  let until = deadline;
  const work = async (): Promise<void> => {
    while (next < candidates.length && !signal.aborted && performance.now() < until) {
      const candidate = candidates[next]!;
      next += 1;
      const judgement = await judge(request, candidate, signal);
      if (!judgement) return;
      tried += 1;
      best = Math.max(best, judgement.passed);
      if (judgement.total >= before.total && judgement.passed === judgement.total) {
        passing.push(candidate);
        until = Math.min(until, performance.now() + request.budgetMs * RIVALS);
      }
      const now = performance.now();
      request.onProgress({ tried, waiting: candidates.length - next, best, examples: before.total, perSecond: Math.round((tried * 1000) / (now - started)), remainingMs: Math.max(0, Math.round(deadline - now)), found: passing.length });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { passing, tried };
}
