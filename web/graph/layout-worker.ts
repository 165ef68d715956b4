// The layout, on a thread of its own: takes one task, sends the positions of every few rounds, and then a null.
import { settlePositions, type SettleTask } from './settle-positions.ts';

addEventListener('message', ({ data }: MessageEvent<SettleTask>) => {
  for (const { x, y } of settlePositions(data)) postMessage({ x, y });
  postMessage(null);
}, { once: true });
