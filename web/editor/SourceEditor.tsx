import CodeMirror, { EditorState, EditorView, type ReactCodeMirrorRef } from '@uiw/react-codemirror';
import { linter, lintGutter, setDiagnostics } from '@codemirror/lint';
import { useComputedColorScheme } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Place } from './open-files.ts';
import { marksOf, type TrialState } from './trial-state.ts';
import { useLanguage } from './useLanguage.ts';

// Tab must leave the editor for those who use the keyboard; Ctrl+] and Ctrl+[ indent.
const SETUP = { autocompletion: false, completionKeymap: false, highlightSelectionMatches: false };

interface SourceEditorProps {
  path: string;
  text: string;
  isReadOnly: boolean;
  trial: TrialState;
  /** Where to go to, once. */
  place: Place | null;
  onPlaced: () => void;
  onType: (text: string) => void;
}

/** One file in CodeMirror. Keyed by the path. */
export function SourceEditor({ path, text, isReadOnly, trial, place, onPlaced, onType }: SourceEditorProps) {
  const scheme = useComputedColorScheme('light');
  const mirror = useRef<ReactCodeMirrorRef>(null);
  const latest = useRef(onType);
  useEffect(() => {
    latest.current = onType;
  });
  // The editor sets itself up anew whenever this changes, so it never does.
  const change = useCallback((typed: string) => latest.current(typed), []);
  // Lines end at \n alone: a line end of another kind stays in the text and is not changed by a save.
  const basics = useMemo(() => [EditorState.lineSeparator.of('\n'), lintGutter(), linter(null), EditorView.contentAttributes.of({ 'aria-label': `Text of ${path}`, tabindex: '0' })], [path]);
  const language = useLanguage(path);
  const extensions = useMemo(() => [...basics, ...language], [basics, language]);

  const showMarks = useCallback((view: EditorView) => {
    const { doc } = view.state;
    const marks = marksOf(trial, path, doc).filter(({ to }) => to <= doc.length);
    view.dispatch(setDiagnostics(view.state, marks));
  }, [path, trial]);
  const goToPlace = useCallback((view: EditorView) => {
    if (!place) return;
    const { doc } = view.state;
    const line = doc.line(Math.min(Math.max(place.line, 1), doc.lines));
    const at = Math.min(line.from + Math.max(place.column, 1) - 1, line.to);
    view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
    view.focus();
    onPlaced();
  }, [place, onPlaced]);
  useEffect(() => {
    if (mirror.current?.view) showMarks(mirror.current.view);
  }, [showMarks]);
  useEffect(() => {
    if (mirror.current?.view) goToPlace(mirror.current.view);
  }, [goToPlace]);

  return <CodeMirror ref={mirror} className="source-editor" value={text} onChange={change} extensions={extensions} theme={scheme} basicSetup={SETUP} indentWithTab={false} readOnly={isReadOnly} height="100%" onCreateEditor={(view) => (showMarks(view), goToPlace(view))} />;
}
