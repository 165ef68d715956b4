// The part of verify that asks the analysers again: what a fix was made for must be gone.
import type { StepOutcome } from '../../engine/contract.ts';
import { findNewFindings } from '../../impact/findings/predict-findings.ts';
import type { StepRequest } from './step.ts';

/** `before`: what paths held before the run. Fails when a finding that was fixed is still new since then; says so when the analysers cannot tell. */
export async function verifyFindings({ input, context, codebase }: StepRequest, before: ReadonlyMap<string, string | null>, result: Record<string, unknown>): Promise<StepOutcome> {
  const wanted = input.findings ?? [];
  const paths = new Set([...before.keys(), ...wanted.map(({ file }) => file)]);
  const outcome = await findNewFindings([...paths].map((path) => ({ path, before: before.get(path) ?? null, after: codebase.tree.text(path) ?? null })), { signal: context.signal });
  if (outcome.kind === 'unfinished') return { kind: 'skipped', reason: `The types are right; whether the findings are gone was not found out: ${outcome.reason}.`, result };
  const found = wanted.filter(({ file, code, left }) => outcome.findings.filter((finding) => finding.file === file && finding.code === code).length > left);
  if (found.length === 0) return { kind: 'completed', result: { ...result, findingsFixed: wanted.length } };
  const [first] = found;
  return {
    kind: 'failed', code: 'FINDINGS_LEFT', files: found.map(({ file }) => file), result: { ...result, findingsLeft: found },
    message: `${first?.code} is still found in ${first?.file} after its fix.`,
    hint: 'The files are put back. Change the place by hand, and analyse again.',
  };
}
