// Measures the structure of open rooms: their whole graph, coupling, communities. Owns no row; every answer is read from the code as it is on disk now.
import { graphTable, type GraphTable } from '../graph/graph-table.ts';
import type { Codebase } from '../impact/codebase.ts';
import { couplingOf, type RoomCoupling } from './room-coupling.ts';
import { findImpact, type FoundImpact, type ImpactRequest } from './find-impact.ts';
import { targetTypeOf, type TargetType } from './impact-target.ts';
import { whatIf, type WhatIf } from './what-if.ts';
import type { Said } from '../intents/resolve-intent.ts';

/** Some changes ask the compiler which places they rewrite. */
const TIMEOUT_MS = 120_000;

export interface CouplingOptions {
  /** The room's codebase, in step with the disk. */
  readonly openCodebase: (roomId: string) => Promise<Codebase>;
}

export interface CouplingService {
  /** The whole import graph as columns, at most `limit` files. Throws NotFoundError. */
  drawGraph(roomId: string, limit: number): Promise<GraphTable>;
  /** Coupling of the room's files, folders and communities. Throws NotFoundError. */
  measure(roomId: string): Promise<RoomCoupling>;
  /** Who depends on a target and how risky a change of it is, from the graph alone. Throws NotFoundError and what finding a target throws. */
  findImpact(roomId: string, request: ImpactRequest): Promise<FoundImpact>;
  /** Which sort of target it is where nobody says so. */
  targetTypeOf(roomId: string, target: string): Promise<TargetType>;
  /** What a change would do to the structure. Throws NotFoundError and what resolving an intent throws. */
  whatIf(roomId: string, said: Said): Promise<WhatIf>;
}

export function createCoupling({ openCodebase }: CouplingOptions): CouplingService {
  return {
    async drawGraph(roomId, limit) {
      const { graph } = await openCodebase(roomId);
      return graphTable(graph, limit);
    },
    async measure(roomId) {
      return couplingOf(await openCodebase(roomId));
    },
    async findImpact(roomId, request) {
      return findImpact(await openCodebase(roomId), request);
    },
    async targetTypeOf(roomId, target) {
      const { graph } = await openCodebase(roomId);
      return targetTypeOf(target, graph.files());
    },
    async whatIf(roomId, said) {
      return whatIf(await openCodebase(roomId), said, AbortSignal.timeout(TIMEOUT_MS));
    },
  };
}
