import { Badge, Text, UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import { ChevronIcon } from '../shared/icons.tsx';
import type { DiffRow } from './diff-rows.ts';
import type { DiffFile, DiffLine } from './parse-unified-diff.ts';

/** What is said of a line on either side, as by the compiler. */
export interface LineMarks {
  before: ReadonlyMap<number, string>;
  after: ReadonlyMap<number, string>;
}

const MARKS = { added: '+', removed: '−', context: '' } as const;
const NO_NEWLINE = <span className="diff-no-newline"> (no newline at the end)</span>;
const KIND_COLORS = { created: 'teal', deleted: 'red', moved: 'grape', changed: 'gray' } as const;

interface FileRowProps {
  file: DiffFile;
  isOpen: boolean;
  reasons: readonly string[];
  onToggle: () => void;
}

function FileRow({ file, isOpen, reasons, onToggle }: FileRowProps) {
  return (
    <div className="sheet-file" data-testid="diff-file" data-file={file.path}>
      <UnstyledButton className="disclosure-button" aria-expanded={isOpen} onClick={onToggle}>
        <span className="disclosure-chevron" data-open={isOpen || undefined}><ChevronIcon size={14} /></span>
        <Text component="span" className="path" size="sm">{file.from ? `${file.from} → ${file.path}` : file.path}</Text>
        {file.kind !== 'changed' && <Badge size="xs" variant="light" color={KIND_COLORS[file.kind]} tt="none">{file.kind}</Badge>}
        <Text component="span" size="xs" className="diff-count"><span data-kind="added">+{file.added}</span> <span data-kind="removed">−{file.removed}</span></Text>
      </UnstyledButton>
      {isOpen && reasons.map((reason) => <Text key={reason} size="xs" c="dimmed" className="sheet-reason wrap-anywhere" data-testid="edit-reason">{reason}</Text>)}
    </div>
  );
}

function Side({ line, side, mark }: { line: DiffLine | null; side: 'before' | 'after'; mark: string | undefined }) {
  return (
    <div className="sheet-side" data-kind={line?.kind ?? 'none'}>
      <span className="diff-number" data-marked={mark !== undefined || undefined} title={mark}>{line?.[side]}</span>
      <span className="sheet-sign">{line && MARKS[line.kind]}</span>
      <span className="sheet-text">{line?.text}{line?.lacksNewline && NO_NEWLINE}</span>
    </div>
  );
}

function Line({ line }: { line: DiffLine }) {
  return (
    <div className="sheet-line" data-kind={line.kind}>
      <span className="diff-number">{line.before}</span>
      <span className="diff-number">{line.after}</span>
      <span className="sheet-sign">{MARKS[line.kind]}</span>
      <span className="sheet-text">{line.text}{line.lacksNewline && NO_NEWLINE}</span>
    </div>
  );
}

interface RowProps {
  row: DiffRow;
  reasons: ReadonlyMap<string, readonly string[]>;
  marks: LineMarks;
  onToggle: (path: string) => void;
}

/** One row of a diff. */
export const Row = memo(function Row({ row, reasons, marks, onToggle }: RowProps) {
  if (row.kind === 'file') return <FileRow file={row.file} isOpen={row.isOpen} reasons={reasons.get(row.file.path) ?? []} onToggle={() => onToggle(row.file.path)} />;
  if (row.kind === 'hunk') return <div className="diff-hunk">{row.header}</div>;
  if (row.kind === 'note') return <Text size="sm" c="dimmed" p="xs">{row.text}</Text>;
  if (row.kind === 'line') return <Line line={row.line} />;
  const markOf = (side: 'before' | 'after', line: DiffLine | null) => (line?.[side] == null ? undefined : marks[side].get(line[side]));
  return (
    <div className="sheet-pair">
      <Side line={row.before} side="before" mark={markOf('before', row.before)} />
      <Side line={row.after} side="after" mark={markOf('after', row.after)} />
    </div>
  );
});
