// The way through the product that most wire tests take: open, announce, analyse, plan, heal, follow.
import type { ResultOf } from '../../web/graphql.ts';
import { AnalyzeImpact, CaptureIntent, CreateRoom, PlanHealing, RunEvents, TriggerHealing } from './documents.ts';
import type { ApiClient } from './api-client.ts';

type Success<Union> = Union extends { data: infer Data } ? Data : never;

/** The data of a mutation; throws with the mistake when it was refused. */
export function dataOf<Union extends { __typename: string }>(union: Union): Success<Union> {
  if ('data' in union) return union.data as Success<Union>;
  throw new Error(`refused: ${JSON.stringify(union)}`);
}

export async function openRoom(api: ApiClient, rootPath: string): Promise<string> {
  const { createRoom } = await api.graphql(CreateRoom, { rootPath });
  return dataOf(createRoom).id;
}

/** Captures, analyses and plans; the planned run. */
export async function planIntent(api: ApiClient, roomId: string, userAction: string) {
  const { captureIntent } = await api.graphql(CaptureIntent, { roomId, userAction });
  const { id: intentId } = dataOf(captureIntent);
  dataOf((await api.graphql(AnalyzeImpact, { intentId })).analyzeImpact);
  return dataOf((await api.graphql(PlanHealing, { intentId })).planHealing);
}

export type WireEvent = ResultOf<typeof RunEvents>['runEvents'];

/** Reads events after a number until one of these types came, that one included. */
export async function readEvents(api: ApiClient, runId: string, { after = 0, until }: { after?: number; until: readonly WireEvent['type'][] }): Promise<WireEvent[]> {
  const events: WireEvent[] = [];
  for await (const { runEvents } of api.subscribe(RunEvents, { runId, after })) {
    events.push(runEvents);
    if (until.includes(runEvents.type)) return events;
  }
  throw new Error(`the stream ended without ${until.join(' or ')}; it had ${events.map((event) => event.type).join(' ')}`);
}

/** Plans and heals to the end; the id of the run and its events. */
export async function heal(api: ApiClient, roomId: string, userAction: string): Promise<{ runId: string; events: WireEvent[] }> {
  const { id: runId } = await planIntent(api, roomId, userAction);
  dataOf((await api.graphql(TriggerHealing, { runId })).triggerHealing);
  return { runId, events: await readEvents(api, runId, { until: ['RUN_COMPLETED', 'RUN_FAILED', 'RUN_CANCELLED'] }) };
}

/** 1, 2, 3 … for events without gap or repeat. */
export const countFrom = (first: number, count: number): number[] => Array.from({ length: count }, (_, index) => first + index);
