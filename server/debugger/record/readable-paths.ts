// Turns paths of the shadow back into those of the room in what the code printed or threw. Pure.
import { posix } from 'node:path';
import type { Shadow } from './shadow-tree.ts';

/** Rewrites a text: absolute paths of the copy become those of the room, names of emitted files those of their sources. */
export function createPathCleaner(shadow: Pick<Shadow, 'room'>, root: string): (text: string) => string {
  const urls = new RegExp(`(?:file://)?${escape(shadow.room)}(?=/)(/[^\\s:'")\\]]*)?`, 'g');
  return (text) =>
    text.includes(shadow.room) ? text.replace(urls, (_, path: string | undefined) => root + sourceName(path ?? '')).replaceAll(shadow.room, root) : text;
}

/** The stack with paths relative to the room and without the frames of our own programs. Columns are those of instrumented code, so they go. */
export function cleanStack(stack: string, shadow: Pick<Shadow, 'room' | 'programs'>): string {
  const lines = stack.split('\n').filter((line) => !line.includes(shadow.programs));
  const clean = createPathCleaner(shadow, '');
  return lines.map((line) => (line.includes(shadow.room) ? clean(line).replace(/(?<=[\s(])\/(?=[^\s:]+:\d+)/, '').replace(/(:\d+):\d+(?=\)?$)/, '$1') : line)).join('\n');
}

/** `src/a.ts.mjs` is `src/a.ts`; `src/src/a.ts` is what a map of lines relative to the room makes of it. */
function sourceName(path: string): string {
  const own = path.replace(/(\.[cm]?[jt]sx?)(?:\.code)?\.[cm]js$/, '$1').slice(1);
  const folder = posix.dirname(own);
  const half = folder.slice(0, (folder.length - 1) / 2);
  return half !== '' && folder === `${half}/${half}` ? `/${half}/${posix.basename(own)}` : `/${own}`;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
