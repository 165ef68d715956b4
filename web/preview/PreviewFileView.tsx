import { SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { DiffSheet } from '../diffs/DiffSheet.tsx';
import type { DiffLayout } from '../diffs/diff-rows.ts';
import { parseUnifiedDiff } from '../diffs/parse-unified-diff.ts';
import { LAYOUTS, useDiffLayout } from '../diffs/useDiffLayout.ts';
import { failureOf } from '../shared/failure.ts';
import { countOf } from '../shared/format.ts';
import { knownOf } from '../shared/reading.ts';
import { ReadingView } from '../shared/ReadingView.tsx';
import { LinesSkeleton } from '../shared/Skeletons.tsx';
import { useReading } from '../shared/useReading.ts';
import { RunPreviewFileDocument, type FileProblems, type PreviewedFile } from './preview-documents.ts';
import { marksOf } from './preview-words.ts';

const UNCHANGED = failureOf({ code: 'NOT_FOUND', message: 'The plan does not change this file.', hint: 'Pick one from the list.' });

interface ProblemsProps {
  title: string;
  problems: FileProblems | null;
  isThere: boolean;
}

function Problems({ title, problems, isThere }: ProblemsProps) {
  return (
    <section aria-label={`Errors ${title.toLowerCase()}`}>
      <Text size="xs" fw={600} c="dimmed" className="overline">{title}</Text>
      {!problems && <Text size="sm" c="dimmed">{isThere ? 'Not checked by the compiler.' : 'Not there.'}</Text>}
      {problems?.count === 0 && <Text size="sm">No error.</Text>}
      {problems && problems.count > 0 && (
        <ul className="places">
          {problems.first.map(({ line, column, code, message }) => (
            <li key={`${line}:${column}:${code}`}><span className="path position">line {line}</span><Text component="span" size="sm" className="wrap-anywhere">{code}: {message}</Text></li>
          ))}
          {problems.count > problems.first.length && <li><Text size="sm" c="dimmed">{countOf(problems.count - problems.first.length, 'further error')}</Text></li>}
        </ul>
      )}
    </section>
  );
}

/** One file as it is, beside what it would be. Keyed by the file. */
export function PreviewFileView({ runId, file }: { runId: string; file: PreviewedFile }) {
  const reading = useReading({ query: RunPreviewFileDocument, variables: { runId, path: file.path }, find: ({ runPreviewFile }) => runPreviewFile, missing: UNCHANGED });
  const [layout, setLayout] = useDiffLayout();
  const diff = knownOf(reading)?.diff ?? '';
  const files = useMemo(() => parseUnifiedDiff(diff), [diff]);
  const marks = useMemo(() => ({ before: marksOf(file.before), after: marksOf(file.after) }), [file]);
  return (
    <Stack gap="sm">
      <div className="preview-head">
        <Text component="h2" fw={600} className="path wrap-anywhere">{file.from && `${file.from} → `}{file.path}</Text>
        <SegmentedControl size="xs" aria-label="Layout" data={LAYOUTS} value={layout} onChange={(value) => setLayout(value as DiffLayout)} />
      </div>
      <SimpleGrid cols={2} spacing="md" data-testid="preview-errors">
        <Problems title="Now" problems={file.before} isThere={file.kind !== 'CREATED'} />
        <Problems title="Healed" problems={file.after} isThere={file.kind !== 'DELETED'} />
      </SimpleGrid>
      <ReadingView reading={reading} what={file.path} skeleton={<LinesSkeleton lines={16} />}>
        {({ isWhole }) => (
          <>
            {!isWhole && <Text size="xs" c="dimmed">The file is very long: only the lines around a change are shown.</Text>}
            <DiffSheet files={files} layout={layout} label={`${file.path} now and healed`} marks={marks} hasFileRows={false} />
          </>
        )}
      </ReadingView>
    </Stack>
  );
}
