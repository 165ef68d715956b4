// Makes the plan: which actions, which steps, and the exact edits of each. Reads the code and asks the compiler; writes nothing.
import { editsOfChange } from '../edits/change-edits.ts';
import type { FileEdit } from '../edits/file-edit.ts';
import type { ChangeEdits, EditSource, NotEdited } from '../edits/edit-plan.ts';
import { overlayDiff } from '../edits/unified-diff.ts';
import { directDependents } from '../graph/dependents.ts';
import { unresolvedImports } from '../graph/unresolved-imports.ts';
import type { ImpactAnalysis, Prediction } from '../impact/analysis.ts';
import type { Experiment } from '../impact/predict-breaks.ts';
import type { Change } from '../intents/change.ts';
import { wordsOf } from '../intents/words/words-of-change.ts';
import { codemodOf } from './codemod/codemod.ts';
import { guidePath, guideText } from './migration-guide.ts';
import { findingActions, findingReasons } from './finding-actions.ts';
import { fixFindings, type StoredPrediction } from './fix-findings.ts';
import { countFiles, Steps } from './plan-steps.ts';
import type { HealingPlan, PlannedAction, PlannedStep, StepInput } from './planned.ts';
import { judge, type Verdict } from './policy.ts';
import { promiseStructure, reshapesImports, type PlannedTexts } from '../impact/promised-structure.ts';
import { tryHealed, type Trial } from './trial.ts';

const isPresent = <T>(value: T | false | null): value is T => value !== false && value !== null;

/** The edits of the change with what the trial added to them. */
interface TriedEdits {
  readonly edits: ChangeEdits;
  readonly trial: Trial;
}

function carrySteps(steps: Steps, change: Change, { edits, trial }: TriedEdits): PlannedStep[] {
  const words = wordsOf(change);
  return [
    edits.applyChange.length > 0 && steps.edit('APPLY_CHANGE', edits.applyChange, () => words.apply),
    edits.updateImports.length > 0 && steps.edit('UPDATE_IMPORTS', edits.updateImports, (count) => `Update imports and re-exports in ${count}`),
    edits.updateReferences.length > 0 && steps.edit('UPDATE_REFERENCES', edits.updateReferences, (count) => `Update ${words.references} in ${count}`),
    trial.extra.length > 0 && steps.edit('UPDATE_REFERENCES', trial.extra, (count) => `Update uses that only the compiler sees in ${count}`),
  ].filter(isPresent);
}

function deprecationStep(steps: Steps, change: Change, { edits, kept }: { edits: ChangeEdits; kept: readonly FileEdit[] }, dependents: readonly string[]): PlannedStep {
  const marks = edits.shim?.deprecate(steps.tree, kept) ?? [];
  return steps.edit('MARK_DEPRECATED', marks, (count) => `Mark the old ${wordsOf(change).oldForm} as deprecated in ${count} and count its callers`, { dependents, renamed: edits.renamed });
}

function guideStep(steps: Steps, change: Change, { source, notEdited, keepsOldForm }: { source: EditSource; notEdited: readonly NotEdited[]; keepsOldForm: boolean }): PlannedStep {
  const path = guidePath(steps.tree, change);
  const { codemod, section } = codemodOf({ tree: source.tree, graph: source.graph, after: steps.tree }, change, path);
  const guide = steps.tree.create(path, guideText({ change, touched: [...steps.touched].sort(), notEdited, keepsOldForm, codemod: section }));
  const files = codemod ? [guide, steps.tree.create(codemod.path, codemod.text)] : [guide];
  return steps.edit('CREATE_MIGRATION_GUIDE', files, () => `Write the migration guide ${path}${codemod ? ' and a codemod for other packages' : ''}`);
}

function reviewAction(steps: Steps, targets: readonly string[], dependents: readonly string[]): PlannedAction {
  const target = targets.length === 1 ? targets[0] : `${countFiles(targets.length)} that change`;
  return {
    actionType: 'ARCHITECTURAL_REVIEW',
    description: `High coupling: ${dependents.length} files import ${target} directly`,
    priority: 'LOW',
    steps: [
      steps.read('ANALYZE_COUPLING', `Measure the coupling of ${target} and its direct dependents`, { dependents, targets }),
      steps.read('SUGGEST_REFACTORING', 'Find changes around it that make the structure measurably better', { dependents, targets }),
    ],
  };
}

/** What the compiler says about a place that is listed already is not listed again. */
function notEditedOf({ edits, trial }: TriedEdits): NotEdited[] {
  const at = ({ file, line, column }: NotEdited) => `${file}:${line}:${column}`;
  const known = new Set(edits.notEdited.map(at));
  return [...edits.notEdited, ...trial.remaining.filter((place) => !known.has(at(place)))];
}

/** An edit is wanted as it is: what it leaves broken is told before and does not undo it. */
function leftBroken(change: Change, { edits, trial }: TriedEdits): Partial<StepInput> {
  if (change.kind !== 'EDIT') return {};
  return { listed: [...edits.notEdited, ...trial.remaining], ...(edits.baseline ? { baseline: [...edits.baseline] } : {}) };
}

/** With what the VERIFY step compares what happens. */
function predictionOf({ edits }: TriedEdits, predictions: readonly Prediction[]): Partial<StepInput> {
  const breaks = predictions.filter(({ certainty, predictionType }) => certainty !== 'UNKNOWN' && predictionType === 'BREAKING_CHANGE');
  const certain = breaks.filter(({ certainty }) => certainty === 'CERTAIN');
  const predicted = certain.flatMap(({ affectedComponents }) => affectedComponents).map(({ file, line, column, code, message }) => ({ file, line, column, code, message }));
  return { predicted, mayBreak: [...new Set(breaks.map(({ file }) => file))], withoutHealing: edits.tried ?? edits.applyChange };
}

function reasonsOf(change: Change, reasons: readonly string[], { remaining }: Trial): readonly string[] {
  if (remaining.length === 0) return reasons;
  const end = change.kind === 'EDIT' ? 'The edit is kept as it was written.' : 'Unless the compatibility layer covers them, verification stops the run and puts the files back.';
  return [...reasons, `${remaining.length} ${remaining.length === 1 ? 'place' : 'places'} would still break${change.kind === 'EDIT' ? '' : ' where the old form is gone'}; ${remaining.length === 1 ? 'it is' : 'they are'} listed as not edited. ${end}`];
}

const MOST_CONFIG_PROBLEMS = 3;

/** What is wrong with the tsconfig files: all that is predicted and verified rests on them. */
function configReasons(problems: readonly string[]): string[] {
  if (problems.length === 0) return [];
  const told = problems.slice(0, MOST_CONFIG_PROBLEMS).map((problem) => problem.replace(/\s+/g, ' '));
  const more = problems.length > told.length ? [`${problems.length - told.length} more of the tsconfig files.`] : [];
  return [...told, ...more, 'What is predicted and checked counts the tsconfig files as far as they can be read.'];
}

function healActions(steps: Steps, change: Change, context: { source: EditSource; tried: TriedEdits; verdict: Verdict; dependents: readonly string[]; verify: () => PlannedStep }): PlannedAction[] {
  const { source, tried, verdict, dependents, verify } = context;
  const carry = carrySteps(steps, change, tried);
  if (!verdict.needsMigration) return [{ actionType: 'FIX', description: 'Apply the change and update what refers to it', priority: 'LOW', steps: [...carry, verify()] }];
  const shims = verdict.needsCompatibilityLayer ? (tried.edits.shim?.keep(steps.tree) ?? []) : [];
  const old = wordsOf(change).oldForm;
  const isShimmed = shims.length > 0;
  const compatibility = isShimmed && steps.edit('CREATE_COMPATIBILITY_SHIM', shims, (count) => `Keep the old ${old} working in ${count}`);
  const marks = isShimmed && deprecationStep(steps, change, { edits: tried.edits, kept: shims }, dependents);
  const migration = [marks, verdict.needsGuide && guideStep(steps, change, { source, notEdited: notEditedOf(tried), keepsOldForm: isShimmed || tried.edits.tried !== undefined }), verify()].filter(isPresent);
  const proof = change.kind === 'EDIT' && tried.trial.remaining.length > 0 ? 'prove that nothing is broken beyond the places that are listed' : 'prove that nothing new is broken';
  const actions: PlannedAction[] = [];
  if (compatibility) actions.push({ actionType: 'COMPATIBILITY_LAYER', description: `Apply the change, carry every dependent along and keep the old ${old} working`, priority: 'HIGH', steps: [...carry, compatibility] });
  actions.push({ actionType: 'MIGRATION', description: compatibility ? `Deprecate the old form,${verdict.needsGuide ? ' tell others how to adapt,' : ''} and ${proof}` : `Apply the change, carry every dependent along, and ${proof}`, priority: compatibility ? 'MEDIUM' : 'HIGH', steps: compatibility ? migration : [...carry, ...migration] });
  return actions;
}

/** The plan for a change whose impact is known. The edits hold for the tree as it is now: each is tied to the hashes of its files. */
export async function makePlan(source: Experiment, change: Change, impact: { analysis: ImpactAnalysis; predictions: readonly StoredPrediction[] }, signal?: AbortSignal): Promise<HealingPlan> {
  const edits = await editsOfChange(source, change, signal);
  // Read now: while the compiler is asked, the tree can change.
  void edits.notEdited;
  const steps = new Steps(source, change);
  const { targets, targetsAfter } = edits;
  const changed = new Set(targets);
  const directTo = (paths: readonly string[]) => [...new Set(paths.flatMap((path) => directDependents(source.graph, path)))];
  const dependents = directTo(targets).filter((path) => !changed.has(path));
  const affected = [...impact.analysis.directDependents, ...impact.analysis.transitiveDependents].map(({ file }) => file);
  // The trial looks where breaks were predicted and one import around what is edited; the VERIFY step checks everything that can be affected.
  const near = directTo([...edits.after.overlay.keys(), ...targets]);
  const trial = await tryHealed(source, change, edits, [...new Set([...near, ...impact.predictions.map(({ file }) => file)])], signal);
  const tried = { edits, trial };
  const verdict = judge(impact.analysis, impact.predictions, { ...source.thresholds, ...source.policies, placesLeft: notEditedOf(tried).length });
  const planned = (): PlannedTexts => ({ overlay: steps.tree.overlay, baseline: edits.baseline });
  const verify = (extra: Partial<StepInput> = predictionOf(tried, impact.predictions)) => steps.read('VERIFY', 'Check that no new problem is in anything that can be affected', { ...extra, dependents: affected, unresolvedBefore: unresolvedImports(source.graph, [...new Set([...targets, ...affected, ...steps.touched])]), renamed: edits.renamed, ...leftBroken(change, tried), ...(reshapesImports(source, planned()) ? { measuresStructure: true } : {}) });
  const actions = healActions(steps, change, { source, tried, verdict, dependents, verify });
  const fixes = await fixFindings(source, { base: trial.after, planned: steps.tree, predictions: impact.predictions }, signal);
  actions.push(...findingActions(steps, fixes, verify));
  if (verdict.needsReview) actions.push(reviewAction(steps, targetsAfter.length > 0 ? targetsAfter : targets, dependents));
  const structure = promiseStructure(source, planned());
  const keepsOldForm = edits.tried !== undefined || actions.some(({ actionType }) => actionType === 'COMPATIBILITY_LAYER');
  const withoutShim = edits.withoutShim ?? (keepsOldForm ? undefined : 'This change leaves no old form that could be kept.');
  const told = verdict.needsCompatibilityLayer && withoutShim !== undefined ? [...verdict.reasons, withoutShim] : verdict.reasons;
  return {
    decision: verdict.decision,
    reasons: [...reasonsOf(change, told, trial), ...findingReasons(fixes), ...configReasons(source.graph.tsconfigs.problems)],
    riskMitigated: impact.analysis.overallRisk,
    actions,
    notEdited: [...notEditedOf(tried), ...fixes.open.map(({ file, line, column, reason }) => ({ file, line, column, reason }))],
    diff: overlayDiff(source.tree, steps.tree.overlay),
    ...(structure ? { structure } : {}),
  };
}
