// Who depends on a target, how strongly and by which way, and how risky a change of it is. Reads the graph and the texts; tries nothing.
import { findCallers } from '../edits/export-callers.ts';
import { usableSpecifiers } from '../edits/package-entries.ts';
import { isRuntimeEdge, stronglyConnected } from '../graph/cycles.ts';
import { extendByNames } from '../graph/name-reach.ts';
import { directRoutes, extendRoutes, routesOfName, routesTo, wayFrom, type Hop, type Routes, type WhyHop } from '../graph/routes.ts';
import type { RiskFactor } from '../impact/analysis.ts';
import type { Codebase } from '../impact/codebase.ts';
import { usesMember } from '../impact/declared-reach.ts';
import { namesOf } from '../impact/dotted-names.ts';
import { isTest } from '../impact/test-files.ts';
import { scoreOf } from '../impact/severity.ts';
import { graphFactors, type ImpactChange } from './graph-risk.ts';
import { findImpactTarget, type ImpactTarget, type TargetType } from './impact-target.ts';
import { LinkStrengths, STRONG, strengthOf, type LinkStrength } from './link-strength.ts';

export interface ImpactedFile extends LinkStrength {
  readonly file: string;
  /** Imports on the way, barrels counted. */
  readonly distance: number;
  readonly whyPath: readonly WhyHop[];
}

export interface FoundImpact {
  readonly target: ImpactTarget;
  readonly changeType: ImpactChange;
  /** The strongest first. Of a symbol: those that say its name, through however many barrels, and the barrels. */
  readonly directDependents: readonly ImpactedFile[];
  readonly directCount: number;
  /** The nearest first, of those the strongest; the strength of one is the product along its way. Of a symbol: those that take something of what its users offer. */
  readonly transitiveDependents: readonly ImpactedFile[];
  readonly transitiveCount: number;
  /** Strong direct dependents over all dependents. */
  readonly couplingScore: number;
  readonly overallRisk: number;
  readonly riskFactors: readonly RiskFactor[];
}

export interface ImpactRequest {
  readonly targetType: TargetType;
  readonly targetId: string;
  readonly changeType: ImpactChange;
  /** Dependents of either sort that are listed; all are counted. */
  readonly limit: number;
}

type Source = Pick<Codebase, 'tree' | 'graph'>;

interface Direct {
  readonly routes: Routes;
  readonly files: readonly string[];
  /** Adds those that depend on the target through these. */
  extend(): void;
  /** Of one of them. */
  strength(file: string): LinkStrength;
  /** No strength of it is above this. */
  atMost(file: string): number;
}

function directToFiles({ graph }: Source, files: readonly string[], strengths: LinkStrengths): Direct {
  const routes = directRoutes(graph, files);
  return { routes, files: [...routes.keys()], extend: () => extendRoutes(graph, { targets: files, routes }), strength: (file) => strengths.between(file, files), atMost: (file) => strengths.share(file, files) };
}

/** Who says the name, as the edit engine finds it; on the way of each, the barrels that pass it on. */
function directToName({ tree, graph }: Source, file: string, name: string): Direct {
  const { callers, passedOn } = findCallers({ tree, graph, file, name }, true);
  const uses = new Map<string, number>();
  for (const { file: caller } of callers) if (caller !== file) uses.set(caller, (uses.get(caller) ?? 0) + 1);
  const names = routesOfName(graph, file, name);
  // A use that only the text shows, such as one in a doc comment, has a way of its file.
  const byFiles = routesTo(graph, [file]);
  const routes: Routes = new Map();
  for (const start of [...uses.keys(), ...passedOn.keys()]) {
    const ways = names.has(start) ? names : byFiles;
    for (let hop = ways.get(start); hop && !routes.has(hop.file); hop = ways.get(hop.next)) routes.set(hop.file, hop);
  }
  const strength = (dependent: string): LinkStrength => {
    // A barrel that passes the name on uses it once by that.
    const count = uses.get(dependent) ?? 1;
    return { strength: strengthOf(1, 1, count), names: 1, uses: count };
  };
  const takesMember = (user: string, local: string, taken: ReadonlySet<string>) => usesMember({ tree, graph }, user, { local, members: namesOf(taken) });
  return { routes, files: [...routes.keys()], extend: () => extendByNames(graph, { targets: [file], routes, users: uses.keys(), takesMember }), strength, atMost: (dependent) => strength(dependent).strength };
}

function isInCycle({ graph }: Source, files: readonly string[]): boolean {
  const own = new Set(files);
  const targets = (file: string) => graph.edgesFrom(file).flatMap((edge) => (edge.to !== null && edge.to !== file && isRuntimeEdge(edge) && graph.facts(edge.to) ? [edge.to] : []));
  return stronglyConnected(files, targets).some((part) => part.length > 1 && part.some((file) => own.has(file)));
}

const byFile = (a: { readonly file: string }, b: { readonly file: string }): number => (a.file < b.file ? -1 : 1);

/** The order in which a list is cut: by distance, then by what the strength is at most, which no file has to be parsed for. */
function nearestAndStrongest(hops: readonly Hop[], direct: Direct, strengths: LinkStrengths): Hop[] {
  const atMost = new Map<string, number>();
  for (const { file, next } of [...hops].sort((a, b) => a.distance - b.distance)) atMost.set(file, strengths.share(file, [next]) * (atMost.get(next) ?? direct.atMost(next)));
  return [...hops].sort((a, b) => a.distance - b.distance || (atMost.get(b.file) ?? 0) - (atMost.get(a.file) ?? 0) || byFile(a, b));
}

/** Throws what finding the target throws. Transitive dependents reach the target through direct ones. */
export function findImpact(source: Source, { targetType, targetId, changeType, limit }: ImpactRequest): FoundImpact {
  const { graph, tree } = source;
  const target = findImpactTarget(source, targetType, targetId);
  const strengths = new LinkStrengths(source);
  const [first = ''] = target.files;
  const direct = target.symbol === null ? directToFiles(source, target.files, strengths) : directToName(source, first, target.symbol);
  const { routes } = direct;
  const isDirect = new Set(direct.files);
  direct.extend();
  const strong = direct.files.filter((file) => direct.atMost(file) > STRONG && direct.strength(file).strength > STRONG).length;
  const transitive = nearestAndStrongest([...routes.values()].filter(({ file }) => !isDirect.has(file)), direct, strengths);
  const couplingScore = routes.size === 0 ? 0 : strong / routes.size;
  const listed = [...direct.files].sort((a, b) => direct.atMost(b) - direct.atMost(a) || (a < b ? -1 : 1)).slice(0, limit);
  const known = new Map<string, number>();
  const rowOf = (file: string, own: LinkStrength): ImpactedFile => (known.set(file, own.strength), { file, distance: routes.get(file)?.distance ?? 1, ...own, whyPath: wayFrom(routes, file) });
  // The next file of a listed one is nearer, so it is listed, or it is direct.
  const strengthAt = (file: string): number => known.get(file) ?? (isDirect.has(file) ? direct.strength(file).strength : 0);
  const riskFactors = graphFactors({
    changeType, direct: direct.files.length, transitive: transitive.length, files: graph.files().length, couplingScore,
    isInCycle: isInCycle(source, target.files), publicAs: target.files.flatMap((file) => usableSpecifiers(tree, file)), isTested: [...routes.keys()].some(isTest),
  });
  return {
    target, changeType,
    directDependents: listed.map((file) => rowOf(file, direct.strength(file))).sort((a, b) => b.strength - a.strength || byFile(a, b)),
    directCount: direct.files.length,
    transitiveDependents: transitive.slice(0, limit).map(({ file, next }) => {
      const link = strengths.between(file, [next]);
      return rowOf(file, { ...link, strength: Math.round(link.strength * strengthAt(next) * 100) / 100 });
    }).sort((a, b) => a.distance - b.distance || b.strength - a.strength || byFile(a, b)),
    transitiveCount: transitive.length,
    couplingScore, overallRisk: scoreOf(riskFactors), riskFactors,
  };
}
