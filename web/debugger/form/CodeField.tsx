import { Input, Text } from '@mantine/core';
import { lazy, Suspense, useId, type ReactNode } from 'react';
import { ChunkBoundary } from '../../shared/ChunkBoundary.tsx';

export interface CodeEditorProps {
  value: string;
  onChange: (text: string) => void;
  language: 'json' | 'javascript' | 'lines';
  /** Names and states for screen readers, set on the editable element. */
  attributes: Readonly<Record<string, string>>;
  placeholder?: string | undefined;
  minHeight?: string | undefined;
  maxHeight?: string | undefined;
}

const CodeEditor = lazy(() => import('./CodeEditor.tsx').then((module) => ({ default: module.CodeEditor })));

interface CodeFieldProps extends Omit<CodeEditorProps, 'attributes'> {
  label: string;
  isLabelHidden?: boolean;
  description?: ReactNode;
  error?: string | null | undefined;
  /** Stands at the end of the line of the label. */
  aside?: ReactNode;
  /** Stands over the upper right corner of the editor. */
  corner?: ReactNode;
  testId?: string | undefined;
}

/** A field with a code editor. Until the editor is loaded, and where it cannot be, a plain one takes the text. */
export function CodeField({ label, isLabelHidden = false, description, error, aside, corner, testId, ...editor }: CodeFieldProps) {
  const id = useId();
  const described = [description ? `${id}-description` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  const attributes = { 'aria-label': label, ...(described && { 'aria-describedby': described }), ...(error && { 'aria-invalid': 'true' }) };
  const plain = <textarea className="code-waiting" rows={1} value={editor.value} onChange={(event) => editor.onChange(event.currentTarget.value)} aria-label={label} aria-describedby={described || undefined} aria-invalid={error ? true : undefined} style={{ minHeight: editor.minHeight }} />;
  return (
    <div className="code-field" data-testid={testId} data-invalid={error ? true : undefined}>
      {!isLabelHidden && (
        <div className="code-label">
          <Text component="span" size="sm" fw={600}>{label}</Text>
          {aside}
        </div>
      )}
      {description && <Input.Description id={`${id}-description`} component="div" className="code-description">{description}</Input.Description>}
      <div className="code-frame" data-has-corner={corner ? true : undefined}>
        <ChunkBoundary fallback={plain}>
          <Suspense fallback={plain}><CodeEditor {...editor} attributes={attributes} /></Suspense>
        </ChunkBoundary>
        {corner && <div className="code-corner">{corner}</div>}
      </div>
      {error && <Input.Error id={`${id}-error`} mt={4}>{error}</Input.Error>}
    </div>
  );
}
