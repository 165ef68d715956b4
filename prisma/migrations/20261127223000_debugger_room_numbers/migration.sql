-- AlterTable
ALTER TABLE "rooms" ADD COLUMN     "last_debugger_number" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "debugger_events" ADD COLUMN     "room_id" UUID,
ADD COLUMN     "room_number" INTEGER;

-- What is stored already is numbered in the order in which it was written, and within a session by its own numbers; progress has no number.
UPDATE "debugger_events" e SET "room_id" = s."room_id" FROM "intent_debugger_sessions" s WHERE s."id" = e."session_id";

UPDATE "debugger_events" e SET "room_number" = n."room_number"
FROM (
  SELECT "id", (row_number() OVER (PARTITION BY "room_id" ORDER BY "written", "session_id", "number"))::int AS "room_number"
  FROM (
    SELECT "id", "room_id", "session_id", "number", max("created_at") OVER (PARTITION BY "session_id" ORDER BY "number") AS "written"
    FROM "debugger_events" WHERE "type" NOT IN ('RECORDING_PROGRESS', 'SEARCH_PROGRESS')
  ) t
) n WHERE n."id" = e."id";

UPDATE "rooms" SET "last_debugger_number" = n."last"
FROM (SELECT "room_id", max("room_number") AS "last" FROM "debugger_events" WHERE "room_number" IS NOT NULL GROUP BY "room_id") n WHERE n."room_id" = "rooms"."id";

-- AlterTable
ALTER TABLE "debugger_events" ALTER COLUMN "room_id" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "debugger_events_room_id_room_number_key" ON "debugger_events"("room_id", "room_number");
