import { TextInput, type TextInputProps } from '@mantine/core';
import { useProblem } from './problems-context.ts';

interface TextFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'error'> {
  /** The name of the field in the problems of the form. */
  field: string;
  value: string;
  onChange: (text: string) => void;
  isCode?: boolean;
}

/** A line of text of the form, with what is wrong with it. */
export function TextField({ field, value, onChange, isCode = false, ...rest }: TextFieldProps) {
  const problem = useProblem(field);
  return <TextInput {...rest} value={value} onChange={(event) => onChange(event.currentTarget.value)} error={problem} autoComplete="off" {...(isCode && { autoCapitalize: 'off', spellCheck: false, classNames: { input: 'code-input' } })} data-testid={field} />;
}
