// A new form filled from a stored session. Owns the way back from what the server keeps to what a person typed.
import { readExpected } from '../behavior/read-behavior.ts';
import type { Session } from '../debugger-documents.ts';
import { asList, asOneOf, asRecord, asText, readTexts, type JsonRecord } from '../read-json.ts';
import { printPath, readPathJson } from './expected-path.ts';
import { draftOfGiven, emptyGiven, type GivenDraft } from './given-value.ts';
import { printHeaders } from './read-draft.ts';
import { emptyDraft, type ExampleDraft, type ScenarioKind, type SessionDraft } from './session-draft.ts';

type Source = Pick<Session, 'triggerAction' | 'userIntent' | 'expectedBehavior' | 'scenario' | 'thresholds' | 'scrubbers' | 'wallClockMs'>;

const text = (value: unknown): string => asText(value) ?? '';

function readExample(value: unknown, at: number): ExampleDraft | null {
  const record = asRecord(value);
  if (!record) return null;
  const blank: ExampleDraft = { id: at + 1, kind: 'call', args: [], outcome: 'any', expected: emptyGiven, throws: '', actual: '' };
  if (record['kind'] === 'expression') return { ...blank, kind: 'assertion', actual: text(record['actual']), expected: { kind: 'expression', text: text(record['expected']) } };
  const expected = asRecord(record['expected']);
  const outcome = asOneOf(expected?.['kind'], ['returns', 'throws']) ?? 'any';
  return { ...blank, args: asList(record['args']).map(draftOfGiven), outcome, expected: outcome === 'returns' ? draftOfGiven(expected?.['value']) : emptyGiven, throws: text(expected?.['message']) };
}

function readFunction(scenario: JsonRecord): SessionDraft['fn'] {
  const args = scenario['args'];
  const argsFile = text(scenario['argsFile']);
  return {
    file: text(scenario['file']),
    exportName: text(scenario['exportName']),
    argsFrom: argsFile !== '' ? 'file' : Array.isArray(args) ? 'list' : 'first-example',
    args: Array.isArray(args) && args.length > 0 ? args.map(draftOfGiven) : [emptyGiven],
    argsFile,
    examples: asList(scenario['examples']).flatMap((example, at) => readExample(example, at) ?? []),
  };
}

function readScenario(value: unknown): Partial<SessionDraft> {
  const scenario = asRecord(value);
  const kind: ScenarioKind = asOneOf(scenario?.['kind'], ['FUNCTION', 'SCRIPT', 'TEST', 'HTTP']) ?? 'NONE';
  if (!scenario || kind === 'NONE') return { kind: 'NONE' };
  const file = text(scenario['file']);
  if (kind === 'FUNCTION') return { kind, fn: readFunction(scenario) };
  if (kind === 'SCRIPT') return { kind, script: { file, args: readTexts(scenario['args']).join('\n'), stdin: text(scenario['stdin']) } };
  if (kind === 'TEST') return { kind, test: { file, testName: text(scenario['testName']), runner: text(scenario['runner']) } };
  const [start, request] = [asRecord(scenario['start']), asRecord(scenario['request'])];
  return { kind, http: { startFile: text(start?.['file']), startArgs: readTexts(start?.['args']).join('\n'), method: text(request?.['method']) || 'GET', path: text(request?.['path']), headers: printHeaders(request?.['headers']), body: text(request?.['body']) } };
}

/** Expected data may be stored as it was given, or encoded; of the encoding only plain JSON is taken back. */
function draftOfData(data: unknown): GivenDraft {
  const given = draftOfGiven(data);
  if (given.text !== '') return given;
  const isPlain = data === null || typeof data !== 'object';
  return isPlain && data !== undefined ? { kind: 'json', text: JSON.stringify(data) } : draftOfEncoded(data);
}

/** Objects and arrays of the encoding as JSON; anything JSON cannot tell leaves the cell empty. */
function draftOfEncoded(data: unknown): GivenDraft {
  const plain = plainOf(data);
  return plain === undefined ? emptyGiven : { kind: 'json', text: JSON.stringify(plain.value, null, 2) };
}

function plainOf(data: unknown): { value: unknown } | undefined {
  const record = asRecord(data);
  if (!record) return data === undefined || Array.isArray(data) ? undefined : { value: data };
  if ('class' in record || 'left' in record) return undefined;
  if (record['kind'] === 'array' && !('fields' in record)) {
    const items = asList(record['items']).map(plainOf);
    return items.includes(undefined) ? undefined : { value: items.map((item) => item?.value) };
  }
  if (record['kind'] !== 'object') return undefined;
  const fields = asList(record['fields']).map((field) => [asText(asList(field)[0]), plainOf(asList(field)[1])] as const);
  return fields.some(([key, value]) => key === null || value === undefined) ? undefined : { value: Object.fromEntries(fields.map(([key, value]) => [key ?? '', value?.value])) };
}

/** The form that starts such a session again. */
export function draftOfSession(session: Source): SessionDraft {
  const expected = readExpected(session.expectedBehavior);
  const path = readPathJson(JSON.stringify(expected.path ?? []));
  const print = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value));
  return {
    ...emptyDraft,
    ...readScenario(session.scenario),
    triggerAction: session.triggerAction,
    userIntent: session.userIntent,
    path: { notation: 'lines', text: path.kind === 'path' ? printPath(path.path) : '' },
    outcome: { status: expected.outcome?.status ?? '', data: expected.outcome?.hasData ? draftOfData(expected.outcome.data) : emptyGiven },
    performance: { responseTime: print(expected.performance?.responseTime), memoryUsage: print(expected.performance?.memoryUsage) },
    thresholds: { responseTime: print(session.thresholds.responseTime), memoryUsage: print(session.thresholds.memoryUsage) },
    scrubbers: [...session.scrubbers],
    wallClockSeconds: print(session.wallClockMs / 1_000),
  };
}
