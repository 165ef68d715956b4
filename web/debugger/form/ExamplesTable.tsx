import { ActionIcon, Button, Group, NativeSelect, Text } from '@mantine/core';
import { CrossIcon } from '../../shared/icons.tsx';
import { CodeField } from './CodeField.tsx';
import { GivenField } from './GivenField.tsx';
import { useProblem } from './problems-context.ts';
import { addExample, countColumns, replaceAt, resizeColumns, type ExampleDraft } from './session-draft.ts';
import { TextField } from './TextField.tsx';

interface RowProps {
  example: ExampleDraft;
  /** The number a person counts, from 1. */
  number: number;
  columns: number;
  onChange: (example: ExampleDraft) => void;
  onRemove: () => void;
}

const OUTCOMES = [{ value: 'returns', label: 'gives' }, { value: 'throws', label: 'throws' }, { value: 'any', label: 'only must not throw' }];

function CallCells({ example, number, columns, onChange }: RowProps) {
  const name = `Example ${number}`;
  const field = `example.${example.id}`;
  return (
    <>
      {example.args.slice(0, columns).map((cell, at) => (
        <td key={at} data-label={columns === 1 ? 'Argument' : `Argument ${at + 1}`}>
          <GivenField label={`${name}, argument ${at + 1}`} isLabelHidden cell={cell} field={`${field}.args.${at}`} onChange={(changed) => onChange({ ...example, args: replaceAt(example.args, at, changed) })} />
        </td>
      ))}
      <td data-label="Outcome" className="example-outcome">
        <NativeSelect size="xs" aria-label={`${name}, outcome`} data={OUTCOMES} value={example.outcome} onChange={(event) => onChange({ ...example, outcome: event.currentTarget.value as ExampleDraft['outcome'] })} />
        {example.outcome === 'returns' && <GivenField label={`${name}, expected result`} isLabelHidden cell={example.expected} field={`${field}.expected`} onChange={(expected) => onChange({ ...example, expected })} />}
        {example.outcome === 'throws' && <TextField field={`${field}.throws`} aria-label={`${name}, part of the message`} placeholder="any error, or part of its message" value={example.throws} onChange={(throws) => onChange({ ...example, throws })} />}
      </td>
    </>
  );
}

function AssertionCells({ example, number, columns, onChange }: RowProps) {
  const name = `Example ${number}`;
  const problem = useProblem(`example.${example.id}.actual`);
  return (
    <>
      <td colSpan={columns} data-label="Expression">
        <CodeField label={`${name}, expression`} isLabelHidden language="javascript" placeholder="new Cart().add(apple).total" value={example.actual} error={problem} testId={`example.${example.id}.actual`} onChange={(actual) => onChange({ ...example, actual })} />
      </td>
      <td data-label="Equals">
        <CodeField label={`${name}, equals`} isLabelHidden language="javascript" placeholder="empty: it must be true" value={example.expected.text} testId={`example.${example.id}.expected`} onChange={(text) => onChange({ ...example, expected: { kind: 'expression', text } })} />
      </td>
    </>
  );
}

/** Inputs and what they must give: a call a row, or an assertion in the words of the language. */
export function ExamplesTable({ examples, onChange }: { examples: ExampleDraft[]; onChange: (examples: ExampleDraft[]) => void }) {
  const columns = countColumns(examples);
  const replace = (changed: ExampleDraft) => onChange(examples.map((example) => (example.id === changed.id ? changed : example)));
  return (
    <section aria-label="Examples" data-testid="examples">
      <Group justify="space-between" align="flex-end" gap="xs" mb={6}>
        <div>
          <Text size="sm" fw={600}>Examples</Text>
          <Text size="xs" c="dimmed">Inputs and what they must give. They show where the cause is and prove a fix; the more, the better.</Text>
        </div>
        {examples.some((example) => example.kind === 'call') && (
          <Group gap={4}>
            <Button size="compact-xs" variant="subtle" color="gray" disabled={columns === 1} onClick={() => onChange(resizeColumns(examples, columns - 1))}>Fewer arguments</Button>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onChange(resizeColumns(examples, columns + 1))}>More arguments</Button>
          </Group>
        )}
      </Group>
      {examples.length > 0 && (
        <div className="examples-scroll">
          <table className="examples">
            <thead>
              <tr>
                <th scope="col"><span className="dimmed">#</span></th>
                {Array.from({ length: columns }, (_, at) => <th key={at} scope="col">{columns === 1 ? 'Argument' : `Argument ${at + 1}`}</th>)}
                <th scope="col">Outcome</th>
                <th scope="col"><span className="visually-hidden">Remove</span></th>
              </tr>
            </thead>
            <tbody>
              {examples.map((example, index) => {
                const row: RowProps = { example, number: index + 1, columns, onChange: replace, onRemove: () => onChange(examples.filter(({ id }) => id !== example.id)) };
                return (
                  <tr key={example.id} data-testid="example" data-kind={example.kind}>
                    <td className="example-number tabular">{index + 1}</td>
                    {example.kind === 'call' ? <CallCells {...row} /> : <AssertionCells {...row} />}
                    <td className="example-remove"><ActionIcon variant="subtle" color="gray" aria-label={`Remove example ${index + 1}`} onClick={row.onRemove}><CrossIcon size={14} /></ActionIcon></td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" variant="default" onClick={() => onChange(addExample(examples, 'call', columns))} data-testid="add-example">Add an example</Button>
        <Button size="compact-sm" variant="default" onClick={() => onChange(addExample(examples, 'assertion', columns))} data-testid="add-assertion">Add an assertion</Button>
      </Group>
    </section>
  );
}
