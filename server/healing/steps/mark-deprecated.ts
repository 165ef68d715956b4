// mark_deprecated: tags every name of the compatibility layer and asks the compiler who still uses them.
import { localNameOf } from '../../edits/changes/change-signature.ts';
import { shimsIn } from '../../edits/find-shims.ts';
import { ParsedFiles } from '../../edits/parsed-files.ts';
import { findOldCalls } from '../../edits/signatures/old-calls.ts';
import { positionAt } from '../../edits/syntax.ts';
import type { ChangeOf } from '../../intents/change.ts';
import { pathsOf } from '../planned.ts';
import type { Step, StepRequest } from './step.ts';
import { writeEdits } from './write-edits.ts';

const SHOWN = 50;

/** An old signature has the name of the new one: the calls of it are those that the compiler resolves to the deprecated overload. */
async function countOldCalls({ codebase, context }: StepRequest, change: ChangeOf<'CHANGE_SIGNATURE'>): Promise<Record<string, unknown>> {
  const { file } = change;
  const local = localNameOf(codebase, change);
  const shim = shimsIn(codebase, file).find(({ signature }) => signature?.local === local)?.signature;
  if (!shim) return { callersLeft: 0 };
  const { files, places } = await findOldCalls(codebase, new ParsedFiles(codebase.tree), { file, shim }, context.signal);
  const callers = places.slice(0, SHOWN).map((place) => ({ file: place.file, ...positionAt(codebase.tree.text(place.file) ?? '', place.start) }));
  return { filesChecked: files.length, callersLeft: places.length, ...(callers.length > 0 ? { callers } : {}) };
}

/** Result: the tagged files, and how many uses of the old form the compiler still reports in the dependents. */
export const markDeprecatedStep: Step = async (request) => {
  if (request.input.edits.length === 0) return { kind: 'skipped', reason: 'The compatibility layer exports no name that can carry a tag of its own; its comment says that it is deprecated.' };
  const written = await writeEdits(request);
  if (written.kind !== 'completed') return written;
  const { input, context, codebase } = request;
  if (input.change?.kind === 'CHANGE_SIGNATURE') return { kind: 'completed', result: { ...written.result, ...(await countOldCalls(request, input.change)) } };
  const own = new Set(pathsOf(input.edits));
  // What moved has no name of its own to look for: only whoever still imports an old path can use it.
  const oldPaths = new Set((input.renamed?.files ?? []).map(([, old]) => old));
  const reaches = (file: string) => oldPaths.size === 0 || codebase.graph.edgesFrom(file).some((edge) => edge.to !== null && oldPaths.has(edge.to));
  const files = (input.dependents ?? []).filter((file) => codebase.tree.has(file) && !own.has(file) && reaches(file));
  const { problems, checked } = await codebase.checker.findDeprecatedUses({ overlay: new Map(), files, signal: context.signal });
  const olds = (input.renamed?.names ?? []).map(([, old]) => old);
  const uses = problems.filter((problem) => olds.length === 0 || olds.some((old) => problem.message.includes(`'${old}'`)));
  const places = uses.slice(0, SHOWN).map(({ file, line, column, message }) => ({ file, line, column, message }));
  return { kind: 'completed', result: { ...written.result, filesChecked: checked.length, callersLeft: uses.length, ...(places.length > 0 ? { callers: places } : {}) } };
};
