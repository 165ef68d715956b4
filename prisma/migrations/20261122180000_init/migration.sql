-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "change_kind" AS ENUM ('RENAME_EXPORT', 'MOVE_FILE');

-- CreateEnum
CREATE TYPE "prediction_type" AS ENUM ('BREAKING_CHANGE', 'PERFORMANCE', 'SECURITY');

-- CreateEnum
CREATE TYPE "certainty" AS ENUM ('CERTAIN', 'POSSIBLE', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "run_status" AS ENUM ('PLANNED', 'QUEUED', 'RUNNING', 'RESTORING', 'COMPLETED', 'FAILED', 'CANCELLED', 'ROLLBACK_QUEUED', 'ROLLING_BACK', 'ROLLED_BACK');

-- CreateEnum
CREATE TYPE "action_type" AS ENUM ('COMPATIBILITY_LAYER', 'MIGRATION', 'FIX', 'ARCHITECTURAL_REVIEW', 'ROLLBACK');

-- CreateEnum
CREATE TYPE "action_status" AS ENUM ('PENDING', 'EXECUTING', 'COMPLETED', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "priority" AS ENUM ('HIGH', 'MEDIUM', 'LOW');

-- CreateEnum
CREATE TYPE "step_type" AS ENUM ('APPLY_CHANGE', 'CREATE_COMPATIBILITY_SHIM', 'UPDATE_IMPORTS', 'UPDATE_REFERENCES', 'MARK_DEPRECATED', 'CREATE_MIGRATION_GUIDE', 'ANALYZE_COUPLING', 'SUGGEST_REFACTORING', 'VERIFY', 'RESTORE');

-- CreateEnum
CREATE TYPE "step_status" AS ENUM ('PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'SKIPPED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "run_event_type" AS ENUM ('RUN_QUEUED', 'RUN_STARTED', 'RUN_RESTORING', 'RUN_COMPLETED', 'RUN_FAILED', 'RUN_CANCELLED', 'CANCEL_REQUESTED', 'ROLLBACK_QUEUED', 'ROLLBACK_STARTED', 'ROLLBACK_COMPLETED', 'ROLLBACK_REFUSED', 'ACTION_STARTED', 'ACTION_ENDED', 'STEP_STARTED', 'STEP_PROGRESS', 'STEP_ENDED');

-- CreateTable
CREATE TABLE "rooms" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "root_path" TEXT NOT NULL,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "rooms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "intent_captures" (
    "id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "user_action" TEXT NOT NULL,
    "change_kind" "change_kind" NOT NULL,
    "change" JSONB NOT NULL,
    "understood" TEXT NOT NULL,
    "analysis" JSONB,
    "overall_risk" DOUBLE PRECISION,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "analyzed_at" TIMESTAMPTZ(6),

    CONSTRAINT "intent_captures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "impact_predictions" (
    "id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "intent_capture_id" UUID NOT NULL,
    "prediction_type" "prediction_type" NOT NULL,
    "certainty" "certainty" NOT NULL,
    "severity" DOUBLE PRECISION NOT NULL,
    "summary" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "affected_components" JSONB NOT NULL,
    "evidence" JSONB NOT NULL,
    "why_path" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "impact_predictions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "healing_runs" (
    "id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "intent_capture_id" UUID NOT NULL,
    "status" "run_status" NOT NULL DEFAULT 'PLANNED',
    "plan" JSONB NOT NULL,
    "tree_hash_before" TEXT,
    "tree_hash_after" TEXT,
    "last_event_number" INTEGER NOT NULL DEFAULT 0,
    "cancel_requested_at" TIMESTAMPTZ(6),
    "error" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "queued_at" TIMESTAMPTZ(6),
    "started_at" TIMESTAMPTZ(6),
    "completed_at" TIMESTAMPTZ(6),

    CONSTRAINT "healing_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "healing_actions" (
    "id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "intent_capture_id" UUID NOT NULL,
    "prediction_id" UUID,
    "position" INTEGER NOT NULL,
    "action_type" "action_type" NOT NULL,
    "description" TEXT NOT NULL,
    "priority" "priority" NOT NULL DEFAULT 'MEDIUM',
    "status" "action_status" NOT NULL DEFAULT 'PENDING',
    "execution_plan" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "executed_at" TIMESTAMPTZ(6),
    "completed_at" TIMESTAMPTZ(6),

    CONSTRAINT "healing_actions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "healing_executions" (
    "id" UUID NOT NULL,
    "healing_action_id" UUID NOT NULL,
    "step_number" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "step_type" "step_type" NOT NULL,
    "step_description" TEXT NOT NULL,
    "status" "step_status" NOT NULL DEFAULT 'PENDING',
    "input" JSONB NOT NULL,
    "diff" TEXT NOT NULL DEFAULT '',
    "result" JSONB,
    "error_message" TEXT,
    "started_at" TIMESTAMPTZ(6),
    "completed_at" TIMESTAMPTZ(6),

    CONSTRAINT "healing_executions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_snapshots" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "execution_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "hash_before" TEXT,
    "hash_after" TEXT,
    "content_before" BYTEA,
    "mode_before" INTEGER,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_snapshots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_events" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "type" "run_event_type" NOT NULL,
    "action_id" UUID,
    "execution_id" UUID,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "run_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "intent_debugger_sessions" (
    "id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "trigger_action" TEXT NOT NULL,
    "user_intent" TEXT NOT NULL,
    "expected_behavior" JSONB,
    "actual_behavior" JSONB,
    "discrepancies" JSONB,
    "fixes_applied" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(6),

    CONSTRAINT "intent_debugger_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "rooms_root_path_key" ON "rooms"("root_path");

-- CreateIndex
CREATE INDEX "intent_captures_room_id_created_at_idx" ON "intent_captures"("room_id", "created_at");

-- CreateIndex
CREATE INDEX "impact_predictions_room_id_idx" ON "impact_predictions"("room_id");

-- CreateIndex
CREATE INDEX "impact_predictions_intent_capture_id_severity_idx" ON "impact_predictions"("intent_capture_id", "severity");

-- CreateIndex
CREATE INDEX "healing_runs_room_id_created_at_idx" ON "healing_runs"("room_id", "created_at");

-- CreateIndex
CREATE INDEX "healing_runs_room_id_status_idx" ON "healing_runs"("room_id", "status");

-- CreateIndex
CREATE INDEX "healing_runs_intent_capture_id_idx" ON "healing_runs"("intent_capture_id");

-- CreateIndex
CREATE INDEX "healing_actions_room_id_idx" ON "healing_actions"("room_id");

-- CreateIndex
CREATE INDEX "healing_actions_status_idx" ON "healing_actions"("status");

-- CreateIndex
CREATE INDEX "healing_actions_intent_capture_id_idx" ON "healing_actions"("intent_capture_id");

-- CreateIndex
CREATE INDEX "healing_actions_prediction_id_idx" ON "healing_actions"("prediction_id");

-- CreateIndex
CREATE UNIQUE INDEX "healing_actions_run_id_position_key" ON "healing_actions"("run_id", "position");

-- CreateIndex
CREATE INDEX "healing_executions_status_idx" ON "healing_executions"("status");

-- CreateIndex
CREATE UNIQUE INDEX "healing_executions_healing_action_id_step_number_attempt_key" ON "healing_executions"("healing_action_id", "step_number", "attempt");

-- CreateIndex
CREATE INDEX "file_snapshots_run_id_path_idx" ON "file_snapshots"("run_id", "path");

-- CreateIndex
CREATE UNIQUE INDEX "file_snapshots_execution_id_path_key" ON "file_snapshots"("execution_id", "path");

-- CreateIndex
CREATE UNIQUE INDEX "run_events_run_id_number_key" ON "run_events"("run_id", "number");

-- CreateIndex
CREATE INDEX "intent_debugger_sessions_room_id_created_at_idx" ON "intent_debugger_sessions"("room_id", "created_at");

-- AddForeignKey
ALTER TABLE "intent_captures" ADD CONSTRAINT "intent_captures_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "impact_predictions" ADD CONSTRAINT "impact_predictions_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "impact_predictions" ADD CONSTRAINT "impact_predictions_intent_capture_id_fkey" FOREIGN KEY ("intent_capture_id") REFERENCES "intent_captures"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "healing_runs" ADD CONSTRAINT "healing_runs_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "healing_runs" ADD CONSTRAINT "healing_runs_intent_capture_id_fkey" FOREIGN KEY ("intent_capture_id") REFERENCES "intent_captures"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "healing_actions" ADD CONSTRAINT "healing_actions_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "healing_actions" ADD CONSTRAINT "healing_actions_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "healing_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "healing_actions" ADD CONSTRAINT "healing_actions_intent_capture_id_fkey" FOREIGN KEY ("intent_capture_id") REFERENCES "intent_captures"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "healing_actions" ADD CONSTRAINT "healing_actions_prediction_id_fkey" FOREIGN KEY ("prediction_id") REFERENCES "impact_predictions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "healing_executions" ADD CONSTRAINT "healing_executions_healing_action_id_fkey" FOREIGN KEY ("healing_action_id") REFERENCES "healing_actions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_snapshots" ADD CONSTRAINT "file_snapshots_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "healing_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_snapshots" ADD CONSTRAINT "file_snapshots_execution_id_fkey" FOREIGN KEY ("execution_id") REFERENCES "healing_executions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_events" ADD CONSTRAINT "run_events_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "healing_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "intent_debugger_sessions" ADD CONSTRAINT "intent_debugger_sessions_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE CASCADE;


