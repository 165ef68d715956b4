-- Whoever changes a room or a worker, in whatever process: every server is told.
CREATE FUNCTION "tell_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('supernova_changes', json_build_object('table', TG_TABLE_NAME, 'id', CASE WHEN TG_OP = 'DELETE' THEN OLD."id" ELSE NEW."id" END)::text);
  RETURN NULL;
END $$;

CREATE TRIGGER "tell_room_change" AFTER INSERT OR DELETE OR UPDATE OF "name", "watch", "heal_from", "compatibility_from", "review_above", "ignored_folders" ON "rooms"
FOR EACH ROW EXECUTE FUNCTION "tell_change"();

CREATE TRIGGER "tell_worker_change" AFTER INSERT OR DELETE ON "workers"
FOR EACH ROW EXECUTE FUNCTION "tell_change"();
