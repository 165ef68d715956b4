// Places that may be the cause, ranked with a reason each: coverage of failing and passing examples, nearness to the first divergence.
// Owns the mixture and the words; runs nothing.
import type { SourceTree } from '../../rooms/source-tree.ts';
import type { FirstDivergence } from '../discrepancy.ts';
import type { Suspect } from '../fix.ts';
import type { Coverage, StatementSite, Trace } from '../trace.ts';
import { ochiai } from './ochiai.ts';

export interface SuspectsRequest {
  readonly tree: Pick<SourceTree, 'text'>;
  readonly coverage: Coverage | null;
  readonly trace: Trace | null;
  readonly divergence: FirstDivergence | null;
  /** At most as many; 20 where nothing is said. */
  readonly most?: number;
}

interface Mark {
  readonly file: string;
  readonly line: number;
  readonly weight: number;
  readonly reason: string;
}

/**
 * The most suspicious first, one for each statement, at most `most`. The score is Ochiai's coefficient where examples fail and others
 * pass; the condition in front of the first divergence, the call that differs and its callers add to it.
 */
export function rankSuspects({ tree, coverage, trace, divergence, most = 20 }: SuspectsRequest): Suspect[] {
  const marks = marksOf(trace, divergence);
  const statements = coverage?.statements ?? sitesOfMarks(tree, marks);
  const failing = coverage?.passed.filter((isPassed) => !isPassed).length ?? 0;
  const suspects = statements.flatMap((site, index) => {
    const hits = coverage ? coverage.hits.map((row) => row[index] ?? 0) : [];
    const coefficient = coverage && failing > 0 ? ochiai(hits, coverage.passed) : null;
    const near = marks.filter(({ file, line }) => file === site.file && line === site.line);
    return toSuspect({ site, text: tree.text(site.file) ?? '', coefficient, near, hits, passed: coverage?.passed ?? [] });
  });
  // Of statements with one score the inner, shorter one says more.
  return suspects.sort((a, b) => b.score - a.score || a.end - a.start - (b.end - b.start) || a.file.localeCompare(b.file) || a.start - b.start).slice(0, most);
}

interface Draft {
  readonly site: StatementSite;
  readonly text: string;
  readonly coefficient: number | null;
  readonly near: readonly Mark[];
  readonly hits: readonly number[];
  readonly passed: readonly boolean[];
}

function toSuspect({ site, text, coefficient, near, hits, passed }: Draft): Suspect[] {
  const weight = Math.max(0, ...near.map((mark) => mark.weight));
  const score = coefficient === null ? weight : Math.min(1, coefficient * 0.7 + weight * 0.5);
  if (score <= 0) return [];
  const ran = (isPassed: boolean): number => hits.filter((hit, example) => hit > 0 && passed[example] === isPassed).length;
  const of = (isPassed: boolean): number => passed.filter((one) => one === isPassed).length;
  const covered = coefficient === null || coefficient === 0 ? [] : [`It ran in ${ran(false)} of ${of(false)} failing and in ${ran(true)} of ${of(true)} passing examples.`];
  return [{ file: site.file, line: site.line, column: site.column, start: site.start, end: site.end, text: text.slice(site.start, site.end).slice(0, 200), score, ochiai: coefficient, reasons: [...new Set([...near.map(({ reason }) => reason), ...covered])] }];
}

/** Lines that the first divergence points at. */
function marksOf(trace: Trace | null, divergence: FirstDivergence | null): Mark[] {
  if (!divergence) return [];
  const marks: Mark[] = [];
  const { branch, difference } = divergence;
  if (branch) marks.push({ file: branch.site.file, line: branch.site.line, weight: 1, reason: `\`${branch.site.text}\` was ${branch.taken ? 'true' : 'false'} right before the first call that differs.` });
  if (!trace || difference.call === null) return marks;
  let weight = 0.6;
  for (let call = trace.calls[difference.call]; call && weight > 0.1; call = trace.calls[call.parent]) {
    const site = trace.functions[call.site];
    if (site) marks.push({ file: site.file, line: site.line, weight, reason: weight === 0.6 ? `\`${site.name}\` is the call that differs.` : `\`${site.name}\` leads to the call that differs.` });
    weight /= 2;
  }
  return marks;
}

/** Without coverage the marked lines stand for themselves. */
function sitesOfMarks(tree: Pick<SourceTree, 'text'>, marks: readonly Mark[]): StatementSite[] {
  const sites = new Map<string, StatementSite>();
  for (const { file, line } of marks) {
    const text = tree.text(file);
    if (text === undefined) continue;
    const lines = text.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const own = lines[line - 1] ?? '';
    const indent = own.length - own.trimStart().length;
    sites.set(`${file}:${line}`, { file, line, column: indent + 1, start: start + indent, end: start + own.trimEnd().length });
  }
  return [...sites.values()];
}
