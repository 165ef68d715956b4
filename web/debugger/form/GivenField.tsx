import { Tooltip, UnstyledButton } from '@mantine/core';
import { CodeField } from './CodeField.tsx';
import type { GivenDraft } from './given-value.ts';
import { useProblem } from './problems-context.ts';

interface GivenFieldProps {
  label: string;
  isLabelHidden?: boolean;
  description?: string;
  cell: GivenDraft;
  onChange: (cell: GivenDraft) => void;
  /** The name of the field in the problems of the form. */
  field: string;
  minHeight?: string;
  placeholder?: string;
}

const SHORT = { json: 'JSON', expression: 'JS' } as const;
const LONG = { json: 'JSON', expression: 'expression' } as const;

/** A value as JSON or as an expression; the corner of the editor says which and changes it. */
export function GivenField({ label, cell, onChange, field, ...rest }: GivenFieldProps) {
  const problem = useProblem(field);
  const other = cell.kind === 'json' ? 'expression' : 'json';
  const corner = (
    <Tooltip label={cell.kind === 'json' ? 'Read as JSON. Press to write an expression, such as new Map() or undefined.' : 'An expression that only the sandbox evaluates. Press to write JSON.'} multiline maw={260}>
      <UnstyledButton className="given-kind" aria-label={`${label} is ${LONG[cell.kind]}. Change to ${LONG[other]}`} onClick={() => onChange({ ...cell, kind: other })}>{SHORT[cell.kind]}</UnstyledButton>
    </Tooltip>
  );
  return <CodeField {...rest} label={label} value={cell.text} onChange={(text) => onChange({ ...cell, text })} language={cell.kind === 'json' ? 'json' : 'javascript'} error={problem} corner={corner} testId={field} />;
}
