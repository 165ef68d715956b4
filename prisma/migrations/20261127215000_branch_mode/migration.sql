-- CreateEnum
CREATE TYPE "run_mode" AS ENUM ('WORKING_TREE', 'BRANCH');

-- AlterTable
ALTER TABLE "healing_runs" ADD COLUMN     "branch" TEXT,
ADD COLUMN     "branch_base" TEXT,
ADD COLUMN     "commit" TEXT,
ADD COLUMN     "mode" "run_mode" NOT NULL DEFAULT 'WORKING_TREE';
