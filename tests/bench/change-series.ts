// Seeded random moves and renames on real packages: heal, verify, roll back, compare tree hashes. Used by the benchmark and by a test.
import { posix } from 'node:path';
import { makePlan } from '../../server/healing/plan.ts';
import { Codebase } from '../../server/impact/codebase.ts';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveIntent } from '../../server/intents/resolve-intent.ts';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { createMemoryRun } from '../support/step-context.ts';
import { copyPackage, type PackageName } from './real-packages.ts';
import { createRandom, pick } from './seeded-random.ts';

export interface Outcome {
  readonly intent: string;
  readonly isClean: boolean;
  readonly isRestored: boolean;
  readonly files: number;
  readonly predicted: number;
  /** Places that the plan lists as not edited. */
  readonly places: readonly string[];
  /** Understand, predict and plan, in ms. */
  readonly planMs: number;
  /** Empty, or the step that failed and why. */
  readonly failure: string;
}

const NAME = /^[A-Za-z_$][\w$]*$/;

function randomMove({ graph }: Codebase, random: () => number, n: number): string {
  const files = graph.files().filter((file) => graph.edgesTo(file).length > 0 && !/\.d\.[cm]?ts$/.test(file) && !/(^|\/)index\.[cm]?[jt]sx?$/.test(file));
  const from = pick(random, files);
  const folders = [...new Set(graph.files().map((file) => posix.dirname(file)))];
  const folder = random() < 0.5 ? pick(random, folders) : posix.join(posix.dirname(from), `moved${n}`);
  const extension = /(\.[cm]?[jt]sx?)$/.exec(from)?.[0] ?? '';
  return `move ${from} to ${posix.join(folder, `${posix.basename(from, extension)}Moved${n}${extension}`)}`;
}

function randomRename({ graph }: Codebase, random: () => number, n: number): string {
  const exports = graph.files().filter((file) => graph.edgesTo(file).length > 0).flatMap((file) =>
    (graph.facts(file)?.exports ?? []).filter((entry) => entry.importIndex === null && NAME.test(entry.name) && entry.name !== 'default' && !graph.edgesFrom(file).some((edge) => edge.names.some((crossing) => crossing.local === entry.local))).map((entry) => ({ file, name: entry.name })));
  const { file, name } = pick(random, exports);
  return `rename ${name} to ${name}Renamed${n} in ${file}`;
}

async function tryOne(codebase: Codebase, intent: string, before: string): Promise<Outcome> {
  await codebase.refresh();
  const started = performance.now();
  const change = resolveIntent(codebase, intent);
  const impact = await predictBreaks(codebase, change);
  const plan = await makePlan(codebase, change, impact);
  const planMs = Math.round(performance.now() - started);
  const run = createMemoryRun(codebase);
  const steps = await run.heal(plan);
  const bad = steps.find(({ outcome }) => outcome.kind !== 'completed');
  const restored = await run.rollBack();
  await codebase.refresh();
  const failure = bad && bad.outcome.kind === 'failed' ? `${bad.stepType}: ${bad.outcome.message}` : bad ? `${bad.stepType} ${bad.outcome.kind}` : '';
  return {
    intent, planMs, files: new Set(run.images.map((image) => image.path)).size, predicted: impact.predictions.length,
    isClean: bad === undefined, isRestored: restored.kind === 'completed' && (await hashTree(codebase.tree.root)) === before,
    places: plan.notEdited.map((place) => `${place.file}:${place.line} ${place.reason}`),
    failure,
  };
}

export interface Series {
  readonly name: PackageName;
  readonly kind: 'move' | 'rename';
  readonly count: number;
  readonly seed: number;
  /** Only the change of this number. */
  readonly only?: number;
  tell?(outcome: Outcome): void;
}

/** Random changes on a fresh copy of a package; each starts from the tree that the one before it put back. */
export async function tryChanges({ name, kind, count, seed, only, tell }: Series): Promise<Outcome[]> {
  const copy = copyPackage(name);
  const outcomes: Outcome[] = [];
  const codebase = await Codebase.open(copy.folder);
  try {
    const before = await hashTree(copy.folder);
    const random = createRandom(seed * 1000 + (kind === 'move' ? 1 : 2));
    for (let n = 1; n <= count; n += 1) {
      const intent = kind === 'move' ? randomMove(codebase, random, n) : randomRename(codebase, random, n);
      if (only !== undefined && only !== n) continue;
      const outcome = await tryOne(codebase, intent, before);
      outcomes.push(outcome);
      tell?.(outcome);
    }
  } finally {
    await codebase.close();
    copy.remove();
  }
  return outcomes;
}
