import { Button, Group, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { ExamplesTable } from './ExamplesTable.tsx';
import { ExportField } from './ExportField.tsx';
import { FileField } from './FileField.tsx';
import { emptyGiven } from './given-value.ts';
import { GivenField } from './GivenField.tsx';
import { useProblem } from './problems-context.ts';
import { replaceAt, type FunctionDraft } from './session-draft.ts';

interface FunctionFieldsProps {
  fn: FunctionDraft;
  onChange: (changed: Partial<FunctionDraft>) => void;
}

const SOURCES = [{ value: 'list', label: 'Written here' }, { value: 'first-example', label: 'First example' }, { value: 'file', label: 'From a module' }];

function Arguments({ fn, onChange }: FunctionFieldsProps) {
  const problem = useProblem('fn.argsFrom');
  return (
    <Stack gap="xs" role="group" aria-label="Arguments of the recorded call">
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>Arguments of the recorded call</Text>
        <SegmentedControl size="xs" aria-label="Where the arguments come from" data={SOURCES} value={fn.argsFrom} onChange={(argsFrom) => onChange({ argsFrom: argsFrom as FunctionDraft['argsFrom'] })} />
      </Group>
      {problem && <Text size="xs" c="var(--danger-text)" role="alert">{problem}</Text>}
      {fn.argsFrom === 'file' && <FileField field="fn.argsFile" label="Module" description="Its default export is the array of arguments, or a function that returns it." placeholder="src/debug-arguments.ts" value={fn.argsFile} onChange={(argsFile) => onChange({ argsFile })} />}
      {fn.argsFrom === 'list' && (
        <>
          {fn.args.map((cell, at) => (
            <GivenField key={at} label={fn.args.length === 1 ? 'Argument' : `Argument ${at + 1}`} isLabelHidden={fn.args.length === 1} cell={cell} field={`fn.args.${at}`} placeholder='{ "items": [] }' onChange={(changed) => onChange({ args: replaceAt(fn.args, at, changed) })} />
          ))}
          <Group gap="xs">
            <Button size="compact-sm" variant="default" onClick={() => onChange({ args: [...fn.args, { ...emptyGiven, kind: fn.args.at(-1)?.kind ?? 'json' }] })}>Add an argument</Button>
            {fn.args.length > 1 && <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onChange({ args: fn.args.slice(0, -1) })}>Remove the last</Button>}
          </Group>
        </>
      )}
    </Stack>
  );
}

/** An exported function, its arguments and its examples. */
export function FunctionFields({ fn, onChange }: FunctionFieldsProps) {
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <FileField field="fn.file" required label="File" placeholder="src/cart.ts" value={fn.file} onChange={(file) => onChange({ file })} />
        <ExportField field="fn.exportName" file={fn.file} required label="Export" placeholder="total, default, Cart.prototype.total" value={fn.exportName} onChange={(exportName) => onChange({ exportName })} />
      </SimpleGrid>
      <Arguments fn={fn} onChange={onChange} />
      <ExamplesTable examples={fn.examples} onChange={(examples) => onChange({ examples })} />
    </Stack>
  );
}
