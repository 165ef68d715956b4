// Executes what a subscription selects of an event once for all its subscribers. Owns what is kept for that, and for how long.
import { createSourceEventStream, execute, Kind, visit, type DocumentNode, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Different selections of one event that are kept; a page has one or two. */
const MOST_SELECTIONS = 8;

interface Selected {
  readonly key: string;
  readonly result: ExecutionResult;
}

type PromiseOrValue<T> = T | Promise<T>;

/**
 * Events that reach many subscribers are the same object for all of them (`engine/feed.ts`), so what an equal selection made of one is
 * kept as long as that object lives. Only results that were there at once are: what had to be waited for was read from somewhere, and may
 * be another the next time. Nothing a resolver gets depends on who asks.
 */
export function shareExecutions(): Plugin {
  /** Where an event carries what selections made of it: a WeakMap of thousands of events costs the garbage collector more than executing them again. */
  const results = Symbol('results');
  const numbers = new WeakMap<DocumentNode, number>();
  let documents = 0;

  const keyOf = ({ document, operationName, variableValues }: ExecutionArgs): string => {
    let number = numbers.get(document);
    if (number === undefined) numbers.set(document, (number = ++documents));
    const selecting = [...findSelectingVariables(document)].sort().map((name) => [name, variableValues?.[name]]);
    return JSON.stringify([number, operationName, selecting]);
  };
  const subscribe = async (args: ExecutionArgs) => {
    const events = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in events)) return events;
    const key = keyOf(args);
    return mapStream(events[Symbol.asyncIterator]() as AsyncGenerator<unknown, void>, (event) => executeShared({ ...args, rootValue: event }, key, results));
  };
  return { onSubscribe: ({ setSubscribeFn }) => setSubscribeFn(subscribe) };
}

function executeShared(args: ExecutionArgs, key: string, results: symbol): PromiseOrValue<ExecutionResult> {
  if (typeof args.rootValue !== 'object' || args.rootValue === null) return execute(args);
  const event = args.rootValue as Record<symbol, Selected[] | undefined>;
  const kept = (event[results] ??= []);
  const known = kept.find((selected) => selected.key === key);
  if (known) return known.result;
  const result = execute(args);
  if (!(result instanceof Promise) && !result.errors && kept.length < MOST_SELECTIONS) kept.push({ key, result });
  return result;
}

/** The variables that decide more than which events come: all that are used elsewhere than in the arguments of the root field. */
function findSelectingVariables(document: DocumentNode): Set<string> {
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
    const selections = definition.selectionSet.selections.map((selection) => (selection.kind === Kind.FIELD ? { ...selection, arguments: [] } : selection));
    return { ...definition, variableDefinitions: [], selectionSet: { ...definition.selectionSet, selections } };
  });
  const names = new Set<string>();
  visit({ ...document, definitions }, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}

function mapStream<T>(events: AsyncGenerator<unknown, void>, map: (event: unknown) => PromiseOrValue<T>): AsyncGenerator<T, void> {
  const mapped = async (step: Promise<IteratorResult<unknown, void>>): Promise<IteratorResult<T, void>> => {
    const { done, value } = await step;
    if (done) return { done, value: undefined };
    return { done: false, value: await map(value) };
  };
  return {
    next: () => mapped(events.next()),
    return: () => mapped(events.return()),
    throw: (error) => mapped(events.throw(error)),
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await events.return();
    },
  };
}
