// What a change does besides breaking: performance and security predictions. Owns how they join the breaks of the same analysis.
import { editsOfChange } from '../edits/change-edits.ts';
import type { ChangeEdits, EditSource } from '../edits/edit-plan.ts';
import { textPairs, type TextPair } from '../edits/infer-moves.ts';
import type { Change } from '../intents/change.ts';
import type { ImpactAnalysis, Prediction } from './analysis.ts';
import { changedGraph } from './changed-graph.ts';
import { predictFindings } from './findings/predict-findings.ts';
import { predictLoad } from './predict-load.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from './thresholds.ts';

export interface Impact {
  readonly predictions: readonly Prediction[];
  readonly analysis: ImpactAnalysis;
}

/** The contents that somebody wrote, as the plan leaves them. Other kinds of change bring no code of their own. */
export function writtenTexts(source: EditSource, change: Change, edits: ChangeEdits): TextPair[] {
  if (change.kind !== 'EDIT') return [];
  return textPairs(source.tree, change.files).map((pair) => ({ ...pair, after: edits.after.text(pair.path) ?? null }));
}

/** Performance and security predictions of a change against the tree as it is now, in no order. No code of the project runs. */
export async function predictEffects(source: EditSource, change: Change, signal?: AbortSignal): Promise<Prediction[]> {
  const edits = await editsOfChange(source, change, signal);
  const graphs = changedGraph(source, change.kind, edits);
  const findings = await predictFindings(writtenTexts(source, change, edits), signal);
  return [...(graphs ? predictLoad(graphs) : []), ...findings];
}

/** One analysis of both. The worst of them all is the least that the overall risk can be. */
export function withEffects({ predictions, analysis }: Impact, effects: readonly Prediction[], { healFrom }: Pick<Thresholds, 'healFrom'> = DEFAULT_THRESHOLDS): Impact {
  const [worst] = [...effects].sort((a, b) => b.severity - a.severity);
  if (!worst) return { predictions, analysis };
  const all = [...predictions, ...effects].sort((a, b) => b.severity - a.severity || (a.file < b.file ? -1 : 1));
  const points = Math.round((worst.severity - analysis.overallRisk) * 10) / 10;
  if (points <= 0) return { predictions: all, analysis };
  const factor = { factor: worst.predictionType === 'SECURITY' ? 'security' : 'performance', points, reason: `the most severe finding is ${worst.severity}: ${worst.summary}` };
  return { predictions: all, analysis: { ...analysis, overallRisk: worst.severity, riskFactors: [...analysis.riskFactors, factor], decision: worst.severity >= healFrom ? 'HEAL' : analysis.decision } };
}
