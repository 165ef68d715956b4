// What must be true before a run may work on a branch, and before its branch may be taken back. Writes nothing.
import { InvalidInputError } from '../../errors.ts';
import type { RunMode } from '../../generated/prisma/enums.ts';
import type { Codebase } from '../../impact/codebase.ts';
import { findDifferentFromHead, findRepository, readHead, type GitRefusal, type GitRepository } from '../../rooms/git-repository.ts';
import { findBranchUsers, readBranch, refuseBranchName } from '../../rooms/git-worktree.ts';
import { BranchRefusedError, FileConflictError } from '../errors.ts';
import { pathsOf, type StepInput } from '../planned.ts';
import type { BranchRun } from '../runs/branch-rows.ts';
import { branchNameOf } from './branch-name.ts';

/** Every path that the plan writes, or was made by looking at. */
export function pathsBehind(inputs: readonly StepInput[]): string[] {
  return [...new Set(inputs.flatMap((input) => [...pathsOf(input.edits ?? []), ...(input.dependents ?? []), ...(input.baseline ?? []).map(([path]) => path)]))];
}

/** What is said where the plan was made of other contents than the branch begins with. */
export function describeDifference(files: readonly string[]): { message: string; hint: string } {
  const which = files.length === 1 ? `${files[0]} is` : `${files.length} files are`;
  return {
    message: `${which} not what the newest commit holds, so the branch would begin with another content than the plan was made for.`,
    hint: 'Commit your changes or take them back, and analyse again; or heal in the working tree.',
  };
}

function throwRefusal({ message, hint }: GitRefusal): never {
  throw new BranchRefusedError(message, hint);
}

interface Wanted {
  readonly codebase: Codebase;
  readonly inputs: readonly StepInput[];
  readonly branch: string;
}

/** Throws BranchRefusedError, and FileConflictError where a file behind the plan differs from HEAD. */
export async function assertBranchPossible({ codebase, inputs, branch }: Wanted): Promise<void> {
  if (inputs.some(({ fixId }) => fixId !== undefined)) throw new BranchRefusedError('A fix is verified by running the code of the project, which is done where it lies.', 'Apply the fix in the working tree.');
  if (inputs.every(({ edits }) => edits.length === 0)) throw new BranchRefusedError('The plan changes no file, so there is nothing to commit.', 'Heal in the working tree to get its reviews.');
  const repository = await findRepository(codebase.tree.root);
  if (repository.kind === 'refused') throwRefusal(repository);
  const refused = await readHead(repository);
  if (refused.kind === 'refused') throwRefusal(refused);
  const nameRefused = await refuseBranchName(repository, branch);
  if (nameRefused) throwRefusal(nameRefused);
  const different = await findDifferentFromHead(repository, pathsBehind(inputs), (path) => codebase.tree.has(path));
  if ('kind' in different) throwRefusal(different);
  if (different.length === 0) return;
  const { message, hint } = describeDifference(different);
  throw new FileConflictError(message, hint, different);
}

/** Why the branch of a run must not be deleted; null where it may, or is gone already. */
export async function refuseDeletion(repository: GitRepository, { runId, branch, base, commit }: BranchRun): Promise<GitRefusal | null> {
  if (branch === null || base === null) return null;
  const tip = await readBranch(repository, branch);
  if (tip === null) return null;
  if (tip !== base && tip !== commit) return { kind: 'refused', message: `The branch ${branch} is at another commit (${tip.slice(0, 10)}) than the one of the run.`, hint: `Keep what was added with git branch <name> ${branch}, then reset the branch to ${(commit ?? base).slice(0, 10)} or delete it yourself.` };
  const users = await findBranchUsers(repository, { name: runId, branch }, tip === commit ? commit : null);
  if (users.length === 0) return null;
  return { kind: 'refused', message: `The branch ${branch} is in use: ${users.join('; ')}.`, hint: tip === commit ? `Switch that work tree to another branch; what was merged is taken back with git revert ${tip.slice(0, 10)}.` : 'Switch that work tree to another branch.' };
}

/** Throws BranchRefusedError where the branch of a completed run cannot be taken back. */
export async function assertBranchStands(root: string, run: BranchRun): Promise<void> {
  const repository = await findRepository(root);
  if (repository.kind === 'refused') throwRefusal(repository);
  const refused = await refuseDeletion(repository, run);
  if (refused) throwRefusal(refused);
}

/** Where a run is to write. */
export interface HealingPlace {
  readonly mode?: RunMode | null | undefined;
  /** Name of the branch; one is made of the intent where none is given. */
  readonly branch?: string | null | undefined;
}

/** The branch that was asked for; null for the working tree. Throws InvalidInputError for a name without a branch. */
export function readPlace({ mode, branch }: HealingPlace, words: string, runId: string): { readonly mode: 'BRANCH'; readonly branch: string } | null {
  const name = branch?.trim() ?? '';
  if (mode === 'BRANCH') return { mode, branch: name === '' ? branchNameOf(words, runId) : name };
  if (name === '') return null;
  throw new InvalidInputError('A name for a branch was given, but the run is to work in the working tree.', 'Ask for the mode BRANCH too, or leave the name out.');
}
