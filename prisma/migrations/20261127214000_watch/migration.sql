CREATE TYPE "watch_mode" AS ENUM ('OFF', 'SUGGEST', 'AUTO');
CREATE TYPE "watch_event_type" AS ENUM ('WATCHING', 'CHECKED', 'BREAKS', 'SUGGESTED', 'HEALING', 'WITHDRAWN', 'REFUSED', 'CHECKOUT', 'FORMATTED');

ALTER TABLE "rooms" ADD COLUMN "watch" "watch_mode" NOT NULL DEFAULT 'OFF', ADD COLUMN "last_watch_number" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "watch_events" (
    "id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "type" "watch_event_type" NOT NULL,
    "message" TEXT NOT NULL,
    "is_burst" BOOLEAN NOT NULL DEFAULT false,
    "files" TEXT[],
    "file_count" INTEGER NOT NULL,
    "intent_capture_id" UUID,
    "run_id" UUID,
    "error" JSONB,
    "noticed_ms" INTEGER,
    "check_ms" INTEGER,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "watch_events_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "watch_events_room_id_number_key" ON "watch_events"("room_id", "number");
CREATE INDEX "watch_events_intent_capture_id_idx" ON "watch_events"("intent_capture_id");
CREATE INDEX "watch_events_run_id_idx" ON "watch_events"("run_id");
ALTER TABLE "watch_events" ADD CONSTRAINT "watch_events_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "watch_events" ADD CONSTRAINT "watch_events_intent_capture_id_fkey" FOREIGN KEY ("intent_capture_id") REFERENCES "intent_captures"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "watch_events" ADD CONSTRAINT "watch_events_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "healing_runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;
