// Hunks of two texts that differ in so many lines that the smallest difference takes too long to find. Owns this coarser comparison only.
import type { StructuredPatchHunk } from 'diff';

/** Lines that differ, counted from 0. They begin at the same line in both texts: what is before them is equal, line by line. */
interface Part {
  readonly start: number;
  oldEnd: number;
  nowEnd: number;
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.split(/(?<=\n)/));

/** Everything between what both ends share; with as many lines on either side, only those that are not equal at their place. */
function differingParts(old: readonly string[], now: readonly string[]): Part[] {
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start += 1;
  let tail = 0;
  while (tail < most - start && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const [oldEnd, nowEnd] = [old.length - tail, now.length - tail];
  if (oldEnd !== nowEnd) return [{ start, oldEnd, nowEnd }];
  const parts: Part[] = [];
  for (let at = start; at < oldEnd; at += 1) {
    if (old[at] === now[at]) continue;
    const last = parts.at(-1);
    if (last?.oldEnd === at) last.oldEnd = last.nowEnd = at + 1;
    else parts.push({ start: at, oldEnd: at + 1, nowEnd: at + 1 });
  }
  return parts;
}

const marked = (mark: ' ' | '-' | '+', lines: readonly string[]): string[] =>
  lines.flatMap((line) => (line.endsWith('\n') ? [mark + line.slice(0, -1)] : [mark + line, '\\ No newline at end of file']));

function hunkOf(old: readonly string[], now: readonly string[], parts: readonly Part[], context: number): StructuredPatchHunk[] {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return [];
  const start = Math.max(0, first.start - context);
  const tail = old.slice(last.oldEnd, last.oldEnd + context);
  const lines = parts.flatMap((part, i) => [
    ...marked(' ', old.slice(parts[i - 1]?.oldEnd ?? start, part.start)), ...marked('-', old.slice(part.start, part.oldEnd)), ...marked('+', now.slice(part.start, part.nowEnd)),
  ]);
  return [{ oldStart: start + 1, oldLines: last.oldEnd - start + tail.length, newStart: start + 1, newLines: last.nowEnd - start + tail.length, lines: [...lines, ...marked(' ', tail)] }];
}

/** Takes time in proportion to the texts. A line that moved is told as gone and come. `context` as in `pairDiff`. */
export function positionalHunks(before: string, after: string, context: number): StructuredPatchHunk[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const groups: Part[][] = [];
  for (const part of differingParts(old, now)) {
    const group = groups.at(-1);
    if (group && part.start - (group.at(-1)?.oldEnd ?? 0) <= 2 * context) group.push(part);
    else groups.push([part]);
  }
  return groups.flatMap((parts) => hunkOf(old, now, parts, context));
}
