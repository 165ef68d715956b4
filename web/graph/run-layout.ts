import type { ProjectView } from './project-view.ts';
import type { SettleTask, Ties } from './settle-positions.ts';
import { startPositions, type Positions } from './start-positions.ts';

/** Files of one community pull each other more, so that what has one colour lies together. */
const WITHIN = 3;

/** One tie for each pair of files that refer to each other, whatever kinds there are. */
export function tiesOf({ files, edges }: Pick<ProjectView, 'files' | 'edges'>): Ties {
  const seen = new Set<number>();
  const pairs = edges.filter(({ from, to }) => {
    const pair = Math.min(from, to) * files.length + Math.max(from, to);
    return !seen.has(pair) && seen.add(pair);
  });
  return {
    from: Uint32Array.from(pairs, ({ from }) => from),
    to: Uint32Array.from(pairs, ({ to }) => to),
    pull: Float32Array.from(pairs, ({ from, to }) => (files[from]?.community === files[to]?.community ? WITHIN : 1)),
  };
}

/** Lays a project out in a worker and tells every state of it; `null` is the end. Stops when the signal says so, and stays as it is where there are no workers. */
export function runLayout(view: ProjectView, tell: (positions: Positions | null) => void, signal: AbortSignal): void {
  const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
  signal.addEventListener('abort', () => worker.terminate(), { once: true });
  worker.addEventListener('message', ({ data }: MessageEvent<Positions | null>) => {
    if (signal.aborted) return;
    tell(data);
    if (data === null) worker.terminate();
  });
  // A layout that could not be had leaves the files where they started.
  worker.addEventListener('error', () => signal.aborted || tell(null));
  worker.postMessage({ ...startPositions(view), ties: tiesOf(view) } satisfies SettleTask);
}
