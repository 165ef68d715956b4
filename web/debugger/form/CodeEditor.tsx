import CodeMirror, { EditorView, type Extension } from '@uiw/react-codemirror';
import { javascript } from '@codemirror/lang-javascript';
import { json } from '@codemirror/lang-json';
import { useComputedColorScheme } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { CodeEditorProps } from './CodeField.tsx';

// Completion and search know nothing of the project, and Tab must leave the editor for those who use the keyboard.
const SETUP = { lineNumbers: false, foldGutter: false, highlightActiveLine: false, highlightActiveLineGutter: false, autocompletion: false, completionKeymap: false, searchKeymap: false, lintKeymap: false, highlightSelectionMatches: false };

const LANGUAGES: Record<CodeEditorProps['language'], Extension[]> = { json: [json()], javascript: [javascript({ typescript: true })], lines: [] };

/** The editor itself, in a chunk of its own. */
export function CodeEditor({ value, onChange, language, attributes, placeholder, minHeight, maxHeight = '320px' }: CodeEditorProps) {
  const scheme = useComputedColorScheme('light');
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  // The editor sets itself up anew whenever this changes, so it never does.
  const change = useCallback((text: string) => latest.current(text), []);
  const names = JSON.stringify(attributes);
  const extensions = useMemo(() => [...LANGUAGES[language], EditorView.lineWrapping, EditorView.contentAttributes.of(JSON.parse(names) as Record<string, string>)], [language, names]);
  return <CodeMirror className="code-editor" value={value} onChange={change} extensions={extensions} theme={scheme} basicSetup={SETUP} indentWithTab={false} placeholder={placeholder ?? ''} minHeight={minHeight ?? '36px'} maxHeight={maxHeight} />;
}
