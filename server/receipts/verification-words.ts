// Says how a run was verified, and no more than its last verification showed. Owns the sentences.
import type { ReceiptAction, ReceiptVerification } from './receipt.ts';

const ENDED: ReadonlySet<string> = new Set(['COMPLETED', 'FAILED', 'SKIPPED']);

interface Figures {
  readonly filesAffected?: unknown;
  readonly filesChecked?: unknown;
  readonly problemsListed?: unknown;
}

const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? '' : 's'}`;

function wordsOfCompleted(result: unknown): string {
  const { filesAffected, filesChecked, problemsListed }: Figures = typeof result === 'object' && result !== null ? result : {};
  if (typeof filesAffected !== 'number' || typeof filesChecked !== 'number') return 'What the fix claims was run and holds.';
  const checked = `${count(filesChecked, 'file')} of ${filesAffected} that can be affected ${filesChecked === 1 ? 'was' : 'were'} compiled after the last write`;
  if (typeof problemsListed === 'number' && problemsListed > 0) return `${checked}; nothing is newly broken but ${count(problemsListed, 'place')} that the plan lists as not edited.`;
  return `${checked}; nothing is newly broken.`;
}

/** The newest verification that ended; null before. */
export function describeVerification(actions: readonly ReceiptAction[]): ReceiptVerification | null {
  const ended = actions.flatMap(({ steps }) => steps).filter(({ stepType, status }) => stepType === 'VERIFY' && ENDED.has(status));
  const newest = ended.sort((a, b) => a.attempt - b.attempt).at(-1);
  if (!newest) return null;
  const { status, attempt, result, completedAt, skipReason, message } = newest;
  const words = status === 'COMPLETED' ? wordsOfCompleted(result) : (skipReason ?? message ?? (status === 'SKIPPED' ? 'It was left out.' : 'It failed.'));
  return { status, attempt, words, completedAt };
}
