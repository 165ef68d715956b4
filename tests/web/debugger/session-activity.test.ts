import { expect, test } from 'vitest';
import type { ListedSession } from '../../../web/debugger/debugger-documents.ts';
import { applySessionActivity, noSessionNews } from '../../../web/debugger/session/session-activity.ts';

const session: ListedSession = { id: 'a', status: 'RECORDING', triggerAction: '', userIntent: '', lastEventNumber: 2, createdAt: '2026-01-01T00:00:00Z', resolvedAt: null };
const at = (lastNumber: number) => ({ lastNumber, session: null });

test.each([
  ['the first event says that others may have moved unseen', noSessionNews, 41, { kind: 'applied', progress: at(41) }],
  ['the next one is news of its session', at(41), 42, { kind: 'applied', progress: { lastNumber: 42, session } }],
  ['a number that was applied is a repeat', at(42), 42, { kind: 'repeat' }],
  ['a number too far ahead is a gap', at(42), 44, { kind: 'gap', after: 42 }],
] as const)('%s', (_, news, number, applied) => {
  expect(applySessionActivity(news, { number, session })).toEqual(applied);
});
