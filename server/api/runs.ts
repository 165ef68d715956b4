// HealingRun, RunEvent, RoomActivity: types, run and healingStatus, runEvents and roomActivity.
import { encodeGlobalID } from '@pothos/plugin-relay';
import type { NotEdited } from '../edits/edit-plan.ts';
import type { RunEvent } from '../generated/prisma/client.ts';
import { RunEventType, RunMode, type StepType } from '../generated/prisma/enums.ts';
import type { PlanEstimate } from '../healing/estimate-durations.ts';
import type { PredictionAccuracy } from '../impact/accuracy.ts';
import type { TestAccuracy } from '../impact/test-accuracy.ts';
import type { Decision } from '../impact/analysis.ts';
import { builder } from './builder.ts';
import { RunStatusType } from './errors.ts';
import { keyOf } from './ids.ts';
import { DecisionEnum } from './impact.ts';
import { PlanEstimateType, PredictionAccuracyType, StructureOutcomeType, TestAccuracyType } from './prediction-accuracy.ts';

interface StoredPlan {
  readonly decision: Decision;
  readonly reasons: readonly string[];
  readonly notEdited: readonly NotEdited[];
  readonly diff: string;
  readonly estimate?: PlanEstimate | null;
  readonly leftOut?: readonly unknown[];
}

interface RunError {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly files: readonly string[];
}

const planOf = (run: { plan: unknown }) => run.plan as StoredPlan;

export const NotEditedType = builder.objectRef<NotEdited>('NotEdited').implement({
  description: 'A place that was seen and is not edited.',
  fields: (t) => ({ file: t.exposeString('file'), line: t.exposeInt('line'), column: t.exposeInt('column'), reason: t.exposeString('reason') }),
});

export const RunErrorType = builder.objectRef<RunError>('RunError').implement({
  description: 'Why a run failed.',
  fields: (t) => ({ code: t.exposeString('code'), message: t.exposeString('message'), hint: t.exposeString('hint'), files: t.stringList({ resolve: (error) => [...error.files] }) }),
});

export const RunModeEnum = builder.enumType(RunMode, { name: 'RunMode', description: 'Where a run writes: the files of the room, or a git worktree on a branch of its own.' });

builder.prismaNode('HealingRun', {
  id: { field: 'id' },
  description: 'The durable execution of a plan.',
  fields: (t) => ({
    status: t.expose('status', { type: RunStatusType }),
    mode: t.expose('mode', { type: RunModeEnum }),
    branch: t.exposeString('branch', { nullable: true, description: 'BRANCH: its name.' }),
    commit: t.exposeString('commit', { nullable: true, description: 'BRANCH: the commit that holds what the run did; null until it is made.' }),
    decision: t.field({ type: DecisionEnum, select: { plan: true }, resolve: (run) => planOf(run).decision }),
    reasons: t.stringList({ description: 'Why the policy decided so, one sentence each.', select: { plan: true }, resolve: (run) => [...planOf(run).reasons] }),
    notEdited: t.field({ type: [NotEditedType], description: 'Places that were seen and are not edited.', select: { plan: true }, resolve: (run) => [...planOf(run).notEdited] }),
    editsLeftOut: t.int({ description: 'Edits of the plan that are not made because a person left them out, or one that they build on; their places are the first of notEdited.', select: { plan: true }, resolve: (run) => planOf(run).leftOut?.length ?? 0 }),
    diff: t.string({ description: 'Unified diff of everything the plan changes.', select: { plan: true }, resolve: (run) => planOf(run).diff }),
    estimate: t.field({ type: PlanEstimateType, nullable: true, description: 'How long it is expected to take; null where there is no record yet of such steps.', select: { plan: true }, resolve: (run) => planOf(run).estimate ?? null }),
    accuracy: t.field({ type: PredictionAccuracyType, nullable: true, description: 'How right the prediction was; null until it was compared with what happens.', select: { accuracy: true }, resolve: (run) => run.accuracy as unknown as PredictionAccuracy | null }),
    testAccuracy: t.field({ type: TestAccuracyType, nullable: true, description: 'How right it was about the project\'s tests, or why they were not run; null until the run was verified.', select: { testAccuracy: true }, resolve: (run) => run.testAccuracy as unknown as TestAccuracy | null }),
    structure: t.field({ type: StructureOutcomeType, nullable: true, description: 'What the plan promises of the structure of the project, and what the run left; null where no import comes, goes or moves.', select: { id: true }, resolve: (run, _args, { receipts }) => receipts.structureOf(run.id) }),
    queuePosition: t.int({ nullable: true, description: '1 is next; null when the run does not wait.', select: { id: true }, resolve: (run, _args, { engine }) => engine.queuePosition(run.id) }),
    attempt: t.exposeInt('attempt', { description: 'Counts from 1; a retry begins the next one.' }),
    adoptReason: t.exposeString('adoptReason', { nullable: true, description: 'Why the newest attempt keeps what a failed one had done; null where it heals.' }),
    adoptedBy: t.exposeString('adoptedBy', { nullable: true, description: 'Who said so, as they named themselves.' }),
    isVerified: t.boolean({ description: 'True when every VERIFY step of the newest attempt was completed. What was skipped is not verified. An edit is kept as it was written: what it breaks is listed in notEdited before it runs, counted in the result of VERIFY (problemsListed), and verified to be all.', select: { id: true }, resolve: (run, _args, { healing }) => healing.isVerified(run.id) }),
    lastEventNumber: t.exposeInt('lastEventNumber'),
    treeHashBefore: t.exposeString('treeHashBefore', { nullable: true, description: 'Hash over every file of the room before the first write.' }),
    treeHashAfter: t.exposeString('treeHashAfter', { nullable: true, description: 'The same when the run ended or its files were put back.' }),
    error: t.field({ type: RunErrorType, nullable: true, select: { error: true }, resolve: (run) => run.error as unknown as RunError | null }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    queuedAt: t.expose('queuedAt', { type: 'DateTime', nullable: true }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true }),
    completedAt: t.expose('completedAt', { type: 'DateTime', nullable: true }),
    room: t.relation('room'),
    intentCapture: t.relation('intentCapture'),
    actions: t.relation('actions', { description: 'In the order of execution.', query: { orderBy: { position: 'asc' } } }),
  }),
});

builder.queryFields((t) => ({
  run: t.prismaField({
    type: 'HealingRun',
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    resolve: (query, _root, { id }, { prisma }) => prisma.healingRun.findUnique({ ...query, where: { id: keyOf('HealingRun', id) } }),
  }),
  healingStatus: t.prismaConnection({
    type: 'HealingRun',
    cursor: 'id',
    description: 'The latest runs of a room, newest first; plans that were never started are left out.',
    defaultSize: 10,
    maxSize: 100,
    args: { room: t.arg.id({ required: true }) },
    totalCount: (_root, { room }, { prisma }) => prisma.healingRun.count({ where: { roomId: keyOf('Room', room), status: { not: 'PLANNED' } } }),
    resolve: (query, _root, { room }, { prisma }) => prisma.healingRun.findMany({ ...query, where: { roomId: keyOf('Room', room), status: { not: 'PLANNED' } }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] }),
  }),
}));

export const RunEventTypeEnum = builder.enumType(RunEventType, { name: 'RunEventType' });

interface Payload {
  readonly status?: string;
  readonly message?: string;
  readonly path?: string;
  readonly done?: number;
  readonly total?: number;
  readonly stepType?: StepType;
}
const payloadOf = (event: RunEvent) => event.payload as Payload;

const RunEventObject = builder.objectRef<RunEvent>('RunEvent').implement({
  description: 'What happened in a run. Numbers count 1, 2, 3 within one run, without gap or repeat.',
  fields: (t) => ({
    number: t.exposeInt('number'),
    type: t.field({ type: RunEventTypeEnum, resolve: (event) => event.type }),
    runId: t.id({ resolve: (event) => encodeGlobalID('HealingRun', event.runId) }),
    actionId: t.id({ nullable: true, resolve: (event) => event.actionId && encodeGlobalID('HealingAction', event.actionId) }),
    executionId: t.id({ nullable: true, resolve: (event) => event.executionId && encodeGlobalID('HealingExecution', event.executionId) }),
    status: t.string({ nullable: true, description: 'Status of the run, action or step the event is about, after it.', resolve: (event) => payloadOf(event).status ?? null }),
    message: t.string({ nullable: true, resolve: (event) => payloadOf(event).message ?? null }),
    path: t.string({ nullable: true, description: 'STEP_PROGRESS: the file.', resolve: (event) => payloadOf(event).path ?? null }),
    done: t.int({ nullable: true, description: 'STEP_PROGRESS: files done.', resolve: (event) => payloadOf(event).done ?? null }),
    total: t.int({ nullable: true, description: 'STEP_PROGRESS: files in all.', resolve: (event) => payloadOf(event).total ?? null }),
    createdAt: t.field({ type: 'DateTime', resolve: (event) => event.createdAt }),
    run: t.prismaField({
      type: 'HealingRun',
      description: 'The run as it is now.',
      resolve: (query, event, _args, { prisma }) => prisma.healingRun.findUniqueOrThrow({ ...query, where: { id: event.runId } }),
    }),
  }),
});

/** After these the runs of the room that wait have other positions. */
const MOVES_QUEUE: ReadonlySet<RunEventType> = new Set(['RUN_QUEUED', 'RUN_STARTED', 'RUN_CANCELLED', 'ROLLBACK_QUEUED', 'ROLLBACK_STARTED']);
const MOST_WAITING = 50;

const RoomActivity = builder.objectRef<RunEvent>('RoomActivity').implement({
  description: 'Something happened in a run of a room. Numbers count 1, 2, 3 within one room, without gap or repeat.',
  fields: (t) => ({
    number: t.exposeInt('roomNumber'),
    roomId: t.id({ resolve: (event) => encodeGlobalID('Room', event.roomId) }),
    runId: t.id({ resolve: (event) => encodeGlobalID('HealingRun', event.runId) }),
    eventType: t.field({ type: RunEventTypeEnum, resolve: (event) => event.type }),
    run: t.prismaField({
      type: 'HealingRun',
      description: 'The run as it is now.',
      resolve: (query, event, _args, { prisma }) => prisma.healingRun.findUniqueOrThrow({ ...query, where: { id: event.runId } }),
    }),
    waiting: t.prismaField({
      type: ['HealingRun'],
      nullable: true,
      description: 'The runs of the room that wait, the next one first, as they are now, at most 50; null where the event moves nobody in the queue.',
      resolve: async (query, { type, roomId }, _args, { engine, prisma }) => {
        if (!MOVES_QUEUE.has(type)) return null;
        const ids = await engine.waitingRuns(roomId, MOST_WAITING);
        const runs = await prisma.healingRun.findMany({ ...query, where: { id: { in: ids } } });
        return runs.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
      },
    }),
  }),
});

builder.subscriptionFields((t) => ({
  runEvents: t.field({
    type: RunEventObject,
    description: 'First everything stored after that number (0: from the start), then live, without gap or repeat. Stays open: a completed run may still be rolled back.',
    args: { runId: t.arg.id({ required: true }), after: t.arg.int({ defaultValue: 0 }) },
    subscribe: (_root, { runId, after }, { engine }) => engine.runEvents(keyOf('HealingRun', runId), Math.max(0, after ?? 0)),
    resolve: (event) => event,
  }),
  roomActivity: t.field({
    type: RoomActivity,
    description: 'What happens in the runs of a room: first everything stored after that number, then live, without gap or repeat. Without a number it begins with the newest.',
    args: { roomId: t.arg.id({ required: true }), after: t.arg.int() },
    subscribe: (_root, { roomId, after }, { engine }) => engine.roomActivity(keyOf('Room', roomId), after == null ? null : Math.max(0, after)),
    resolve: (event) => event,
  }),
}));
