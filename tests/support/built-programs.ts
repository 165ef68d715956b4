// The programs that tests start as processes, built. Started as TypeScript, each would read and translate the whole server first, for longer than it then runs.
import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { inject } from 'vitest';
import { findPackageRoot } from '../../server/config.ts';
import { fingerprint } from '../../server/launch/stamps.mjs';
import { programsFolder } from './programs-folder.ts';

const root = findPackageRoot();
const PROGRAMS = ['tests/database/attending-process.ts', 'tests/engine/crash-worker.ts', 'tests/engine/fleet-worker.ts', 'tests/engine/kill-server.ts', 'tests/engine/kill-worker.ts', 'tests/support/worker-process.ts'] as const;
/** All that goes into them. */
const SOURCES = ['server', 'tests/database', 'tests/engine', 'tests/support'];

let folder: Promise<string> | undefined;

/** The script to start. The first call of a run builds all; what changes while tests are watched is built anew. */
export async function builtProgram(path: (typeof PROGRAMS)[number]): Promise<string> {
  return join(await (folder ??= buildAll()), `${basename(path, '.ts')}.js`);
}

async function buildAll(): Promise<string> {
  const built = join(programsFolder(inject('testServer').prefix), fingerprint(root, { paths: SOURCES }));
  if (existsSync(built)) return built;
  // Only here: what a program needs of this folder brings this file along.
  const { build } = await import('vite');
  const fresh = join(dirname(built), randomUUID());
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    build: { ssr: true, outDir: fresh, target: 'node20', rolldownOptions: { input: PROGRAMS.map((path) => join(root, path)), output: { entryFileNames: '[name].js' } } },
  });
  try {
    renameSync(fresh, built);
  } catch (error) {
    // Another worker was faster.
    if (!existsSync(built)) throw error;
    rmSync(fresh, { recursive: true, force: true });
  }
  return built;
}
