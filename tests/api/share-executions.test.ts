import { buildSchema, parse, subscribe, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { expect, test } from 'vitest';
import { shareExecutions } from '../../server/api/share-executions.ts';

const schema = buildSchema('type Query { a: Int } type Event { number(plus: Int): Int! now: Int! } type Subscription { events(after: Int): Event! }');
const events = [{ n: 1 }, { n: 2 }];
let executed = 0;
const root = schema.getSubscriptionType()?.getFields()['events'];
const fields = (schema.getType('Event') as unknown as { getFields(): Record<string, { resolve?: unknown }> }).getFields();
if (!root) throw new Error('there is no field events');
root.subscribe = async function* (_root: unknown, { after }: { after: number }) {
  yield* events.slice(after);
};
root.resolve = (event) => event as object;
Object.assign(fields['number'] ?? {}, { resolve: ({ n }: { n: number }, { plus }: { plus?: number }) => ((executed += 1), n + (plus ?? 0)) });
Object.assign(fields['now'] ?? {}, { resolve: async () => ++executed });

/** What subscribers get, one after the other, and how many resolvers that took. */
async function run(subscribers: readonly Omit<ExecutionArgs, 'schema'>[]): Promise<{ answers: unknown[]; executed: number }> {
  executed = 0;
  let subscribeFn: unknown = subscribe;
  shareExecutions().onSubscribe?.({ setSubscribeFn: (given: unknown) => (subscribeFn = given) } as never);
  const answers: unknown[] = [];
  for (const args of subscribers) {
    const stream = (await (subscribeFn as typeof subscribe)({ schema, ...args })) as AsyncGenerator<ExecutionResult, void>;
    const got: unknown[] = [];
    for await (const { data } of stream) got.push(data?.['events']);
    answers.push(JSON.parse(JSON.stringify(got)));
  }
  return { answers, executed };
}

const plain = parse('subscription ($after: Int) { events(after: $after) { number } }');
const adding = parse('subscription ($after: Int, $plus: Int) { events(after: $after) { ...added } } fragment added on Event { number(plus: $plus) }');
const skipping = parse('subscription ($after: Int, $no: Boolean!) { events(after: $after) { number @skip(if: $no) __typename } }');
const waiting = parse('subscription ($after: Int) { events(after: $after) { now } }');
const of = (document: typeof plain, variableValues: Record<string, unknown>) => ({ document, variableValues });

test.each([
  ['an equal selection is executed once, wherever its subscribers begin', [of(plain, { after: 0 }), of(plain, { after: 1 }), of(plain, { after: 0 })], [[{ number: 1 }, { number: 2 }], [{ number: 2 }], [{ number: 1 }, { number: 2 }]], 2],
  ['another variable in a fragment is another selection', [of(adding, { after: 1, plus: 5 }), of(adding, { after: 1, plus: 6 }), of(adding, { after: 0, plus: 6 })], [[{ number: 7 }], [{ number: 8 }], [{ number: 7 }, { number: 8 }]], 3],
  ['another variable in a directive is another selection', [of(skipping, { after: 1, no: true }), of(skipping, { after: 1, no: false })], [[{ __typename: 'Event' }], [{ number: 2, __typename: 'Event' }]], 1],
  ['what had to be waited for is asked for again', [of(waiting, { after: 1 }), of(waiting, { after: 1 })], [[{ now: 1 }], [{ now: 2 }]], 2],
] as const)('%s', async (_, subscribers, answers, count) => {
  expect(await run(subscribers)).toEqual({ answers, executed: count });
});
