// Brings a fresh clone all the way to a running program: `node server/launch.mjs start|server|worker|test|heal|debug|token|build [arguments]`.
// Plain JavaScript without a dependency, because it runs before anything is installed.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LaunchError, runVisible } from './launch/child.mjs';
import { FileLockTimeout, withFileLock } from './launch/file-lock.mjs';
import { build, generate, install } from './launch/steps.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const setUpLimitMs = 15 * 60_000;
const parentPollMs = 500;

const commands = {
  start: (args) => become('main', args),
  server: (args) => become('main', ['--role', 'server', ...args]),
  worker: (args) => become('main', ['--role', 'worker', ...args]),
  heal: (args) => become('cli', args),
  debug: (args) => become('cli', ['debug', ...args]),
  token: (args) => become('cli', ['token', ...args]),
  test: (args) => checkAndTest(args),
  build: async () => undefined,
};

async function main([name, ...args]) {
  assertNodeVersion();
  if (!Object.hasOwn(commands, name ?? '')) throw new LaunchError(`Unknown command "${name ?? ''}": use one of ${Object.keys(commands).join(', ')}.`);
  followParent();
  await setUp();
  await commands[name](args);
}

// npm runs scripts through a shell, and a shell that is told to end does not tell the program it started.
function followParent() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, parentPollMs);
  watch.unref();
}

// The exact versions come from what the packages themselves support.
function assertNodeVersion() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  if (!isSupported) throw new LaunchError(`Supernova needs Node 20.19 or newer, 22.12 or newer, or 24 and up; this is Node ${process.versions.node}. Get one at https://nodejs.org and start again.`);
}

async function setUp() {
  const steps = [install, generate, build];
  if (steps.every((step) => step.isCurrent(root))) return;
  mkdirSync(join(root, 'dist'), { recursive: true });
  const lock = { path: join(root, 'dist/launch.lock'), limitMs: setUpLimitMs, abandonedAfterMs: setUpLimitMs, onWait: () => say('waiting for another launch that is setting up') };
  await withFileLock(lock, async () => {
    for (const step of steps) {
      if (step.isCurrent(root)) continue;
      say(step.announcement);
      await step.run(root);
    }
  });
}

// The program takes over this process: signals, exit status and terminal are its own, with nothing in between.
async function become(entry, args) {
  const file = join(root, 'dist/server', `${entry}.js`);
  process.env.NODE_ENV ??= 'production';
  process.setSourceMapsEnabled(true);
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
}

async function checkAndTest(args) {
  say('checking types');
  const types = await runVisible(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], { cwd: root });
  say(types === 0 ? 'types are right; running the tests' : 'the type check failed; running the tests all the same');
  const tests = await runVisible(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args], { cwd: root });
  if (types !== 0) say('the type check failed (see above)');
  process.exitCode = types === 0 ? tests : 1;
}

function say(text) {
  process.stderr.write(`supernova: ${text}\n`);
}

main(process.argv.slice(2)).catch((error) => {
  const isExpected = error instanceof LaunchError || error instanceof FileLockTimeout;
  process.stderr.write(isExpected ? `supernova: ${error.message}\n` : `${error.stack}\n`);
  process.exitCode = 1;
});
