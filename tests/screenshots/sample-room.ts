// Fills the sample room with runs that ended in different ways, a plan and a session of the intent debugger, through the product's own API.
import { graphql } from '../../web/graphql.ts';
import type { ApiClient } from '../support/api-client.ts';
import { record, startSession, type SessionInput } from '../support/debug-walk.ts';
import { CancelRun, RollbackRun, TriggerHealing } from '../support/documents.ts';
import { dataOf, heal, planIntent, readEvents } from '../support/walk-through.ts';

const FirstRoom = graphql(`
  query FirstRoomInScreenshots {
    rooms(first: 1) { edges { node { id } } }
  }
`);

const ENDS = ['RUN_COMPLETED', 'RUN_FAILED', 'RUN_CANCELLED'] as const;

export interface SampleRoom {
  readonly id: string;
  readonly healed: string;
  readonly failed: string;
  readonly planned: string;
  readonly session: string;
}

const fee = (amount: number, country: string, weightGrams: number, expected: number) => ({
  args: [{ json: { amount, currency: 'EUR' } }, { json: country }, { json: weightGrams }],
  expected: { json: { amount: expected, currency: 'EUR' } },
});

const shippingSession = {
  triggerAction: 'The customer opens the cart',
  userIntent: 'Shipping is free from 50.00 on, except overseas.',
  expectedBehavior: {},
  scenario: {
    function: {
      file: 'src/pricing/shipping.ts',
      exportName: 'shippingFee',
      examples: [fee(4_999, 'DE', 900, 490), fee(5_000, 'DE', 900, 0), fee(5_500, 'FR', 2_000, 0), fee(6_000, 'IE', 900, 0), fee(5_000, 'US', 900, 1_490), fee(0, 'DE', 0, 0)],
    },
  },
} as const satisfies SessionInput;

async function rollBack(api: ApiClient, runId: string): Promise<void> {
  dataOf((await api.graphql(RollbackRun, { runId })).rollbackRun);
  await readEvents(api, runId, { until: ['ROLLBACK_COMPLETED', 'ROLLBACK_REFUSED'] });
}

/** Two plans for the same files wait at once: the first heals, and the second finds other contents than it was made for. */
async function healAndFail(api: ApiClient, roomId: string): Promise<Pick<SampleRoom, 'healed' | 'failed'>> {
  const { id: healed } = await planIntent(api, roomId, 'rename formatPrice to formatMoney in src/pricing/format.ts');
  const { id: failed } = await planIntent(api, roomId, 'rename formatPrice to priceText in src/pricing/format.ts');
  for (const runId of [healed, failed]) dataOf((await api.graphql(TriggerHealing, { runId })).triggerHealing);
  for (const runId of [healed, failed]) await readEvents(api, runId, { until: ENDS });
  return { healed, failed };
}

async function cancel(api: ApiClient, roomId: string): Promise<void> {
  const { id: runId } = await planIntent(api, roomId, 'move src/i18n/locale.ts to src/i18n/languages.ts');
  dataOf((await api.graphql(TriggerHealing, { runId })).triggerHealing);
  await api.graphql(CancelRun, { runId });
  await readEvents(api, runId, { until: ENDS });
}

/** The first room of a server, with everything in it that the pictures show. */
export async function fillSampleRoom(api: ApiClient): Promise<SampleRoom> {
  const room = (await api.graphql(FirstRoom, {})).rooms.edges[0]?.node;
  if (!room) throw new Error('the server has opened no room');
  await rollBack(api, (await heal(api, room.id, 'move src/cart/totals.ts to src/checkout/totals.ts')).runId);
  await heal(api, room.id, 'delete src/flags/flags.ts');
  await cancel(api, room.id);
  const session = await startSession(api, room.id, shippingSession);
  await record(api, session);
  const { healed, failed } = await healAndFail(api, room.id);
  const { id: planned } = await planIntent(api, room.id, 'rename cartTotals to totalsOf in src/cart/totals.ts');
  return { id: room.id, healed, failed, planned, session };
}
