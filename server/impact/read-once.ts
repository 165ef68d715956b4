// Readings of texts on disk that are made once for each text. Owns the memory; knows nothing of what is read.
import type { EditSource } from '../edits/edit-plan.ts';

/** Answers for a path of the room ('' where it has no text). A text that has not changed is the same string, and is not read again. */
export function readOnce<T, S extends Pick<EditSource, 'tree' | 'graph'> = EditSource>(read: (path: string, text: string, source: S) => T): (source: S, path: string) => T {
  const known = new WeakMap<EditSource['graph'], Map<string, { readonly text: string; readonly answer: T }>>();
  return (source, path) => {
    const text = source.tree.text(path) ?? '';
    const answers = known.get(source.graph) ?? new Map<string, { readonly text: string; readonly answer: T }>();
    known.set(source.graph, answers);
    const before = answers.get(path);
    if (before?.text === text) return before.answer;
    const answer = read(path, text, source);
    answers.set(path, { text, answer });
    return answer;
  };
}
