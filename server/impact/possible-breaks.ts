// Predictions of what may break without the compiler saying so. Owns how clues, unchecked files and tests become one prediction for each file and certainty.
import { isRuntimeEdge } from '../graph/cycles.ts';
import { transitiveDependents } from '../graph/dependents.ts';
import { isMention } from '../graph/facts.ts';
import { groupBy } from '../graph/group-by.ts';
import type { ProjectGraph } from '../graph/project-graph.ts';
import { IS_SCRIPT } from '../graph/run-file.ts';
import type { Prediction, RiskFactor } from './analysis.ts';
import type { Clue } from './clues.ts';
import { possibleFactors, scoreOf } from './severity.ts';
import { isTest } from './test-files.ts';
import type { WhyPaths } from './why-paths.ts';

/** Files of one sort that are told; the nearest ones say enough. */
const MOST_TESTS = 100;

export interface Unseen {
  readonly graph: ProjectGraph;
  readonly ways: WhyPaths;
  readonly clues: readonly Clue[];
  /** Files that the compiler checked. */
  readonly checked: ReadonlySet<string>;
  /** Lines that certainly break, as `file:line`. */
  readonly broken: ReadonlySet<string>;
  /** Files that certainly break. */
  readonly brokenFiles: ReadonlySet<string>;
  /** The change can alter what runs: tests may fail without an error. */
  readonly canFailTests: boolean;
}

type File = { readonly file: string; readonly distance: number };

/** The dependents that no compiler checked. JavaScript that none reads is not among them where only types connect it: it loads nothing of what changes. */
function uncheckedDependents({ graph, ways, checked }: Unseen): File[] {
  const unchecked = ways.dependents.filter(({ file }) => !checked.has(file));
  if (graph.tsconfigs.takeScripts) return unchecked;
  const loading = transitiveDependents(graph, ways.targets, (edge) => edge.kind === 'MOCK' || edge.kind === 'GLOB' || isRuntimeEdge(edge));
  return unchecked.filter(({ file }) => !IS_SCRIPT.test(file) || loading.has(file));
}

function uncheckedClues({ graph, ways }: Unseen, { file, distance }: File): Clue[] {
  const target = ways.targetOf(file);
  const [factor] = possibleFactors(distance === 1);
  const base = { certainty: 'POSSIBLE', factor: factor?.factor ?? '', points: factor?.points ?? 0, reason: factor?.reason ?? '', file } as const;
  const imports = graph.edgesFrom(file).filter((edge) => edge.to === target);
  return imports.length === 0 ? [{ ...base, line: 0, column: 0, symbol: null, message: '' }] : imports.map(({ line, column, specifier }) => ({ ...base, line, column, symbol: specifier, message: `imports '${specifier}'` }));
}

/** Tests that load a target, at any distance. */
function testClues({ graph, ways, checked, brokenFiles, canFailTests }: Unseen): Clue[] {
  if (!canFailTests) return [];
  const tests = ways.dependents.filter(({ file }) => isTest(file) && checked.has(file) && !brokenFiles.has(file));
  return tests.slice(0, MOST_TESTS).flatMap(({ file, distance }): Clue[] => {
    const [hop] = ways.of(file);
    const edge = graph.edgesFrom(file).find(({ specifier, line }) => specifier === hop?.via && line === hop.line);
    if (!edge || edge.kind === 'TYPE' || isMention(edge.kind)) return [];
    return [{ certainty: 'POSSIBLE', factor: 'test', points: distance === 1 ? 3 : 2, reason: 'it is a test that loads what changes; it still compiles and can fail', file, line: edge.line, column: edge.column, symbol: edge.specifier, message: `loads what changes through '${edge.specifier}'` }];
  });
}

const SUMMARIES: Readonly<Record<string, string>> = {
  'import gone': 'Imports a file that goes away and fails when it runs; the compiler does not check it',
  'unseen use': 'Refers to what changes in a way that the compiler does not check',
  'mock or address': 'Names the file by a string, which the compiler does not check',
  'possible use': 'May use what changes; the compiler does not know',
  'unresolved use': 'Uses what changes in a way that cannot be followed',
  'script gone': 'Loads a script that goes away while its declarations stay; the compiler does not see it',
  'public entry': 'Other packages can import it, and they are not in this project',
  'test': 'Loads what changes and still compiles; its tests can fail',
};

const placesIn = (count: number): string => (count === 1 ? '' : ` (${count} places)`);

/** The strongest clue gives the severity; the others are told beside it. */
function predict(ways: WhyPaths, clues: readonly Clue[]): Prediction {
  const sorted = [...clues].sort((a, b) => b.points - a.points);
  const [first] = sorted;
  if (!first) throw new Error('a prediction without a clue');
  const { file, certainty } = first;
  const reasons = new Map(sorted.map(({ factor, reason }) => [factor, reason]));
  const evidence = [...reasons].map(([factor, reason]): RiskFactor => ({ factor, points: factor === first.factor ? first.points : 0, reason }));
  // Of several clues at one place the strongest is told.
  const places = new Map(sorted.filter(({ line }) => line > 0).reverse().map((clue) => [`${clue.line}:${clue.column}`, clue]));
  const summary = SUMMARIES[first.factor];
  return {
    predictionType: 'BREAKING_CHANGE', certainty, severity: scoreOf(evidence), file, evidence,
    summary: summary === undefined ? `Depends on ${ways.targetOf(file)} and is in no tsconfig, so the compiler cannot say whether it breaks` : `${summary}${placesIn(places.size)}`,
    affectedComponents: [...places.values()].sort((a, b) => a.line - b.line || a.column - b.column).map(({ line, column, symbol, message }) => ({ file, line, column, symbol, code: 'GRAPH', message })),
    whyPath: ways.of(file),
  };
}

/** One prediction for each file and certainty, from everything that was seen. A place that certainly breaks is not told again. */
export function predictUnseen(unseen: Unseen): Prediction[] {
  const { ways, broken, clues } = unseen;
  const unchecked = uncheckedDependents(unseen).flatMap((each) => uncheckedClues(unseen, each));
  // Where the compiler tells the file, or one on its way to the target, what healing edits in it is no news; a string that it holds is.
  const isTold = (file: string): boolean => ways.of(file).some((hop) => unseen.brokenFiles.has(hop.file));
  const news = clues.filter(({ file, line, factor }) => !broken.has(`${file}:${line}`) && !(factor === 'unseen use' && isTold(file)));
  const groups = groupBy([...unchecked, ...news, ...testClues(unseen)], ({ file, certainty }) => `${file}\n${certainty}`);
  return [...groups.values()].map((group) => predict(ways, group));
}
