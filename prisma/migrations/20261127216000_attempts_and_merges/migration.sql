-- AlterEnum
ALTER TYPE "run_status" ADD VALUE 'ADOPTED' AFTER 'COMPLETED';

-- AlterEnum
ALTER TYPE "run_event_type" ADD VALUE 'RUN_ADOPTED' AFTER 'RUN_COMPLETED';

-- AlterTable
ALTER TABLE "healing_runs" ADD COLUMN     "adopt_reason" TEXT,
ADD COLUMN     "adopted_by" TEXT,
ADD COLUMN     "attempt" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "merges_on_rollback" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "healing_executions" ADD COLUMN     "skip_reason" TEXT,
ADD COLUMN     "skipped_by" TEXT;

-- AlterTable
ALTER TABLE "file_snapshots" ADD COLUMN     "content_after" BYTEA,
ADD COLUMN     "mode_after" INTEGER;
