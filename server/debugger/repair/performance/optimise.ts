// The search for a faster version: profile, try what applies where the time goes, keep what is measurably faster with the same outcome. Owns its order and what is returned.
import type { Source } from '../../deps.ts';
import type { Evidence, FixStep, Patch, SearchEnd, SearchProgress } from '../../fix.ts';
import { RoomFiles } from '../../record/room-files.ts';
import { DEFAULT_SANDBOX_LIMITS, type SandboxLimits, type Scenario } from '../../scenario.ts';
import { candidatesIn, seenArguments, type WeighedOptimisation } from './candidates.ts';
import type { Allocation, CallCount } from './child/messages.ts';
import { Profile, type Bottleneck } from './hot-spots.ts';
import { FASTER, judgeFunction, judgeProgram, type Judgement, type Timing } from './judge.ts';
import { fileEdit } from './line-edits.ts';
import { profileScript } from './profile-script.ts';
import { optimisedText } from './transformations.ts';
import { TrialHome } from './trial-home.ts';

export interface OptimiseRequest {
  readonly source: Source;
  readonly scenario: Scenario;
  readonly budgetMs: number;
  readonly maxPatches: number;
  readonly limits?: SandboxLimits;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SearchProgress) => void;
}

export interface Optimised {
  readonly end: SearchEnd;
  /** Where the time goes, the slowest first; empty where there is no profile: tests and requests have none. */
  readonly bottlenecks: readonly Bottleneck[];
  readonly allocations: readonly Allocation[];
  /** What was tried and left, with the reason. */
  readonly left: readonly { readonly description: string; readonly file: string; readonly line: number; readonly why: string }[];
}

/** Each change can make room for the next one, but not for ever. */
const MOST_STEPS = 4;
const PROFILE_MS = 400;
const LARGEST_FILE = 300_000;
const MOSTLY = 0.5;
const GROWN = 1.5;
/** Node's permission flags close it where nothing else holds the code. */
const CLOSED_INSPECTOR = /Access to this API has been restricted/;

interface Accepted {
  readonly found: WeighedOptimisation;
  readonly judgement: Extract<Judgement, { kind: 'faster' }>;
}

/** Where the time goes, in the texts kept so far. */
interface View {
  readonly profile: Profile | null;
  readonly counts: readonly CallCount[];
  readonly allocations: readonly Allocation[];
}

const NO_VIEW: View = { profile: null, counts: [], allocations: [] };

interface Room {
  look(): Promise<View>;
  /** Judges the texts in place of those kept so far. */
  judge(changes: ReadonlyMap<string, string>, keepsState: boolean): Promise<Judgement>;
  keep(path: string, text: string): Promise<void>;
  /** The texts kept against the room's own. */
  judgeWhole(texts: ReadonlyMap<string, string>, keepsState: boolean): Promise<Judgement>;
}

/** Never rejects for what the code does. Throws `signal.reason` when aborted. */
export async function optimise(request: OptimiseRequest): Promise<Optimised> {
  const { scenario } = request;
  const limits = request.limits ?? DEFAULT_SANDBOX_LIMITS;
  if (scenario.kind !== 'FUNCTION') return optimiseProgram(request, limits);
  const home = await TrialHome.open({ source: request.source, scenario, limits, signal: request.signal });
  try {
    const { view, failure } = await lookAt(home);
    request.signal.throwIfAborted();
    if (failure !== null) return nothing({ kind: 'not-repairable', why: `The scenario could not be run: ${failure}` });
    return { ...(await new Search(request, functionRoom(home), home.files).run(view)), allocations: view.allocations };
  } finally {
    await home.close();
  }
}

/** `failure`: why the scenario cannot be run; null where only the profiler is missing. */
async function lookAt(home: TrialHome): Promise<{ view: View; failure: string | null }> {
  const { messages, result } = await home.profile(PROFILE_MS);
  const [message] = messages;
  const ended = result.end === 'exited' ? null : `it ended with '${result.end}'`;
  const failure = message?.kind === 'failed' ? (CLOSED_INSPECTOR.test(message.message) ? null : message.message) : message ? null : (ended ?? (CLOSED_INSPECTOR.test(result.stderr) ? null : `it ended with code ${result.code}`));
  const view = message?.kind === 'profile' ? { profile: new Profile(message.nodes), counts: message.counts, allocations: message.allocations } : NO_VIEW;
  return { view, failure };
}

const nothing = (end: SearchEnd): Optimised => ({ end, bottlenecks: [], allocations: [], left: [] });

function functionRoom(home: TrialHome): Room {
  const tryAll = async (changes: ReadonlyMap<string, string>): Promise<void> => {
    for (const [path, text] of changes) await home.tryText(path, text);
  };
  const kept = new Map<string, string>();
  return {
    look: async () => (await lookAt(home)).view,
    async judge(changes, keepsState) {
      await tryAll(changes);
      const judgement = await judgeFunction(home, { keepsState });
      for (const path of changes.keys()) await home.tryText(path, kept.get(path) ?? null);
      return judgement;
    },
    async keep(path, text) {
      kept.set(path, text);
      await home.keepText(path, text);
    },
    async judgeWhole(texts, keepsState) {
      await home.reset([...kept.keys()]);
      await tryAll(texts);
      const judgement = await judgeFunction(home, { keepsState });
      await home.reset([...texts.keys()]);
      return judgement;
    },
  };
}

async function optimiseProgram(request: OptimiseRequest, limits: SandboxLimits): Promise<Optimised> {
  const { source, scenario, signal } = request;
  const entry = scenario.kind === 'HTTP' ? scenario.start.file : scenario.file;
  const files = [...new RoomFiles(source, new Map()).reachable([entry])];
  const kept = new Map<string, string>();
  const judge = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) => judgeProgram({ source, scenario, before, after, limits, signal });
  const room: Room = {
    look: () => Promise.resolve(NO_VIEW),
    judge: (changes) => judge(kept, new Map([...kept, ...changes])),
    keep: (path, text) => Promise.resolve(void kept.set(path, text)),
    judgeWhole: (texts) => judge(new Map(), texts),
  };
  const nodes = scenario.kind === 'SCRIPT' ? await profileScript({ source, scenario, files, limits, signal }) : null;
  return { ...(await new Search(request, room, files).run({ ...NO_VIEW, profile: nodes && new Profile(nodes) })), allocations: [] };
}

class Search {
  readonly #request: OptimiseRequest;
  readonly #room: Room;
  readonly #texts: Map<string, string>;
  readonly #left: Optimised['left'][number][] = [];
  readonly #started = performance.now();
  #tried = 0;
  #waiting = 0;
  #found = 0;

  constructor(request: OptimiseRequest, room: Room, files: readonly string[]) {
    this.#request = request;
    this.#room = room;
    this.#texts = new Map(files.flatMap((path) => {
      const text = request.source.tree.text(path);
      return text === undefined || text.length > LARGEST_FILE || !/\.[cm]?[jt]sx?$/.test(path) ? [] : [[path, text] as const];
    }));
  }

  /** `view`: of the texts as they are. */
  async run(view: View): Promise<Omit<Optimised, 'allocations'>> {
    const bottlenecks = view.profile?.bottlenecks() ?? [];
    const { accepted, singles } = await this.#climb(view);
    const ways = accepted.length === 0 ? [] : [accepted, ...singles.map((single) => [single])];
    const patches: Patch[] = [];
    for (const way of ways.slice(0, this.#request.maxPatches)) {
      const patch = await this.#confirmed(way.map(({ found }) => found), bottlenecks);
      if (patch) patches.push(patch);
    }
    return { end: this.#endOf(patches.sort((a, b) => b.score - a.score), view), bottlenecks, left: this.#left };
  }

  get #remainingMs(): number {
    return Math.max(0, this.#request.budgetMs - (performance.now() - this.#started));
  }

  #endOf(patches: readonly Patch[], { profile }: View): SearchEnd {
    if (patches.length > 0) return { kind: 'found', patches, distinction: null, tried: this.#tried };
    const outside = profile?.outside();
    if (this.#tried === 0 && outside && outside.share > MOSTLY) return { kind: 'not-repairable', why: `${Math.round(outside.share * 100)} % of the time is spent outside of the room, most of it in ${outside.url.replace(/^.*\/node_modules\//, '')}.` };
    return { kind: 'none', tried: this.#tried, why: this.#remainingMs === 0 ? 'budget' : 'exhausted' };
  }

  /** Takes the best change, looks again, and so on. `singles` are those that were faster by themselves at the beginning. */
  async #climb(first: View): Promise<{ accepted: Accepted[]; singles: Accepted[] }> {
    const accepted: Accepted[] = [];
    const left = new Map<string, number>();
    let singles: Accepted[] = [];
    while (accepted.length < MOST_STEPS && this.#remainingMs > 0) {
      const faster = await this.#tryAll(accepted.length === 0 ? first : await this.#room.look(), left);
      if (accepted.length === 0) singles = faster;
      const [best] = [...faster].sort((a, b) => a.judgement.ratio.median - b.judgement.ratio.median);
      if (!best) break;
      accepted.push(best);
      const text = this.#textAfter(best.found);
      if (text === null) break;
      this.#texts.set(best.found.path, text);
      await this.#room.keep(best.found.path, text);
    }
    return { accepted, singles: singles.filter((single) => accepted.length > 1 || single !== accepted[0]) };
  }

  /** `left`: what was not faster, with the share of the time that it had then: it may be worth another try when that has grown. */
  async #tryAll({ profile, counts }: View, left: Map<string, number>): Promise<Accepted[]> {
    const files = [...this.#texts].map(([path, text]) => ({ path, text }));
    const all = candidatesIn({ files, profile, counts, seen: seenArguments(this.#request.scenario) });
    const waiting = all.filter((found) => (found.share ?? 1) >= (left.get(keyOf(found)) ?? 0) * GROWN);
    const faster: Accepted[] = [];
    for (const [index, found] of waiting.entries()) {
      this.#request.signal.throwIfAborted();
      if (this.#remainingMs === 0) break;
      this.#waiting = waiting.length - index;
      left.delete(keyOf(found));
      const judgement = await this.#tryOne(found);
      if (judgement?.kind === 'faster') faster.push({ found, judgement });
      else left.set(keyOf(found), judgement?.kind === 'not-faster' ? (judgement.ratio.low < FASTER ? 0 : (found.share ?? 1)) : Number.POSITIVE_INFINITY);
      this.#found = Math.max(this.#found, faster.length);
      this.#tell();
    }
    return faster;
  }

  async #tryOne(found: WeighedOptimisation): Promise<Judgement | null> {
    const text = this.#textAfter(found);
    if (text === null) return null;
    this.#tried += 1;
    const judgement = await this.#room.judge(new Map([[found.path, text]]), found.keepsState);
    if (judgement.kind !== 'faster') this.#left.push({ description: found.description, file: found.path, line: found.line, why: whyLeft(judgement) });
    return judgement;
  }

  #textAfter(found: WeighedOptimisation): string | null {
    const text = this.#texts.get(found.path);
    return text === undefined ? null : optimisedText(found.path, text, found);
  }

  #tell(): void {
    const seconds = (performance.now() - this.#started) / 1000;
    this.#request.onProgress({ tried: this.#tried, waiting: this.#waiting, best: this.#found, examples: 1, perSecond: this.#tried / Math.max(seconds, 0.001), remainingMs: this.#remainingMs, found: this.#found });
  }

  /**
   * Measures once more, against the room's own code: whoever picks the fastest of many also picks luck, so the figures that are shown come
   * from runs that had no part in the choice.
   */
  async #confirmed(found: readonly WeighedOptimisation[], bottlenecks: readonly Bottleneck[]): Promise<Patch | null> {
    this.#request.signal.throwIfAborted();
    const texts = new Map<string, string>();
    const original = (path: string): string => this.#request.source.tree.text(path) ?? '';
    if (found.length > 1) for (const [path, text] of this.#texts) if (text !== original(path)) texts.set(path, text);
    const [only] = found;
    const single = found.length === 1 && only ? optimisedText(only.path, original(only.path), only) : null;
    if (only && single !== null) texts.set(only.path, single);
    const judgement = await this.#room.judgeWhole(texts, found.some(({ keepsState }) => keepsState));
    if (judgement.kind === 'faster') return makePatch(found, { judgement, changed: texts, original, bottlenecks });
    for (const { description, path, line } of found) this.#left.push({ description, file: path, line, why: `faster at first, but not when measured again: ${whyLeft(judgement)}` });
    return null;
  }
}

const keyOf = ({ path, operator, description }: WeighedOptimisation): string => `${path}\n${operator}\n${description}`;

function whyLeft(judgement: Exclude<Judgement, { kind: 'faster' }>): string {
  if (judgement.kind === 'other-outcome') return `the outcome would change: ${judgement.why}`;
  if (judgement.kind === 'failed') return judgement.why;
  const { ratio } = judgement;
  return `not measurably faster: ${percent(ratio.median)} of the time (95 % interval ${percent(ratio.low)} to ${percent(ratio.high)})`;
}

const percent = (share: number): string => (Number.isFinite(share) ? `${Math.round(share * 100)} %` : 'unknown');
const times = (ratio: number): string => (1 / ratio).toFixed(1 / ratio < 10 ? 1 : 0);

interface Made {
  readonly judgement: Timing;
  readonly changed: ReadonlyMap<string, string>;
  readonly original: (path: string) => string;
  readonly bottlenecks: readonly Bottleneck[];
}

function makePatch(found: readonly WeighedOptimisation[], { judgement, changed, original, bottlenecks }: Made): Patch {
  const { ratio, same, total, beforeMs, afterMs } = judgement;
  const [spot] = bottlenecks;
  const [first] = found;
  const bottleneck: FixStep[] = spot ? [{ action: 'identify_bottleneck', description: `${percent(spot.self)} of the time is spent in this line of ${spot.name === '' ? 'a callback' : `${spot.name}()`}`, file: spot.file, line: spot.line }] : [];
  const applied: FixStep[] = found.map(({ description, path, line }) => ({ action: 'apply_optimization', description, file: path, line }));
  const speed = `${times(ratio.median)} times as fast: median ${ratio.median.toFixed(3)} of the time, 95 % interval ${ratio.low.toFixed(3)} to ${ratio.high.toFixed(3)} over ${ratio.rounds} rounds in turns (${beforeMs.toFixed(3)} ms before, ${afterMs.toFixed(3)} ms after, the best of each)`;
  const evidence: Evidence[] = [{ check: 'performance', passed: ratio.faster, total: ratio.rounds, details: speed }, { check: 'same-outcome', passed: same, total, details: 'the scenario and its examples give the same results' }];
  return {
    type: 'performance_optimization', description: found.map(({ description }) => description).join('; then '), operator: [...new Set(found.map(({ operator }) => operator))].join('+') || (first?.operator ?? ''),
    edits: [...changed].map(([path, text]) => fileEdit(path, original(path), text)), steps: [...bottleneck, ...applied, { action: 'verify', description: speed, file: null, line: null }], score: 1 - ratio.median, evidence,
  };
}
