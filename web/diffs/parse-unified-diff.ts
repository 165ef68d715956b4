export interface DiffLine {
  kind: 'context' | 'added' | 'removed';
  /** Line number before the change; null for an added line. */
  before: number | null;
  /** Line number after the change; null for a removed line. */
  after: number | null;
  text: string;
  /** True where the file ends with this line and without a newline. */
  lacksNewline: boolean;
}

export interface DiffHunk {
  header: string;
  lines: DiffLine[];
}

export interface DiffFile {
  kind: 'created' | 'deleted' | 'moved' | 'changed';
  path: string;
  /** Where a moved file was before. */
  from: string | null;
  added: number;
  removed: number;
  hunks: DiffHunk[];
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;
const GIT_HEADER = /^diff --git a\/(.*) b\/(.*)$/;

const emptyFile = (path: string): DiffFile => ({ kind: 'changed', path, from: null, added: 0, removed: 0, hunks: [] });

/** Lines between `diff --git` and the first hunk. */
function readHeaderLine(file: DiffFile, line: string): void {
  if (line.startsWith('new file mode')) file.kind = 'created';
  else if (line.startsWith('deleted file mode')) file.kind = 'deleted';
  else if (line.startsWith('rename from ')) Object.assign(file, { kind: 'moved', from: line.slice('rename from '.length) });
  else if (line.startsWith('rename to ')) file.path = line.slice('rename to '.length);
  else if (line === '--- /dev/null') file.kind = 'created';
  else if (line === '+++ /dev/null') file.kind = 'deleted';
}

interface HunkCursor {
  hunk: DiffHunk;
  before: number;
  after: number;
  leftBefore: number;
  leftAfter: number;
}

function openHunk(file: DiffFile, line: string, match: RegExpExecArray): HunkCursor {
  const hunk: DiffHunk = { header: line, lines: [] };
  file.hunks.push(hunk);
  return { hunk, before: Number(match[1]), after: Number(match[3]), leftBefore: Number(match[2] ?? 1), leftAfter: Number(match[4] ?? 1) };
}

function readHunkLine(file: DiffFile, cursor: HunkCursor, line: string): void {
  const text = line.slice(1);
  if (line.startsWith('+')) {
    file.added += 1;
    cursor.leftAfter -= 1;
    cursor.hunk.lines.push({ kind: 'added', before: null, after: cursor.after++, text, lacksNewline: false });
  } else if (line.startsWith('-')) {
    file.removed += 1;
    cursor.leftBefore -= 1;
    cursor.hunk.lines.push({ kind: 'removed', before: cursor.before++, after: null, text, lacksNewline: false });
  } else {
    cursor.leftBefore -= 1;
    cursor.leftAfter -= 1;
    cursor.hunk.lines.push({ kind: 'context', before: cursor.before++, after: cursor.after++, text, lacksNewline: false });
  }
}

/** Reads git's unified diff. The counts of each hunk decide where it ends, so lines that look like headers stay content. */
export function parseUnifiedDiff(diff: string): DiffFile[] {
  const files: DiffFile[] = [];
  let cursor: HunkCursor | null = null;
  for (const line of diff.split('\n')) {
    const file = files.at(-1);
    if (file && line.startsWith('\\ ')) {
      const last = cursor?.hunk.lines.at(-1);
      if (last) last.lacksNewline = true;
    } else if (file && cursor && (cursor.leftBefore > 0 || cursor.leftAfter > 0)) {
      readHunkLine(file, cursor, line);
    } else {
      const header = GIT_HEADER.exec(line);
      const hunk = HUNK.exec(line);
      if (header) {
        files.push(emptyFile(header[2] ?? ''));
        cursor = null;
      } else if (file && hunk) cursor = openHunk(file, line, hunk);
      else if (file) readHeaderLine(file, line);
    }
  }
  return files;
}
