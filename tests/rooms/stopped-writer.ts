// A writer that freezes: executes the edits of a step again and again, each time in a new copy of a folder, and stops itself one call later than before.
// `tsx stopped-writer.ts <folder> <edits as JSON>`; says `stopped <folder> <point>` before it stops and `ended <folder> <outcome>` after it woke.
import { cpSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { FencedError } from '../../server/engine/hold.ts';
import type { FileEdit } from '../../server/edits/file-edit.ts';
import type { PreImage, StepContext } from '../../server/engine/contract.ts';
import { applyFileEdits } from '../../server/healing/file-changes.ts';
import { withPen } from '../../server/rooms/pen.ts';
import { CallPoints } from '../support/call-points.ts';

const [original = '', edits = ''] = process.argv.slice(2);
const hold = { runId: 'run', epoch: 1 };
let folder = '';
let stopAt = 0;
let isStopped = false;
const points = new CallPoints(({ number, name }) => {
  if (number !== stopAt) return;
  isStopped = true;
  writeSync(1, `stopped ${folder} ${number}: ${name}\n`);
  process.kill(process.pid, 'SIGSTOP');
});
points.watchFiles(() => folder, { reads: true });

/** As the engine does it: the epoch is kept where all workers see it, and asked for with every pre-image. */
function contextOf(): StepContext {
  const images: PreImage[] = [];
  return {
    ...hold, roomId: 'room', actionId: 'action', executionId: 'execution', stepType: 'APPLY_CHANGE', input: {},
    signal: new AbortController().signal,
    progress: () => Promise.resolve(),
    savePreImages: async (saved) => {
      if (readFileSync(`${folder}.epoch`, 'utf8') !== String(hold.epoch)) throw new FencedError(hold);
      images.push(...saved);
    },
    loadPreImages: () => Promise.resolve(images),
    loadOwnPreImages: () => Promise.resolve([]),
  };
}

do {
  stopAt += 1;
  isStopped = false;
  folder = `${original}-${stopAt}`;
  cpSync(original, folder, { recursive: true });
  writeFileSync(`${folder}.epoch`, String(hold.epoch));
  points.reset();
  const outcome = await withPen(folder, (pen) => applyFileEdits(pen, JSON.parse(edits) as FileEdit[], contextOf())).then(({ kind }) => kind, (error: unknown) => (error as Error).name);
  writeSync(1, `ended ${folder} ${outcome}\n`);
} while (isStopped);
