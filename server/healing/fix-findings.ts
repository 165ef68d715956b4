// Which findings of a prediction are fixed and by which edits, and which are left for a person and why. Owns the trial of the fixes; each edit is computed in edits/fixes.
import type { FileEdit, TextEdit } from '../edits/file-edit.ts';
import { shiftEdits } from '../edits/edit-plan.ts';
import { EditedGraph } from '../edits/edited-graph.ts';
import { FIXES } from '../edits/fixes/fixes.ts';
import type { Imported } from '../edits/fixes/only-reads.ts';
import { ParsedFiles } from '../edits/parsed-files.ts';
import { parseSyntax } from '../edits/syntax.ts';
import type { VirtualTree } from '../edits/virtual-tree.ts';
import { directDependents } from '../graph/dependents.ts';
import type { AffectedComponent, Prediction } from '../impact/analysis.ts';
import { findNewFindings } from '../impact/findings/predict-findings.ts';
import { findBreaks, NO_RENAMES, type Experiment } from '../impact/predict-breaks.ts';
import { pathsOf } from './planned.ts';

/** A prediction as it is stored. */
export type StoredPrediction = Prediction & { readonly id?: string };

/** A place that nothing is done about. */
export interface OpenFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly severity: number;
  readonly summary: string;
  readonly reason: string;
}

/** The fixes of one code. */
export interface FindingFix {
  readonly code: string;
  readonly does: string;
  readonly prediction: StoredPrediction;
  readonly places: readonly AffectedComponent[];
  readonly edits: readonly FileEdit[];
}

export interface FindingFixes {
  /** In the order in which they are applied; the edits of each start from the tree that the one before leaves. */
  readonly fixes: readonly FindingFix[];
  readonly open: readonly OpenFinding[];
}

interface Draft {
  readonly code: string;
  readonly prediction: StoredPrediction;
  readonly places: { readonly place: AffectedComponent; readonly edits: readonly TextEdit[] }[];
}

interface Request {
  /** The tree that the predictions were made of. */
  readonly base: VirtualTree;
  /** What the plan leaves so far. */
  readonly planned: VirtualTree;
  readonly predictions: readonly StoredPrediction[];
}

interface Drafting extends Request {
  readonly imported: Imported;
}

const isMet = (a: TextEdit, b: TextEdit): boolean => (a.start < b.end && b.start < a.end) || (a.start === b.start && a.end === b.end);
const isSame = (a: TextEdit, b: TextEdit): boolean => a.start === b.start && a.end === b.end && a.text === b.text;

/** One place of a prediction, whose summary counts all of them. */
function openOf({ file, line, column, code, message }: AffectedComponent, prediction: Prediction, why?: string): OpenFinding {
  const summary = prediction.summary.replace(/, in \d+ places$/, '');
  return { file, line, column, code, severity: prediction.severity, summary, reason: why === undefined ? `${summary}. ${message}` : `${summary}. ${message} Not fixed: ${why}.` };
}

/** 1-based line and column as an offset. */
function offsetOf(text: string, { line, column }: AffectedComponent): number {
  let start = 0;
  for (let i = 1; i < line; i += 1) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}

/** The files that imports of the tree lead to, read when a fix asks. */
function importsOf(source: Experiment, { base }: Request): Imported {
  const files = new ParsedFiles(base);
  let graph: EditedGraph | null = null;
  return (from, specifier) => {
    graph ??= new EditedGraph(source, [...base.overlay].map(([path, after]) => ({ path, before: source.tree.text(path) ?? null, after })));
    const path = graph.edgesFrom(from).find((edge) => edge.specifier === specifier && edge.kind !== 'MOCK')?.to;
    const syntax = path ? files.syntax(path) : null;
    return path && syntax ? { path, syntax } : null;
  };
}

/** The edits of one place, or why there are none. `taken` and `own`: edits of the file by other fixes and by the same one. */
function draftPlace({ base, planned, imported }: Drafting, place: AffectedComponent, { taken, own }: { readonly taken: readonly TextEdit[]; readonly own: readonly TextEdit[] }): readonly TextEdit[] | string | undefined {
  const named = FIXES.get(place.code);
  const text = base.text(place.file);
  if (!named || text === undefined) return undefined;
  if (planned.text(place.file) !== text) return 'the compatibility layer is in the same file';
  const result = named.fix(parseSyntax(place.file, text), offsetOf(text, place), { path: place.file, imported });
  if (result.kind === 'refused') return result.reason;
  if (result.edits.some((edit) => taken.some((other) => isMet(edit, other)) || own.some((other) => isMet(edit, other) && !isSame(edit, other)))) return 'another fix changes the same place; analyse again after this run';
  return result.edits;
}

function draft(request: Drafting): { drafts: Draft[]; open: OpenFinding[] } {
  const drafts = new Map<string, Draft>();
  const open: OpenFinding[] = [];
  for (const prediction of request.predictions.filter(({ predictionType }) => predictionType !== 'BREAKING_CHANGE')) {
    for (const place of prediction.affectedComponents) {
      const editsIn = (wanted: (code: string) => boolean) => [...drafts.values()].filter(({ code }) => wanted(code)).flatMap(({ places }) => places.filter((other) => other.place.file === place.file).flatMap(({ edits }) => edits));
      const edits = draftPlace(request, place, { taken: editsIn((code) => code !== place.code), own: editsIn((code) => code === place.code) });
      if (edits === undefined || typeof edits === 'string') {
        open.push(openOf(place, prediction, edits));
        continue;
      }
      const known = drafts.get(place.code) ?? { code: place.code, prediction, places: [] };
      known.places.push({ place, edits });
      drafts.set(place.code, known);
    }
  }
  return { drafts: [...drafts.values()], open };
}

/** The fixes one after the other, and the tree after them. */
function compose({ planned }: Request, drafts: readonly Draft[]): { fixes: FindingFix[]; after: VirtualTree } {
  const done = new Map<string, readonly TextEdit[]>();
  let after = planned;
  const fixes = drafts.map(({ code, prediction, places }) => {
    const files = [...new Set(places.map(({ place }) => place.file))].sort();
    const edits = files.flatMap((file) => {
      const own = places.filter(({ place }) => place.file === file).flatMap(({ edits: all }) => all).filter((edit, i, all) => all.findIndex((other) => isSame(edit, other)) === i);
      const shifted = shiftEdits(own, done.get(file) ?? []);
      done.set(file, [...(done.get(file) ?? []), ...own]);
      return after.modify(file, shifted) ?? [];
    });
    after = after.apply(edits);
    return { code, does: FIXES.get(code)?.does ?? code, prediction, places: places.map(({ place }) => place), edits };
  });
  return { fixes, after };
}

/** Nothing new for the compiler or the analysers, and every place that was fixed is found no more. */
async function isClean(source: Experiment, request: Request, drafts: readonly Draft[], signal?: AbortSignal): Promise<boolean> {
  const { fixes, after } = compose(request, drafts);
  const paths = [...new Set(fixes.flatMap(({ edits }) => pathsOf(edits)))];
  const files = [...new Set([...paths, ...paths.flatMap((path) => directDependents(source.graph, path))])].filter((path) => after.has(path));
  const { problems } = await findBreaks(source.checker, { before: request.planned.overlay, after: after.overlay, files, renames: NO_RENAMES, tree: source.tree, ...(signal ? { signal } : {}) });
  if (problems.length > 0) return false;
  const outcome = await findNewFindings(paths.map((path) => ({ path, before: request.planned.text(path) ?? null, after: after.text(path) ?? null })), { signal });
  if (outcome.kind === 'unfinished' || outcome.findings.length > 0) return false;
  return fixes.every(({ code, places }) => outcome.gone.filter((finding) => finding.code === code).length >= places.length);
}

/** Fixes that hold together; where they do not, those that hold alone. */
export async function fixFindings(source: Experiment, request: Request, signal?: AbortSignal): Promise<FindingFixes> {
  const { drafts, open } = draft({ ...request, imported: importsOf(source, request) });
  if (drafts.length === 0) return { fixes: [], open };
  if (await isClean(source, request, drafts, signal)) return { fixes: compose(request, drafts).fixes, open };
  const alone: Draft[] = [];
  for (const one of drafts.length > 1 ? drafts : []) if (await isClean(source, request, [one], signal)) alone.push(one);
  const kept = alone.length > 0 && (await isClean(source, request, alone, signal)) ? alone : [];
  const dropped = drafts.filter((one) => !kept.includes(one)).flatMap(({ places, prediction }) => places.map(({ place }) => openOf(place, prediction, 'with the fix the file no longer compiles, or an analyser finds something else')));
  return { fixes: compose(request, kept).fixes, open: [...open, ...dropped] };
}
