-- AlterTable
ALTER TABLE "rooms" ADD COLUMN     "compatibility_from" DOUBLE PRECISION,
ADD COLUMN     "heal_from" DOUBLE PRECISION,
ADD COLUMN     "ignored_folders" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "review_above" INTEGER;
