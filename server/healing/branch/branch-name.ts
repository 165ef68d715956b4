// How a run's branch is called where nobody gave it a name.

const LONGEST = 40;

/** `supernova/<words of the intent>-<end of the run's id>`: the same for the same run, and no other run's. */
export function branchNameOf(words: string, runId: string): string {
  const slug = words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, LONGEST).replace(/^-+|-+$/g, '');
  return `supernova/${slug === '' ? '' : `${slug}-`}${runId.replaceAll('-', '').slice(-8)}`;
}
