import { Badge, Code, Group, Paper, Stack, Text } from '@mantine/core';
import type { ResultOf } from '../../graphql.ts';
import { DiffView } from '../../diffs/DiffView.tsx';
import { Disclosure } from '../../shared/Disclosure.tsx';
import { CommandButton } from '../../shared/CommandButton.tsx';
import { countOf } from '../../shared/format.ts';
import { ReadingView } from '../../shared/ReadingView.tsx';
import { SectionsSkeleton } from '../../shared/Skeletons.tsx';
import { useReading } from '../../shared/useReading.ts';
import { RollbackPreviewDocument } from '../run-documents.ts';

type Previewed = ResultOf<typeof RollbackPreviewDocument>['previewRollback'];
type PreviewFile = Previewed['files'][number];

const LOOKS = { UNCHANGED: { label: 'unchanged', color: 'gray' }, MERGES: { label: 'merges', color: 'teal' }, CONFLICTS: { label: 'conflicts', color: 'red' } } as const;

function Side({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">{name}</Text>
      <Code block className="scroll-block" tabIndex={0}>{text === '' ? '(nothing)' : text}</Code>
    </div>
  );
}

function FileLine({ file }: { file: PreviewFile }) {
  const look = LOOKS[file.kind];
  const label = (
    <Group gap="xs" wrap="nowrap">
      <Text component="span" className="path" size="sm">{file.path}</Text>
      <Badge size="xs" variant="light" color={look.color} tt="none">{look.label}</Badge>
    </Group>
  );
  if (file.kind === 'UNCHANGED') return <div data-testid="rollback-file" data-kind={file.kind}>{label}</div>;
  return (
    <div data-testid="rollback-file" data-kind={file.kind}>
      <Disclosure label={label} startsOpen={file.kind === 'CONFLICTS'}>
        <Stack gap="xs">
          {file.reason && <Text size="sm">{file.reason}</Text>}
          {file.diff && <DiffView diff={file.diff} />}
          {file.conflicts.map((conflict) => (
            <Stack key={conflict.line} gap={4}>
              <Text size="xs" fw={600}>Line {conflict.line}</Text>
              <Side name="As the run left it" text={conflict.afterRun} />
              <Side name="As it is now" text={conflict.now} />
              <Side name="As it was before the run" text={conflict.beforeRun} />
            </Stack>
          ))}
        </Stack>
      </Disclosure>
    </div>
  );
}

interface RollbackPreviewProps {
  runId: string;
  isPending: boolean;
  onMerge: () => void;
}

/** What a rollback would do with files that were changed since the run: each is unchanged, merges, or conflicts. */
export function RollbackPreview({ runId, ...rest }: RollbackPreviewProps) {
  const reading = useReading({ query: RollbackPreviewDocument, variables: { runId }, find: ({ previewRollback }) => previewRollback, requestPolicy: 'network-only' });
  const isReading = reading.kind === 'ready' && reading.isReading;
  return (
    <ReadingView reading={reading} what="what a rollback would do" skeleton={<SectionsSkeleton heights={[120]} />}>
      {(preview) => <LoadedPreview preview={preview} isReading={isReading} onAgain={() => reading.kind === 'ready' && reading.retry()} {...rest} />}
    </ReadingView>
  );
}

function LoadedPreview({ preview, isReading, isPending, onMerge, onAgain }: Omit<RollbackPreviewProps, 'runId'> & { preview: Previewed; isReading: boolean; onAgain: () => void }) {
  const { unchanged, merges, conflicts, files } = preview;
  const touched = files.filter((file) => file.kind !== 'UNCHANGED');
  return (
    <Paper withBorder p="sm" component="section" aria-label="Rolling back with a merge" data-testid="rollback-preview">
      <Stack gap="xs">
        <Group justify="space-between" gap="sm">
          <Text size="sm" fw={600}>{conflicts > 0 ? `${countOf(conflicts, 'file')} of the run cannot be merged` : 'What was changed since can be kept'}</Text>
          <Text size="xs" c="dimmed">{unchanged} unchanged, {merges} merged, {conflicts} in conflict</Text>
        </Group>
        <div>{touched.map((file) => <FileLine key={file.path} file={file} />)}</div>
        <Group gap="sm">
          {conflicts === 0 && <CommandButton size="compact-sm" loading={isPending} disabled={isReading} onClick={onMerge} data-testid="merge-rollback">Merge and roll back</CommandButton>}
          {conflicts > 0 && <Text size="sm" c="dimmed">Nothing is overwritten. Settle these lines in an editor, then look again.</Text>}
          <CommandButton size="compact-sm" variant="default" loading={isReading} onClick={onAgain}>Look again</CommandButton>
        </Group>
      </Stack>
    </Paper>
  );
}
