// Projects that need not be open, because another one has every file of theirs and must say the same of it. Owns which those are and what ends it.
import { areAlike, foldersOf, frankness, isAsFrank, type ProjectView } from './alike-projects.ts';
import type { FileReach } from './file-reach.ts';

export interface Candidate {
  /** Absolute path of the config. */
  readonly config: string;
  readonly view: ProjectView;
  /** Whether the config takes a file in, there or not. Absolute path. */
  includes(path: string): boolean;
}

interface Pair {
  readonly covered: Candidate;
  readonly by: Candidate;
  readonly common: ReadonlySet<string>;
  /** What the other one has alone. */
  readonly apart: ReadonlySet<string>;
  /** Whether both have the common ones in the same order. */
  readonly isInOrder: boolean;
}

const IS_TYPED = /\.(?:[cm]?tsx?|json)$/;
const IS_READ = /\.(?:[cm]?[jt]sx?|json)$/;

function pairOf(covered: Candidate, by: Candidate, reach: FileReach): Pair | null {
  const all = new Set(by.view.names);
  // Whether JavaScript is checked depends on how it came into the project.
  const isWhole = covered.view.names.every((name) => all.has(name) && (IS_TYPED.test(name) || name.includes('/node_modules/')));
  if (!isWhole || !isAsFrank(by.view, covered.view) || !areAlike(by.view, covered.view, reach)) return null;
  const common = new Set(covered.view.names);
  const inOrder = by.view.names.filter((name) => common.has(name));
  return { covered, by, common, apart: new Set(by.view.names.filter((name) => !common.has(name))), isInOrder: inOrder.every((name, index) => name === covered.view.names[index]) };
}

const leadsElsewhere = (path: string, { covered, by }: Pair, reach: FileReach): boolean =>
  foldersOf(covered.view) !== foldersOf(by.view) && [covered, by].some(({ view }) => view.ownSpecifiers !== null && reach.matches(path, view.ownSpecifiers));

const isOutput = (path: string, { covered, by }: Pair): boolean =>
  [covered, by].some(({ view: { options } }) => [options['outDir'], options['declarationDir']].some((folder) => typeof folder === 'string' && path.startsWith(`${folder}/`)));

/** Whether a new text could be one of the two project's alone, or mean something else in it. */
function isEndedBy(path: string, pair: Pair, reach: FileReach): boolean {
  // What is declared in several files is merged in their order.
  if (pair.common.has(path)) return leadsElsewhere(path, pair, reach) || (!pair.isInOrder && reach.reachesBeyondImports(path));
  if (pair.apart.has(path) || pair.covered.includes(path) !== pair.by.includes(path) || isOutput(path, pair)) return true;
  return reach.reachesBeyondImports(path) || leadsElsewhere(path, pair, reach);
}

export class CoveredProjects {
  readonly #pairs: readonly Pair[];

  private constructor(pairs: readonly Pair[]) {
    this.#pairs = pairs;
  }

  /** All must be open, with the tree as it is on disk. */
  static among(candidates: readonly Candidate[], reach: FileReach): CoveredProjects {
    const kept: Candidate[] = [];
    const pairs: Pair[] = [];
    for (const candidate of [...candidates].sort((a, b) => frankness(b.view) - frankness(a.view) || b.view.names.length - a.view.names.length)) {
      const pair = kept.reduce<Pair | null>((found, by) => found ?? pairOf(candidate, by, reach), null);
      if (pair) pairs.push(pair);
      else kept.push(candidate);
    }
    return new CoveredProjects(pairs);
  }

  /** Absolute paths of their configs. */
  get configs(): string[] {
    return this.#pairs.map(({ covered }) => covered.config);
  }

  /** Whether one of them can differ from what covers it once there are other texts at these absolute paths. `reach` must know the texts. */
  areEndedBy(paths: Iterable<string>, reach: FileReach): boolean {
    return [...paths].some((path) => IS_READ.test(path) && this.#pairs.some((pair) => isEndedBy(path, pair, reach)));
  }
}
