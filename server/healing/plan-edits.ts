// The plan of edits that are decided already: an accepted fix, a regression test. Owns its steps; computes no edit.
import type { FileEdit } from '../edits/file-edit.ts';
import { unifiedDiff } from '../edits/unified-diff.ts';
import { transitiveDependents } from '../graph/dependents.ts';
import { unresolvedImports } from '../graph/unresolved-imports.ts';
import type { Codebase } from '../impact/codebase.ts';
import { pathsOf, type HealingPlan, type PlannedStep } from './planned.ts';

export interface DecidedEdits {
  /** What the edits do, as a person says it: the intent of the run. */
  readonly title: string;
  /** Why they are made, one sentence each. */
  readonly reasons: readonly string[];
  readonly edits: readonly FileEdit[];
  /** The accepted fix that they are, whose claims are checked after writing; null where there is none. */
  readonly fixId: string | null;
}

/** One FIX action: write the edits, check the types of everything that they can affect, and run what the fix claims. */
export function planDecidedEdits(codebase: Pick<Codebase, 'tree' | 'graph'>, { title, reasons, edits, fixId }: DecidedEdits): HealingPlan {
  const { tree, graph } = codebase;
  const diff = unifiedDiff(tree, edits);
  const paths = pathsOf(edits);
  const affected = [...transitiveDependents(graph, paths.filter((path) => tree.has(path))).keys()];
  const steps: PlannedStep[] = [
    { stepType: 'APPLY_CHANGE', description: title, input: { change: null, edits }, diff },
    { stepType: 'VERIFY', description: 'Check that no new problem is in anything that can be affected', input: { change: null, edits: [], dependents: affected, unresolvedBefore: unresolvedImports(graph, [...paths, ...affected].filter((path) => graph.facts(path))) }, diff: '' },
  ];
  if (fixId !== null) steps.push({ stepType: 'VERIFY', description: 'Run the scenario, the examples and the related tests on the fixed code', input: { change: null, edits: [], fixId }, diff: '' });
  return { decision: 'HEAL', reasons, riskMitigated: 0, actions: [{ actionType: 'FIX', description: title, priority: 'HIGH', steps }], notEdited: [], diff };
}
