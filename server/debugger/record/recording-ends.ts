// Tells in words how a recording ended: what was run, what became of it, and what to do next. Pure.
import type { RecordingEnd } from '../behavior.ts';
import { describeValue } from '../describe-value.ts';
import type { SandboxLimits } from '../scenario.ts';
import type { FailedStage, ThrownFacts } from './protocol.ts';
import type { SandboxResult } from './sandbox.ts';

export interface Ending {
  readonly end: RecordingEnd;
  readonly message: string;
  readonly hint: string | null;
}

const seconds = (milliseconds: number): string => `${Number((milliseconds / 1000).toFixed(1))} s`;

/** How a sandbox that ended before the scenario did is told. `what`: `total() of src/total.ts`. `lost`: what should have come before the end. */
export function endingOf(result: SandboxResult, { what, limits, lost }: { what: string; limits: SandboxLimits; lost: string }): Ending {
  switch (result.end) {
    case 'timed-out':
      return timedOut(what, result.signal === 'SIGXCPU' ? `${limits.cpuSeconds} s of computing` : seconds(limits.wallClockMs));
    case 'out-of-memory':
      return outOfMemory(what, limits);
    case 'too-much-output':
      return { end: 'too-much-output', message: `${what} printed ${result.outputBytes} bytes, ten times what is kept, and was stopped.`, hint: 'Print less, or give the session a higher output limit.' };
    case 'too-many-processes':
      return { end: 'killed', message: `${what} started more processes than a test runner needs and was stopped.`, hint: 'Look for a process that starts itself again.' };
    case 'failed-to-start':
      return { end: 'failed-to-start', message: `The sandbox for ${what} could not be started: ${lastLine(result.stderr) || `it ended with code ${result.code ?? result.signal}`}.`, hint: 'The layers of the sandbox tell what works on this machine.' };
    case 'cancelled':
      return { end: 'cancelled', message: `The recording of ${what} was cancelled.`, hint: null };
    case 'killed':
      return { end: 'killed', message: `${what} was ended by the signal ${result.signal} before ${lost}.`, hint: 'It was not the sandbox that sent it: the code ended its own process, or the system did.' };
    default:
      return { end: 'killed', message: `${what} ended its process with exit code ${result.code} before ${lost}.`, hint: 'Look for process.exit, or for an event loop that has run empty.' };
  }
}

/** It was stopped because it went on. `time` in words. */
export function timedOut(what: string, time: string): Ending {
  return { end: 'timed-out', message: `${what} did not end within ${time} and was stopped.`, hint: 'Look for a loop whose condition stays true or a promise that nobody settles, or give the session a higher time limit.' };
}

export function outOfMemory(what: string, limits: SandboxLimits): Ending {
  return { end: 'out-of-memory', message: `${what} needed more than the ${limits.heapMb} MB of memory it may have and was stopped.`, hint: 'Look for a collection that grows without end, or give the session a higher memory limit.' };
}

/** An error by which Node says that there is no memory for a buffer. */
export const isOutOfMemory = ({ name, message }: ThrownFacts): boolean => name === 'RangeError' && /^Array buffer allocation failed|^Failed to allocate memory/.test(message);

const STAGE_ENDS: Readonly<Record<FailedStage, RecordingEnd>> = { load: 'load-failed', find: 'not-found', 'call-kind': 'not-a-function', arguments: 'load-failed' };
const STAGE_HINTS: Readonly<Record<FailedStage, string>> = {
  load: 'Correct what the error names, then record again.',
  find: 'Give the name of an export of that file.',
  'call-kind': 'Give the name of an exported function, or a path to one such as cart.total.',
  arguments: 'Correct the arguments of the scenario.',
};

/** How a scenario is told that could not be run at all. */
export function failedEnding(stage: FailedStage, message: string, thrown: ThrownFacts | null): Ending {
  const missing = thrown === null ? null : findMissing(thrown);
  if (missing !== null) return missing;
  const refused = thrown === null ? null : findRefusal(thrown, 'The code');
  if (refused !== null) return refused;
  return { end: STAGE_ENDS[stage], message: thrown === null ? message : `${message} ${describeThrownFacts(thrown)}`, hint: STAGE_HINTS[stage] };
}

/** A module that was not found; null for any other error. */
export function findMissing({ code, message }: Pick<ThrownFacts, 'code' | 'message'>): Ending | null {
  if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') return null;
  const [, name = '', importer] = /Cannot find (?:package|module) '([^']+)'(?: imported from '?([^'\n]+?)'?$)?/m.exec(message) ?? [];
  const isPackage = !/^(?:[./]|file:)/.test(name) && name !== '';
  const needed = importer === undefined ? 'The code needs' : `${importer} needs`;
  return {
    end: 'missing-dependency',
    message: `${needed} ${isPackage ? `the package '${name}', which is not installed` : `'${name}', which does not exist`}.`,
    hint: isPackage ? `Install it in the project (for example npm install ${name}), then record again.` : 'Correct the import, or make the file, then record again.',
  };
}

const REFUSALS: Readonly<Record<string, string>> = {
  EROFS: 'to write where the sandbox is read-only',
  EFBIG: 'to write a larger file than it may',
  ENETUNREACH: 'to reach the network, which the sandbox has not got',
  EAI_AGAIN: 'to look up a host, and the sandbox has no network',
  ERR_DLOPEN_DISABLED: 'to load native code',
};

/** An error that the sandbox caused; null for any other. */
export function findRefusal({ code, refused, message }: ThrownFacts, what: string): Ending | null {
  const tried = refused !== null ? `what the sandbox refuses (${refused})` : REFUSALS[code ?? ''];
  if (tried === undefined) return null;
  return { end: 'forbidden', message: `${what} tried ${tried}: ${message}`, hint: 'Give the scenario what it needs as an argument, or record it with a function that does not reach outside.' };
}

/** `TypeError: x is not a function`; what is no error is told as value. */
export function describeThrownFacts({ name, message, value, isError }: ThrownFacts): string {
  if (!isError) return `the value ${describeValue(value, 200)} (no Error)`;
  return message === '' ? name : `${name}: ${message}`;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
}
