// Changes that need the compiler, made on temporary projects: edits, what is left, and what the compiler says afterwards.
import { editsOfChange } from '../../server/edits/change-edits.ts';
import { tryHealed } from '../../server/healing/trial.ts';
import { findBreaks, NO_RENAMES } from '../../server/impact/predict-breaks.ts';
import { assertCompilerAgrees } from '../../server/intents/compiler-preconditions.ts';
import { resolveIntent } from '../../server/intents/resolve-intent.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';
import { applyAll, type Texts } from './changed-project.ts';

export interface CompiledChange {
  /** Files that are not as before, afterwards. */
  readonly texts: Texts;
  /** `file:line:column reason` of what was left as it is. */
  readonly left: readonly string[];
  /** `file:line code` of every new problem; empty for a clean heal. */
  readonly broken: readonly string[];
  /** `file:line code` of what the change alone breaks. */
  readonly predicted: readonly string[];
}

const told = (problems: readonly { file: string; line: number; code: string }[]) => problems.map(({ file, line, code }) => `${file}:${line} ${code}`);

/** Makes the project, resolves the intent, computes and tries its edits; every edit is inverted and compared. */
export async function changeCompiled(files: Texts, intent: string): Promise<CompiledChange> {
  const all = { 'tsconfig.json': STRICT, ...files };
  const codebase = await openCodebase(all);
  const change = resolveIntent(codebase, intent);
  await assertCompilerAgrees(codebase, change);
  const edits = await editsOfChange(codebase, change);
  const sources = Object.keys(all).filter((path) => /\.[cm]?[jt]sx?$/.test(path));
  const alone = new Map([...edits.after.overlay].filter(([path]) => edits.applyChange.some((edit) => edit.path === path)));
  const applied = applyAll(all, edits.applyChange);
  const { problems: predicted } = await findBreaks(codebase.checker, { after: new Map([...alone.keys()].map((path) => [path, applied[path] ?? null])), files: sources, renames: NO_RENAMES });
  const trial = await tryHealed(codebase, change, edits, sources);
  const texts = applyAll(all, [...edits.applyChange, ...edits.updateImports, ...edits.updateReferences, ...trial.extra]);
  const changed = Object.entries(texts).filter(([path, text]) => text !== (all as Texts)[path]);
  return {
    texts: Object.fromEntries(changed),
    left: edits.notEdited.map(({ file, line, column, reason }) => `${file}:${line}:${column} ${reason}`),
    broken: trial.remaining.map(({ file, line, reason }) => `${file}:${line} ${reason}`),
    predicted: told(predicted),
  };
}
