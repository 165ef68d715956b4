// Judges predictions of seeded changes by what a fresh compile of everything says once the change is written. Used by the benchmark and by a test.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beyond } from '../../server/checker/beyond.ts';
import { editsOfChange, treeWithoutHealing } from '../../server/edits/change-edits.ts';
import { Codebase } from '../../server/impact/codebase.ts';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import type { Change } from '../../server/intents/change.ts';
import { drawChange } from './draw-change.ts';
import { compileAll, findConfigs, newErrors, type Reported } from './full-compile.ts';
import { copyPackage, type PackageName } from './real-packages.ts';
import { createRandom } from './seeded-random.ts';
import { SERIES_KINDS, type SeriesKind } from './seeded-wishes.ts';

export interface Judged {
  readonly kind: SeriesKind;
  readonly intent: string;
  /** Errors that were predicted at the very place and came. */
  readonly right: number;
  readonly falsePositives: readonly string[];
  readonly misses: readonly string[];
}

export interface JudgedSeries {
  readonly name: PackageName;
  readonly kinds: readonly SeriesKind[];
  /** Changes of each kind. */
  readonly count: number;
  readonly seed: number;
  /** Only the change of this number of each kind. */
  readonly only: number | null;
  tell(judged: Judged): void;
}

interface Copies {
  readonly codebase: Codebase;
  /** Where changes are really written. */
  readonly folder: string;
  readonly configs: readonly string[];
  readonly before: readonly Reported[];
}

const DRAW_LIMIT = 400;

function write(folder: string, overlay: ReadonlyMap<string, string | null>): void {
  for (const [path, text] of overlay) {
    const absolute = join(folder, path);
    if (text === null) rmSync(absolute, { force: true });
    else {
      mkdirSync(dirname(absolute), { recursive: true });
      writeFileSync(absolute, text);
    }
  }
}

const placeOf = ({ file, line, column, code }: Omit<Reported, 'message'>): string => `${file}:${line}:${column} ${code}`;

const without = (places: readonly string[], others: readonly string[]): string[] => beyond(places, others, (place) => place, (place) => place);

async function judge({ codebase, folder, configs, before }: Copies, change: Change): Promise<Omit<Judged, 'kind' | 'intent'>> {
  const { predictions } = await predictBreaks(codebase, change);
  const edits = await editsOfChange(codebase, change);
  const { overlay } = treeWithoutHealing(codebase, edits);
  const undo = new Map([...overlay.keys()].map((path) => [path, codebase.tree.text(path) ?? null]));
  write(folder, overlay);
  const after = await compileAll(folder, configs).finally(() => write(folder, undo));
  const happened = newErrors(before, after, { overlay, textBefore: (path) => codebase.tree.text(path), moved: new Map(edits.renamed.files) });
  const predicted = predictions.filter(({ certainty }) => certainty === 'CERTAIN').flatMap(({ affectedComponents }) => affectedComponents);
  const messages = new Map([...predicted, ...happened].map((place) => [placeOf(place), place.message.slice(0, 160)]));
  const told = (places: readonly string[]) => places.map((place) => `${place} ${messages.get(place)}`);
  const falsePositives = without(predicted.map(placeOf), happened.map(placeOf));
  return { right: predicted.length - falsePositives.length, falsePositives: told(falsePositives), misses: told(without(happened.map(placeOf), predicted.map(placeOf))) };
}

/** Predicts and writes seeded changes of one package; each starts from the sources as they are shipped. */
export async function judgeChanges({ name, kinds, count, seed, only, tell }: JudgedSeries): Promise<Judged[]> {
  const [mine, written] = [copyPackage(name), copyPackage(name)];
  const codebase = await Codebase.open(mine.folder);
  const judged: Judged[] = [];
  try {
    const configs = findConfigs(written.folder, codebase.graph.tsconfigs.all.map(({ path }) => path));
    const copies = { codebase, folder: written.folder, configs, before: await compileAll(written.folder, configs) };
    for (const kind of kinds) {
      const random = createRandom(seed * 1000 + SERIES_KINDS.indexOf(kind) + 1);
      for (let n = 1, draws = 0; n <= count && draws < DRAW_LIMIT; draws += 1) {
        const drawn = drawChange(codebase, kind, { random, n });
        if (!drawn) continue;
        n += 1;
        if (only !== null && only !== n - 1) continue;
        const result = { kind, intent: drawn.intent, ...(await judge(copies, drawn.change)) };
        judged.push(result);
        tell(result);
      }
    }
  } finally {
    await codebase.close();
    mine.remove();
    written.remove();
  }
  return judged;
}
