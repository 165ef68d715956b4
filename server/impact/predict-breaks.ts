// Tries a change in an overlay and says what breaks. Owns the experiment and its reading; the disk is not touched.
import { findNewProblems, type Renames } from '../checker/new-problems.ts';
import type { Checker, Problem } from '../checker/checker.ts';
import { editsOfChange, treeWithoutHealing } from '../edits/change-edits.ts';
import type { EditSource, RenamedBy } from '../edits/edit-plan.ts';
import { shortestChain, strength, transitiveDependents } from '../graph/dependents.ts';
import type { ProjectGraph } from '../graph/project-graph.ts';
import type { Change } from '../intents/change.ts';
import type { Dependent, ImpactAnalysis, Prediction, WhyHop } from './analysis.ts';
import { isTest } from './test-files.ts';
import { certainFactors, HEAL_FROM, overallFactors, possibleFactors, scoreOf } from './severity.ts';

export interface Experiment extends EditSource {
  readonly checker: Checker;
  /** By file, the problems of the tree as it is now, as far as somebody asked for them. Whoever changes the tree empties it. */
  readonly standing?: Map<string, readonly Problem[]>;
}

/** What an edit in place renames: nothing. */
export const NO_RENAMES: Renames = { files: new Map(), names: new Map() };

/** How old problems read under the change's new names. */
export const renamesOf = ({ files, names }: RenamedBy): Renames => ({ files: new Map(files), names: new Map(names) });

/** The nearest of the targets: a changed file is its own. */
function nearestOf(graph: ProjectGraph, from: string, targets: readonly string[]): string {
  if (targets.length === 1 || targets.includes(from)) return targets.includes(from) ? from : (targets[0] ?? from);
  const wanted = new Set(targets);
  const seen = new Set([from]);
  for (const file of seen) {
    if (wanted.has(file)) return file;
    for (const edge of graph.edgesFrom(file)) if (edge.to !== null) seen.add(edge.to);
  }
  return targets[0] ?? from;
}

/** The shortest chain of imports from a file to the target, the target last. Of several imports of the next file, one in `brokenLines` is told. */
export function whyPath(graph: ProjectGraph, from: string, target: string, brokenLines: readonly number[] = []): WhyHop[] {
  const [first, ...rest] = from === target ? [] : (shortestChain(graph, from, target) ?? []);
  const end: WhyHop = { file: target, via: null, line: null };
  if (!first) return [end];
  const next = rest[0]?.file ?? target;
  const broken = graph.edgesFrom(from).find((edge) => edge.to === next && brokenLines.includes(edge.line));
  return [broken ? { file: from, via: broken.specifier, line: broken.line } : first, ...rest, end];
}

function predictCertain(graph: ProjectGraph, target: string, file: string, problems: readonly Problem[]): Prediction {
  const edges = graph.edgesFrom(file).filter((edge) => edge.to === target);
  const evidence = certainFactors({
    places: problems.length,
    dependents: transitiveDependents(graph, [file]).size,
    isTest: isTest(file),
    isTypeOnly: edges.length > 0 && edges.every((edge) => edge.kind === 'TYPE'),
  });
  const first = problems[0];
  return {
    predictionType: 'BREAKING_CHANGE',
    certainty: 'CERTAIN',
    severity: scoreOf(evidence),
    summary: `Stops compiling in ${problems.length} ${problems.length === 1 ? 'place' : 'places'}${first ? `: ${first.message}` : ''}`,
    file,
    affectedComponents: problems.map(({ line, column, code, message, excerpt }) => ({ file, line, column, code, message, symbol: excerpt === '' ? null : excerpt })),
    evidence,
    whyPath: whyPath(graph, file, target, problems.map((problem) => problem.line)),
  };
}

function predictPossible(graph: ProjectGraph, target: string, { file, distance }: Dependent): Prediction {
  const evidence = possibleFactors(distance === 1);
  const edges = graph.edgesFrom(file).filter((edge) => edge.to === target);
  return {
    predictionType: 'BREAKING_CHANGE',
    certainty: 'POSSIBLE',
    severity: scoreOf(evidence),
    summary: `Depends on ${target} and is in no tsconfig, so the compiler cannot say whether it breaks`,
    file,
    affectedComponents: edges.map(({ line, column, specifier }) => ({ file, line, column, symbol: specifier, code: 'GRAPH', message: `imports '${specifier}'` })),
    evidence,
    whyPath: whyPath(graph, file, target),
  };
}

function groupByFile(problems: readonly Problem[]): Map<string, Problem[]> {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) groups.set(problem.file, [...(groups.get(problem.file) ?? []), problem]);
  return groups;
}

interface BreakRequest {
  readonly after: ReadonlyMap<string, string | null>;
  /** What the overlay is compared with; without it the disk. */
  readonly before?: ReadonlyMap<string, string | null>;
  readonly files: readonly string[];
  readonly renames: Renames;
  /** Known problems of the disk; what is asked is added. Must be left out where `before` is given. */
  readonly standing?: Map<string, readonly Problem[]> | undefined;
  readonly signal?: AbortSignal;
}

/** Every change of the overlay makes the compiler check anew, so a file's standing problems are asked for once. */
async function problemsBefore(checker: Checker, files: readonly string[], { before, standing, signal }: BreakRequest): Promise<readonly Problem[]> {
  const unknown = files.filter((file) => !standing?.has(file));
  const { problems } = unknown.length === 0 ? { problems: [] } : await checker.check({ overlay: before ?? new Map(), files: unknown, ...(signal ? { signal } : {}) });
  if (!standing) return problems;
  for (const file of unknown) standing.set(file, problems.filter((problem) => problem.file === file));
  return files.flatMap((file) => standing.get(file) ?? []);
}

/** New problems of a tree that differs from the disk by an overlay. Only the files with problems are checked a second time. */
export async function findBreaks(checker: Checker, request: BreakRequest): Promise<{ problems: Problem[]; checked: readonly string[]; standing: number }> {
  const after = await checker.check({ overlay: request.after, files: request.files, ...(request.signal ? { signal: request.signal } : {}) });
  const withProblems = [...new Set(after.problems.map((problem) => request.renames.files.get(problem.file) ?? problem.file))];
  const before = await problemsBefore(checker, withProblems, request);
  const problems = findNewProblems(before, after.problems, request.renames);
  return { problems, checked: after.checked, standing: after.problems.length - problems.length };
}

/** Predictions and analysis of a change against the tree as it is now. Methods: trial in an overlay (certain), reverse import graph (possible). */
export async function predictBreaks(source: Experiment, change: Change, signal?: AbortSignal): Promise<{ predictions: Prediction[]; analysis: ImpactAnalysis }> {
  const started = performance.now();
  const { graph, checker } = source;
  const edits = await editsOfChange(source, change, signal);
  const { targets } = edits;
  const tried = treeWithoutHealing(source, edits);
  const targetFor = (file: string): string => nearestOf(graph, file, targets);
  const distances = transitiveDependents(graph, targets);
  const dependents = [...distances].map(([file, distance]) => ({ file, distance, strength: distance === 1 ? strength(graph, file, targetFor(file)) : 0 })).sort((a, b) => a.distance - b.distance || (a.file < b.file ? -1 : 1));
  // Where the change is made already, the graph has lost some dependents; those that are healed are known again.
  const healed = edits.baseline ? edits.after.overlay.keys() : [];
  const files = [...new Set([...tried.overlay.keys(), ...distances.keys(), ...healed])];
  const { problems, checked } = await findBreaks(checker, { after: tried.overlay, ...(edits.baseline ? { before: edits.baseline } : { standing: source.standing }), files, renames: renamesOf(edits.renamed), ...(signal ? { signal } : {}) });
  const seen = new Set(checked);
  const oldPaths = new Map(edits.renamed.files);
  const certain = [...groupByFile(problems)].map(([file, found]) => predictCertain(graph, targetFor(oldPaths.get(file) ?? file), file, found));
  const possible = dependents.filter(({ file }) => !seen.has(file)).map((dependent) => predictPossible(graph, targetFor(dependent.file), dependent));
  const predictions = [...certain, ...possible].sort((a, b) => b.severity - a.severity || (a.file < b.file ? -1 : 1));
  const direct = dependents.filter(({ distance }) => distance === 1);
  const riskFactors = overallFactors({ brokenFiles: certain.length, directDependents: direct.length, worst: predictions[0]?.severity ?? 0, possibleFiles: possible.length });
  const overallRisk = scoreOf(riskFactors);
  return {
    predictions,
    analysis: {
      overallRisk,
      riskFactors,
      decision: overallRisk >= HEAL_FROM ? 'HEAL' : 'LOW_RISK',
      directDependents: direct,
      transitiveDependents: dependents.filter(({ distance }) => distance > 1),
      filesChecked: checked.length,
      durationMs: Math.round(performance.now() - started),
    },
  };
}
