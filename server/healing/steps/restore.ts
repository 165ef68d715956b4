// restore: puts every file of the run back, byte for byte, from its pre-images.
import { withPen } from '../../rooms/pen.ts';
import { restoreFiles } from '../file-changes.ts';
import type { Step } from './step.ts';

export const restore: Step = async ({ input, context, codebase }) => {
  const restored = await withPen(codebase.tree.root, (pen) => restoreFiles(pen, context, input.isAllOrNothing ?? false));
  // What was put back must be seen even when some of it could not be.
  await codebase.refresh();
  return restored.kind === 'restored' ? { kind: 'completed', result: { restored: restored.written.length } } : restored;
};
