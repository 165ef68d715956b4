// Tries a change in an overlay and says what breaks. Owns the experiment and its reading; the disk is not touched.
import { findNewProblems, type Renames } from '../checker/new-problems.ts';
import { startsBefore } from './starts-before.ts';
import type { Checker, Problem } from '../checker/checker.ts';
import { editsOfChange, treeWithoutHealing } from '../edits/change-edits.ts';
import type { EditSource, RenamedBy } from '../edits/edit-plan.ts';
import { onlyDeclaresMore, runsTheSame } from '../edits/same-program.ts';
import { strength } from '../graph/dependents.ts';
import { groupBy } from '../graph/group-by.ts';
import type { ProjectGraph } from '../graph/project-graph.ts';
import type { Change } from '../intents/change.ts';
import { affectedFiles } from './affected-files.ts';
import type { ImpactAnalysis, Prediction } from './analysis.ts';
import { findClues } from './clues.ts';
import { seeingFiles } from './declared-reach.ts';
import { findImportsGone } from './imports-gone.ts';
import { predictUnseen } from './possible-breaks.ts';
import { findScriptsGone } from './scripts-gone.ts';
import { certainFactors, COUNTED_DEPENDENTS, overallFactors, scoreOf } from './severity.ts';
import { changesContents } from './project-changes.ts';
import { isTest } from './test-files.ts';
import { DEFAULT_THRESHOLDS, type Policies, type Thresholds } from './thresholds.ts';
import { WhyPaths } from './why-paths.ts';
import { writtenTexts, type Tried } from './written-texts.ts';

export interface Experiment extends EditSource {
  readonly checker: Checker;
  /** By file, the problems of the tree as it is now, as far as somebody asked for them. Whoever changes the tree empties it. */
  readonly standing?: Map<string, readonly Problem[]>;
  /** Those of the room; without them the defaults count. */
  readonly thresholds?: Thresholds;
  readonly policies?: Policies;
}

/** What an edit in place renames: nothing. */
export const NO_RENAMES: Renames = { files: new Map(), names: new Map() };

/** How old problems read under the change's new names. */
export const renamesOf = ({ files, names }: RenamedBy): Renames => ({ files: new Map(files), names: new Map(names) });

/** How many files reach this one, counted up to a limit: in a large cycle everything reaches everything. */
function countDependents(graph: ProjectGraph, file: string): number {
  const found = new Set([file]);
  for (const path of found) {
    if (found.size > COUNTED_DEPENDENTS) break;
    for (const { from } of graph.edgesTo(path)) found.add(from);
  }
  return found.size - 1;
}

interface BrokenFile {
  readonly file: string;
  /** As it is called before the change. */
  readonly oldPath: string;
  readonly problems: readonly Problem[];
}

function predictCertain(graph: ProjectGraph, ways: WhyPaths, { file, oldPath, problems }: BrokenFile): Prediction {
  const target = ways.targetOf(oldPath);
  const edges = graph.edgesFrom(file).filter((edge) => edge.to === target);
  const evidence = certainFactors({
    places: problems.length,
    dependents: countDependents(graph, file),
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
    whyPath: ways.of(oldPath, problems.map((problem) => problem.line)),
  };
}

const groupByFile = (problems: readonly Problem[]): Map<string, Problem[]> => groupBy(problems, ({ file }) => file);

interface BreakRequest {
  readonly after: ReadonlyMap<string, string | null>;
  /** What the overlay is compared with; without it the disk. */
  readonly before?: ReadonlyMap<string, string | null>;
  readonly files: readonly string[];
  /** Those of the files to which the change looks like nothing. */
  readonly settled?: ReadonlySet<string>;
  readonly renames: Renames;
  /** The disk, beside which both overlays stand; without it what reads otherwise where an edit moved it is new. */
  readonly tree?: Pick<EditSource['tree'], 'text'>;
  /** Known problems of the disk; what is asked is added. Must be left out where `before` is given. */
  readonly standing?: Map<string, readonly Problem[]> | undefined;
  readonly signal?: AbortSignal;
}

/** Standing problems are asked for once. */
async function problemsBefore(checker: Checker, files: readonly string[], { before, standing, signal }: BreakRequest): Promise<readonly Problem[]> {
  const unknown = files.filter((file) => standing?.has(file) !== true);
  const { problems } = unknown.length === 0 ? { problems: [] } : await checker.check({ overlay: before ?? new Map(), files: unknown, ...(signal ? { signal } : {}) });
  if (!standing) return problems;
  const found = groupByFile(problems);
  for (const file of unknown) standing.set(file, found.get(file) ?? []);
  return files.flatMap((file) => standing.get(file) ?? []);
}

/** With where a place was before the edits. */
function withPlaces({ renames, tree, before, after }: BreakRequest): Renames {
  if (!tree) return renames;
  const textIn = (overlay: BreakRequest['before'], path: string) => (overlay?.has(path) === true ? (overlay.get(path) ?? undefined) : tree.text(path));
  return { ...renames, startBefore: startsBefore({ before: (path) => textIn(before, renames.files.get(path) ?? path), after: (path) => textIn(after, path) }) };
}

/** New problems of a tree that differs from the disk by an overlay. Only the files with problems are checked a second time. */
export async function findBreaks(checker: Checker, request: BreakRequest): Promise<{ problems: Problem[]; checked: readonly string[]; standing: number }> {
  const after = await checker.check({ overlay: request.after, files: request.files, ...(request.settled ? { settled: request.settled } : {}), ...(request.signal ? { signal: request.signal } : {}) });
  const withProblems = [...new Set(after.problems.map((problem) => request.renames.files.get(problem.file) ?? problem.file))];
  const before = await problemsBefore(checker, withProblems, request);
  const problems = findNewProblems(before, after.problems, withPlaces(request));
  return { problems, checked: after.checked, standing: after.problems.length - problems.length };
}

/** Whether tests can fail that still compile, where nothing else breaks. Comments, layout and names that nobody uses yet cannot make them. */
function changesBehaviour({ source, change, edits, tried }: Trial): boolean {
  if (change.kind !== 'EDIT') return change.kind === 'CHANGE_SIGNATURE';
  return writtenTexts(source, { edits, tried }).some(({ path, before, after }) => before === null || after === null || !(onlyDeclaresMore(path, before, after) || runsTheSame(path, before, after)));
}

interface Trial extends Tried {
  readonly source: Experiment;
  readonly change: Change;
  readonly ways: WhyPaths;
}

/** The files to ask about, and those of them to which the change certainly looks like nothing. */
async function filesToAsk({ source, edits, tried, ways }: Trial, signal?: AbortSignal): Promise<{ files: string[]; settled: ReadonlySet<string> }> {
  const { graph, checker } = source;
  const affected = affectedFiles(source, { edits, tried, dependents: ways.dependents.map(({ file }) => file) });
  const moves = writtenTexts(source, { edits, tried }).some((pair) => changesContents(source, pair));
  const { entered, reachesBeyond } = moves ? await checker.compareContents({ before: edits.baseline ?? new Map(), after: tried.overlay, ...(signal ? { signal } : {}) }) : { entered: [], reachesBeyond: false };
  const files = [...new Set([...affected, ...entered, ...(reachesBeyond ? graph.files() : [])])];
  const seeing = reachesBeyond ? null : seeingFiles(source, { edits, tried });
  const isNew = new Set(entered);
  return { files, settled: new Set(seeing === null ? [] : files.filter((file) => !seeing.has(file) && !isNew.has(file))) };
}

/** What the compiler says of the change, and what it cannot say. */
async function predict({ source, change, edits, tried, ways }: Trial, signal?: AbortSignal): Promise<{ certain: Prediction[]; unseen: Prediction[]; filesChecked: number }> {
  const { graph, checker } = source;
  const { files, settled } = await filesToAsk({ source, change, edits, tried, ways }, signal);
  const { problems, checked } = await findBreaks(checker, { after: tried.overlay, settled, ...(edits.baseline ? { before: edits.baseline } : { standing: source.standing }), files, renames: renamesOf(edits.renamed), tree: source.tree, ...(signal ? { signal } : {}) });
  const oldPaths = new Map(edits.renamed.files);
  const certain = [...groupByFile(problems)].map(([file, found]) => predictCertain(graph, ways, { file, oldPath: oldPaths.get(file) ?? file, problems: found }));
  const seen = { checked: new Set(checked), broken: new Set(problems.map(({ file, line }) => `${file}:${line}`)) };
  const unseen = predictUnseen({
    graph, ways, clues: [...findClues({ source, change, edits, tried }), ...findScriptsGone({ source, tried }), ...findImportsGone({ source, edits, tried }, seen)],
    ...seen, brokenFiles: new Set(certain.map(({ file }) => file)),
    canFailTests: certain.length > 0 || changesBehaviour({ source, change, edits, tried, ways }),
  });
  return { certain, unseen, filesChecked: checked.length };
}

/** Predictions and analysis of a change against the tree as it is now. Methods: trial in an overlay (certain), reverse import graph and texts (possible, unknown). */
export async function predictBreaks(source: Experiment, change: Change, signal?: AbortSignal): Promise<{ predictions: Prediction[]; analysis: ImpactAnalysis }> {
  const started = performance.now();
  const { graph } = source;
  const edits = await editsOfChange(source, change, signal);
  const tried = treeWithoutHealing(source, edits);
  const ways = new WhyPaths(graph, edits.targets);
  const dependents = ways.dependents.map(({ file, distance }) => ({ file, distance, strength: distance === 1 ? strength(graph, file, ways.targetOf(file)) : 0 }));
  // Lists are cut: what hangs on the target most comes first.
  dependents.sort((a, b) => a.distance - b.distance || b.strength - a.strength);
  const { certain, unseen, filesChecked } = await predict({ source, change, edits, tried, ways }, signal);
  const predictions = [...certain, ...unseen].sort((a, b) => b.severity - a.severity || (a.file < b.file ? -1 : 1));
  const direct = dependents.filter(({ distance }) => distance === 1);
  const riskFactors = overallFactors({ brokenFiles: certain.length, directDependents: direct.length, worst: predictions[0]?.severity ?? 0, possibleFiles: unseen.length });
  const overallRisk = scoreOf(riskFactors);
  return {
    predictions,
    analysis: {
      overallRisk,
      riskFactors,
      decision: overallRisk >= (source.thresholds ?? DEFAULT_THRESHOLDS).healFrom ? 'HEAL' : 'LOW_RISK',
      directDependents: direct,
      transitiveDependents: dependents.filter(({ distance }) => distance > 1),
      filesChecked,
      durationMs: Math.round(performance.now() - started),
    },
  };
}
