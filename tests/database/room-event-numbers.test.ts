import { randomUUID } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { findPackageRoot } from '../../server/config.ts';
import { migrateDatabase, readMigrations } from '../../server/database/migrate.ts';
import { withDatabase } from '../../server/database/url.ts';
import { findTestServerUrl } from '../support/database.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const MIGRATION = 'room_event_numbers';

/** Two runs of one room whose events lie between each other in time, and one of another room. */
const STORED = `
  INSERT INTO rooms (id, name, root_path, updated_at) VALUES ('00000000-0000-7000-8000-00000000000a', 'a', '/a', now()), ('00000000-0000-7000-8000-00000000000b', 'b', '/b', now());
  INSERT INTO intent_captures (id, room_id, user_action, change_kind, change, understood)
    SELECT id, id, 'x', 'RENAME_EXPORT', '{}', 'x' FROM rooms;
  INSERT INTO healing_runs (id, room_id, intent_capture_id, plan, last_event_number)
    SELECT ('00000000-0000-7000-8000-00000000000' || n)::uuid, r.id, r.id, '{}', 2 FROM rooms r JOIN (VALUES (1, 'a'), (2, 'a'), (3, 'b')) AS v(n, room) ON v.room = r.name;
  INSERT INTO run_events (id, run_id, number, type, payload, created_at)
    SELECT gen_random_uuid(), ('00000000-0000-7000-8000-00000000000' || run)::uuid, number, 'RUN_QUEUED', '{}', timestamptz '2026-01-01' + second * interval '1 second'
    FROM (VALUES (1, 1, 10), (2, 1, 20), (1, 2, 30), (2, 2, 25), (3, 1, 5), (3, 2, 5)) AS e(run, number, second)`;

test('events that were stored before rooms counted them get the numbers of the order in which they were written', async () => {
  const server = await findTestServerUrl();
  const name = `numbers_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: withDatabase(server, name) });
  onTestFinished(async () => {
    await client.end();
    const admin = new pg.Client({ connectionString: server });
    await admin.connect();
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  });
  const all = join(findPackageRoot(), 'prisma/migrations');
  const before = makeTempFolder();
  cpSync(all, before, { recursive: true });
  for (const migration of readMigrations(all).slice(readMigrations(all).findIndex((each) => each.name.endsWith(MIGRATION)))) rmSync(join(before, migration.name), { recursive: true });
  await migrateDatabase(withDatabase(server, name), before);
  await client.connect();
  await client.query(STORED);
  await migrateDatabase(withDatabase(server, name), all);
  const { rows } = await client.query<{ place: string }>(`SELECT m.name || ' ' || room_number || ': ' || right(run_id::text, 1) || '.' || number AS place FROM run_events JOIN rooms m ON m.id = room_id ORDER BY m.name, room_number`);
  expect(rows.map(({ place }) => place)).toEqual(['a 1: 1.1', 'a 2: 2.1', 'a 3: 2.2', 'a 4: 1.2', 'b 1: 3.1', 'b 2: 3.2']);
  expect((await client.query('SELECT name, last_event_number AS last FROM rooms ORDER BY name')).rows).toEqual([{ name: 'a', last: 4 }, { name: 'b', last: 2 }]);
});
