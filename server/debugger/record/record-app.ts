// The HTTP scenario: an app of the project is started, gets one request, and is ended; status and body are the outcome.
import { join } from 'node:path';
import type { Scenario } from '../scenario.ts';
import { encodeValue, type EncodedValue } from '../values.ts';
import { openInstrumented, type Instrumented } from './instrumented.ts';
import type { OpenScenario, RunFacts } from './kinds.ts';
import type { AppPlan, ChildMessage } from './protocol.ts';
import { thrownIn } from './record-script.ts';
import type { RecordRequest } from './record.ts';
import { describeThrownFacts, endingOf, findMissing, findRefusal, type Ending } from './recording-ends.ts';
import { runProgram, withStart, type ProgramRun } from './run-program.ts';

type AppScenario = Extract<Scenario, { kind: 'HTTP' }>;

const BODY_LIMIT = 4 * 1024 * 1024;

export async function openApp(request: RecordRequest, scenario: AppScenario): Promise<OpenScenario> {
  const opened = await openInstrumented(request, { entries: [scenario.start.file], evaluable: [], alsoWatched: [], keepSource: false });
  return {
    run: () => runApp(request, scenario, opened),
    runExamples: null,
    restore: () => opened.shadow.restore(),
    close: () => opened.shadow.close(),
  };
}

/** The start of an app with its plan, as it is recorded and measured. */
export function appPlan(scenario: AppScenario): Omit<AppPlan, 'traceFile'> {
  return { kind: 'app', request: scenario.request, bodyLimit: BODY_LIMIT, isMeasured: false, patienceMs: null };
}

async function runApp(request: RecordRequest, scenario: AppScenario, opened: Instrumented): Promise<RunFacts> {
  const { limits, signal, isolation } = request.options;
  const { shadow } = opened;
  const run = await runProgram({
    shadow,
    entry: shadow.moduleOf(scenario.start.file).path,
    args: scenario.start.args,
    nodeOptions: [...opened.nodeOptions, '--import', join(shadow.programs, 'record/child/preload-program.mjs')],
    plan: (traceFile) => ({ ...appPlan(scenario), traceFile, patienceMs: limits.wallClockMs }),
    planIn: 'environment',
    isLast: ({ kind }) => kind === 'responded' || kind === 'no-response' || kind === 'endless',
    limits: withStart(limits),
    signal,
    needsLoopback: true,
    ...(isolation === undefined ? {} : { isolation }),
  });
  const response = run.messages.find(isResponse);
  const facts = opened.read(run, [response?.kind === 'responded' && response.status < 400]);
  if (response === undefined) return { ending: withoutResponse(run, scenario, { opened, limits }), outcome: null, ...facts };
  return { ending: endingOfResponse(response, scenario), outcome: outcomeOf(response), ...facts };
}

type ResponseMessage = Extract<ChildMessage, { kind: 'responded' | 'no-response' }>;

const isResponse = (message: ChildMessage): message is ResponseMessage => message.kind === 'responded' || message.kind === 'no-response';
const nameOf = ({ request }: AppScenario): string => `${request.method} ${request.path}`;

function outcomeOf(response: ResponseMessage): RunFacts['outcome'] {
  if (response.kind === 'no-response') return { status: 'error', data: null, error: { name: 'NoResponse', message: response.message, stack: null } };
  return { status: String(response.status), data: bodyOf(response), error: null };
}

/** JSON where the app says so or where it is; else the text. */
function bodyOf({ body, contentType, isWhole }: Extract<ResponseMessage, { kind: 'responded' }>): EncodedValue {
  if (!isWhole) return { kind: 'truncated', why: 'size', left: 1, kept: body };
  if (!/json/i.test(contentType) && !/^\s*[[{]/.test(body)) return encodeValue(body);
  try {
    return encodeValue(JSON.parse(body));
  } catch {
    return encodeValue(body);
  }
}

function endingOfResponse(response: ResponseMessage, scenario: AppScenario): Ending {
  if (response.kind === 'responded') return { end: 'completed', message: `${nameOf(scenario)} was answered with ${response.status}.`, hint: null };
  return { end: 'completed', message: `${nameOf(scenario)} got no answer: ${response.message}.`, hint: 'Look for an error in the handler of the request.' };
}

function withoutResponse(run: ProgramRun, scenario: AppScenario, { opened, limits }: { opened: Instrumented; limits: RecordRequest['options']['limits'] }): Ending {
  const { result } = run;
  const app = scenario.start.file;
  if (result.end === 'timed-out' || run.messages.some(({ kind }) => kind === 'endless')) return { end: 'timed-out', message: `${app} did not answer ${nameOf(scenario)} within ${limits.wallClockMs / 1000} s and was stopped.`, hint: 'It must listen on the port in the environment variable PORT, on loopback, and answer every request.' };
  if (result.end !== 'exited') return endingOf(result, { what: app, limits, lost: 'it answered' });
  const thrown = thrownIn(run, opened);
  const known = opened.loadProblem('load') ?? (thrown && (findMissing(thrown) ?? findRefusal(thrown, app)));
  const why = thrown === null ? `with exit code ${result.code}` : `by an error: ${describeThrownFacts(thrown)}`;
  return known ?? { end: 'load-failed', message: `${app} ended ${why} before it answered.`, hint: 'It must listen on the port in the environment variable PORT, on loopback, and stay.' };
}
