// The way through the intent debugger that wire tests take, on a small project with bugs.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findPackageRoot } from '../../server/config.ts';
import type { ResultOf, VariablesOf } from '../../web/graphql.ts';
import { DebugEvents, DebugSession, RecordBehavior, StartDebugSession, SuggestFixes } from './debugger-documents.ts';
import type { ApiClient } from './api-client.ts';
import { dataOf } from './walk-through.ts';

const FILES = {
  'package.json': '{ "name": "till", "type": "module", "devDependencies": { "vitest": "*" } }\n',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler", "target": "es2022", "skipLibCheck": true }, "include": ["src"] }\n',
  'src/line.ts': 'export interface Line {\n  readonly price: number;\n  readonly quantity: number;\n}\n\nexport const subtotal = (line: Line): number => line.price * line.quantity;\n',
  'src/discount.ts': '/** 10 % from ten pieces on. */\nexport function discountFor(pieces: number): number {\n  if (pieces > 10) return 0.1;\n  return 0;\n}\n',
  'src/total.ts': "import { discountFor } from './discount';\nimport { type Line, subtotal } from './line';\n\n/** Sum of the lines, less the discount for the number of pieces. */\nexport function total(lines: readonly Line[]): number {\n  let sum = 0;\n  let pieces = 0;\n  for (const line of lines) {\n    sum += subtotal(line);\n    pieces += line.quantity;\n  }\n  return sum * (1 - discountFor(pieces));\n}\n",
  'src/total.test.ts': "import { expect, test } from 'vitest';\nimport { total } from './total';\n\ntest('nothing costs nothing', () => {\n  expect(total([])).toBe(0);\n});\n\ntest('one piece has no discount', () => {\n  expect(total([{ price: 5, quantity: 1 }])).toBe(5);\n});\n",
  'src/order.ts': "export function validate(order: { items: readonly string[] }): boolean {\n  return order.items.length > 1;\n}\nexport const submit = async (order: { items: readonly string[] }): Promise<string> => `sent ${order.items.join()}`;\nexport const reject = (): string => 'rejected';\n\n/** Sends an order that has something in it. */\nexport async function placeOrder(order: { items: readonly string[] }): Promise<string> {\n  if (validate(order)) return submit(order);\n  return reject();\n}\n",
} as const;

/** Writes the project into an empty folder. The tests of the project use the vitest of this one. */
export function writeTill(folder: string): void {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  symlinkSync(join(findPackageRoot(), 'node_modules'), join(folder, 'node_modules'));
}

const lines = (price: number, quantity: number) => ({ json: [{ price, quantity }] });

/** Four rows, of which the one with exactly ten pieces goes wrong. */
export const totalSession = {
  triggerAction: 'checkout',
  userIntent: 'The total has 10 % off from ten pieces on.',
  expectedBehavior: {},
  scenario: {
    function: {
      file: 'src/total.ts',
      exportName: 'total',
      examples: [
        { args: [lines(10, 1)], expected: { json: 10 } },
        { args: [lines(10, 9)], expected: { json: 90 } },
        { args: [lines(10, 10)], expected: { json: 90 } },
        { args: [lines(10, 11)], expected: { json: 99 } },
      ],
    },
  },
} as const satisfies Omit<VariablesOf<typeof StartDebugSession>['input'], 'roomId'>;

/** Only the path is known: the second call should have been another one. */
export const orderSession = {
  triggerAction: 'button_click',
  userIntent: 'An order with one item is submitted.',
  expectedBehavior: { executionPath: ['validate()', 'submit()'] },
  scenario: { function: { file: 'src/order.ts', exportName: 'placeOrder', args: [{ json: { items: ['pen'] } }] } },
} as const satisfies Omit<VariablesOf<typeof StartDebugSession>['input'], 'roomId'>;

export type SessionInput = Omit<VariablesOf<typeof StartDebugSession>['input'], 'roomId'>;
export type ShownSession = NonNullable<ResultOf<typeof DebugSession>['debugSession']>;
export type SessionEvent = ResultOf<typeof DebugEvents>['debugEvents'];

export async function startSession(api: ApiClient, roomId: string, input: SessionInput): Promise<string> {
  return dataOf((await api.graphql(StartDebugSession, { input: { ...input, roomId } as VariablesOf<typeof StartDebugSession>['input'] })).startDebugSession).id;
}

/** Reads events after a number until one of this type came, that one included. */
export async function readSessionEvents(api: ApiClient, sessionId: string, { after = 0, until }: { after?: number; until: SessionEvent['type'] }): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const { debugEvents } of api.subscribe(DebugEvents, { sessionId, after })) {
    events.push(debugEvents);
    if (debugEvents.type === until) return events;
  }
  throw new Error(`the stream ended without ${until}; it had ${events.map((event) => event.type).join(' ')}`);
}

export async function readSession(api: ApiClient, id: string): Promise<ShownSession> {
  const { debugSession } = await api.graphql(DebugSession, { id });
  if (!debugSession) throw new Error(`there is no session ${id}`);
  return debugSession;
}

/** Records to the end; the session then. */
export async function record(api: ApiClient, sessionId: string): Promise<ShownSession> {
  const { lastEventNumber: after } = await readSession(api, sessionId);
  dataOf((await api.graphql(RecordBehavior, { sessionId })).recordBehavior);
  await readSessionEvents(api, sessionId, { after, until: 'RECORDING_ENDED' });
  return readSession(api, sessionId);
}

/** Searches to the end; the session then. */
export async function suggest(api: ApiClient, input: VariablesOf<typeof SuggestFixes>['input']): Promise<ShownSession> {
  const { lastEventNumber: after } = await readSession(api, input.sessionId);
  dataOf((await api.graphql(SuggestFixes, { input })).suggestFixes);
  await readSessionEvents(api, input.sessionId, { after, until: 'SEARCH_ENDED' });
  return readSession(api, input.sessionId);
}
