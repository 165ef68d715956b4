import { Autocomplete } from '@mantine/core';
import { useProblem } from './problems-context.ts';

export interface CompletedFieldProps {
  /** The name of the field in the problems of the form. */
  field: string;
  label: string;
  description?: string;
  placeholder?: string;
  required?: boolean;
  value: string;
  onChange: (text: string) => void;
}

interface OfferingProps extends CompletedFieldProps {
  /** What is offered, the best first; what is typed need be none of it. */
  offered: readonly string[];
  onFocus?: () => void;
}

/** A line of code of the form that is completed while it is typed. Whoever offers has chosen already: nothing is filtered here. */
export function CompletedField({ field, offered, value, ...rest }: OfferingProps) {
  const problem = useProblem(field);
  // What is typed in full is no help, and a list over the next fields is none either.
  const data = offered.includes(value) ? offered.filter((name) => name !== value && name.startsWith(value)) : [...offered];
  return (
    <Autocomplete
      {...rest} value={value} data={data} error={problem} filter={({ options }) => options} comboboxProps={{ shadow: 'md' }} maxDropdownHeight={280}
      autoComplete="off" autoCapitalize="off" spellCheck={false} classNames={{ input: 'code-input', option: 'completed-option' }} data-testid={field}
    />
  );
}
