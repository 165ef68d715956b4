-- AlterTable
ALTER TABLE "healing_runs" ADD COLUMN     "accuracy" JSONB;

-- AlterTable
ALTER TABLE "healing_executions" ADD COLUMN     "estimate" JSONB,
ADD COLUMN     "size" INTEGER;

-- CreateIndex
CREATE INDEX "healing_executions_step_type_completed_at_idx" ON "healing_executions"("step_type", "completed_at");
