-- CreateEnum
CREATE TYPE "debug_session_status" AS ENUM ('OPEN', 'RECORDING', 'SEARCHING', 'RESOLVED');

-- CreateEnum
CREATE TYPE "fix_type" AS ENUM ('EXECUTION_CORRECTION', 'DATA_CORRECTION', 'PERFORMANCE_OPTIMIZATION');

-- CreateEnum
CREATE TYPE "fix_status" AS ENUM ('VERIFIED', 'PLAUSIBLE', 'REFUTED');

-- CreateEnum
CREATE TYPE "debugger_event_type" AS ENUM ('SESSION_STARTED', 'RECORDING_STARTED', 'RECORDING_PROGRESS', 'RECORDING_ENDED', 'DISCREPANCY_ANALYZED', 'SEARCH_STARTED', 'SEARCH_PROGRESS', 'SEARCH_ENDED', 'QUESTION_ANSWERED', 'FIX_APPLIED', 'CANCEL_REQUESTED', 'SESSION_RESOLVED');

-- AlterEnum
ALTER TYPE "change_kind" ADD VALUE 'EDIT';

-- AlterTable
ALTER TABLE "intent_debugger_sessions" ADD COLUMN     "activity_id" UUID,
ADD COLUMN     "data_mapping" JSONB,
ADD COLUMN     "heartbeat_at" TIMESTAMPTZ(6),
ADD COLUMN     "last_event_number" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "regression_run_id" UUID,
ADD COLUMN     "scenario" JSONB,
ADD COLUMN     "search" JSONB,
ADD COLUMN     "settings" JSONB NOT NULL,
ADD COLUMN     "status" "debug_session_status" NOT NULL DEFAULT 'OPEN',
ADD COLUMN     "suspects" JSONB NOT NULL DEFAULT '[]',
ALTER COLUMN "expected_behavior" SET NOT NULL,
ALTER COLUMN "fixes_applied" SET NOT NULL,
ALTER COLUMN "fixes_applied" SET DEFAULT '[]';

-- CreateTable
CREATE TABLE "debugger_recordings" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "report" JSONB NOT NULL,
    "trace" JSONB,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "examples" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "debugger_recordings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suggested_fixes" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "fix_type" "fix_type" NOT NULL,
    "status" "fix_status" NOT NULL,
    "description" TEXT NOT NULL,
    "operator" TEXT NOT NULL,
    "edits" JSONB NOT NULL,
    "diff" TEXT NOT NULL,
    "steps" JSONB NOT NULL,
    "evidence" JSONB NOT NULL,
    "features" JSONB NOT NULL,
    "confidence" DOUBLE PRECISION NOT NULL,
    "confidence_basis" TEXT NOT NULL,
    "run_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suggested_fixes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "debugger_questions" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "input" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "answer" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(6),

    CONSTRAINT "debugger_questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "debugger_events" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "type" "debugger_event_type" NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "debugger_events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "debugger_recordings_session_id_created_at_idx" ON "debugger_recordings"("session_id", "created_at");

-- CreateIndex
CREATE INDEX "suggested_fixes_session_id_position_idx" ON "suggested_fixes"("session_id", "position");

-- CreateIndex
CREATE INDEX "suggested_fixes_run_id_idx" ON "suggested_fixes"("run_id");

-- CreateIndex
CREATE INDEX "debugger_questions_session_id_created_at_idx" ON "debugger_questions"("session_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "debugger_events_session_id_number_key" ON "debugger_events"("session_id", "number");

-- CreateIndex
CREATE INDEX "intent_debugger_sessions_status_idx" ON "intent_debugger_sessions"("status");

-- CreateIndex
CREATE INDEX "intent_debugger_sessions_regression_run_id_idx" ON "intent_debugger_sessions"("regression_run_id");

-- AddForeignKey
ALTER TABLE "intent_debugger_sessions" ADD CONSTRAINT "intent_debugger_sessions_regression_run_id_fkey" FOREIGN KEY ("regression_run_id") REFERENCES "healing_runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "debugger_recordings" ADD CONSTRAINT "debugger_recordings_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "intent_debugger_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggested_fixes" ADD CONSTRAINT "suggested_fixes_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "intent_debugger_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggested_fixes" ADD CONSTRAINT "suggested_fixes_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "healing_runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "debugger_questions" ADD CONSTRAINT "debugger_questions_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "intent_debugger_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "debugger_events" ADD CONSTRAINT "debugger_events_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "intent_debugger_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;


