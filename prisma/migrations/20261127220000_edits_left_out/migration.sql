-- AlterEnum
ALTER TYPE "run_event_type" ADD VALUE 'PLAN_CHANGED' BEFORE 'RUN_QUEUED';

-- AlterTable
ALTER TABLE "healing_executions" ADD COLUMN     "planned_edits" JSONB;
