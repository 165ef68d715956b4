// A candidate as a patch that is shown: minimal text edits, words, steps. Owns the wording; what is claimed comes from the evidence.
import { applyEdits, hashText } from '../../edits/text-edits.ts';
import type { TextEdit } from '../../edits/file-edit.ts';
import { positionAt } from '../../edits/syntax.ts';
import type { Evidence, FixStep, Patch } from '../fix.ts';
import type { Candidate } from './candidate.ts';

/** `score` is greater for what is shown first. */
export function toPatch(candidate: Candidate, score: number, evidence: readonly Evidence[]): Patch {
  const { file } = candidate.ground;
  const edits = candidate.edits.map((edit) => trimEdit(file.text, edit)).filter((edit) => edit.start !== edit.end || edit.text !== '');
  const after = applyEdits(file.text, edits);
  const { line } = positionAt(file.text, edits[0]!.start);
  const description = `${candidate.what[0]!.toUpperCase()}${candidate.what.slice(1)} (${file.path}:${line}).`;
  return {
    type: 'execution_correction',
    description,
    operator: candidate.operator,
    edits: [{ kind: 'modify', path: file.path, before: hashText(file.text), after: hashText(after), edits }],
    steps: stepsOf(candidate, line),
    score,
    evidence,
  };
}

function stepsOf({ what, ground, node, operator }: Candidate, line: number): FixStep[] {
  const file = ground.file.path;
  const isCondition = /relational|logical|negate|condition|guard|else/.test(operator) || ground.findAncestor(node, (ancestor) => ancestor['test'] === node) !== undefined;
  return [
    ...(isCondition ? [{ action: 'analyze_conditional' as const, description: `The condition in line ${line} decides wrongly for the failing examples.`, file, line }] : []),
    { action: /guard/.test(operator) ? 'validate_inputs' : 'correct_logic', description: `${what[0]!.toUpperCase()}${what.slice(1)}.`, file, line },
    { action: 'verify', description: 'Run the scenario, the examples and the tests that reach the file.', file: null, line: null },
  ];
}

/** Leaves out what an edit keeps at its ends. */
export function trimEdit(text: string, edit: TextEdit): TextEdit {
  const old = text.slice(edit.start, edit.end);
  const { text: now } = edit;
  const most = Math.min(old.length, now.length);
  let front = 0;
  while (front < most && old[front] === now[front]) front += 1;
  let back = 0;
  while (back < most - front && old[old.length - 1 - back] === now[now.length - 1 - back]) back += 1;
  return { start: edit.start + front, end: edit.end - back, text: now.slice(front, now.length - back) };
}
