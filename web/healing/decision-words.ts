import type { Run } from '../runs/run-documents.ts';

/** Only what can break nowhere and leaves nothing to edit by hand is simple; the numbers are in the reasons. */
export function titleOfDecision({ decision, notEdited, intentCapture }: Pick<Run, 'decision' | 'notEdited'> & { intentCapture: { predictions: Pick<Run['intentCapture']['predictions'], 'totalCount'> } }): string {
  if (decision !== 'LOW_RISK') return 'Heal what breaks';
  const first = [...(intentCapture.predictions.totalCount > 0 ? ['what may break'] : []), ...(notEdited.length > 0 ? ['what is left to edit by hand'] : [])];
  return first.length === 0 ? 'Low risk: the change can simply be applied' : `Low risk: look first at ${first.join(' and ')}`;
}
