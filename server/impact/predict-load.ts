// What a change does to loading: new import cycles, entry points that load more, barrels that pull in the world. Owns the sentences; the graph is read elsewhere.
import type { Edge } from '../graph/facts.ts';
import type { ReadableGraph } from '../graph/project-graph.ts';
import { endOf, hopOf, type WhyHop } from '../graph/routes.ts';
import type { AffectedComponent, Prediction } from './analysis.ts';
import { findBarrelImports, type BarrelImport } from './barrel-imports.ts';
import { loadedTargets, type ChangedGraph } from './changed-graph.ts';
import { findLoadGrowth, type LoadGrowth } from './load-growth.ts';
import { findNewCycles, type NewCycle } from './new-cycles.ts';
import { barrelFactors, cycleFactors, growthFactors, scoreOf } from './severity.ts';

/** More cycles, or more imports of one, than this are not told one by one. */
const TOLD = 20;
/** Nobody follows a longer way. */
const HOPS_TOLD = 50;

const place = ({ from, line, column, specifier }: Edge, code: string, message: string): AffectedComponent => ({ file: from, line, column, symbol: specifier, code, message });
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** The shortest way along imports that are loaded, inside of the given files where they are given. */
function loadPath(graph: ReadableGraph, from: string, to: string, inside?: ReadonlySet<string>): WhyHop[] {
  const came = new Map<string, string | null>([[from, null]]);
  for (const path of came.keys()) {
    if (path === to && path !== from) break;
    for (const target of loadedTargets(graph, path)) if (!came.has(target) && (inside?.has(target) ?? true)) came.set(target, path);
  }
  const chain: string[] = [];
  for (let path: string | null | undefined = to; path !== null && path !== undefined; path = came.get(path)) chain.unshift(path);
  return chain.map((file, i) => {
    const edge = graph.edgesFrom(file).find((one) => one.to === chain[i + 1]);
    return edge ? hopOf(edge) : endOf(file);
  });
}

function predictCycle({ after }: ChangedGraph, { files, closing, grownFrom }: NewCycle): Prediction[] {
  const [first] = closing;
  if (!first?.to) return [];
  const evidence = cycleFactors({ files: files.length, grownFrom });
  return [{
    predictionType: 'PERFORMANCE', certainty: 'CERTAIN', severity: scoreOf(evidence), file: first.from, evidence,
    summary: grownFrom > 0 ? `Makes an import cycle of ${grownFrom} files one of ${files.length}` : `Closes an import cycle of ${plural(files.length, 'file')}`,
    affectedComponents: closing.slice(0, TOLD).map((edge) => place(edge, 'IMPORT_CYCLE', `'${edge.specifier}' leads back to ${edge.from}. Import only its types here, or move what both need into a file of its own.`)),
    // Back from what is imported to the file that imports it.
    whyPath: [hopOf(first), ...(first.to === first.from ? [] : loadPath(after, first.to, first.from, new Set(files)))].slice(0, HOPS_TOLD),
  }];
}

function predictGrowth({ after }: ChangedGraph, growth: LoadGrowth): Prediction {
  const { entry, modulesBefore, modulesAfter, bytesBefore, bytesAfter, through } = growth;
  const evidence = growthFactors(growth);
  return {
    predictionType: 'PERFORMANCE', certainty: 'CERTAIN', severity: scoreOf(evidence), file: entry, evidence,
    summary: `Loads ${plural(modulesAfter, 'module')} and ${kilobytes(bytesAfter)} of source where it loaded ${modulesBefore} and ${kilobytes(bytesBefore)}`,
    affectedComponents: [place(through, 'LOAD_GROWTH', `Most of it comes through '${through.specifier}'. Import it from a smaller module, or with import() where it is first needed.`)],
    whyPath: [...loadPath(after, entry, through.from).slice(0, -1), hopOf(through), endOf(through.to ?? '')],
  };
}

function predictBarrel({ edge, barrel, origins, loaded, needed }: BarrelImport): Prediction {
  const evidence = barrelFactors({ loaded, needed });
  return {
    predictionType: 'PERFORMANCE', certainty: 'CERTAIN', severity: scoreOf(evidence), file: edge.from, evidence,
    summary: needed === 0
      ? `Loads ${loaded} more modules through the barrel ${barrel} for names whose modules it loaded before`
      : `Loads ${loaded} more modules through the barrel ${barrel} for names that need ${needed} of them`,
    affectedComponents: [place(edge, 'BARREL_IMPORT', `Import from ${origins.join(', ')} instead, unless what the other modules do when they are loaded is wanted.`)],
    whyPath: [hopOf(edge), endOf(barrel, true)],
  };
}

/** Predictions from the shape of the graph alone, in no order. */
export function predictLoad(changed: ChangedGraph): Prediction[] {
  return [
    ...findNewCycles(changed).slice(0, TOLD).flatMap((cycle) => predictCycle(changed, cycle)),
    ...findLoadGrowth(changed).map((growth) => predictGrowth(changed, growth)),
    ...findBarrelImports(changed).slice(0, TOLD).map(predictBarrel),
  ];
}
