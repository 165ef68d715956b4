import type { Client } from 'urql';
import { outcomeOf, type Outcome } from '../shared/failure.ts';
import { AnalyzeImpactDocument, CaptureIntentDocument, PlanHealingDocument } from './healing-documents.ts';
import type { HealingEvent, SeenRun } from './healing-state.ts';

/** A pasted unified diff is an edit; everything else is words. */
export function sayIntent(text: string): { userAction: string } | { change: { edit: { diff: string } } } {
  return /^(?:diff --git |--- \S)/m.test(text) && /^@@ /m.test(text) ? { change: { edit: { diff: text.endsWith('\n') ? text : `${text}\n` } } } : { userAction: text };
}

/** Captures an intent, tries it and plans, telling each stage as it is reached. The planned run, or why one of the three was refused. */
export async function analyzeIntent(client: Client, intent: { roomId: string; userAction: string }, tell: (event: HealingEvent) => void): Promise<Outcome<SeenRun>> {
  tell({ kind: 'submitted', userAction: intent.userAction });
  const capture = await client.mutation(CaptureIntentDocument, { roomId: intent.roomId, ...sayIntent(intent.userAction) }).toPromise();
  const captured = outcomeOf(capture.data?.captureIntent, capture.error);
  if (captured.kind === 'failed') {
    tell({ kind: 'refused', failure: captured.failure });
    return captured;
  }
  tell({ kind: 'captured', understood: captured.data.understood });

  const intentId = captured.data.id;
  const analysis = await client.mutation(AnalyzeImpactDocument, { intentId }).toPromise();
  const analyzed = outcomeOf(analysis.data?.analyzeImpact, analysis.error);
  if (analyzed.kind === 'failed') {
    tell({ kind: 'refused', failure: analyzed.failure });
    return analyzed;
  }
  tell({ kind: 'analyzed' });

  const plan = await client.mutation(PlanHealingDocument, { intentId }).toPromise();
  const planned = outcomeOf(plan.data?.planHealing, plan.error);
  if (planned.kind === 'failed') {
    tell({ kind: 'refused', failure: planned.failure });
    return planned;
  }
  tell({ kind: 'planned', run: planned.data });
  return planned;
}
