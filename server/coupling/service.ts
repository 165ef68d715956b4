// Measures the structure of open rooms: their whole graph, coupling, communities. Owns no row; every answer is read from the code as it is on disk now.
import { graphTable, type GraphTable } from '../graph/graph-table.ts';
import type { Codebase } from '../impact/codebase.ts';

export interface CouplingOptions {
  /** The room's codebase, in step with the disk. */
  readonly openCodebase: (roomId: string) => Promise<Codebase>;
}

export interface CouplingService {
  /** The whole import graph as columns, at most `limit` files. Throws NotFoundError. */
  drawGraph(roomId: string, limit: number): Promise<GraphTable>;
}

export function createCoupling({ openCodebase }: CouplingOptions): CouplingService {
  return {
    async drawGraph(roomId, limit) {
      const { graph } = await openCodebase(roomId);
      return graphTable(graph, limit);
    },
  };
}
