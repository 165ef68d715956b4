// How much a unified diff changes. Reads the numbers of its hunks, so that a removed line that begins with -- is no header.

export interface DiffStatistics {
  readonly files: number;
  readonly linesAdded: number;
  readonly linesRemoved: number;
}

const HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

/** Counts files and lines of a diff in git's format. */
export function countDiff(diff: string): DiffStatistics {
  let [files, linesAdded, linesRemoved, leftBefore, leftAfter] = [0, 0, 0, 0, 0];
  for (const line of diff.split('\n')) {
    const hunk = leftBefore + leftAfter === 0 ? HUNK.exec(line) : null;
    if (hunk) [leftBefore, leftAfter] = [Number(hunk[1] ?? 1), Number(hunk[2] ?? 1)];
    else if (leftBefore + leftAfter === 0) files += line.startsWith('diff --git ') ? 1 : 0;
    else if (line.startsWith('+')) [linesAdded, leftAfter] = [linesAdded + 1, leftAfter - 1];
    else if (line.startsWith('-')) [linesRemoved, leftBefore] = [linesRemoved + 1, leftBefore - 1];
    else if (!line.startsWith('\\')) [leftBefore, leftAfter] = [leftBefore - 1, leftAfter - 1];
  }
  return { files, linesAdded, linesRemoved };
}
