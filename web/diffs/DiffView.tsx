import { Badge, Box, Button, Group, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Disclosure } from '../shared/Disclosure.tsx';
import { countOf } from '../shared/format.ts';
import { parseUnifiedDiff, type DiffFile, type DiffHunk } from './parse-unified-diff.ts';

const LINES_SHOWN = 200;
const LINES_OPEN = 120;
const FILES_SHOWN = 50;

const MARKS = { added: '+', removed: '-', context: ' ' } as const;
const KIND_COLORS = { created: 'teal', deleted: 'red', moved: 'grape', changed: 'gray' } as const;

const countLines = (file: DiffFile) => file.hunks.reduce((sum, hunk) => sum + hunk.lines.length, 0);

function Hunk({ hunk, limit }: { hunk: DiffHunk; limit: number }) {
  return (
    <>
      <div className="diff-hunk">{hunk.header}</div>
      {hunk.lines.slice(0, limit).map((line, index) => (
        <div key={index} className="diff-line" data-kind={line.kind}>
          <span className="diff-number">{line.before}</span>
          <span className="diff-number">{line.after}</span>
          <span className="diff-text">{MARKS[line.kind]}{line.text}{line.lacksNewline && <span className="diff-no-newline"> (no newline at the end)</span>}</span>
        </div>
      ))}
    </>
  );
}

function FileLines({ file }: { file: DiffFile }) {
  const total = countLines(file);
  const [isWhole, setWhole] = useState(total <= LINES_SHOWN);
  if (total === 0) return <Text size="sm" c="dimmed" p="xs">{file.kind === 'moved' ? 'Moved; not a byte of it changes.' : 'An empty file.'}</Text>;
  let left = isWhole ? Infinity : LINES_SHOWN;
  return (
    <>
      <div className="diff-lines" role="region" aria-label={`Changed lines of ${file.path}`} tabIndex={0}>
        <div className="diff-sheet">
          {file.hunks.map((hunk, index) => {
            const limit = left;
            left -= hunk.lines.length;
            return limit > 0 && <Hunk key={index} hunk={hunk} limit={limit} />;
          })}
        </div>
      </div>
      {!isWhole && <Button fullWidth size="compact-sm" variant="subtle" onClick={() => setWhole(true)}>Show all {countOf(total, 'line')}</Button>}
    </>
  );
}

function FileSection({ file, startsOpen }: { file: DiffFile; startsOpen: boolean }) {
  return (
    <Box className="diff-file">
      <Disclosure
        startsOpen={startsOpen}
        label={
          <Group gap="xs" wrap="nowrap" className="diff-file-label">
            <Text component="span" className="path" size="sm">{file.from ? `${file.from} → ${file.path}` : file.path}</Text>
            {file.kind !== 'changed' && <Badge size="xs" variant="light" color={KIND_COLORS[file.kind]} tt="none">{file.kind}</Badge>}
            <Text component="span" size="xs" className="diff-count"><span data-kind="added">+{file.added}</span> <span data-kind="removed">−{file.removed}</span></Text>
          </Group>
        }
      >
        <FileLines file={file} />
      </Disclosure>
    </Box>
  );
}

/** A unified diff, file by file. Large files start closed, long ones are cut, and everything can be shown. */
export function DiffView({ diff }: { diff: string }) {
  const files = useMemo(() => parseUnifiedDiff(diff), [diff]);
  const [isWhole, setWhole] = useState(false);
  if (files.length === 0) return <Text size="sm" c="dimmed">Nothing is written to the project.</Text>;
  const added = files.reduce((sum, file) => sum + file.added, 0);
  const removed = files.reduce((sum, file) => sum + file.removed, 0);
  const isSmall = files.length <= 5;
  return (
    <Stack gap={6} data-testid="diff">
      <Text size="xs" c="dimmed">
        {countOf(files.length, 'file')}, <span className="diff-count"><span data-kind="added">+{added}</span> <span data-kind="removed">−{removed}</span></span>
      </Text>
      {(isWhole ? files : files.slice(0, FILES_SHOWN)).map((file) => (
        <FileSection key={file.path} file={file} startsOpen={isSmall && countLines(file) <= LINES_OPEN} />
      ))}
      {!isWhole && files.length > FILES_SHOWN && <Button variant="default" size="compact-sm" onClick={() => setWhole(true)}>Show all {countOf(files.length, 'file')}</Button>}
    </Stack>
  );
}
