-- CreateTable
CREATE TABLE "watch_baselines" (
    "id" UUID NOT NULL,
    "room_id" UUID NOT NULL,
    "holder_id" UUID,
    "starts" INTEGER NOT NULL DEFAULT 0,
    "looked_at" TIMESTAMPTZ(6),
    "ignored_folders" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "git_head" TEXT,
    "git_log_bytes" INTEGER,
    "run_id" UUID,

    CONSTRAINT "watch_baselines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "watched_files" (
    "baseline_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "hash" TEXT,
    "content" BYTEA,
    "is_unhealed" BOOLEAN NOT NULL DEFAULT false,
    "content_before" BYTEA,

    CONSTRAINT "watched_files_pkey" PRIMARY KEY ("baseline_id","path")
);

-- CreateIndex
CREATE UNIQUE INDEX "watch_baselines_room_id_key" ON "watch_baselines"("room_id");

-- AddForeignKey
ALTER TABLE "watch_baselines" ADD CONSTRAINT "watch_baselines_room_id_fkey" FOREIGN KEY ("room_id") REFERENCES "rooms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watched_files" ADD CONSTRAINT "watched_files_baseline_id_fkey" FOREIGN KEY ("baseline_id") REFERENCES "watch_baselines"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Rooms that are watched already: each begins with the files as they are when its watch begins again.
INSERT INTO "watch_baselines" ("id", "room_id") SELECT gen_random_uuid(), "id" FROM "rooms" WHERE "watch" <> 'OFF';
