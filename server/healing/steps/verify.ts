// verify: type-checks everything that the run can have affected and compares with the state before the run.
import type { NotEdited } from '../../edits/edit-plan.ts';
import type { StepOutcome } from '../../engine/contract.ts';
import { transitiveDependents } from '../../graph/dependents.ts';
import { structureOf } from '../../graph/structure.ts';
import { unresolvedImports } from '../../graph/unresolved-imports.ts';
import { findBreaks, NO_RENAMES, renamesOf } from '../../impact/predict-breaks.ts';
import { comparePrediction } from '../compare-prediction.ts';
import { isFolderImage } from '../file-changes.ts';
import { verifyFindings } from './verify-findings.ts';
import type { Step, StepRequest } from './step.ts';

const SHOWN = 50;
const text = new TextDecoder('utf-8', { ignoreBOM: true });

/** What the run has written, as it was before: an overlay over the tree after it. */
export async function overlayOfImages({ context }: Pick<StepRequest, 'context'>): Promise<Map<string, string | null>> {
  const before = new Map<string, string | null>();
  for (const image of await context.loadPreImages()) {
    if (!isFolderImage(image) && !before.has(image.path)) before.set(image.path, image.contentBefore === null ? null : text.decode(image.contentBefore));
  }
  return before;
}

/** The tree before the run, or before a change that was made before it. */
export async function overlayOfBefore({ context, input }: Pick<StepRequest, 'context' | 'input'>): Promise<Map<string, string | null>> {
  return new Map([...(await overlayOfImages({ context })), ...(input.baseline ?? [])]);
}

function failed(problems: readonly { file: string; line: number; message: string }[], leftOut: readonly string[], result: Record<string, unknown>): StepOutcome {
  const first = problems[0];
  const inLeftOut = problems.filter(({ file }) => leftOut.includes(file)).length;
  const because = leftOut.length === 0 ? '' : ` Edits were left out by hand in ${leftOut.length === 1 ? leftOut[0] : `${leftOut.length} files`}; ${inLeftOut} of the problems ${inLeftOut === 1 ? 'is' : 'are'} there.`;
  return {
    kind: 'failed',
    code: 'NEW_PROBLEMS',
    message: `${problems.length} new ${problems.length === 1 ? 'problem' : 'problems'} after healing, the first in ${first?.file}:${first?.line}: ${first?.message}${because}`,
    hint: leftOut.length === 0
      ? 'The files are put back. The places are listed in the result of this step; change them by hand first, then analyse again.'
      : 'The files are put back. Analyse the change again and leave those edits in, or change the places by hand first.',
    files: [...new Set(problems.map((problem) => problem.file))],
    result: leftOut.length === 0 ? result : { ...result, problemsWhereLeftOut: inLeftOut },
  };
}

/** Problems at none of the places that the plan said it leaves: by the compiler's words, else by their line. */
function unlisted<P extends { file: string; line: number; code: string; message: string }>(problems: readonly P[], listed: readonly NotEdited[]): P[] {
  const words = new Map<string, number>();
  for (const { file, reason } of listed) words.set(`${file}\n${reason}`, (words.get(`${file}\n${reason}`) ?? 0) + 1);
  return problems.filter(({ file, line, code, message }) => {
    const key = `${file}\n${code}: ${message}`;
    const left = words.get(key) ?? 0;
    if (left > 0) words.set(key, left - 1);
    return left === 0 && !(code === 'GRAPH' && listed.some((place) => place.file === file && place.line === line));
  });
}

/** Completed only when no file that can be affected has a problem, or an import that leads nowhere, which it did not have before the run. */
export const verify: Step = async (request) => {
  const { input, context, codebase } = request;
  await codebase.refresh(context.signal);
  const images = await overlayOfImages(request);
  const before = new Map([...images, ...(input.baseline ?? [])]);
  const touched = [...before.keys()].filter((path) => codebase.tree.has(path));
  const files = [...new Set([...touched, ...(input.dependents ?? []), ...transitiveDependents(codebase.graph, touched).keys()])].filter((path) => codebase.graph.facts(path));
  const renames = input.renamed ? renamesOf(input.renamed) : NO_RENAMES;
  const startedAt = performance.now();
  const { problems, checked, standing } = await findBreaks(codebase.checker, { after: new Map(), before, files, renames, tree: codebase.tree, signal: context.signal });
  const verificationMs = performance.now() - startedAt;
  const moved = renames.files;
  const known = new Set(input.unresolvedBefore);
  const dangling = unresolvedImports(codebase.graph, files)
    .map((entry) => entry.split('\n') as [string, string])
    .filter(([file, specifier]) => !known.has(`${moved.get(file) ?? file}\n${specifier}`))
    .map(([file, specifier]) => ({ file, line: codebase.graph.edgesFrom(file).find((edge) => edge.specifier === specifier)?.line ?? 1, column: 1, code: 'GRAPH', message: `'${specifier}' leads nowhere` }));
  const places = problems.map(({ file, line, column, code, message }) => ({ file, line, column, code, message }));
  const found = [...places, ...dangling.filter(({ file, line }) => !places.some((place) => place.file === file && place.line === line))];
  const all = unlisted(found, input.listed ?? []);
  await context.progress({ path: 'all affected files', done: checked.length, total: files.length });
  const accuracy = await comparePrediction(request, { images, before, verificationMs });
  const result = { ...(accuracy ? { accuracy } : {}), filesAffected: files.length, filesChecked: checked.length, problemsBefore: standing, ...(found.length > all.length ? { problemsListed: found.length - all.length } : {}), ...(input.measuresStructure ? { structure: structureOf(codebase.graph).metrics } : {}), newProblems: all.slice(0, SHOWN) };
  if (all.length > 0) return failed(all, input.leftOut ?? [], result);
  const proof = input.findings ? await verifyFindings(request, before, result) : null;
  if (proof && proof.kind !== 'completed') return proof;
  // What nobody could check is not called verified.
  if (checked.length === 0 && files.length > 0) return { kind: 'skipped', reason: 'No tsconfig of the project includes an affected file, so the compiler could not check them; every import leads somewhere.', result };
  return proof ?? { kind: 'completed', result };
};
