// The optimisations worth a try: those in code that takes time, the most promising first. Owns the order.
import { positionAt, type SyntaxNode } from '../../../edits/syntax.ts';
import { bindNames, descendants, isFunctionNode } from './bindings.ts';
import type { CallCount } from './child/messages.ts';
import type { LineRange, Profile } from './hot-spots.ts';
import type { Kind } from './kinds.ts';
import type { Optimisation, PerformanceOperator, SeenArguments } from './transformation.ts';
import { findOptimisations } from './transformations.ts';
import type { GivenValue, Scenario } from '../../scenario.ts';

export interface WeighedOptimisation extends Optimisation {
  /** Share of the time that its function takes; null where there is no profile. */
  readonly share: number | null;
}

/** Less than this cannot show in the whole. */
const SMALLEST_SHARE = 0.05;
/** How much of what it touches an optimisation usually saves, by its kind: changes of order before constant factors. */
const PROMISE: Readonly<Record<PerformanceOperator, number>> = {
  'linear-search-set': 1, 'linear-search-map': 1, 'growing-list-set': 1, 'join-index': 1, 'group-index': 1, memoise: 0.9, 'hoist-invariant': 0.95, 'hoist-lazy': 0.95, 'accumulator-push': 0.9, 'queue-index': 0.9,
  'batch-awaits': 0.9, 'cache-regexp': 0.7, 'module-constant': 0.7, 'repeated-computation': 0.5, 'structured-clone': 0.2, 'string-parts': 0.2,
};

const linesOf = (text: string, node: { readonly start: number; readonly end: number }): { firstLine: number; lastLine: number } => ({ firstLine: positionAt(text, node.start).line, lastLine: positionAt(text, node.end).line });

/** The functions that hold the place, the outermost last: callbacks inside one belong to it. */
function functionsAround(root: SyntaxNode, place: { readonly start: number; readonly end: number }): SyntaxNode[] {
  return [...descendants(root)].filter((node) => isFunctionNode(node) && node.start <= place.start && node.end >= place.end).reverse();
}

/** The share of the innermost function with a name of its own around the place. */
function shareOf(found: Optimisation, text: string, options: { readonly profile: Profile; readonly root: SyntaxNode }): number {
  const around = functionsAround(options.root, found);
  const ranges: LineRange[] = around.map((node) => ({ file: found.path, ...linesOf(text, node) }));
  const whole = { file: found.path, firstLine: 1, lastLine: Number.MAX_SAFE_INTEGER };
  return options.profile.shareOf(ranges.at(-1) ?? whole);
}

const callsOf = (found: Optimisation, text: string, counts: readonly CallCount[]): number => {
  const { firstLine } = linesOf(text, found);
  return counts.filter(({ file, line }) => file === found.path && line === firstLine).reduce((most, { count }) => Math.max(most, count), 0);
};

/** What is remembered between calls helps only what is called again in one run. */
function isCalledAgain(found: Optimisation, text: string, options: { readonly root: SyntaxNode; readonly counts: readonly CallCount[] }): boolean {
  if (!found.keepsState) return true;
  const place = found.operator === 'memoise' ? found : functionsAround(options.root, found)[0];
  return place === undefined || callsOf({ ...found, start: place.start, end: place.end }, text, options.counts) > 1;
}

export interface Lookout {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Null: nothing is known of where the time goes, and everything is worth a try. */
  readonly profile: Profile | null;
  readonly counts: readonly CallCount[];
  readonly seen: ReadonlyMap<string, SeenArguments>;
}

export function candidatesIn({ files, profile, counts, seen }: Lookout): WeighedOptimisation[] {
  const found = files.flatMap(({ path, text }): WeighedOptimisation[] => {
    const optimisations = findOptimisations(path, text, seen.get(path));
    if (optimisations.length === 0) return [];
    const root = bindNames(path, text).syntax.program;
    if (!profile) return optimisations.map((one) => ({ ...one, share: null }));
    return optimisations.filter((one) => isCalledAgain(one, text, { root, counts })).map((one) => ({ ...one, share: Math.max(shareOf(one, text, { profile, root }), one.operator === 'batch-awaits' ? profile.idleShare : 0) }));
  });
  const worth = found.filter(({ share }) => share === null || share >= SMALLEST_SHARE);
  return worth.sort((a, b) => (b.share ?? 1) * PROMISE[b.operator] - (a.share ?? 1) * PROMISE[a.operator]);
}

function kindOfGiven(given: GivenValue): Kind | null {
  if (given.kind === 'json') return Array.isArray(given.value) ? 'list' : typeof given.value === 'string' ? 'text' : given.value === null || typeof given.value !== 'object' ? 'primitive' : 'other';
  if (/^\s*(?:\[|Array\b)/.test(given.source)) return 'list';
  return /^\s*['"`]/.test(given.source) ? 'text' : null;
}

/** What the scenario and its examples give the function that they call. */
export function seenArguments(scenario: Scenario): ReadonlyMap<string, SeenArguments> {
  if (scenario.kind !== 'FUNCTION') return new Map();
  const rows = [...(scenario.args ? [scenario.args] : []), ...scenario.examples.flatMap((example) => (example.kind === 'call' ? [example.args] : []))];
  const most = rows.reduce((length, row) => Math.max(length, row.length), 0);
  const kinds = Array.from({ length: most }, (_, index) => {
    const seen = rows.flatMap((row) => (row[index] ? [kindOfGiven(row[index])] : []));
    return seen.every((kind) => kind === seen[0]) ? (seen[0] ?? null) : null;
  });
  return new Map([[scenario.file, new Map([[scenario.exportName.split('.').at(-1) ?? '', kinds]])]]);
}
