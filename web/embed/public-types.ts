// What another application sees of Supernova. Owns these shapes: they name no library and are kept when the page changes.

/**
 * What the healing of a room is doing.
 * idle: nothing is announced. analyzing: a change is understood, tried and planned. low_risk: it breaks nothing for certain, so nothing was started.
 * healing: a plan that heals breaks is ready, waits for its turn, or runs. completed: the run ended well, or was rolled back.
 * error: the change was refused, or the run failed and its files were put back.
 */
export type HealingStatus = 'idle' | 'analyzing' | 'healing' | 'completed' | 'low_risk' | 'error';

/** What a debugger session is doing: `open` waits for a person, `recording` and `searching` are the server's work. */
export type DebuggerStatus = 'idle' | 'starting' | 'open' | 'recording' | 'analyzing' | 'searching' | 'applying' | 'resolved';

export type RunStatus = 'PLANNED' | 'QUEUED' | 'RUNNING' | 'RESTORING' | 'COMPLETED' | 'ADOPTED' | 'FAILED' | 'CANCELLED' | 'ROLLBACK_QUEUED' | 'ROLLING_BACK' | 'ROLLED_BACK';

/** Why something was not done, and what to do next. */
export interface SupernovaError {
  /** Stable, upper case. */
  code: string;
  message: string;
  hint: string;
}

/** The run of a plan. */
export interface HealingRun {
  id: string;
  status: RunStatus;
  /** HEAL: breaks are to be healed. LOW_RISK: the risk is below that; look first at what may break unseen by the compiler, or is left to edit by hand. */
  decision: 'HEAL' | 'LOW_RISK';
}

/** A run of the room's history. */
export interface PastHealing extends HealingRun {
  /** The words in which the change was announced. */
  userAction: string;
  /** Its place among the runs that wait, 1 being next; null where it does not wait. */
  queuePosition: number | null;
  createdAt: string;
  completedAt: string | null;
}

export type HealingResult = { kind: 'healing' | 'low_risk'; run: HealingRun } | { kind: 'error'; error: SupernovaError };

export interface SelfHealing {
  healingStatus: HealingStatus;
  /** The run that was planned or opened last, as the server has it now. */
  activeHealing: HealingRun | null;
  /** Why `healingStatus` is `error`, or the last command was refused. */
  error: SupernovaError | null;
  /** Understands the change, tries it and plans. Nothing is written. */
  predictImpact: (userAction: string) => Promise<HealingResult>;
  /** The same, and starts the run where the change breaks something. A change of low risk is planned and not started. */
  triggerHealing: (userAction: string) => Promise<HealingResult>;
  /** Starts a run that is planned. */
  startHealing: (runId: string) => Promise<SupernovaError | null>;
  /** Asks a run to stop and put its files back. */
  cancelHealing: (runId: string) => Promise<SupernovaError | null>;
  /** Puts back what a run has written. */
  rollbackHealing: (runId: string) => Promise<SupernovaError | null>;
  /** The latest runs of the room, the newest first. Rejects with a SupernovaError's message where the server does not answer. */
  getHealingStatus: () => Promise<PastHealing[]>;
}

/** A value as JSON, or as JavaScript that only the sandbox evaluates. */
export type GivenValue = { json: unknown } | { expression: string };

export interface DebugSessionRequest {
  /** What the code should do, in words. */
  userIntent: string;
  /** What was done when it went another way, for example `button_click`. */
  triggerAction: string;
  expectedBehavior: {
    /** Calls in order, such as `validate()`; `*` stands for one call, `...` for any. */
    executionPath?: unknown[];
    outcome?: { status?: string; data?: GivenValue };
    /** Milliseconds and megabytes. */
    performance?: { responseTime?: number; memoryUsage?: number };
  };
  /** What is run to see what the code does; without it the actual behaviour is handed to `analyzeDiscrepancies`. */
  scenario?: { function: { file: string; exportName: string; args?: GivenValue[]; examples?: { args: GivenValue[]; expected: GivenValue }[] } };
}

export interface DebugFix {
  id: string;
  status: string;
  description: string;
  /** Unified diff. */
  diff: string;
  /** 0 to 1. */
  confidence: number;
}

export interface DebugSession {
  id: string;
  status: 'OPEN' | 'RECORDING' | 'SEARCHING' | 'RESOLVED';
  userIntent: string;
  /** What the code did; null until it was recorded or handed in. */
  actualBehavior: unknown;
  /** Null until compared; empty where the code does what it should. */
  discrepancies: unknown[] | null;
  /** The same in plain words. */
  explanation: string | null;
  /** The best first. */
  fixes: DebugFix[];
}

export interface IntentDebugger {
  debuggerStatus: DebuggerStatus;
  debugSession: DebugSession | null;
  /** Why the last command was refused. */
  error: SupernovaError | null;
  /** Opens a session, and records at once where it has a scenario: then it is compared by itself. The id, or null where it was refused. */
  startDebugSession: (request: DebugSessionRequest) => Promise<string | null>;
  /** Compares what was recorded, or the behaviour that is handed in, with what was expected. */
  analyzeDiscrepancies: (actualBehavior?: unknown) => Promise<void>;
  /** Searches for patches that are verified by running. */
  suggestFixes: () => Promise<void>;
  /** Writes a fix as a run of its own, which is verified and can be rolled back. */
  applyFix: (fixId: string) => Promise<void>;
}
