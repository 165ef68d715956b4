// Searches for fixes of a session: finds patches, checks what they claim, computes confidence, asks. Owns the order and what is stored.
import type { Tx } from '../../engine/transaction.ts';
import type { IntentDebuggerSession, Prisma } from '../../generated/prisma/client.ts';
import type { FixType as StoredFixType } from '../../generated/prisma/enums.ts';
import { unifiedDiff } from '../../edits/unified-diff.ts';
import { VirtualTree } from '../../edits/virtual-tree.ts';
import type { RecordingEnd, RecordingReport } from '../behavior.ts';
import type { DebuggerDeps, Source } from '../deps.ts';
import type { Evidence, FixType, Patch } from '../fix.ts';
import { estimateConfidence, excludeRivals } from '../repair/confidence.ts';
import { loadOutcomes, withAnswers } from '../sessions/answers.ts';
import type { ActivityContext, ActivityResult } from '../sessions/run-activity.ts';
import type { ExampleResult, QuestionAnswer, SearchReport, ShownSuspect } from '../stored.ts';
import { checkPatch, isPassed, isVerified, type Claim } from './check-patch.ts';
import { evaluateExpectation } from './expectation.ts';
import { featuresOf, type CheckedPatch } from './features.ts';
import { findPatches, type Found, type FindRequest, heldBackOf } from './find-patches.ts';
import { openRelatedTests } from './related-tests-of-patch.ts';
import { examplesOf, partsOf, withOutcomeAsExample, type SessionParts } from './session-parts.ts';

export interface SearchFixesRequest {
  /** Null: what the discrepancies ask for. */
  readonly fixTypes: readonly StoredFixType[] | null;
  readonly budgetMs: number;
  readonly boundary: { readonly file: string; readonly line: number } | null;
}

const TYPES = { EXECUTION_CORRECTION: 'execution_correction', DATA_CORRECTION: 'data_correction', PERFORMANCE_OPTIMIZATION: 'performance_optimization' } as const;
const STORED_TYPES = { execution_correction: 'EXECUTION_CORRECTION', data_correction: 'DATA_CORRECTION', performance_optimization: 'PERFORMANCE_OPTIMIZATION' } as const satisfies Record<FixType, StoredFixType>;

/** What the discrepancies ask for: logic for a path, logic and data for an outcome, optimisation for performance. */
function typesFor(parts: SessionParts, { fixTypes, boundary }: SearchFixesRequest, failing: number): FixType[] {
  if (fixTypes) return fixTypes.map((type) => TYPES[type]);
  const has = (type: string) => parts.discrepancies.some((discrepancy) => discrepancy.type === type);
  const wantsData = has('outcome_mismatch') || boundary !== null || failing > 0;
  return [...(has('execution_path_mismatch') || has('outcome_mismatch') || failing > 0 ? ['execution_correction' as const] : []), ...(wantsData ? ['data_correction' as const] : []), ...(has('performance_issue') ? ['performance_optimization' as const] : [])];
}

const overlayOf = (source: Source, patch: Patch): Map<string, string> => new Map([...new VirtualTree(source.tree).apply(patch.edits).overlay].flatMap(([path, text]) => (text === null ? [] : [[path, text] as const])));

/** Checks the patches that were found; those that fail their scenario or their examples are left out and told. */
async function checkAll(deps: DebuggerDeps, { patches }: Pick<Found, 'patches'>, claim: Claim, context: ActivityContext): Promise<CheckedPatch[]> {
  const kept: CheckedPatch[] = [];
  for (const [index, patch] of patches.entries()) {
    context.signal.throwIfAborted();
    context.progress({ message: `Checking patch ${index + 1} of ${patches.length}: ${patch.description}` });
    const checked = await checkPatch(deps, claim, { overlay: overlayOf(claim.source, patch), files: patch.edits.map(({ path }) => path) }, context.signal);
    const evidence = [...checked, ...patch.evidence.filter(({ check }) => !checked.some((item) => item.check === check))];
    if (isPassed(evidence.filter(({ check }) => check !== 'types' && check !== 'related-tests'))) kept.push({ patch, index, evidence, status: isVerified(evidence) ? 'VERIFIED' : 'PLAUSIBLE' });
  }
  // The order of the search, except that what is verified comes first, and what breaks types or tests last.
  const rank = ({ status, evidence }: CheckedPatch) => (status === 'VERIFIED' ? 0 : isPassed(evidence) ? 1 : 2);
  return kept.sort((a, b) => rank(a) - rank(b) || a.index - b.index);
}

function messageOf(found: Found, checked: readonly CheckedPatch[], heldBackFailed: number): string {
  const verified = checked.filter(({ status }) => status === 'VERIFIED').length;
  const plural = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
  if (checked.length > 0) return `${plural(checked.length, 'fix').replace('fixs', 'fixes')} found in ${plural(found.tried, 'candidate')}, ${verified} verified.`;
  const failed = heldBackFailed > 0 ? [`${plural(heldBackFailed, 'patch').replace('patchs', 'patches')} passed the search and failed the check.`] : [];
  return [...failed, ...found.reasons].join(' ') || 'There is nothing to correct: everything is as expected.';
}

interface Searched {
  readonly found: Found;
  readonly checked: readonly CheckedPatch[];
}

/** Searches and checks; where every patch fails on examples that were held back, searches once more with all of them in sight. */
async function searchAndCheck(deps: DebuggerDeps, request: FindRequest & { readonly roomId: string }, context: ActivityContext): Promise<Searched> {
  const { source, parts, expected, roomId, budgetMs } = request;
  const { settings } = parts;
  const heldBack = heldBackOf(examplesOf(parts.scenario));
  const found = await findPatches(request, heldBack);
  // The tests of a project may take longer than any search: they get as much time as the search, once for all patches.
  const tests = openRelatedTests({ source, settings, before: new Map(), timeMs: budgetMs, onProgress: (message) => context.progress({ message }) });
  const claim = { source, roomId, scenario: parts.scenario as Claim['scenario'], expected, settings, heldBack, tests };
  const checked = await checkAll(deps, found, claim, context);
  if (checked.length > 0 || found.patches.length === 0 || heldBack.size === 0) return { found, checked };
  const again = await findPatches({ ...request, budgetMs: budgetMs / 2 }, new Set());
  return { found: { ...again, tried: found.tried + again.tried }, checked: await checkAll(deps, again, { ...claim, heldBack: new Set() }, context) };
}

function questionRow({ found, checked }: Searched, ids: ReadonlyMap<number, string>): { input: string; answers: QuestionAnswer[] } | null {
  if (!found.distinction) return null;
  const shown = new Set(checked.map(({ index }) => index));
  const answers = found.distinction.answers.map(({ result, value, patches }) => ({ result, value, fixIds: patches.filter((index) => shown.has(index)).map((index) => ids.get(index) as string) })).filter(({ fixIds }) => fixIds.length > 0);
  return answers.length < 2 ? null : { input: found.distinction.input, answers };
}

/** Replaces the fixes that nobody applied or refuted by the new ones. */
async function storeFixes(tx: Tx, sessionId: string, rows: readonly Prisma.SuggestedFixCreateManyInput[]): Promise<void> {
  await tx.suggestedFix.deleteMany({ where: { sessionId, runId: null, status: { not: 'REFUTED' } } });
  await tx.debuggerQuestion.deleteMany({ where: { sessionId, answeredAt: null } });
  await tx.suggestedFix.updateMany({ where: { sessionId }, data: { position: { increment: rows.length } } });
  await tx.suggestedFix.createMany({ data: [...rows] });
}

/** Ends that say nothing about the logic of the code: what is missing or refused stays so, whatever is patched. */
const BEYOND_PATCHES: ReadonlySet<RecordingEnd> = new Set(['forbidden', 'missing-dependency', 'failed-to-start', 'not-found', 'not-a-function']);
const BY_CHANCE = 'Two recordings of the code differed, so a patch may have passed by chance.';

/** Finds, checks and ranks fixes for what the session found, and leaves them, a report and perhaps a question in it. */
export async function searchFixes(deps: DebuggerDeps, session: IntentDebuggerSession, request: SearchFixesRequest, context: ActivityContext): Promise<ActivityResult> {
  const given = partsOf(session);
  const report = (search: SearchReport): ActivityResult => ({ data: { search: search as unknown as Prisma.InputJsonObject }, message: search.message });
  if (!given.scenario) return report({ kind: 'not-repairable', message: 'Not repairable here: the behaviour was handed in, so there is nothing to run a patch on. Start a session with a scenario.', tried: 0 });
  const source = await deps.openSource(session.roomId);
  const parts = { ...given, scenario: withOutcomeAsExample(await withAnswers(deps.prisma, session.id, given.scenario), given.expectation) };
  const expected = await evaluateExpectation(parts.expectation, context.signal);
  const recording = await deps.prisma.debuggerRecording.findFirst({ where: { sessionId: session.id }, orderBy: { createdAt: 'desc' }, select: { examples: true, report: true } });
  const recorded = (recording?.report ?? null) as unknown as RecordingReport | null;
  if (recorded && BEYOND_PATCHES.has(recorded.end)) return report({ kind: 'not-repairable', message: `Not repairable here: ${recorded.message}`, tried: 0 });
  const examples = (recording?.examples ?? []) as unknown as ExampleResult[];
  const types = typesFor(parts, request, examples.filter(({ passed }) => !passed).length);
  const searched = await searchAndCheck(deps, {
    source, parts, expected, types, roomId: session.roomId, intent: session.userIntent, suspects: session.suspects as unknown as ShownSuspect[], actual: parts.actual,
    results: examples.map(({ value }) => value), boundary: request.boundary, budgetMs: request.budgetMs, signal: context.signal, onProgress: (progress) => context.progress({ ...progress, message: 'Trying candidates.' }),
  }, context);
  const { found, checked } = searched;
  const outcomes = await loadOutcomes(deps.prisma);
  const ids = new Map(checked.map(({ index }) => [index, crypto.randomUUID()]));
  const features = checked.map((each) => featuresOf(each, checked, found.distinction));
  const estimates = features.map((each) => estimateConfidence(each, outcomes));
  const behaviours = (found.distinction?.answers ?? []).map(({ patches }) => checked.flatMap(({ index }, at) => (patches.includes(index) ? [at] : [])));
  const confidences = excludeRivals(estimates.map(({ value }) => value), behaviours);
  const isShared = behaviours.filter((group) => group.length > 0).length > 1;
  const rows = checked.map((each, position) => {
    const basis = `${estimates[position]?.basis ?? ''}${isShared ? ' Shared with fixes that behave differently: only one of them can be right.' : ''}`;
    const { patch, evidence, status } = each;
    const stored = { edits: patch.edits, steps: patch.steps, evidence: evidence as readonly Evidence[], features: features[position] } as unknown as Record<'edits' | 'steps' | 'evidence' | 'features', Prisma.InputJsonObject>;
    return { id: ids.get(each.index) as string, sessionId: session.id, position: position + 1, fixType: STORED_TYPES[patch.type], status, description: patch.description, operator: patch.operator, diff: unifiedDiff(source.tree, patch.edits), confidence: confidences[position] ?? 0, confidenceBasis: basis, ...stored };
  });
  const question = questionRow(searched, ids);
  const kind = checked.length > 0 ? 'found' : found.kind === 'found' ? 'none' : found.kind;
  const { data, message } = report({ kind, message: [messageOf(found, checked, found.patches.length), ...(recorded?.isDeterministic === false && checked.length > 0 ? [BY_CHANCE] : [])].join(' '), tried: found.tried });
  return {
    data, message,
    write: async (tx) => {
      await storeFixes(tx, session.id, rows);
      if (question) await tx.debuggerQuestion.create({ data: { sessionId: session.id, input: question.input, answers: question.answers as unknown as Prisma.InputJsonArray } });
    },
  };
}
