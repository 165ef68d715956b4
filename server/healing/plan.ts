// Makes the plan: which actions, which steps, and the exact edits of each. Reads the code and asks the compiler; writes nothing.
import { editsOfChange, type ChangeEdits, type EditSource } from '../edits/change-edits.ts';
import { markDeprecated, moveShim, renameShim } from '../edits/compatibility.ts';
import type { FileEdit } from '../edits/file-edit.ts';
import type { NotEdited } from '../edits/rename-export.ts';
import { overlayDiff, unifiedDiff } from '../edits/unified-diff.ts';
import { VirtualTree } from '../edits/virtual-tree.ts';
import type { StepType } from '../generated/prisma/enums.ts';
import { directDependents } from '../graph/dependents.ts';
import { unresolvedImports } from '../graph/unresolved-imports.ts';
import type { ImpactAnalysis, Prediction } from '../impact/analysis.ts';
import { targetOf, type Experiment } from '../impact/predict-breaks.ts';
import type { Change } from '../intents/change.ts';
import { guidePath, guideText } from './migration-guide.ts';
import { pathsOf, type HealingPlan, type PlannedAction, type PlannedStep, type StepInput } from './planned.ts';
import { judge, type Verdict } from './policy.ts';
import { tryHealed, type Trial } from './trial.ts';

const files = (count: number): string => `${count} ${count === 1 ? 'file' : 'files'}`;

/** Collects steps; each starts from the tree that the one before it leaves. */
class Steps {
  readonly #change: Change;
  tree: VirtualTree;
  readonly touched = new Set<string>();

  constructor(source: EditSource, change: Change) {
    this.#change = change;
    this.tree = new VirtualTree(source.tree);
  }

  /** A step that edits files. */
  edit(stepType: StepType, edits: readonly FileEdit[], describe: (files: string) => string, extra: Partial<StepInput> = {}): PlannedStep {
    const paths = pathsOf(edits);
    const step = { stepType, description: describe(files(paths.length)), input: { change: this.#change, edits, ...extra }, diff: unifiedDiff(this.tree, edits) };
    this.tree = this.tree.apply(edits);
    for (const path of paths) this.touched.add(path);
    return step;
  }

  /** A step that only reads. */
  read(stepType: StepType, description: string, extra: Partial<StepInput> = {}): PlannedStep {
    return { stepType, description, input: { change: this.#change, edits: [], ...extra }, diff: '' };
  }
}

const isPresent = <T>(value: T | false | null): value is T => value !== false && value !== null;

/** The edits of the change with what the trial added to them. */
interface TriedEdits {
  readonly edits: ChangeEdits;
  readonly trial: Trial;
}

function carrySteps(steps: Steps, change: Change, { edits, trial }: TriedEdits): PlannedStep[] {
  const what = change.kind === 'MOVE_FILE' ? `Move ${change.from} to ${change.to}` : `Rename ${change.from} to ${change.to} in ${change.file}`;
  return [
    steps.edit('APPLY_CHANGE', edits.applyChange, () => what),
    edits.updateImports.length > 0 && steps.edit('UPDATE_IMPORTS', edits.updateImports, (count) => `Update imports and re-exports in ${count}`),
    edits.updateReferences.length > 0 && steps.edit('UPDATE_REFERENCES', edits.updateReferences, (count) => `Update ${change.kind === 'MOVE_FILE' ? 'dynamic imports, requires and mocks' : 'uses'} in ${count}`),
    trial.extra.length > 0 && steps.edit('UPDATE_REFERENCES', trial.extra, (count) => `Update uses that only the compiler sees in ${count}`),
  ].filter(isPresent);
}

function shimEdits(source: EditSource, steps: Steps, change: Change, edits: ChangeEdits): FileEdit[] {
  const request = { tree: steps.tree, graph: source.graph };
  return change.kind === 'MOVE_FILE' ? moveShim(request, change) : renameShim(request, change, edits.sites);
}

function deprecationStep(steps: Steps, change: Change, shims: readonly FileEdit[], dependents: readonly string[]): PlannedStep {
  const isOld = (name: string) => change.kind === 'MOVE_FILE' || name === change.from;
  const replacement = change.kind === 'MOVE_FILE' ? `Import it from ${change.to}.` : `Use {@link ${change.to}} instead.`;
  const marks = markDeprecated(steps.tree, shims, { isOld, replacement });
  return steps.edit('MARK_DEPRECATED', marks, (count) => `Mark the old ${change.kind === 'MOVE_FILE' ? 'path' : 'name'} as deprecated in ${count} and count its callers`, { dependents });
}

function guideStep(steps: Steps, change: Change, notEdited: readonly NotEdited[], keepsOldForm: boolean): PlannedStep {
  const path = guidePath(steps.tree, change);
  const guide = steps.tree.create(path, guideText({ change, touched: [...steps.touched].sort(), notEdited, keepsOldForm }));
  return steps.edit('CREATE_MIGRATION_GUIDE', [guide], () => `Write the migration guide ${path}`);
}

function reviewAction(steps: Steps, target: string, dependents: readonly string[]): PlannedAction {
  return {
    actionType: 'ARCHITECTURAL_REVIEW',
    description: `High coupling: ${dependents.length} files import ${target} directly`,
    priority: 'LOW',
    steps: [
      steps.read('ANALYZE_COUPLING', `Measure the coupling of ${target} and its direct dependents`, { dependents }),
      steps.read('SUGGEST_REFACTORING', 'Find import cycles around it and the imports whose removal breaks them', { dependents }),
    ],
  };
}

const notEditedOf = ({ edits, trial }: TriedEdits): NotEdited[] => [...edits.notEdited, ...trial.remaining];

function healActions(source: EditSource, steps: Steps, change: Change, context: { tried: TriedEdits; verdict: Verdict; dependents: readonly string[]; verify: () => PlannedStep }): PlannedAction[] {
  const { tried, verdict, dependents, verify } = context;
  const carry = carrySteps(steps, change, tried);
  if (!verdict.needsMigration) return [{ actionType: 'FIX', description: 'Apply the change and update what refers to it', priority: 'LOW', steps: [...carry, verify()] }];
  const shims = verdict.needsCompatibilityLayer ? shimEdits(source, steps, change, tried.edits) : [];
  const old = change.kind === 'MOVE_FILE' ? 'path' : 'name';
  const isShimmed = shims.length > 0;
  const compatibility = isShimmed && steps.edit('CREATE_COMPATIBILITY_SHIM', shims, (count) => `Keep the old ${old} working in ${count}`);
  const marks = isShimmed && deprecationStep(steps, change, shims, dependents);
  const migration = [marks, guideStep(steps, change, notEditedOf(tried), isShimmed), verify()].filter(isPresent);
  const actions: PlannedAction[] = [];
  if (compatibility) actions.push({ actionType: 'COMPATIBILITY_LAYER', description: `Apply the change, carry every dependent along and keep the old ${old} working`, priority: 'HIGH', steps: [...carry, compatibility] });
  actions.push({ actionType: 'MIGRATION', description: compatibility ? 'Deprecate the old form, tell others how to adapt, and prove that nothing new is broken' : 'Apply the change, carry every dependent along, and prove that nothing new is broken', priority: compatibility ? 'MEDIUM' : 'HIGH', steps: compatibility ? migration : [...carry, ...migration] });
  return actions;
}

/** The plan for a change whose impact is known. The edits hold for the tree as it is now: each is tied to the hashes of its files. */
export async function makePlan(source: Experiment, change: Change, impact: { analysis: ImpactAnalysis; predictions: readonly Prediction[] }, signal?: AbortSignal): Promise<HealingPlan> {
  const verdict = judge(impact.analysis, impact.predictions);
  const edits = editsOfChange(source, change);
  const steps = new Steps(source, change);
  const target = targetOf(change);
  const dependents = directDependents(source.graph, target);
  const affected = [...impact.analysis.directDependents, ...impact.analysis.transitiveDependents].map(({ file }) => file);
  // The trial looks where breaks were predicted and one import around what is edited; the VERIFY step checks everything that can be affected.
  const near = [...edits.after.overlay.keys(), target].flatMap((path) => directDependents(source.graph, path));
  const trial = await tryHealed(source, change, edits, [...new Set([...near, ...impact.predictions.map(({ file }) => file)])], signal);
  const tried = { edits, trial };
  const verify = () => steps.read('VERIFY', 'Check that no new problem is in anything that can be affected', { dependents: affected, unresolvedBefore: unresolvedImports(source.graph, [target, ...affected]) });
  const actions = healActions(source, steps, change, { tried, verdict, dependents, verify });
  if (verdict.needsReview) actions.push(reviewAction(steps, change.kind === 'MOVE_FILE' ? change.to : target, dependents));
  return {
    decision: verdict.decision,
    reasons: trial.remaining.length === 0 ? verdict.reasons : [...verdict.reasons, `${trial.remaining.length} places would still break where the old form is gone; they are listed as not edited. Unless the compatibility layer covers them, verification stops the run and puts the files back.`],
    riskMitigated: impact.analysis.overallRisk,
    actions,
    notEdited: notEditedOf(tried),
    diff: overlayDiff(source.tree, steps.tree.overlay),
  };
}
