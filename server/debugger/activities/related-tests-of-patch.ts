// Runs the project's tests that can notice a patch. Owns the time they may take, which failures count, and what is said where they did not run.
import type { Source } from '../deps.ts';
import type { Evidence } from '../fix.ts';
import { runTests, type TestsEnd } from '../record/run-tests.ts';
import { findRelatedTests } from '../../graph/related-tests.ts';
import type { SessionSettings } from '../settings.ts';

export interface RelatedTestsRequest {
  readonly source: Source;
  readonly settings: SessionSettings;
  /** New contents that give the room without the patch: a test that fails there too says nothing about it. */
  readonly before: ReadonlyMap<string, string>;
  /** For all runs together, milliseconds; Infinity: no limit of their own. */
  readonly timeMs: number;
  /** Called with a sentence before each run. */
  readonly onProgress?: (message: string) => void;
}

export interface PatchInRoom {
  /** New contents that give the room with the patch. */
  readonly overlay: ReadonlyMap<string, string>;
  /** What the patch changes. */
  readonly files: readonly string[];
  /** Tests among them that the patch was made for: that they pass proves nothing more. */
  readonly seen: number;
}

export interface RelatedTests {
  /**
   * What the tests say of a patch: nothing where there are none, a total of 0 where they could not be run, with the reason. Throws
   * `signal.reason` when aborted.
   */
  evidenceOf(patch: PatchInRoom, signal: AbortSignal): Promise<Evidence[]>;
}

const SHOWN = 1_000;
const SHOWN_FILES = 5;
const WALL_CLOCK_MS = 120_000;

type End = TestsEnd | { readonly kind: 'no-time' };
type Ran = Extract<TestsEnd, { kind: 'ran' }>;

const listed = (files: readonly string[]): string => `${files.slice(0, SHOWN_FILES).join(', ')}${files.length > SHOWN_FILES ? ` and ${files.length - SHOWN_FILES} more` : ''}`;
const count = (files: readonly string[]): string => `${files.length} related test ${files.length === 1 ? 'file' : 'files'}`;
const keyOf = ({ file, name }: Ran['failures'][number]): string => `${file}\n${name}`;

/** Opens the tests of a room; nothing runs yet. */
export function openRelatedTests({ source, settings, before, timeMs, onProgress }: RelatedTestsRequest): RelatedTests {
  const limits = { ...settings.limits, wallClockMs: Math.max(settings.limits.wallClockMs, WALL_CLOCK_MS), cpuSeconds: Math.max(settings.limits.cpuSeconds, WALL_CLOCK_MS / 1_000) };
  const standing = new Map<string, End>();
  let leftMs = timeMs;

  async function run(files: readonly string[], overlay: ReadonlyMap<string, string>, signal: AbortSignal): Promise<End> {
    if (leftMs <= 0) return { kind: 'no-time' };
    const up = leftMs === Number.POSITIVE_INFINITY ? new AbortController().signal : AbortSignal.timeout(Math.ceil(leftMs));
    const startedAt = performance.now();
    try {
      return await runTests({ source, files, overlay, options: { limits, signal: AbortSignal.any([signal, up]) } });
    } catch (error) {
      if (signal.aborted || !up.aborted) throw error;
      return { kind: 'no-time' };
    } finally {
      leftMs -= performance.now() - startedAt;
    }
  }

  /** The same tests without the patch, run once and only when a patch fails some. */
  async function runBefore(files: readonly string[], signal: AbortSignal): Promise<End> {
    const key = files.join('\n');
    const known = standing.get(key);
    if (known) return known;
    onProgress?.(`Running ${count(files)} without the patch, to see what failed before.`);
    const end = await run(files, before, signal);
    standing.set(key, end);
    return end;
  }

  const notRun = (why: string): Evidence[] => [{ check: 'related-tests', passed: 0, total: 0, details: `Not run: ${why}`.slice(0, SHOWN) }];
  const noTime = (files: readonly string[]): Evidence[] => notRun(`the ${Math.round(timeMs / 1_000)} s that a search may spend on related tests were used up. What would say more: ${listed(files)}.`);

  return {
    async evidenceOf({ overlay, files, seen }, signal) {
      const tests = findRelatedTests(source.graph, files);
      if (tests.length === 0) return [];
      onProgress?.(`Running ${count(tests)} with the patch.`);
      const after = await run(tests, overlay, signal);
      if (after.kind === 'no-time') return noTime(tests);
      if (after.kind === 'no-runner') return notRun(after.message);
      if (after.kind === 'ran' && after.failures.length === 0) return told({ tests, ran: after, broken: [], standing: 0, seen });
      const without = await runBefore(tests, signal);
      if (without.kind === 'no-time') return noTime(tests);
      if (after.kind === 'failed') {
        if (without.kind !== 'ran') return notRun(after.message);
        return [{ check: 'related-tests', passed: 0, total: Math.max(1, without.passed + without.failed), details: `With the patch the tests come to no end: ${after.message}`.slice(0, SHOWN) }];
      }
      const failedBefore = new Set(without.kind === 'ran' ? without.failures.map(keyOf) : []);
      const broken = after.failures.filter((failure) => !failedBefore.has(keyOf(failure)));
      return told({ tests, ran: after, broken, standing: after.failures.length - broken.length, seen });
    },
  };
}

/** `standing`: how many failed before too. */
function told({ tests, ran, broken, standing, seen }: { tests: readonly string[]; ran: Ran; broken: Ran['failures']; standing: number; seen: number }): Evidence[] {
  const total = Math.max(broken.length, ran.passed + ran.failed - standing - seen);
  if (total === 0) return [];
  const details = [`${listed(tests)}.`, standing > 0 ? `${standing} failed before too and are not counted.` : '', ...broken.slice(0, SHOWN_FILES).map(({ file, name, message }) => `${file}: ${name}: ${message}`)];
  return [{ check: 'related-tests', passed: total - broken.length, total, details: details.filter(Boolean).join('\n').slice(0, SHOWN) }];
}
