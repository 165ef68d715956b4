// Tries the healed tree before anything is written: what still breaks is followed once more by the compiler's own word, or listed.
// Owns the trial; which tokens a change needs by syntax is decided in edits/.
import type { Problem } from '../checker/checker.ts';
import type { FileEdit, TextEdit } from '../edits/file-edit.ts';
import type { ChangeEdits, NotEdited } from '../edits/edit-plan.ts';
import { followMember } from '../edits/follow-member.ts';
import { pathToOffset } from '../edits/syntax-path.ts';
import { parseSyntax } from '../edits/syntax.ts';
import { editsBetween } from '../edits/tree-difference.ts';
import type { VirtualTree } from '../edits/virtual-tree.ts';
import { findBreaks, renamesOf, type Experiment } from '../impact/predict-breaks.ts';
import type { Change, RenameExport } from '../intents/change.ts';

export interface Trial {
  /** Edits that only the compiler could point at; they start from `edits.after`. */
  readonly extra: readonly FileEdit[];
  readonly after: VirtualTree;
  /** Places that still break without a compatibility layer. */
  readonly remaining: readonly NotEdited[];
}

/** "Property does not exist on type", "has no exported member" and their "did you mean" forms. */
const MISSING_NAME = new Set(['TS2339', 'TS2551', 'TS2305', 'TS2724', 'TS2694']);
/** "Type '"a"' is not assignable to type '"b" | "c"'" and the same of arguments: the old name where a key of the module is expected. */
const WRONG_KEY = new Set(['TS2322', 'TS2345', 'TS2820', 'TS2344']);
/** A cure can show the next complaint behind it. */
const ROUNDS = 3;
const bare = (path: string): string => path.replace(/(\.d)?\.[cm]?[jt]sx?$/, '');

/** True when the message says that a module which offered the old name has it no more. */
function saysNameIsGone(problem: Problem, change: RenameExport, offering: readonly string[]): boolean {
  if (WRONG_KEY.has(problem.code)) return problem.message.includes(`'"${change.from}"'`) && problem.message.includes(`"${change.to}"`);
  if (!MISSING_NAME.has(problem.code) || !problem.message.includes(`'${change.from}'`)) return false;
  return offering.some((file) => problem.message.includes(`${bare(file)}"`)) || problem.message.includes('Module ') || problem.message.includes('Namespace ');
}

/** The edit of the token at a problem, or null when it is not the old name. */
function editAt(tree: VirtualTree, problem: Problem, change: RenameExport): TextEdit | null {
  const text = tree.text(problem.file) ?? '';
  const start = /["'`]/.test(text[problem.start] ?? '') ? problem.start + 1 : problem.start;
  const end = start + change.from.length;
  if (text.slice(start, end) !== change.from) return null;
  const path = pathToOffset(parseSyntax(problem.file, text), problem.start);
  const isShorthand = path?.ancestors.some((node) => node.type === 'Property' && node['shorthand'] === true && node.start === problem.start);
  return { start, end, text: isShorthand ? `${change.to}: ${change.from}` : change.to };
}

function followProblems(tree: VirtualTree, problems: readonly Problem[], change: RenameExport, offering: readonly string[]): FileEdit[] {
  const byFile = new Map<string, TextEdit[]>();
  for (const problem of problems) {
    const edit = saysNameIsGone(problem, change, offering) ? editAt(tree, problem, change) : null;
    if (edit) byFile.set(problem.file, [...(byFile.get(problem.file) ?? []), edit]);
  }
  return [...byFile].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([file, edits]) => tree.modify(file, edits) ?? []);
}

/** The renames that a change says, or is inferred to say. */
function renamesIn(change: Change): RenameExport[] {
  if (change.kind === 'EDIT') return (change.inferred?.renames ?? []).map(({ file, from, to }) => ({ kind: 'RENAME_EXPORT', file, from, to }));
  return change.kind === 'RENAME_EXPORT' ? [change] : [];
}

/** A file that a person wrote stays as it is. */
const isWrittenBy = (change: Change, file: string): boolean => change.kind === 'EDIT' && change.files.some(({ path }) => path === file);

/** What the compiler's complaints ask for besides the edits that are known; nothing for kinds whose uses are known beforehand. */
function followChange(tree: VirtualTree, problems: readonly Problem[], change: Change, edits: ChangeEdits): FileEdit[] {
  if (change.kind === 'RENAME_MEMBER') return followMember(tree, problems, change);
  const open = problems.filter(({ file }) => !isWrittenBy(change, file));
  for (const rename of renamesIn(change)) {
    const found = followProblems(tree, open, rename, edits.sites.map((site) => site.file));
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * Checks the tree after `edits` in an overlay. `files`: what is checked besides the edited files.
 * For a rename, uses that syntax alone does not show (a loader function's result, a string for a key of a type) are edited where the compiler points at them.
 */
export async function tryHealed(source: Experiment, change: Change, edits: ChangeEdits, files: readonly string[], signal?: AbortSignal): Promise<Trial> {
  const check = async (tree: VirtualTree) => {
    const affected = [...new Set([...tree.overlay.keys(), ...files])].filter((path) => tree.has(path));
    return (await findBreaks(source.checker, { after: tree.overlay, ...(edits.baseline ? { before: edits.baseline } : { standing: source.standing }), files: affected, renames: renamesOf(edits.renamed), tree: source.tree, ...(signal ? { signal } : {}) })).problems;
  };
  let after = edits.after;
  let problems = await check(after);
  let extra: readonly FileEdit[] = [];
  for (let round = 0; round < ROUNDS * Math.max(1, renamesIn(change).length) && problems.length > 0; round += 1) {
    const found = followChange(after, problems, change, edits);
    const tried = after.apply(found);
    const left = found.length === 0 ? problems : await check(tried);
    // An edit that cures nothing was no cure.
    if (left.length >= problems.length) break;
    [after, problems] = [tried, left];
    extra = editsBetween(edits.after, after, [...extra, ...found].map(({ path }) => path));
  }
  const remaining = problems.map(({ file, line, column, code, message }) => ({ file, line, column, reason: `${code}: ${message}` }));
  return { extra, after, remaining };
}
