// How long it takes from the write of a file until the watch of its room has told a subscriber what it breaks, over seeded saves on a copy
// of a real package; beside the bare notice of @parcel/watcher for the same write, and `tsc --watch` of TypeScript 6 on another copy, in turns.
// Usage: npm run bench:watch -- [--packages rxjs] [--count 40] [--seed 1] [--warm 5] [--verbose]; `--packages rxjs,zod` takes `tsc` minutes more
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findPackageRoot } from '../../server/config.ts';
import { openDatabase, type Database } from '../../server/db.ts';
import { renameExport } from '../../server/edits/rename-export.ts';
import { applyEdits, normalizeEdits } from '../../server/edits/text-edits.ts';
import { groupBy } from '../../server/graph/group-by.ts';
import { Codebase } from '../../server/impact/codebase.ts';
import { graphql, type ResultOf } from '../../web/graphql.ts';
import { connectApi } from '../support/api-client.ts';
import { dataOf, openRoom } from '../support/walk-through.ts';
import { drawChange } from './draw-change.ts';
import { endProcesses, startProcess } from './live-process.ts';
import { at } from './percentile.ts';
import { copyPackage, type PackageName } from './real-packages.ts';
import { createRandom } from './seeded-random.ts';
import { openNotices, openTscWatch, type Peer } from './watch-peers.ts';

const { values } = parseArgs({
  options: { packages: { type: 'string', default: 'rxjs' }, count: { type: 'string', default: '40' }, seed: { type: 'string', default: '1' }, warm: { type: 'string', default: '5' }, verbose: { type: 'boolean', default: false } },
});

const SetWatch = graphql(`
  mutation SetWatch($roomId: ID!) { setWatch(roomId: $roomId, mode: SUGGEST) { __typename ... on MutationSetWatchSuccess { data { id } } ... on DomainError { code message } } }
`);
const WatchEvents = graphql(`
  subscription WatchEvents($roomId: ID!) { watchEvents(roomId: $roomId, after: 0) { type message checkMs } }
`);
type Told = ResultOf<typeof WatchEvents>['watchEvents'];

interface Sides {
  /** The copy that is watched, and the one of `tsc --watch`. */
  readonly folders: readonly [string, string];
  readonly next: () => Promise<{ readonly event: Told; readonly at: number }>;
  readonly bare: Peer;
  readonly tsc: Peer;
}

/** All in ms since the write. */
interface Row {
  readonly kind: string;
  /** Everything but the check: until the save is seen, and until its event has come. */
  readonly notice: number;
  readonly check: number;
  readonly told: number;
  readonly bare: number;
  readonly tsc: number;
}

/** One save on the watched copy, then on the other one: the two sides never work at the same time. */
async function measureSave({ folders, next, bare, tsc }: Sides, { kind, path, text }: { kind: string; path: string; text: string }): Promise<Row> {
  const noticed = bare.next();
  const writtenAt = performance.now();
  writeFileSync(join(folders[0], path), text);
  const [{ event, at: toldAt }, noticedAt] = await Promise.all([next(), noticed]);
  const checked = tsc.next();
  const writtenThereAt = performance.now();
  writeFileSync(join(folders[1], path), text);
  const row = { kind, notice: toldAt - writtenAt - (event.checkMs ?? 0), check: event.checkMs ?? 0, told: toldAt - writtenAt, bare: noticedAt - writtenAt, tsc: (await checked) - writtenThereAt };
  if (values.verbose) console.log(`${kind}: ${Math.round(row.told)} ms, of which the check ${row.check}; tsc --watch ${Math.round(row.tsc)} ms; ${event.type} ${event.message}`);
  return row;
}

/** Saves that leave the project as it was: a name that changes in its own file only, and an export more, each taken back. */
async function measureSaves(codebase: Codebase, sides: Sides): Promise<Row[]> {
  const random = createRandom(Number(values.seed));
  const rows: Row[] = [];
  for (let n = 1 - Number(values.warm); n <= Number(values.count); ) {
    const change = drawChange(codebase, 'rename', { random, n: n + 1000 })?.change;
    if (change?.kind !== 'RENAME_EXPORT') continue;
    const { tree, graph } = codebase;
    const { file: path, from, to } = change;
    const text = tree.text(path) ?? '';
    const renamed = applyEdits(text, normalizeEdits(renameExport({ tree, graph, file: path, from, to }).declaration));
    if (renamed === text) continue;
    const saves = [['a name changed', renamed], ['taken back', text], ['an export more', `${text}\nexport const saved = 1;\n`], ['an export less', text]] as const;
    for (const [kind, saved] of saves) {
      const row = await measureSave(sides, { kind, path, text: saved });
      if (n > 0) rows.push(row);
    }
    n += 1;
  }
  return rows;
}

function describe(rows: readonly Row[]): object {
  const spread = (numbers: readonly number[]) => `${Math.round(at(numbers, 0.5))} / ${Math.round(at(numbers, 0.99))}`;
  const of = (part: Exclude<keyof Row, 'kind'>) => spread(rows.map((row) => row[part]));
  const ratio = (numbers: readonly number[]) => at(numbers, 0.5).toFixed(1);
  return {
    saves: rows.length, 'notice': of('notice'), 'check': of('check'), 'write to event': of('told'), 'bare notice': of('bare'), 'tsc --watch': of('tsc'),
    'tsc to event (ratio)': ratio(rows.map(({ tsc, told }) => tsc / told)), 'notice to bare (ratio)': ratio(rows.map(({ notice, bare }) => notice / bare)),
  };
}

async function measurePackage(database: Database, name: PackageName): Promise<Record<string, object>> {
  const copies = [copyPackage(name), copyPackage(name)] as const;
  const codebase = await Codebase.open(copies[0].folder);
  const server = startProcess('watch-server.ts', database.url, copies[0].folder);
  const api = connectApi((await server.hear('ready')).port);
  const roomId = await openRoom(api, copies[0].folder);
  const events = api.subscribe(WatchEvents, { roomId });
  const next = async () => {
    const { value, done } = await events.next();
    if (done) throw new Error('the events ended');
    return { event: value.watchEvents, at: performance.now() };
  };
  dataOf((await api.graphql(SetWatch, { roomId })).setWatch);
  await next();
  const bare = await openNotices(copies[0].folder);
  const tsc = await openTscWatch(copies[1].folder);
  try {
    const rows = await measureSaves(codebase, { folders: [copies[0].folder, copies[1].folder], next, bare, tsc });
    return Object.fromEntries([[name, describe(rows)], ...[...groupBy(rows, ({ kind }) => kind)].map(([kind, own]) => [`${name}: ${kind}`, describe(own)])]);
  } finally {
    await bare.close();
    await tsc.close();
    await api.dispose();
    await codebase.close();
    for (const copy of copies) copy.remove();
  }
}

const dataDir = mkdtempSync(join(tmpdir(), 'supernova-watch-'));
const database = await openDatabase({ databaseUrl: null, dataDir, packageRoot: findPackageRoot() });
try {
  const table: Record<string, object> = {};
  for (const name of values.packages.split(',') as PackageName[]) Object.assign(table, await measurePackage(database, name));
  console.log('p50 / p99 in ms of wall time');
  console.table(table);
} finally {
  await endProcesses();
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
}
