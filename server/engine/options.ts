// What the engine is given to work with. Owns the shapes and the default limits; `service.ts` puts them together.
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { StepRunner } from './contract.ts';

/** The part of a pino logger that the engine uses. */
export interface EngineLogger {
  error(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface EngineLimits {
  /** How long one step may take. */
  readonly stepTimeoutMs: number;
  /** How long a step may go on after its signal was aborted before it is given up. */
  readonly abortGraceMs: number;
  /** How long `stop()` waits for running steps. */
  readonly stopTimeoutMs: number;
  /** How often dead workers and runs without a job are looked for. */
  readonly sweepIntervalMs: number;
  /** How often a worker says that it lives. */
  readonly heartbeatMs: number;
  /** A worker that is silent for this long is taken for dead. */
  readonly silenceLimitMs: number;
  /** Progress of one step is written at most this often. */
  readonly progressIntervalMs: number;
  /** Rooms that are healed at the same time by this process. */
  readonly concurrency: number;
  /** Picked up this often without reaching an end, a run is put back instead of tried again. */
  readonly maxPickups: number;
}

/** The limits of a server; tests make them shorter. */
export const DEFAULT_LIMITS: EngineLimits = {
  stepTimeoutMs: 10 * 60_000,
  abortGraceMs: 5_000,
  stopTimeoutMs: 10_000,
  sweepIntervalMs: 1_000,
  heartbeatMs: 1_000,
  silenceLimitMs: 10_000,
  progressIntervalMs: 50,
  concurrency: 4,
  maxPickups: 6,
};

/** What every part of a run needs. */
export interface EngineDeps {
  readonly prisma: PrismaClient;
  readonly runner: StepRunner;
  readonly logger: EngineLogger;
  readonly limits: EngineLimits;
}
