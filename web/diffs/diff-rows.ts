import type { DiffFile, DiffHunk, DiffLine } from './parse-unified-diff.ts';

export type DiffLayout = 'unified' | 'side-by-side';

export type DiffRow =
  | { kind: 'file'; file: DiffFile; isOpen: boolean }
  | { kind: 'hunk'; header: string }
  | { kind: 'line'; line: DiffLine }
  | { kind: 'pair'; before: DiffLine | null; after: DiffLine | null }
  | { kind: 'note'; text: string };

/** Puts removed lines beside the added ones that follow them; what stays stands on both sides. */
export function pairLines(lines: readonly DiffLine[]): DiffRow[] {
  const rows: DiffRow[] = [];
  let removed: DiffLine[] = [];
  let added: DiffLine[] = [];
  const flush = () => {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1) rows.push({ kind: 'pair', before: removed[index] ?? null, after: added[index] ?? null });
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.kind === 'context') {
      flush();
      rows.push({ kind: 'pair', before: line, after: line });
    } else if (line.kind === 'removed') {
      if (added.length > 0) flush();
      removed.push(line);
    } else added.push(line);
  }
  flush();
  return rows;
}

/** What begins with the first line needs no word of where it is. */
function beginsFile({ lines: [first] }: DiffHunk): boolean {
  return (first?.before ?? 1) === 1 && (first?.after ?? 1) === 1;
}

function rowsOfFile(file: DiffFile, layout: DiffLayout): DiffRow[] {
  if (file.hunks.length === 0) return [{ kind: 'note', text: file.kind === 'moved' ? 'Moved; not a byte of it changes.' : 'An empty file.' }];
  // A file that is new or gone has nothing to stand beside.
  const isOneSided = file.kind === 'created' || file.kind === 'deleted';
  return file.hunks.flatMap((hunk) => [...(beginsFile(hunk) ? [] : [{ kind: 'hunk', header: hunk.header } as const]), ...(layout === 'unified' || isOneSided ? hunk.lines.map((line): DiffRow => ({ kind: 'line', line })) : pairLines(hunk.lines))] satisfies DiffRow[]);
}

/** Everything that a diff shows, one row after the other, so that only those in sight have to be drawn. */
export function rowsOf(files: readonly DiffFile[], { layout, closed }: { layout: DiffLayout; closed: ReadonlySet<string> }): DiffRow[] {
  return files.flatMap((file) => {
    const isOpen = !closed.has(file.path);
    return [{ kind: 'file', file, isOpen }, ...(isOpen ? rowsOfFile(file, layout) : [])] satisfies DiffRow[];
  });
}
