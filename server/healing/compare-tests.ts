// Compares what was predicted with the project's tests, run on copies: as the project was, and with the change made and nothing healed.
// Owns which tests are run, for how long, and what is told where they are not; starts no process, and the disk is not touched.
import { EditedGraph } from '../edits/edited-graph.ts';
import { VirtualTree, type Overlay } from '../edits/virtual-tree.ts';
import { isImport, transitiveDependents } from '../graph/dependents.ts';
import type { ReadableGraph } from '../graph/project-graph.ts';
import { findRelatedTests, RELATED_TESTS_LIMIT } from '../graph/related-tests.ts';
import type { Codebase } from '../impact/codebase.ts';
import { judgeTests, untested, type TestAccuracy, type TestsRan } from '../impact/test-accuracy.ts';
import type { SourceTree } from '../rooms/source-tree.ts';
import type { StepRequest } from './steps/step.ts';
import { overlayOfImages } from './steps/verify.ts';

/** Test files of a tree that need not be on disk. */
export interface TestsOfTree {
  readonly tree: SourceTree;
  /** Of the tree with the overlay. */
  readonly graph: ReadableGraph;
  readonly overlay: Overlay;
  readonly files: readonly string[];
  readonly timeMs: number;
}

export type TestsEnd = ({ readonly kind: 'ran' } & TestsRan) | { readonly kind: 'not-run'; readonly reason: string };

export interface TestsOfChange {
  /** Runs them in the sandbox, on a copy. Throws `signal.reason` when aborted. */
  runTests(tests: TestsOfTree, signal: AbortSignal): Promise<TestsEnd>;
  /** For both runs together, milliseconds. */
  readonly timeMs: number;
}

interface Trees {
  readonly codebase: Codebase;
  readonly before: Overlay;
  readonly after: Overlay;
}

const seconds = (ms: number): string => `${Number((ms / 1_000).toFixed(1))} s`;
const isLoaded = (edge: Parameters<typeof isImport>[0]): boolean => isImport(edge) && edge.kind !== 'TYPE';

/** The tree on disk as an overlay makes it. */
function graphOf(codebase: Codebase, overlay: Overlay): EditedGraph {
  return new EditedGraph(codebase, [...overlay].map(([path, text]) => ({ path, before: codebase.tree.text(path) ?? null, after: text })));
}

/** What the change writes, as it was called before. */
function changedFiles({ codebase, before, after }: Trees): string[] {
  const [was, is] = [new VirtualTree(codebase.tree, before), new VirtualTree(codebase.tree, after)];
  return [...new Set([...before.keys(), ...after.keys()])].filter((path) => was.has(path) && was.text(path) !== is.text(path));
}

async function runBoth(trees: Trees, { input, context, port, signal }: { input: StepRequest['input']; context: StepRequest['context']; port: TestsOfChange; signal: AbortSignal }): Promise<TestAccuracy> {
  const { codebase, before, after } = trees;
  const { tree } = codebase;
  const wasCalled = new Map(input.renamed?.files);
  const isCalled = new Map(input.renamed?.files.map(([now, old]) => [old, now]));
  const graph = graphOf(codebase, before);
  const changed = new Set(changedFiles(trees));
  const mayBreak = (input.mayBreak ?? []).map((file) => wasCalled.get(file) ?? file);
  const related = findRelatedTests(graph, [...new Set([...changed, ...mayBreak])], Infinity).filter((file) => after.get(isCalled.get(file) ?? file) !== null);
  if (related.length === 0) return untested('The project has no test that loads what changes.');
  const files = related.slice(0, RELATED_TESTS_LIMIT);
  const tell = (done: number, how: string) => context.progress({ path: `the tests of ${files.length} ${files.length === 1 ? 'file' : 'files'}, ${how}`, done, total: 2 });

  await tell(0, 'as the project was');
  const was = await port.runTests({ tree, graph, overlay: before, files, timeMs: port.timeMs }, signal);
  if (was.kind === 'not-run') return untested(was.reason, related.length);
  const passing = files.filter((file) => was.passedIn.includes(file));
  if (passing.length === 0) return untested('No test that loads what changes passed before the change, so none can tell what it breaks.', related.length);
  await tell(1, 'with the change and nothing healed');
  const is = await port.runTests({ tree, graph: graphOf(codebase, after), overlay: after, files: passing.map((file) => isCalled.get(file) ?? file), timeMs: port.timeMs }, signal);
  if (is.kind === 'not-run') return untested(`With the change and nothing healed the tests came to no end: ${is.reason}`, related.length);
  await tell(2, 'before and after');

  const outside = mayBreak.filter((file) => !changed.has(file));
  const predicted = new Set([...mayBreak, ...transitiveDependents(graph, outside, isLoaded).keys()]);
  const renamedBack = is.failures.map((failure) => ({ ...failure, file: wasCalled.get(failure.file) ?? failure.file }));
  return judgeTests({ before: was, after: { ...is, failures: renamedBack }, isPredicted: (file) => predicted.has(file), filesRelated: related.length });
}

/**
 * Null for a step that compares no prediction. Never throws: what keeps the tests from an end, the limit and a cancelled run among it, is the
 * reason that is stored. Called when the run is verified, so that nothing of it waits for the tests but its end.
 */
export async function compareTests(request: StepRequest, port: TestsOfChange): Promise<TestAccuracy | null> {
  const { input, context, codebase } = request;
  if (!input.mayBreak || !input.withoutHealing) return null;
  const up = AbortSignal.timeout(Math.ceil(port.timeMs));
  try {
    const images = await overlayOfImages(request);
    const before = new Map([...images, ...(input.baseline ?? [])]);
    const after = new VirtualTree(codebase.tree, images).apply(input.withoutHealing).overlay;
    return await runBoth({ codebase, before, after }, { input, context, port, signal: AbortSignal.any([context.signal, up]) });
  } catch (error) {
    if (context.signal.aborted) return untested('The run was stopped before the tests came to an end.');
    if (up.aborted) return untested(`The tests that load what changes took longer than ${seconds(port.timeMs)}, before and after together.`);
    return untested(`The tests could not be run: ${error instanceof Error ? error.message : String(error)}`);
  }
}
