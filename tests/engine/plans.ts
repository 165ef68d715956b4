// Rooms and runs for the engine's tests, and a domain whose steps are functions of the test.
import type { PrismaClient, RunEvent } from '../../server/generated/prisma/client.ts';
import type { ActionType, RunEventType, StepType } from '../../server/generated/prisma/enums.ts';
import type { StepContext, StepOutcome, StepRunner } from '../../server/engine/contract.ts';
import type { EngineLogger } from '../../server/engine/options.ts';
import { createEngine, type Engine, type EngineOptions } from '../../server/engine/service.ts';

export interface PlannedAction {
  readonly type?: ActionType;
  /** Names of steps, looked up in the runner. */
  readonly steps: readonly (string | { readonly name: string; readonly type: StepType })[];
}

let rooms = 0;

export async function createRoom(prisma: PrismaClient): Promise<string> {
  rooms += 1;
  const room = await prisma.room.create({ data: { name: `room ${rooms}`, rootPath: `/nowhere/${process.pid}/${rooms}` } });
  return room.id;
}

/** A PLANNED run with these actions. */
export async function planRun(prisma: PrismaClient, roomId: string, actions: readonly PlannedAction[]): Promise<string> {
  const intent = await prisma.intentCapture.create({
    data: { roomId, userAction: 'rename a to b', changeKind: 'RENAME_EXPORT', change: {}, understood: 'Rename a to b.' },
  });
  const run = await prisma.healingRun.create({ data: { roomId, intentCaptureId: intent.id, plan: {} } });
  for (const [index, action] of actions.entries()) {
    await prisma.healingAction.create({
      data: {
        roomId,
        runId: run.id,
        intentCaptureId: intent.id,
        position: index + 1,
        actionType: action.type ?? 'MIGRATION',
        description: 'migrate',
        executionPlan: [],
        executions: {
          create: action.steps.map((step, at) => {
            const { name, type } = typeof step === 'string' ? { name: step, type: 'UPDATE_IMPORTS' as const } : step;
            return { stepNumber: at + 1, stepType: type, stepDescription: name, input: { name } };
          }),
        },
      },
    });
  }
  return run.id;
}

export type StepCode = (context: StepContext) => StepOutcome | Promise<StepOutcome>;

export const completed: StepOutcome = { kind: 'completed', result: {} };

export interface FakeRunner extends StepRunner {
  /** Names of the steps in the order in which they began. */
  readonly began: string[];
}

/** Steps are found by the `name` of their input, restores under `restore`; a step that is not given completes. */
export function createRunner(steps: Readonly<Record<string, StepCode>> = {}, overrides: Partial<StepRunner> = {}): FakeRunner {
  const began: string[] = [];
  return {
    began,
    begin: async () => ({ kind: 'ready', treeHash: 'before' }),
    finish: async () => ({ treeHash: 'after' }),
    async execute(context) {
      const name = context.stepType === 'RESTORE' ? 'restore' : String(context.input['name']);
      began.push(name);
      return (await steps[name]?.(context)) ?? completed;
    },
    ...overrides,
  };
}

export interface LogLine {
  readonly level: 'error' | 'warn';
  readonly message: string;
  readonly details: object;
}

export function createLog(): { readonly lines: LogLine[]; readonly logger: EngineLogger } {
  const lines: LogLine[] = [];
  const write = (level: LogLine['level']) => (details: object, message: string) => void lines.push({ level, message, details });
  return { lines, logger: { error: write('error'), warn: write('warn') } };
}

export interface Opened {
  readonly engine: Engine;
  readonly log: readonly LogLine[];
  /** Resolves with the events of the run up to the first of this type that has more than `after` before it. */
  eventsUntil(runId: string, type: RunEventType, after?: number): Promise<RunEvent[]>;
}

export function openEngine(options: Omit<EngineOptions, 'logger'>): Opened {
  const { lines, logger } = createLog();
  const engine = createEngine({ ...options, logger });
  return {
    engine,
    log: lines,
    async eventsUntil(runId, type, after = 0) {
      const seen: RunEvent[] = [];
      for await (const event of engine.runEvents(runId, after, AbortSignal.timeout(20_000))) {
        seen.push(event);
        if (event.type === type) return seen;
      }
      throw new Error(`no ${type}; seen: ${seen.map((event) => event.type).join(' ')}`);
    },
  };
}

/** A promise and its settling, to hold a step until the test lets it go. */
export function createLatch(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** Resolves when the step's signal is aborted. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));
}
