// What a receipt of a run says. Owns the shape, which is also the exported JSON; computes nothing.
import type { NotEdited } from '../edits/edit-plan.ts';
import type { ActionStatus, ActionType, Certainty, ChangeKind, PredictionType, Priority, RunEventType, RunMode, RunStatus, StepStatus, StepType } from '../generated/prisma/enums.ts';
import type { StructureOutcome } from '../impact/promised-structure.ts';
import type { PredictionAccuracy } from '../impact/accuracy.ts';
import type { AffectedComponent, Decision, RiskFactor } from '../impact/analysis.ts';
import type { TestAccuracy } from '../impact/test-accuracy.ts';
import type { DiffStatistics } from './diff-statistics.ts';

/** Who a run came from: somebody who announced a change, the watch that saw a save, or an accepted fix of the intent debugger. */
export type ReceiptOrigin = 'PERSON' | 'WATCH' | 'DEBUGGER';

export interface ReceiptError {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly files: readonly string[];
}

export interface ReceiptIntent {
  readonly userAction: string;
  readonly changeKind: ChangeKind;
  readonly understood: string;
  readonly capturedAt: Date;
  readonly analyzedAt: Date | null;
  /** 0 to 10; null where nothing was analysed. */
  readonly overallRisk: number | null;
  readonly riskFactors: readonly RiskFactor[];
}

export interface ReceiptPrediction {
  readonly predictionType: PredictionType;
  readonly certainty: Certainty;
  readonly severity: number;
  readonly file: string;
  readonly summary: string;
  readonly places: readonly AffectedComponent[];
}

/** One attempt at one step. */
export interface ReceiptStep {
  readonly stepNumber: number;
  readonly attempt: number;
  readonly stepType: StepType;
  readonly description: string;
  readonly status: StepStatus;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly durationMs: number | null;
  readonly changes: DiffStatistics;
  readonly result: unknown;
  /** Why it failed or was skipped, in its own words. */
  readonly message: string | null;
  /** Why a person left it out, and who; null where nobody did. */
  readonly skipReason: string | null;
  readonly skippedBy: string | null;
}

export interface ReceiptAction {
  readonly position: number;
  readonly actionType: ActionType;
  readonly description: string;
  readonly priority: Priority;
  readonly status: ActionStatus;
  readonly steps: readonly ReceiptStep[];
}

/** A verification that ended: how, and what it lets one say. */
export interface ReceiptVerification {
  readonly status: StepStatus;
  readonly attempt: number;
  readonly words: string;
  readonly completedAt: Date | null;
}

/** sha256 of the bytes of a file; null where there is no file. */
export interface ReceiptFile {
  readonly path: string;
  readonly hashBefore: string | null;
  readonly hashAfter: string | null;
}

/** A place that the run left as it was. */
export interface ReceiptNotEdited extends NotEdited {
  /** Who left it out by hand, where an access token says so, and when; null where the engine left it. */
  readonly by: string | null;
  readonly at: Date | null;
}

/** Something that happened to the run as a whole. */
export interface ReceiptMove {
  readonly number: number;
  readonly type: RunEventType;
  readonly at: Date;
  readonly message: string | null;
  /** Who wanted it: the name of an access token, or of whoever named himself; null where that is not known. */
  readonly by: string | null;
}

export interface Receipt {
  /** Of this shape; it grows when a field is taken away or changes its meaning. */
  readonly version: 1;
  readonly runId: string;
  readonly room: { readonly id: string; readonly name: string; readonly rootPath: string };
  readonly status: RunStatus;
  /** Of the newest attempt. */
  readonly attempt: number;
  readonly origin: ReceiptOrigin;
  /** The origin in one sentence. */
  readonly originWords: string;
  /** Who announced the change and who had it healed, where an access token says so. */
  readonly announcedBy: string | null;
  readonly startedBy: string | null;
  /** Where it wrote: the files of the room, or a branch of its own. */
  readonly mode: RunMode;
  /** BRANCH: its name, the commit it began at, and the commit that holds what the run did; null until there is one. */
  readonly branch: string | null;
  readonly branchBase: string | null;
  readonly commit: string | null;
  /** Why what a failed run had done was kept, and who said so; null where nobody did. */
  readonly adoptReason: string | null;
  readonly adoptedBy: string | null;
  readonly plannedAt: Date;
  readonly queuedAt: Date | null;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly queueMs: number | null;
  readonly durationMs: number | null;
  readonly intent: ReceiptIntent;
  readonly decision: Decision;
  readonly reasons: readonly string[];
  /** The most severe first, at most 500 of `predictionCount`. */
  readonly predictions: readonly ReceiptPrediction[];
  readonly predictionCount: number;
  readonly actions: readonly ReceiptAction[];
  /** Everything that the plan changes. */
  readonly changes: DiffStatistics;
  /** The newest verification that ended; null before. */
  readonly verification: ReceiptVerification | null;
  /** Hash over path and content of every file of the room, before the first write and when the run ended or was put back. */
  readonly treeHashBefore: string | null;
  readonly treeHashAfter: string | null;
  /** Files that the run wrote, by path, at most 1,000 of `fileCount`. */
  readonly files: readonly ReceiptFile[];
  readonly fileCount: number;
  /** Predicted against actual: errors of the compiler, and the project's tests; null until they were compared. */
  readonly accuracy: PredictionAccuracy | null;
  readonly testAccuracy: TestAccuracy | null;
  /** What the plan promised of the structure, and what it became; null where no import comes, goes or moves. */
  readonly structure: StructureOutcome | null;
  readonly notEdited: readonly ReceiptNotEdited[];
  readonly error: ReceiptError | null;
  /** In order, at most the newest 200. */
  readonly moves: readonly ReceiptMove[];
}
