-- CreateEnum
CREATE TYPE "old_form_policy" AS ENUM ('WHEN_SEVERE', 'ALWAYS', 'NEVER');

-- AlterTable
ALTER TABLE "rooms" ADD COLUMN     "old_forms" "old_form_policy",
ADD COLUMN     "writes_guides" BOOLEAN;

-- Settings of a room are told to every server: these are two of them.
DROP TRIGGER "tell_room_change" ON "rooms";
CREATE TRIGGER "tell_room_change" AFTER INSERT OR DELETE OR UPDATE OF "name", "watch", "heal_from", "compatibility_from", "review_above", "old_forms", "writes_guides", "ignored_folders" ON "rooms"
FOR EACH ROW EXECUTE FUNCTION "tell_change"();
