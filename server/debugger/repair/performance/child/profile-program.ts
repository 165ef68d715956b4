// Runs before a script of the project, which is then the main program itself: says where it spent its time when it ends.
import { received, tell } from './send.ts';
import type { ProfileMessage, ProgramProfilePlan } from './messages.ts';
import { createFindPlace, startProfile, stopProfile } from './profile-nodes.ts';

const { modules } = (await received) as ProgramProfilePlan;
const loose = process as unknown as Record<string, unknown>;
// The script would take itself for a worker of somebody, and would not end while it listens.
process.channel?.unref();
for (const name of ['send', 'disconnect']) loose[name] = undefined;

const findPlace = createFindPlace(modules);
const startedAt = performance.now();
startProfile();
process.once('exit', () => {
  const callMs = performance.now() - startedAt;
  tell({ kind: 'profile', nodes: stopProfile(findPlace), allocations: [], counts: [], calls: 1, callMs } satisfies ProfileMessage);
});
