-- AlterTable
ALTER TABLE "rooms" ADD COLUMN     "last_event_number" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "run_events" ADD COLUMN     "room_id" UUID,
ADD COLUMN     "room_number" INTEGER;

-- What is stored already is numbered in the order in which it was written, and within a run by its own numbers.
UPDATE "run_events" e SET "room_id" = n."room_id", "room_number" = n."room_number"
FROM (
  SELECT "id", "room_id", (row_number() OVER (PARTITION BY "room_id" ORDER BY "written", "run_id", "number"))::int AS "room_number"
  FROM (
    SELECT e."id", r."room_id", e."run_id", e."number", max(e."created_at") OVER (PARTITION BY e."run_id" ORDER BY e."number") AS "written"
    FROM "run_events" e JOIN "healing_runs" r ON r."id" = e."run_id"
  ) t
) n WHERE n."id" = e."id";

UPDATE "rooms" SET "last_event_number" = n."last"
FROM (SELECT "room_id", max("room_number") AS "last" FROM "run_events" GROUP BY "room_id") n WHERE n."room_id" = "rooms"."id";

-- AlterTable
ALTER TABLE "run_events" ALTER COLUMN "room_id" SET NOT NULL,
ALTER COLUMN "room_number" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "run_events_room_id_room_number_key" ON "run_events"("room_id", "room_number");
