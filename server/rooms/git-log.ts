// Which files each commit of a room's history changed, as git tells. Read only.

import { runGit } from './run-git.ts';

export interface CommitFiles {
  /** Paths from the root of the room, of files that the commit added, changed or deleted below it. */
  readonly files: readonly string[];
}

export type GitLog =
  | { readonly kind: 'read'; readonly commits: readonly CommitFiles[] }
  /** No repository, no git, no commit, or more than the limits allow. */
  | { readonly kind: 'absent'; readonly reason: string };

export interface GitLogLimits {
  readonly maxCommits?: number;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

/** Begins a commit in what git prints; no path holds it. */
const MARK = '\u0001';

const absent = (reason: string): GitLog => ({ kind: 'absent', reason });

function commitsIn(output: string): CommitFiles[] {
  return output.split(MARK).slice(1).map((part) => ({ files: part.split('\0').map((path) => path.replace(/^\n/, '')).filter((path) => path !== '') }));
}

/** The newest commits below `root`, an absolute real path; merges and what only renames say are left out. Rejects only when the signal is aborted. */
export async function readGitLog(root: string, { maxCommits = 1000, ...limits }: GitLogLimits = {}): Promise<GitLog> {
  const args = ['log', `--max-count=${maxCommits}`, '--no-merges', '--relative', '--name-only', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all', '-z', '--format=%x01', '--', '.'];
  const answer = await runGit(root, { args, ...limits });
  if (answer.kind === 'stopped') return absent(answer.reason);
  const { status, output, complaint } = answer;
  if (status !== 0) return absent(/not a git repository/.test(complaint) ? 'the folder is in no git repository' : /does not have any commits/.test(complaint) ? 'there is no commit yet' : `git refused: ${complaint.trim().split('\n')[0] ?? ''}`);
  const commits = commitsIn(output).filter(({ files }) => files.length > 0);
  return commits.length === 0 ? absent('no commit changes a file of the folder') : { kind: 'read', commits };
}
