// What the programs of this folder are told and what they answer. Shapes only.
import type { FunctionPlan } from '../../../record/protocol.ts';

/** An emitted file of the room, absolute, with its path in the room. */
export interface EmittedModule {
  readonly emitted: string;
  readonly path: string;
}

export interface ProgramProfilePlan {
  readonly modules: readonly EmittedModule[];
}

export interface ProfilePlan extends ProgramProfilePlan {
  readonly call: FunctionPlan;
  readonly profileMs: number;
}

/** A frame of the profile. Lines are those of the original and count from 1; `file` is null for code that is not of the room. */
export interface ProfileNode {
  readonly id: number;
  readonly parent: number;
  readonly name: string;
  readonly file: string | null;
  readonly url: string;
  readonly line: number;
  readonly selfMicroseconds: number;
  /** Samples by line of the original. */
  readonly ticks: readonly (readonly [line: number, ticks: number])[];
}

export interface Allocation {
  readonly file: string;
  readonly name: string;
  readonly line: number;
  readonly bytes: number;
}

/** How often a function of the room was called in one run of the scenario. */
export interface CallCount {
  readonly file: string;
  readonly line: number;
  readonly count: number;
}

export interface ProfileMessage {
  readonly kind: 'profile';
  readonly nodes: readonly ProfileNode[];
  readonly allocations: readonly Allocation[];
  readonly counts: readonly CallCount[];
  /** One call. */
  readonly callMs: number;
  readonly calls: number;
}

export interface TrialPlan {
  /** The code as it is and the code that is tried. */
  readonly calls: readonly [FunctionPlan, FunctionPlan];
  /** The examples besides the scenario, for both. */
  readonly examples: readonly (readonly [FunctionPlan, FunctionPlan])[];
  readonly rounds: number;
  /** A round is left out when less than this is left of the time. */
  readonly budgetMs: number;
  /** Only the time of the very first call, of the version at this place. */
  readonly firstCallOf: 0 | 1 | null;
}

export type TrialMessage =
  | { readonly kind: 'outcomes'; readonly same: number; readonly total: number; readonly difference: string | null }
  /** Milliseconds of one call of each version; the rounds took turns. */
  | { readonly kind: 'round'; readonly times: readonly [number, number] }
  | { readonly kind: 'first-call'; readonly milliseconds: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string };
