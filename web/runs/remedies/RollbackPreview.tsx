import { Badge, Button, Code, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import type { ResultOf } from '../../graphql.ts';
import { useQuery } from 'urql';
import { DiffView } from '../../diffs/DiffView.tsx';
import { Disclosure } from '../../shared/Disclosure.tsx';
import { FailureAlert } from '../../shared/FailureAlert.tsx';
import { failureOfRequest } from '../../shared/failure.ts';
import { countOf } from '../../shared/format.ts';
import { RollbackPreviewDocument } from '../run-documents.ts';

type PreviewFile = ResultOf<typeof RollbackPreviewDocument>['previewRollback']['files'][number];

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
export function RollbackPreview({ runId, isPending, onMerge }: RollbackPreviewProps) {
  const [{ data, error, fetching }, execute] = useQuery({ query: RollbackPreviewDocument, variables: { runId }, requestPolicy: 'network-only' });
  const again = () => execute({ requestPolicy: 'network-only' });
  if (error) return <FailureAlert failure={failureOfRequest(error)} onRetry={again} />;
  if (!data || fetching) return <Skeleton height={90} />;
  const { unchanged, merges, conflicts, files } = data.previewRollback;
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
          {conflicts === 0 && <Button size="compact-sm" loading={isPending} onClick={onMerge} data-testid="merge-rollback">Merge and roll back</Button>}
          {conflicts > 0 && <Text size="sm" c="dimmed">Nothing is overwritten. Settle these lines in an editor, then look again.</Text>}
          <Button size="compact-sm" variant="default" onClick={again}>Look again</Button>
        </Group>
      </Stack>
    </Paper>
  );
}
