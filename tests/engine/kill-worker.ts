// A worker of the real product that ends at a point of its work: `kill-worker <order as JSON>`. Says `did <what>` when it did it, and ends when the run has ended.
import { spawnSync } from 'node:child_process';
import { writeFileSync, writeSync } from 'node:fs';
import { CallPoints } from '../support/call-points.ts';
import { openWorker, type Ending } from './kill-runs.ts';

/** What dies at the point: this process, its connections to the database, or the database server. */
export type Victim = 'worker' | 'connections' | 'database';

export interface Order {
  readonly url: string;
  readonly root: string;
  readonly runId: string;
  readonly ending: Ending;
  readonly victim: Victim;
  /** Number of the point; 0 is none. */
  readonly at: number;
  /** Process id of the database server, where it is the victim. */
  readonly postmaster?: number;
  /** Works as this user, who is also the group. */
  readonly user?: number;
  /** Gets the name of every point, one a line. */
  readonly namesTo?: string;
}

const order = JSON.parse(process.argv[2] ?? '') as Order;
const names: string[] = [];

/** Not asynchronous: nothing of the work goes on meanwhile. */
function endConnections(): void {
  const script = `
    const client = new (require('pg').Client)({ connectionString: ${JSON.stringify(order.url)}, application_name: 'kills' });
    client.connect().then(() => client.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()')).then(() => client.end());`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the connections could not be ended: ${stderr}`);
}

const KILLS: Readonly<Record<Victim, () => void>> = {
  worker: () => process.kill(process.pid, 'SIGKILL'),
  connections: endConnections,
  database: () => process.kill(order.postmaster ?? 0, 'SIGKILL'),
};

const points = new CallPoints(({ number, name }) => {
  if (order.namesTo !== undefined) names.push(name);
  if (number !== order.at) return;
  const tell = () => writeSync(1, `did ${order.victim} ${name}\n`);
  // Whoever starts the database server again must not find it alive; of this process nothing can be told afterwards.
  if (order.victim === 'worker') tell();
  KILLS[order.victim]();
  tell();
});
points.watchFiles(() => order.root);
points.watchDatabase();
if (order.user !== undefined) {
  process.setgroups?.([]);
  process.setgid?.(order.user);
  process.setuid?.(order.user);
}
const worker = openWorker(order.url, order.root);
try {
  await worker.untilEnded(order.runId, order.ending);
  if (order.namesTo !== undefined) writeFileSync(order.namesTo, names.join('\n'));
} finally {
  await worker.close();
}
