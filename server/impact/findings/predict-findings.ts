// What new contents of files bring in findings of the analysers: one prediction for each file and rule. Owns what counts as new, and what is told when time runs out.
import type { TextPair } from '../../edits/infer-moves.ts';
import { groupBy } from '../../graph/group-by.ts';
import { endOf } from '../../graph/routes.ts';
import type { AffectedComponent, Prediction } from '../analysis.ts';
import { findingFactors, scoreOf } from '../severity.ts';
import { isTest } from '../test-files.ts';
import { findFindings, isAnalysed, type NamedText } from './find-findings.ts';
import { newFindings, type Finding } from './finding.ts';
import { ruleOf, type FindingRule } from './rules.ts';

const TIMEOUT_MS = 30_000;
/** All texts of one change together; an edit of more is generated. */
const TOTAL_LIMIT = 8 * 1024 * 1024;
const PLACES_TOLD = 50;

export type FindingsOutcome = { readonly kind: 'found'; /** What is there now and was not. */ readonly findings: readonly Finding[]; /** What was there and is not any more. */ readonly gone: readonly Finding[] } | { readonly kind: 'unfinished'; readonly reason: string };

const textsOf = (pairs: readonly TextPair[], side: 'before' | 'after'): NamedText[] => pairs.flatMap((pair) => (pair[side] === null ? [] : [{ path: pair.path, text: pair[side] }])).filter(isAnalysed);

/** What the analysers find on one side of the texts and not on the other. Throws only when the caller's signal is aborted. */
export async function findNewFindings(pairs: readonly TextPair[], { signal, timeoutMs = TIMEOUT_MS }: { signal?: AbortSignal | undefined; timeoutMs?: number } = {}): Promise<FindingsOutcome> {
  const [before, after] = [textsOf(pairs, 'before'), textsOf(pairs, 'after')];
  if (after.length === 0) return { kind: 'found', findings: [], gone: [] };
  if ([...before, ...after].reduce((sum, { text }) => sum + text.length, 0) > TOTAL_LIMIT) return { kind: 'unfinished', reason: 'the new contents are too large to analyse' };
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    // Both sides in one run: starting the analysers takes longer than the work.
    const OLD = 'before/';
    const all = await findFindings([...before.map(({ path, text }) => ({ path: OLD + path, text })), ...after], signal ? AbortSignal.any([signal, limit]) : limit);
    const [old, now] = [all.filter(({ file }) => file.startsWith(OLD)).map((finding) => ({ ...finding, file: finding.file.slice(OLD.length) })), all.filter(({ file }) => !file.startsWith(OLD))];
    return { kind: 'found', findings: newFindings(old, now), gone: newFindings(now, old) };
  } catch (error) {
    signal?.throwIfAborted();
    return { kind: 'unfinished', reason: limit.aborted ? `the analysers did not finish in ${timeoutMs / 1000} s` : `the analysers could not run: ${(error as Error).message.split('\n')[0]}` };
  }
}

const placeOf = (rule: FindingRule, { file, line, column, symbol, code, message }: Finding): AffectedComponent => ({ file, line, column, symbol, code, message: `${rule.suggestion} (${message})` });

function predict(rule: FindingRule, file: string, findings: readonly Finding[]): Prediction {
  const [first] = findings;
  const evidence = findingFactors({ code: rule.code, severity: rule.severity, places: findings.length, isTest: isTest(file), source: first ? `${first.analyser}, ${first.message}` : '' });
  return {
    predictionType: rule.predictionType, certainty: rule.certainty, severity: scoreOf(evidence), file, evidence,
    summary: `Adds code that ${rule.does}${findings.length > 1 ? `, in ${findings.length} places` : ''}`,
    affectedComponents: findings.slice(0, PLACES_TOLD).map((finding) => placeOf(rule, finding)),
    // The new contents are the target.
    whyPath: [endOf(file)],
  };
}

/** One prediction for each file and rule, in the order of the files. */
export async function predictFindings(pairs: readonly TextPair[], signal?: AbortSignal): Promise<Prediction[]> {
  const outcome = await findNewFindings(pairs, { signal });
  if (outcome.kind === 'unfinished') {
    const [first] = textsOf(pairs, 'after');
    return first ? [{ predictionType: 'SECURITY', certainty: 'UNKNOWN', severity: 0, file: first.path, summary: `What the new contents bring was not found out: ${outcome.reason}`, affectedComponents: [], evidence: [], whyPath: [endOf(first.path)] }] : [];
  }
  const groups = groupBy(outcome.findings, ({ file, code }) => `${file}\n${code}`);
  return [...groups.values()].flatMap((findings) => {
    const [first] = findings;
    const rule = first && ruleOf(first.code);
    return rule ? [predict(rule, first.file, findings)] : [];
  });
}
