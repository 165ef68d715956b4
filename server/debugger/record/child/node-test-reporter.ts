// A reporter of node:test that writes one line of JSON for each test. Runs inside the sandbox.

interface TestEvent {
  readonly type: string;
  readonly data: { readonly name: string; readonly nesting: number; readonly skip?: unknown; readonly todo?: unknown; readonly details?: { readonly type?: string; readonly error?: { readonly message?: string; readonly cause?: unknown; readonly failureType?: string } } };
}

/** Each line: the names from the outermost on, what became of it, why it failed. Suites count only where they fail by themselves. */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const names: string[] = [];
  for await (const { type, data } of events) {
    if (type === 'test:start') names.splice(data.nesting, Number.POSITIVE_INFINITY, data.name);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const error = data.details?.error;
    if (data.details?.type === 'suite' && (type === 'test:pass' || error?.failureType === 'subtestsFailed')) continue;
    if (error?.failureType === 'subtestsFailed') continue;
    const status = type === 'test:fail' ? 'failed' : data.skip !== undefined || data.todo !== undefined ? 'skipped' : 'passed';
    yield `${JSON.stringify({ names: [...names.slice(0, data.nesting), data.name], status, message: messageOf(error) })}\n`;
  }
}

function messageOf(error: { readonly message?: string; readonly cause?: unknown } | undefined): string {
  const cause = error?.cause;
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause ?? error?.message ?? '');
}
