// What the engine asks of the domain and offers to it. The engine knows steps, states, events and pre-images; it knows no project, edit or GraphQL.
import type { StepType } from '../generated/prisma/enums.ts';

export type JsonObject = { [key: string]: unknown };

/** The bytes of one file before a step touches it, and what it is to become. Null means the file does not exist. A path that ends in '/' is a folder that the step makes. */
export interface PreImage {
  readonly path: string;
  readonly hashBefore: string | null;
  readonly hashAfter: string | null;
  readonly contentBefore: Uint8Array | null;
  /** What the step writes: the base of a merge. Null or left out where that is nothing, or is not kept. */
  readonly contentAfter?: Uint8Array | null;
  /** POSIX permission bits; null where the file does not exist. */
  readonly modeBefore: number | null;
  /** Permission bits that the step gives the file; null or left out keeps those it has. */
  readonly modeAfter?: number | null;
}

/** Input of a RESTORE step. */
export interface RestoreInput extends JsonObject {
  /** A rollback touches nothing when one file cannot be put back; a failed run puts back what it can. */
  readonly isAllOrNothing: boolean;
  /** What was changed since the run is merged, where that is possible without a conflict. */
  readonly isMerging: boolean;
}

/** How a step ended. Expected failures are values; what a step throws is a bug and fails the run with code INTERNAL. */
export type StepOutcome =
  | { readonly kind: 'completed'; readonly result: JsonObject; readonly diff?: string }
  | { readonly kind: 'skipped'; readonly reason: string; readonly result?: JsonObject }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly hint: string; readonly files?: readonly string[]; readonly result?: JsonObject }
  | { readonly kind: 'cancelled' };

/** What the engine hands to the code of one step. */
export interface StepContext {
  readonly runId: string;
  readonly roomId: string;
  readonly actionId: string;
  readonly executionId: string;
  /** Number of this pick-up of the run; a later pick-up has a higher one. */
  readonly epoch: number;
  readonly stepType: StepType;
  /** The step's `input` as it was planned. */
  readonly input: JsonObject;
  /** Aborted when the run is cancelled, the worker stops, or the step's time limit is over. Checked between files. */
  readonly signal: AbortSignal;
  /** Publishes a STEP_PROGRESS event. */
  progress(update: { readonly path: string; readonly done: number; readonly total: number; readonly message?: string }): Promise<void>;
  /** Stores pre-images of this step; resolves when they are durable. Called before the first write; a repeat for a path that is stored already is ignored. Throws FencedError where somebody else has picked the run up since. */
  savePreImages(images: readonly PreImage[]): Promise<void>;
  /** All pre-images of the run's newest attempt, in the order in which the steps ran, without those of a restore. */
  loadPreImages(): Promise<readonly PreImage[]>;
  /** The pre-images that this very step has stored, also before a crash. */
  loadOwnPreImages(): Promise<readonly PreImage[]>;
}

/** A run that was picked up. */
export interface PickedUpRun {
  readonly runId: string;
  readonly roomId: string;
  /** Number of this pick-up; a later one has a higher number. */
  readonly epoch: number;
}

/** What a domain must be able to do so that the engine can run its plans. */
export interface StepRunner {
  /** Called before the first step of a run. A `refused` run ends FAILED and has touched nothing. */
  begin(run: PickedUpRun): Promise<{ readonly kind: 'ready'; readonly treeHash: string } | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly hint: string; readonly files: readonly string[] }>;
  /** Executes one step. Must be idempotent by content: after a crash the same step is executed again. A step of type RESTORE puts every file of `loadPreImages` back; its input is a `RestoreInput`. */
  execute(context: StepContext): Promise<StepOutcome>;
  /** Called after the last step, before `finish`: makes the work of the run final, where there is more to do for that than its steps. What it returns as `failed` fails the run, and a restore follows. May be called again after a crash. */
  complete?(run: PickedUpRun): Promise<Extract<StepOutcome, { readonly kind: 'failed' }> | { readonly kind: 'completed' }>;
  /** Called after the last step and after a restore; returns the tree hash then. */
  finish(run: PickedUpRun): Promise<{ readonly treeHash: string }>;
}
