import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findPackageRoot } from '../../server/config.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

// Stand-ins for the two tools: each leaves a line in the log and makes the files that the real one would make.
const tool = (name: string, body: string): string => `
const fs = require('node:fs');
const args = process.argv.slice(2);
fs.appendFileSync('tools.log', ${JSON.stringify(name)} + (args.includes('--ssr') ? ' server' : '') + '\\n');
${body}
`;
const vite = tool(
  'build',
  `const out = args[args.indexOf('--outDir') + 1];
fs.mkdirSync(out, { recursive: true });
if (fs.readFileSync('server/main.ts', 'utf8').includes('BROKEN')) { console.log('main.ts is broken'); process.exit(1); }
if (!args.includes('--ssr')) fs.writeFileSync(out + '/index.html', 'page');
else for (const name of ['main', 'cli']) fs.copyFileSync('server/' + name + '.ts', out + '/' + name + '.js');`,
);
const prisma = tool('generate', `fs.mkdirSync('server/generated/prisma', { recursive: true }); fs.writeFileSync('server/generated/prisma/client.ts', '');`);
const lockFile = JSON.stringify({ packages: { '': { name: 'clone' }, 'node_modules/vite': { version: '1.0.0' } } });

function makeClone(): string {
  const clone = makeTempFolder();
  const files: Record<string, string> = {
    'package.json': '{ "type": "module" }',
    'package-lock.json': lockFile,
    'node_modules/.package-lock.json': lockFile,
    'node_modules/vite/package.json': '{}',
    'node_modules/vite/bin/vite.js': vite,
    'node_modules/prisma/package.json': '{}',
    'node_modules/prisma/build/index.js': prisma,
    'prisma/schema.prisma': 'model One',
    'web/index.html': 'page',
    'server/main.ts': `process.on('SIGTERM', () => { console.log('told to end'); process.exit(9); }); console.log('ready'); setInterval(() => undefined, 1000);`,
    'server/cli.ts': `console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 3;`,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(clone, path)), { recursive: true });
    writeFileSync(join(clone, path), text);
  }
  for (const path of ['server/launch.mjs', 'server/launch']) cpSync(join(findPackageRoot(), path), join(clone, path), { recursive: true });
  return clone;
}

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function launch(clone: string, args: readonly string[], onOutput: (text: string, end: (signal: NodeJS.Signals) => void) => void = () => undefined): Promise<Ended> {
  const { npm_lifecycle_event: _, ...env } = process.env;
  const child = spawn(process.execPath, [join(clone, 'server/launch.mjs'), ...args], { cwd: clone, env });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { stdout: '', stderr: '' };
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
    onOutput(text, (signal) => child.kill(signal));
  });
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, ...said })));
}

const toolsRun = (clone: string): string[] => readFileSync(join(clone, 'tools.log'), 'utf8').trim().split('\n');

test('the first launch generates and builds, and passes arguments and the exit status on', async () => {
  const clone = makeClone();
  const ended = await launch(clone, ['heal', '--project', '../app', 'rename "a" to b']);
  expect(ended).toMatchObject({ status: 3, stdout: '["--project","../app","rename \\"a\\" to b"]\n' });
  expect(toolsRun(clone)).toEqual(['generate', 'build', 'build server']);
  expect(existsSync(join(clone, 'dist/launch.lock'))).toBe(false);
});

test('a launch with nothing to do says nothing and does nothing', async () => {
  const clone = makeClone();
  await launch(clone, ['build']);
  expect(await launch(clone, ['build'])).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(toolsRun(clone)).toEqual(['generate', 'build', 'build server']);
});

test('only what a change concerns is made again', async () => {
  const clone = makeClone();
  await launch(clone, ['build']);
  appendFileSync(join(clone, 'web/index.html'), '<!-- changed -->');
  await launch(clone, ['build']);
  appendFileSync(join(clone, 'prisma/schema.prisma'), 'model Two');
  await launch(clone, ['build']);
  rmSync(join(clone, 'dist/server'), { recursive: true });
  await launch(clone, ['build']);
  const builds = ['build', 'build server'];
  expect(toolsRun(clone)).toEqual(['generate', ...builds, ...builds, 'generate', ...builds, ...builds]);
});

test('two launches at once build once, and both run', async () => {
  const clone = makeClone();
  const ended = await Promise.all([launch(clone, ['heal', 'one']), launch(clone, ['heal', 'two'])]);
  expect(ended.map(({ stdout }) => stdout)).toEqual(['["one"]\n', '["two"]\n']);
  expect(toolsRun(clone)).toEqual(['generate', 'build', 'build server']);
});

test('a signal reaches the program, whose exit status is the launch’s own', async () => {
  const ended = await launch(makeClone(), ['start'], (text, end) => {
    if (text.includes('ready')) end('SIGTERM');
  });
  expect(ended).toMatchObject({ status: 9, stdout: 'ready\ntold to end\n' });
});

test('a build that fails shows why, keeps the old build and is tried again', async () => {
  const clone = makeClone();
  await launch(clone, ['build']);
  const main = join(clone, 'server/main.ts');
  const good = readFileSync(main, 'utf8');
  writeFileSync(main, 'BROKEN');
  expect(await launch(clone, ['build'])).toMatchObject({ status: 1, stderr: expect.stringContaining('main.ts is broken') });
  expect(readFileSync(join(clone, 'dist/server/main.js'), 'utf8')).toBe(good);
  writeFileSync(main, `${good}\n`);
  expect((await launch(clone, ['build'])).status).toBe(0);
});

test.each([
  { what: 'an unknown command', args: ['fly'], spoil: () => undefined, stderr: /Unknown command "fly": use one of start/ },
  { what: 'a missing entry', args: ['build'], spoil: (clone: string) => rmSync(join(clone, 'server/cli.ts')), stderr: /server\/cli\.ts is missing/ },
  { what: 'a missing lock file', args: ['build'], spoil: (clone: string) => rmSync(join(clone, 'package-lock.json')), stderr: /package-lock\.json is missing/ },
])('$what ends the launch with one sentence', async ({ args, spoil, stderr }) => {
  const clone = makeClone();
  spoil(clone);
  const ended = await launch(clone, args);
  expect(ended.status).toBe(1);
  expect(ended.stderr).toMatch(stderr);
  expect(ended.stderr).not.toContain('    at ');
});

test('packages that npm has already brought in line with the lock file are not installed again', async () => {
  const clone = makeClone();
  await launch(clone, ['build']);
  const recorded = readFileSync(join(clone, 'node_modules/.supernova-install'), 'utf8');
  const changed = lockFile.replace('1.0.0', '2.0.0');
  for (const path of ['package-lock.json', 'node_modules/.package-lock.json']) writeFileSync(join(clone, path), changed);
  expect((await launch(clone, ['build'])).status).toBe(0);
  expect(readFileSync(join(clone, 'node_modules/.supernova-install'), 'utf8')).not.toBe(recorded);
});
