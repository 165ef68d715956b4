import { MultiDirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import type { Positions } from './start-positions.ts';

/** A graph as numbers, which cross to a worker at no cost. */
export interface Ties {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** How strongly the two ends pull each other. */
  readonly pull: Float32Array;
}

export interface SettleTask extends Positions {
  readonly ties: Ties;
}

/** How many rounds a project of a size gets: the same for everybody, however fast the machine is. */
export const roundsFor = (files: number): number => Math.max(60, Math.min(400, Math.round(900_000 / Math.max(1, files))));

const ROUNDS_AT_ONCE = 10;

/** Files that refer to nothing and nobody lie in rows below the others, where they push nobody away. */
function placeLoners({ x, y }: Positions, loners: readonly number[], tied: readonly number[]): void {
  let [left, right, bottom] = tied.length > 0 ? [Infinity, -Infinity, Infinity] : [0, 10 * Math.sqrt(loners.length), 0];
  for (const place of tied) {
    left = Math.min(left, x[place] ?? 0);
    right = Math.max(right, x[place] ?? 0);
    bottom = Math.min(bottom, y[place] ?? 0);
  }
  const inRow = Math.max(10, Math.ceil(Math.sqrt(8 * loners.length)));
  const gap = (right - left) / inRow;
  loners.forEach((place, at) => {
    x[place] = left + gap * ((at % inRow) + 0.5);
    y[place] = bottom - gap * (1.5 + Math.floor(at / inRow));
  });
}

/** ForceAtlas2 from given positions (Jacomy et al. 2014), some rounds at a time; deterministic. Yields the same two arrays each time, and ends by itself. */
export function* settlePositions({ x, y, ties }: SettleTask): Generator<Positions, void> {
  const graph = new MultiDirectedGraph();
  for (const place of new Set([...ties.from, ...ties.to])) graph.addNode(place, { x: x[place], y: y[place] });
  ties.from.forEach((from, row) => graph.addEdge(from, ties.to[row], { weight: ties.pull[row] }));
  const places = [...x.keys()];
  const [loners, tied] = [places.filter((place) => !graph.hasNode(place)), places.filter((place) => graph.hasNode(place))];
  const settings = { ...forceAtlas2.inferSettings(graph.order), barnesHutOptimize: graph.order > 400, edgeWeightInfluence: 1 };
  const rounds = graph.order < 2 ? 0 : roundsFor(graph.order);
  for (let done = 0; done < rounds; done += ROUNDS_AT_ONCE) {
    forceAtlas2.assign(graph, { iterations: ROUNDS_AT_ONCE, settings, getEdgeWeight: 'weight' });
    graph.forEachNode((node, attributes) => {
      x[Number(node)] = attributes['x'] as number;
      y[Number(node)] = attributes['y'] as number;
    });
    placeLoners({ x, y }, loners, tied);
    yield { x, y };
  }
  if (rounds > 0) return;
  placeLoners({ x, y }, loners, tied);
  yield { x, y };
}
