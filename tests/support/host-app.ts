// Another React application that uses Supernova as its packages are published: built against `supernova/react`, served from an origin of its own.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { onTestFinished } from 'vitest';
import { findPackageRoot } from '../../server/config.ts';
import { makeTempFolder } from './temp-folder.ts';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const root = findPackageRoot();
const run = (...args: string[]) => execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });

/** Builds `supernova/react` with its types, and checks and builds the application of `tests/fixtures/embed` against it. The folder of what came out. */
export async function buildHostApp(): Promise<string> {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  run(join(root, 'node_modules/vite/bin/vite.js'), 'build', '--mode', 'react', '--logLevel', 'warn');
  const folder = makeTempFolder();
  cpSync(join(root, 'tests/fixtures/embed'), folder, { recursive: true });
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
  for (const name of ['react', 'react-dom', 'scheduler', 'csstype', '@types/react', '@types/react-dom']) symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  symlinkSync(root, join(folder, 'node_modules/supernova'));
  run(tsc, '-p', folder);
  await build({ root: folder, logLevel: 'warn', configFile: false, build: { chunkSizeWarningLimit: 2_000 } });
  return join(folder, 'dist');
}

/** Serves the files of a folder until the test ends; their origin. */
export async function serveFolder(folder: string): Promise<string> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = path === '/' ? '/index.html' : path;
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(readFileSync(join(folder, file)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.closeAllConnections());
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
