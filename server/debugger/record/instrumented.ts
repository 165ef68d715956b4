// An instrumented shadow of a room and how its recordings are read. Owns what is watched; the instrumentation itself is in `instrument.ts`.
import { join } from 'node:path';
import type { ThrownFacts } from './protocol.ts';
import { decodeCoverage, decodeTrace, isSnapshot } from './decode-trace.ts';
import { instrument } from './instrument.ts';
import type { RunFacts } from './kinds.ts';
import { cleanStack, createPathCleaner } from './readable-paths.ts';
import type { RecordRequest } from './record.ts';
import type { Ending } from './recording-ends.ts';
import type { ProgramRun } from './run-program.ts';
import { openShadow, type Shadow } from './shadow-tree.ts';
import { SiteTable } from './site-table.ts';
import { createNameTest } from './watched-names.ts';

export interface InstrumentedRequest {
  readonly entries: readonly string[];
  /** Files in whose scope expressions are evaluated. */
  readonly evaluable: readonly string[];
  /** Functions whose values are kept besides those that the session names. */
  readonly alsoWatched: readonly string[];
  readonly keepSource: boolean;
  /** Room paths that stay as they are. */
  readonly unwatched?: ReadonlySet<string>;
  /** Changes the text of a file after it was instrumented. */
  readonly wrap?: (path: string, code: string) => string;
}

export interface Instrumented {
  readonly shadow: Shadow;
  readonly sites: SiteTable;
  /** Flags of Node that give the code its recorder. */
  readonly nodeOptions: readonly string[];
  /** With paths of the room in place of those of the copy. */
  clean(thrown: ThrownFacts): ThrownFacts;
  /** The source that could not be read, where loading failed and there is one. */
  loadProblem(stage: string): Ending | null;
  /** Trace, coverage and output of a run. `passed`: of the examples it ran. */
  read(run: Pick<ProgramRun, 'result' | 'snapshot'>, passed: readonly boolean[]): Pick<RunFacts, 'result' | 'trace' | 'coverage' | 'stdout' | 'stderr'>;
}

export async function openInstrumented(request: RecordRequest, { entries, evaluable, alsoWatched, keepSource, unwatched, wrap }: InstrumentedRequest): Promise<Instrumented> {
  const { source, overlay, expectedNames, options } = request;
  const sites = new SiteTable();
  const isWatched = createNameTest([...expectedNames, ...alsoWatched]);
  const watch = (file: { path: string; text: string }): string => (unwatched?.has(file.path) === true ? file.text : instrument(file, sites, { calls: true, branches: true, coverage: true, loops: true, values: isWatched }).code);
  const shadow = await openShadow({
    source,
    entries,
    evaluable,
    keepSource,
    instrument: (file) => (wrap === undefined ? watch(file) : wrap(file.path, watch(file))),
    signal: options.signal,
    ...(overlay === undefined ? {} : { overlay }),
  });
  const clean = createPathCleaner(shadow, source.tree.root);
  return {
    shadow,
    sites,
    nodeOptions: ['--enable-source-maps', '--import', join(shadow.programs, 'record/child/install-recorder.mjs')],
    clean: (thrown) => ({ ...thrown, message: clean(thrown.message), stack: thrown.stack === null ? null : cleanStack(thrown.stack, shadow) }),
    loadProblem(stage) {
      const [problem] = shadow.problems;
      if (stage !== 'load' || problem === undefined) return null;
      return { end: 'load-failed', message: `${problem.file}:${problem.line}:${problem.column} cannot be read: ${problem.message}.`, hint: 'Correct the syntax, then record again.' };
    },
    read({ result, snapshot }, passed) {
      return {
        result,
        ...decode(snapshot, sites, passed),
        stdout: clean(result.stdout),
        stderr: clean(result.stderr),
      };
    },
  };
}

/** The code that ran could have written the file itself: what is no trace of these sites counts as none. */
function decode(snapshot: unknown, sites: SiteTable, passed: readonly boolean[]): Pick<RunFacts, 'trace' | 'coverage'> {
  if (!isSnapshot(snapshot)) return { trace: null, coverage: null };
  try {
    return { trace: decodeTrace(snapshot, sites), coverage: passed.length === 0 ? null : decodeCoverage(snapshot, sites, passed) };
  } catch {
    return { trace: null, coverage: null };
  }
}
