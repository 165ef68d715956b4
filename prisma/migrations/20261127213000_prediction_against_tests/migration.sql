-- AlterTable
ALTER TABLE "healing_runs" ADD COLUMN     "test_accuracy" JSONB;
