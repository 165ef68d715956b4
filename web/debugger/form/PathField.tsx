import { SegmentedControl } from '@mantine/core';
import { CodeField } from './CodeField.tsx';
import { printPath, readPathJson, readPathLines } from './expected-path.ts';
import { useProblem } from './problems-context.ts';
import type { SessionDraft } from './session-draft.ts';

type PathDraft = SessionDraft['path'];

const NOTATIONS = [{ value: 'lines', label: 'Lines' }, { value: 'json', label: 'JSON' }];
const LINES_EXAMPLE = 'validate()\nsubmit()\n  post*\nsuccess()';

/** The same path in the other notation; text that cannot be read stays as it is. */
function translate(path: PathDraft, notation: PathDraft['notation']): PathDraft {
  const read = path.notation === 'json' ? readPathJson(path.text) : readPathLines(path.text);
  if (read.kind !== 'path') return { notation, text: path.text };
  return { notation, text: notation === 'json' ? JSON.stringify(read.path, null, 2) : printPath(read.path) };
}

/** The calls that should happen, in order. */
export function PathField({ path, onChange }: { path: PathDraft; onChange: (path: PathDraft) => void }) {
  const problem = useProblem('path');
  const isLines = path.notation === 'lines';
  return (
    <CodeField
      label="Calls in order"
      aside={<SegmentedControl size="xs" aria-label="Notation of the path" data={NOTATIONS} value={path.notation} onChange={(notation) => onChange(translate(path, notation as PathDraft['notation']))} />}
      description={isLines ? <>One call a line, nested calls indented. <code>x2</code> counts, <code>*</code> is one call of any name, <code>...</code> any number, <code>any order:</code> opens a group.</> : <>An array of names, <code>{'{ "call", "calls", "times" }'}</code> and <code>{'{ "anyOrder" }'}</code>.</>}
      language={isLines ? 'lines' : 'json'}
      placeholder={isLines ? LINES_EXAMPLE : '["validate()", "submit()", "success()"]'}
      minHeight="104px"
      value={path.text}
      error={problem}
      onChange={(text) => onChange({ ...path, text })}
      testId="path"
    />
  );
}
