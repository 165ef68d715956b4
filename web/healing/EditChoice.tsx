import './edit-choice.css';
import { Anchor, Checkbox, Group, Pagination, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { StepView } from '../runs/run-view.ts';
import { Disclosure } from '../shared/Disclosure.tsx';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import type { PlannedEdit } from './edit-documents.ts';
import { groupByFile, nameOfEdit } from './edit-words.ts';
import { PAGE, useEditChoice, type EditChoice as Choice } from './useEditChoice.ts';

function Side({ kind, text }: { kind: 'added' | 'removed'; text: string }) {
  if (text === '') return null;
  const Tag = kind === 'added' ? 'ins' : 'del';
  return <Tag className="edit-side" data-kind={kind}>{text.replace(/\n$/, '').split('\n').map((line, index) => <span key={index} className="edit-line">{`${kind === 'added' ? '+' : '-'}${line}`}</span>)}</Tag>;
}

function EditRow({ edit, choice }: { edit: PlannedEdit; choice: Choice }) {
  const buildsOn = edit.leftOut === 'BUILDS_ON';
  const isLeftOut = choice.isLeftOut(edit);
  return (
    <li className="edit-row" data-testid="edit" data-key={edit.key} data-left-out={isLeftOut || undefined}>
      <Checkbox
        size="xs"
        checked={!isLeftOut}
        disabled={buildsOn}
        label={nameOfEdit(edit)}
        aria-label={`${nameOfEdit(edit)} of ${edit.file}`}
        description={buildsOn ? 'Left out with an edit that it builds on.' : undefined}
        onChange={(event) => choice.choose([edit.key], !event.currentTarget.checked)}
      />
      {(edit.before !== '' || edit.after !== '') && (
        <div className="edit-lines" role="group" aria-label={`Lines of ${nameOfEdit(edit)} of ${edit.file}`} tabIndex={0}>
          <Side kind="removed" text={edit.before} />
          <Side kind="added" text={edit.after} />
        </div>
      )}
    </li>
  );
}

/** The tick box of a file stands for those of its edits that are shown. */
function FileEdits({ file, edits, choice }: { file: string; edits: PlannedEdit[]; choice: Choice }) {
  const free = edits.filter(({ leftOut }) => leftOut !== 'BUILDS_ON');
  const left = free.filter((edit) => choice.isLeftOut(edit)).length;
  return (
    <section className="edit-file" aria-label={file}>
      <Checkbox size="xs" label={<span className="path">{file}</span>} checked={free.length > 0 && left === 0} indeterminate={left > 0 && left < free.length} disabled={free.length === 0} onChange={() => choice.choose(free.map(({ key }) => key), left === 0)} />
      <ul className="rows edit-rows">{edits.map((edit) => <EditRow key={edit.key} edit={edit} choice={choice} />)}</ul>
    </section>
  );
}

function EditList({ executionId, version }: { executionId: string; version: number }) {
  const [pageNumber, setPageNumber] = useState(1);
  const choice = useEditChoice(executionId, { offset: (pageNumber - 1) * PAGE, version });
  const { page, failure } = choice;
  if (choice.isLoading) return <Skeleton height={72} aria-busy="true" />;
  return (
    <Stack gap="xs" pt={4} data-testid="edit-choice" aria-busy={choice.isPending}>
      {failure && <div role="alert"><FailureAlert failure={failure} /></div>}
      {page && (
        <>
          <Group gap="sm">
            <Text size="xs" c="dimmed">What is not ticked is not written.</Text>
            {page.byHand.length > 0 && <Anchor component="button" size="xs" onClick={choice.takeAllIn}>Tick all again</Anchor>}
          </Group>
          {groupByFile(page.edits).map(([file, edits]) => <FileEdits key={file} file={file} edits={edits} choice={choice} />)}
          {page.totalCount > PAGE && <Pagination size="sm" total={Math.ceil(page.totalCount / PAGE)} value={pageNumber} onChange={setPageNumber} getControlProps={(control) => ({ 'aria-label': `${control} page` })} />}
        </>
      )}
    </Stack>
  );
}

/** Tick boxes to leave single edits of a planned step out. Fetched where it is opened. */
export function EditChoice({ step, version }: { step: Pick<StepView, 'id' | 'editsPlanned' | 'status'>; version: number }) {
  if (step.editsPlanned === 0 || step.status !== 'PENDING') return null;
  return (
    <Disclosure label={<Text size="xs" fw={500}>Choose its edits ({step.editsPlanned.toLocaleString('en')})</Text>}>
      <EditList key={step.id} executionId={step.id} version={version} />
    </Disclosure>
  );
}
