// What must be there before Supernova can run, in order: packages, generated code, the build. Each step knows when it is up to date.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LaunchError, runQuiet } from './child.mjs';
import { fingerprint, readStamp, writeStamp } from './stamps.mjs';

const node = process.execPath;

/** node_modules as package-lock.json says. */
export const install = {
  announcement: 'installing packages (about half a minute)',
  isCurrent: (root) => existsSync(join(root, 'node_modules')) && readStamp(installStamp(root)) === installWanted(root),
  async run(root) {
    if (!matchesLock(root)) {
      const [program, ...first] = npmCommand();
      const args = [...first, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
      await runQuiet(program, args, { cwd: root, failure: 'Could not install the packages: npm ci failed (its output is above). Check the connection to the package registry and start again.' }).catch((error) => {
        throw error.code === 'ENOENT' ? new LaunchError('Could not install the packages: npm was not found on the PATH. Install npm, which comes with Node.') : error;
      });
    }
    writeStamp(installStamp(root), installWanted(root));
  },
};

/** server/generated from prisma/schema.prisma. */
export const generate = {
  announcement: 'generating code from prisma/schema.prisma',
  isCurrent: (root) => existsSync(join(root, 'server/generated/prisma/client.ts')) && readStamp(generateStamp(root)) === generateWanted(root),
  async run(root) {
    const wanted = generateWanted(root);
    // Prisma looks for a native engine first and would download one; generating needs none, so any executable satisfies it.
    // Its generators are looked up on the PATH, where npm puts them only for its own scripts.
    const path = [join(root, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter);
    const env = { ...process.env, PATH: path, PRISMA_SCHEMA_ENGINE_BINARY: node, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' };
    await runQuiet(node, [join(root, 'node_modules/prisma/build/index.js'), 'generate', '--no-hints'], { cwd: root, env, failure: 'Could not generate code from prisma/schema.prisma (output above).' });
    writeStamp(generateStamp(root), wanted);
  },
};

/** dist/web and dist/server from the sources. Built beside the old ones and swapped in whole. */
export const build = {
  announcement: 'building the page and the server',
  isCurrent: (root) => outputs.every((file) => existsSync(join(root, file))) && readStamp(join(root, 'dist/stamp')) === buildWanted(root),
  async run(root) {
    for (const entry of ['server/main.ts', 'server/cli.ts', 'web/index.html']) {
      if (!existsSync(join(root, entry))) throw new LaunchError(`Could not build: ${entry} is missing. This checkout is incomplete.`);
    }
    const wanted = buildWanted(root);
    const fresh = join(root, 'dist', 'next');
    rmSync(fresh, { recursive: true, force: true });
    const vite = (args, failure) => runQuiet(node, [join(root, 'node_modules/vite/bin/vite.js'), 'build', ...args, '--logLevel', 'warn', '--emptyOutDir'], { cwd: root, env: { ...process.env, NODE_ENV: 'production' }, failure });
    await vite(['--outDir', join(fresh, 'web')], 'Could not build the page (output above).');
    await vite(['--ssr', '--outDir', join(fresh, 'server')], 'Could not build the server (output above).');
    // Without a stamp a launch that is killed between the two swaps is built again.
    rmSync(join(root, 'dist/stamp'), { force: true });
    for (const part of ['web', 'server']) swapIn(root, part);
    rmSync(fresh, { recursive: true, force: true });
    writeStamp(join(root, 'dist/stamp'), wanted);
  },
};

const outputs = ['dist/web/index.html', 'dist/server/main.js', 'dist/server/cli.js'];

function swapIn(root, part) {
  const old = join(root, 'dist', `${part}.old`);
  rmSync(old, { recursive: true, force: true });
  mkdirSync(join(root, 'dist', part), { recursive: true });
  renameSync(join(root, 'dist', part), old);
  renameSync(join(root, 'dist/next', part), join(root, 'dist', part));
  rmSync(old, { recursive: true, force: true });
}

function buildWanted(root) {
  const paths = ['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'prisma/schema.prisma', 'server', 'web'];
  return fingerprint(root, { paths, ignored: ['server/generated'] });
}

const generateStamp = (root) => join(root, 'server/generated/stamp');
const generateWanted = (root) => fingerprint(root, { paths: ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'] });

const installStamp = (root) => join(root, 'node_modules/.supernova-install');
const installWanted = (root) => `${fingerprint(root, { paths: ['package-lock.json'] })} ${process.platform}-${process.arch}`;

// npm records what it installed. Where that fits the lock file, as after `npm install`, installing again would change nothing.
function matchesLock(root) {
  if (existsSync(installStamp(root)) && !readStamp(installStamp(root)).endsWith(` ${process.platform}-${process.arch}`)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules/.package-lock.json'));
  if (wanted === null) throw new LaunchError('Could not install the packages: package-lock.json is missing or broken. This checkout is incomplete.');
  if (present === null) return false;
  const isRight = ([path, entry]) => {
    const found = present[path];
    if (found === undefined) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity && existsSync(join(root, path));
  };
  return Object.entries(wanted).filter(([path]) => path !== '').every(isRight) && Object.keys(present).every((path) => path in wanted);
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}

// Started by npm, the same npm is used again, whatever the PATH says.
function npmCommand() {
  const npm = process.env.npm_execpath ?? '';
  if (/npm-cli\.c?js$/.test(npm)) return [node, npm];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}
