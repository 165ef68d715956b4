// The message of a run's commit: what was meant, what was predicted, what was verified. Reads and writes nothing.
import type { NotEdited } from '../../edits/edit-plan.ts';

export interface CommitAccount {
  readonly runId: string;
  readonly userAction: string;
  readonly understood: string | null;
  readonly reasons: readonly string[];
  readonly predictions: readonly { readonly severity: number; readonly certainty: string; readonly summary: string }[];
  readonly notEdited: readonly NotEdited[];
  readonly verifications: readonly { readonly status: string; readonly result: Readonly<Record<string, unknown>> | null }[];
}

const [SUBJECT, WIDTH, SHOWN] = [72, 400, 20];

/** One line, whatever somebody typed. */
function oneLine(text: string, limit: number): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1).trimEnd()}…`;
}

/** A list with what it leaves out told. */
function listed(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const more = items.length - SHOWN;
  return [[`${title}:`, ...items.slice(0, SHOWN).map((item) => `- ${oneLine(item, WIDTH)}`), ...(more > 0 ? [`- and ${more} more`] : [])].join('\n')];
}

const counted = (value: unknown, one: string): string => `${typeof value === 'number' ? value : 0} ${one}${value === 1 ? '' : 's'}`;

function verified({ status, result }: CommitAccount['verifications'][number]): string {
  const checked = counted(result?.['filesChecked'], 'file');
  const left = result?.['problemsListed'];
  if (status !== 'COMPLETED') return `Not verified: ${typeof result?.['reason'] === 'string' ? oneLine(result['reason'], WIDTH) : `the verification is ${status}`}`;
  if (typeof left === 'number' && left > 0) return `Verified: ${checked} type-checked, no new problem but ${counted(left, 'place')} that the plan lists as not edited.`;
  return `Verified: ${checked} type-checked, no new problem.`;
}

/** Subject, what was meant, predictions, places that are left, verification, and the run as a trailer. Never empty, never a line that git takes away. */
export function commitMessage({ runId, userAction, understood, reasons, predictions, notEdited, verifications }: CommitAccount): string {
  const subject = oneLine(understood ?? userAction, SUBJECT).replace(/^#+\s*/, '') || 'Heal the project';
  const said = oneLine(userAction, WIDTH);
  const parts = [
    subject,
    ...(said === '' || said === subject ? [] : [`Intent: ${said}`]),
    ...listed('Why', reasons),
    ...listed('Predicted', predictions.map(({ severity, certainty, summary }) => `${summary} (severity ${severity}, ${certainty.toLowerCase()})`)),
    ...listed('Not edited', notEdited.map(({ file, line, reason }) => `${file}:${line} ${reason}`)),
    ...(verifications.length === 0 ? ['Not verified: the plan has no verification.'] : [...new Set(verifications.map(verified))]),
    `Supernova-Run: ${runId}`,
  ];
  return `${parts.join('\n\n')}\n`;
}
