// Receipt: types, the receipt of a run, and the runs of a room to search in.
import { z } from 'zod';
import type { DiffStatistics } from '../receipts/diff-statistics.ts';
import type { Receipt, ReceiptAction, ReceiptFile, ReceiptIntent, ReceiptMove, ReceiptNotEdited, ReceiptPrediction, ReceiptStep, ReceiptVerification } from '../receipts/receipt.ts';
import { builder } from './builder.ts';
import { RunStatusType } from './errors.ts';
import { ActionStatusEnum, ActionTypeEnum, PriorityEnum, StepStatusEnum, StepTypeEnum } from './healing.ts';
import { AffectedComponentType, CertaintyEnum, DecisionEnum, PredictionTypeEnum } from './impact.ts';
import { RiskFactorType } from './impact-parts.ts';
import { ChangeKindEnum } from './intents.ts';
import { PredictionAccuracyType, StructureOutcomeType, TestAccuracyType } from './prediction-accuracy.ts';
import { RunErrorType, RunEventTypeEnum, RunModeEnum } from './runs.ts';

const OriginEnum = builder.enumType('ReceiptOrigin', { description: 'Who a run came from: somebody who announced a change, the watch that saw a save, or the intent debugger.', values: ['PERSON', 'WATCH', 'DEBUGGER'] as const });
const FormatEnum = builder.enumType('ReceiptFormat', { values: ['JSON', 'MARKDOWN'] as const });

const DiffStatisticsType = builder.objectRef<DiffStatistics>('DiffStatistics').implement({
  description: 'How much a diff changes.',
  fields: (t) => ({ files: t.exposeInt('files'), linesAdded: t.exposeInt('linesAdded'), linesRemoved: t.exposeInt('linesRemoved') }),
});

const ReceiptIntentType = builder.objectRef<ReceiptIntent>('ReceiptIntent').implement({
  description: 'What the run was asked for, and what was understood.',
  fields: (t) => ({
    userAction: t.exposeString('userAction'),
    changeKind: t.field({ type: ChangeKindEnum, resolve: (intent) => intent.changeKind }),
    understood: t.exposeString('understood'),
    capturedAt: t.field({ type: 'DateTime', resolve: (intent) => intent.capturedAt }),
    analyzedAt: t.field({ type: 'DateTime', nullable: true, resolve: (intent) => intent.analyzedAt }),
    overallRisk: t.exposeFloat('overallRisk', { nullable: true, description: '0 to 10; null where nothing was analysed.' }),
    riskFactors: t.field({ type: [RiskFactorType], resolve: (intent) => [...intent.riskFactors] }),
  }),
});

const ReceiptPredictionType = builder.objectRef<ReceiptPrediction>('ReceiptPrediction').implement({
  description: 'One thing that was predicted for one file.',
  fields: (t) => ({
    predictionType: t.field({ type: PredictionTypeEnum, resolve: (prediction) => prediction.predictionType }),
    certainty: t.field({ type: CertaintyEnum, resolve: (prediction) => prediction.certainty }),
    severity: t.exposeFloat('severity'),
    file: t.exposeString('file'),
    summary: t.exposeString('summary'),
    placeCount: t.int({ resolve: (prediction) => prediction.places.length }),
    places: t.field({ type: [AffectedComponentType], resolve: (prediction) => [...prediction.places] }),
  }),
});

const ReceiptStepType = builder.objectRef<ReceiptStep>('ReceiptStep').implement({
  description: 'One attempt at one step.',
  fields: (t) => ({
    stepNumber: t.exposeInt('stepNumber'),
    attempt: t.exposeInt('attempt'),
    stepType: t.field({ type: StepTypeEnum, resolve: (step) => step.stepType }),
    description: t.exposeString('description'),
    status: t.field({ type: StepStatusEnum, resolve: (step) => step.status }),
    startedAt: t.field({ type: 'DateTime', nullable: true, resolve: (step) => step.startedAt }),
    completedAt: t.field({ type: 'DateTime', nullable: true, resolve: (step) => step.completedAt }),
    durationMs: t.exposeFloat('durationMs', { nullable: true }),
    changes: t.field({ type: DiffStatisticsType, resolve: (step) => step.changes }),
    result: t.field({ type: 'JSON', nullable: true, description: 'What it found or did; its shape depends on the step type.', resolve: (step) => step.result }),
    message: t.exposeString('message', { nullable: true, description: 'Why it failed or was skipped, in its own words.' }),
    skipReason: t.exposeString('skipReason', { nullable: true, description: 'Why a person left it out; null where nobody did.' }),
    skippedBy: t.exposeString('skippedBy', { nullable: true }),
  }),
});

const ReceiptActionType = builder.objectRef<ReceiptAction>('ReceiptAction').implement({
  description: 'One part of the plan with every attempt at its steps.',
  fields: (t) => ({
    position: t.exposeInt('position'),
    actionType: t.field({ type: ActionTypeEnum, resolve: (action) => action.actionType }),
    description: t.exposeString('description'),
    priority: t.field({ type: PriorityEnum, resolve: (action) => action.priority }),
    status: t.field({ type: ActionStatusEnum, resolve: (action) => action.status }),
    steps: t.field({ type: [ReceiptStepType], resolve: (action) => [...action.steps] }),
  }),
});

const ReceiptVerificationType = builder.objectRef<ReceiptVerification>('ReceiptVerification').implement({
  description: 'A verification that ended: how, and what it lets one say.',
  fields: (t) => ({
    status: t.field({ type: StepStatusEnum, resolve: (verification) => verification.status }),
    attempt: t.exposeInt('attempt'),
    words: t.exposeString('words'),
    completedAt: t.field({ type: 'DateTime', nullable: true, resolve: (verification) => verification.completedAt }),
  }),
});

const ReceiptFileType = builder.objectRef<ReceiptFile>('ReceiptFile').implement({
  description: 'A file that the run wrote. A hash is the sha256 of its bytes, null where there is no file.',
  fields: (t) => ({ path: t.exposeString('path'), hashBefore: t.exposeString('hashBefore', { nullable: true }), hashAfter: t.exposeString('hashAfter', { nullable: true }) }),
});

const ReceiptNotEditedType = builder.objectRef<ReceiptNotEdited>('ReceiptNotEdited').implement({
  description: 'A place that the run left as it was.',
  fields: (t) => ({
    file: t.exposeString('file'),
    line: t.exposeInt('line'),
    column: t.exposeInt('column'),
    reason: t.exposeString('reason'),
    by: t.exposeString('by', { nullable: true, description: 'Name of the access token with which a person left it out; null where none was sent, and where no person did.' }),
    at: t.field({ type: 'DateTime', nullable: true, description: 'When a person left it out; null where none did.', resolve: (place) => place.at }),
  }),
});

const ReceiptMoveType = builder.objectRef<ReceiptMove>('ReceiptMove').implement({
  description: 'Something that happened to the run as a whole.',
  fields: (t) => ({
    number: t.exposeInt('number'),
    type: t.field({ type: RunEventTypeEnum, resolve: (move) => move.type }),
    at: t.field({ type: 'DateTime', resolve: (move) => move.at }),
    message: t.exposeString('message', { nullable: true }),
    by: t.exposeString('by', { nullable: true, description: 'Who wanted it: the name of an access token, or of whoever named himself.' }),
  }),
});

const ReceiptType = builder.objectRef<Receipt>('Receipt').implement({
  description: 'The audit of a run: what was asked for, predicted, done and proved.',
  fields: (t) => ({
    origin: t.field({ type: OriginEnum, resolve: (receipt) => receipt.origin }),
    originWords: t.exposeString('originWords', { description: 'The origin in one sentence.' }),
    announcedBy: t.exposeString('announcedBy', { nullable: true, description: 'Name of the access token with which the change was announced.' }),
    startedBy: t.exposeString('startedBy', { nullable: true, description: 'Name of the access token with which the newest attempt was asked for.' }),
    status: t.field({ type: RunStatusType, resolve: (receipt) => receipt.status }),
    attempt: t.exposeInt('attempt', { description: 'Of the newest attempt.' }),
    mode: t.field({ type: RunModeEnum, resolve: (receipt) => receipt.mode }),
    branch: t.exposeString('branch', { nullable: true }),
    branchBase: t.exposeString('branchBase', { nullable: true, description: 'The commit that the branch began at.' }),
    commit: t.exposeString('commit', { nullable: true, description: 'The commit that holds what the run did.' }),
    adoptReason: t.exposeString('adoptReason', { nullable: true, description: 'Why what a failed run had done was kept; null where nobody did.' }),
    adoptedBy: t.exposeString('adoptedBy', { nullable: true }),
    plannedAt: t.field({ type: 'DateTime', resolve: (receipt) => receipt.plannedAt }),
    queuedAt: t.field({ type: 'DateTime', nullable: true, resolve: (receipt) => receipt.queuedAt }),
    startedAt: t.field({ type: 'DateTime', nullable: true, resolve: (receipt) => receipt.startedAt }),
    completedAt: t.field({ type: 'DateTime', nullable: true, resolve: (receipt) => receipt.completedAt }),
    queueMs: t.exposeFloat('queueMs', { nullable: true }),
    durationMs: t.exposeFloat('durationMs', { nullable: true }),
    intent: t.field({ type: ReceiptIntentType, resolve: (receipt) => receipt.intent }),
    decision: t.field({ type: DecisionEnum, resolve: (receipt) => receipt.decision }),
    reasons: t.stringList({ resolve: (receipt) => [...receipt.reasons] }),
    predictions: t.field({ type: [ReceiptPredictionType], description: 'The most severe first, at most 500.', resolve: (receipt) => [...receipt.predictions] }),
    predictionCount: t.exposeInt('predictionCount'),
    actions: t.field({ type: [ReceiptActionType], resolve: (receipt) => [...receipt.actions] }),
    changes: t.field({ type: DiffStatisticsType, description: 'Everything that the plan changes.', resolve: (receipt) => receipt.changes }),
    verification: t.field({ type: ReceiptVerificationType, nullable: true, description: 'The newest that ended; null before.', resolve: (receipt) => receipt.verification }),
    treeHashBefore: t.exposeString('treeHashBefore', { nullable: true }),
    treeHashAfter: t.exposeString('treeHashAfter', { nullable: true }),
    files: t.field({ type: [ReceiptFileType], description: 'Files that the run wrote, by path, at most 1,000.', resolve: (receipt) => [...receipt.files] }),
    fileCount: t.exposeInt('fileCount'),
    accuracy: t.field({ type: PredictionAccuracyType, nullable: true, resolve: (receipt) => receipt.accuracy }),
    testAccuracy: t.field({ type: TestAccuracyType, nullable: true, resolve: (receipt) => receipt.testAccuracy }),
    structure: t.field({ type: StructureOutcomeType, nullable: true, resolve: (receipt) => receipt.structure }),
    notEdited: t.field({ type: [ReceiptNotEditedType], resolve: (receipt) => [...receipt.notEdited] }),
    error: t.field({ type: RunErrorType, nullable: true, resolve: (receipt) => receipt.error }),
    moves: t.field({ type: [ReceiptMoveType], description: 'In order, at most the newest 200.', resolve: (receipt) => [...receipt.moves] }),
  }),
});

builder.prismaObjectFields('HealingRun', (t) => ({
  receipt: t.field({ type: ReceiptType, description: 'The audit of the run, as it is now.', complexity: 50, select: { id: true }, resolve: (run, _args, { receipts }) => receipts.receiptOf(run.id) }),
  printedReceipt: t.string({
    description: 'The receipt as a document to keep: all of it, as JSON or as Markdown.',
    complexity: 50,
    args: { format: t.arg({ type: FormatEnum, required: true }) },
    select: { id: true },
    resolve: (run, { format }, { receipts }) => receipts.printReceipt(run.id, format),
  }),
}));

/** As a pattern of LIKE that fits the word itself. */
const asWritten = (word: string): string => word.replace(/[\\%_]/g, '\\$&');

builder.prismaObjectFields('Room', (t) => ({
  runs: t.relatedConnection('runs', {
    cursor: 'id',
    totalCount: true,
    maxSize: 100,
    description: 'Its runs, the newest first.',
    args: {
      matching: t.arg.string({ description: 'Only runs whose intent, as it was said or understood, has these words in it.', validate: z.string().max(200).nullish() }),
      statuses: t.arg({ type: [RunStatusType], description: 'Only runs in one of these states.', validate: z.array(z.string()).max(20).nullish() }),
    },
    query: ({ matching, statuses }) => ({
      where: {
        ...(statuses ? { status: { in: statuses } } : {}),
        AND: (matching ?? '').split(/\s+/).filter((word) => word !== '').map(asWritten).map((word) => ({ intentCapture: { OR: [{ userAction: { contains: word, mode: 'insensitive' as const } }, { understood: { contains: word, mode: 'insensitive' as const } }] } })),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    }),
  }),
}));
