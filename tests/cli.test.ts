import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { hashTree } from '../server/rooms/tree-hash.ts';
import { createTestDatabase } from './support/database.ts';
import { buildProduct, endProgram, portOf, runCli, startProgram } from './support/program.ts';
import { connectApi } from './support/api-client.ts';
import { copyStorefront, smallProject, wideIntent, wideProject, writeFiles } from './support/projects.ts';
import { makeTempFolder } from './support/temp-folder.ts';

const intent = 'rename total to grandTotal in src/prices.ts';
let project: string;
let original: string;
let env: NodeJS.ProcessEnv;

beforeAll(buildProduct, 120_000);
beforeEach(async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.close());
  project = makeTempFolder();
  env = { DATABASE_URL: database.url, SUPERNOVA_DATA: makeTempFolder() };
});

async function useFiles(files: Readonly<Record<string, string>>): Promise<void> {
  writeFiles(project, files);
  original = await hashTree(project);
}

test('an intent is healed step by step with exit status 0, and rolled back byte for byte', { timeout: 60_000 }, async () => {
  await useFiles(smallProject);
  const healed = await runCli(['--project', project, intent], env);
  expect(healed).toMatchObject({ status: 0, stderr: '' });
  expect(healed.stdout).toContain('Rename the export total of src/prices.ts to grandTotal everywhere.');
  expect(healed.stdout.match(/✔ /g)?.length).toBeGreaterThanOrEqual(3);
  expect(readFileSync(join(project, 'src/cart.ts'), 'utf8')).toContain('grandTotal([1, 2])');

  const [, run = ''] = /--rollback ([0-9a-f-]{36})/.exec(healed.stdout) ?? [];
  const receipt = await runCli(['--project', project, '--receipt', run, '--json'], env);
  expect(JSON.parse(receipt.stdout)).toMatchObject({ version: 1, runId: run, status: 'COMPLETED', treeHashBefore: original, intent: { userAction: intent } });
  expect(await runCli(['--project', project, '--receipt', run], env)).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining(`# Receipt: ${intent}`) });
  const back = await runCli(['--project', project, '--rollback', run], env);
  expect(back).toMatchObject({ status: 0, stderr: '' });
  expect(back.stdout).toContain('byte for byte');
  expect(await hashTree(project)).toBe(original);
  expect(await runCli(['--project', project, '--rollback', run], env)).toMatchObject({ status: 1, stderr: expect.stringContaining('ROLLED_BACK') });
});

test('a dry run prints a diff that git applies and changes nothing; applied, it is what healing writes', { timeout: 60_000 }, async () => {
  copyStorefront(project);
  original = await hashTree(project);
  const words = 'move src/cart/totals.ts to src/checkout/totals.ts';
  const dry = await runCli(['--project', project, '--dry-run', words], env);
  expect(dry.status).toBe(0);
  expect(await hashTree(project)).toBe(original);
  const diff = dry.stdout.slice(dry.stdout.indexOf('diff --git '));
  const other = copyStorefront(makeTempFolder());
  const git = (...args: string[]) => execFileSync('git', args, { cwd: other, input: diff, env: { ...process.env, GIT_CEILING_DIRECTORIES: join(other, '..') } });
  git('apply', '--check');
  git('apply');
  expect(await hashTree(other)).not.toBe(original);
  expect((await runCli(['--project', project, words], env)).status).toBe(0);
  expect(await hashTree(other)).toBe(await hashTree(project));
});

test('--json prints one object with the run, its steps and the diff; progress goes elsewhere', async () => {
  await useFiles(smallProject);
  const { status, stdout, stderr } = await runCli(['--project', project, '--json', intent], env);
  expect(status).toBe(0);
  const report = JSON.parse(stdout) as Record<string, unknown>;
  expect(report).toMatchObject({ decision: 'HEAL', run: { status: 'COMPLETED', treeHashBefore: original, error: null }, notEdited: [], diff: expect.stringContaining('+++ b/src/cart.ts') });
  expect(report['steps']).toContainEqual(expect.objectContaining({ stepType: 'VERIFY', status: 'COMPLETED' }));
  expect(stderr).toContain('✔ ');
});

test('--json prints a refusal as one object too', async () => {
  await useFiles(smallProject);
  const { status, stdout } = await runCli(['--project', project, '--json', 'rename totals to due in src/prices.ts'], env);
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'TARGET_NOT_FOUND', hint: expect.stringMatching(/\w/), suggestions: [{ text: 'rename total to due in src/prices.ts' }] } });
});

const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: project, encoding: 'utf8', env: { ...process.env, GIT_CEILING_DIRECTORIES: join(project, '..') } });
const saveRenamed = () => writeFileSync(join(project, 'src/prices.ts'), (smallProject['src/prices.ts'] ?? '').replace('total', 'sum'));
const callers = () => ['src/cart.ts', 'src/receipt.ts'].map((path) => readFileSync(join(project, path), 'utf8').match(/\bsum\(|\btotal\(/)?.[0]);

test('what git says was edited since the last commit is healed, and the edit itself stays', { timeout: 60_000 }, async () => {
  await useFiles(smallProject);
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'all');
  saveRenamed();
  const healed = await runCli(['--project', project, '--diff', '-', '--applied'], env, git('diff', '--relative', 'HEAD'));
  expect(healed).toMatchObject({ status: 0, stderr: '' });
  expect(healed.stdout).toContain('Heal what depends on the edit of src/prices.ts. It renames total to sum.');
  expect(callers()).toEqual(['sum(', 'sum(']);
});

test('an edit that does not compile by itself is kept, and not called healed without a word', { timeout: 60_000 }, async () => {
  await useFiles({ ...smallProject, 'src/prices.ts': 'export const total = (prices: number[]): number => prices.length;\nexport const twice = (prices: number[]): number => total(prices) * 2;\n' });
  const given = join(makeTempFolder(), 'prices.ts');
  writeFileSync(given, readFileSync(join(project, 'src/prices.ts'), 'utf8').replace('export const total', 'export const sum'));
  const { status, stdout } = await runCli(['--project', project, '--edit', `src/prices.ts=${given}`], env);
  expect(status).toBe(0);
  expect(stdout).toContain("Healed, but 1 place of the edit itself does not compile; see 'not edited' above.");
  expect(stdout).toContain('not edited src/prices.ts:2:');
});

test('a diff in a file, and contents in a file, are applied and healed alike', { timeout: 60_000 }, async () => {
  await useFiles(smallProject);
  git('init', '-q');
  git('add', '.');
  saveRenamed();
  const given = makeTempFolder();
  writeFileSync(join(given, 'change.diff'), git('diff'));
  writeFileSync(join(given, 'prices.ts'), readFileSync(join(project, 'src/prices.ts')));
  git('checkout', '-q', '.');
  expect(await runCli(['--project', project, '--dry-run', '--diff', join(given, 'change.diff')], env)).toMatchObject({ status: 0, stdout: expect.stringContaining('+++ b/src/cart.ts') });
  expect(await runCli(['--project', project, '--edit', `src/prices.ts=${join(given, 'prices.ts')}`], env)).toMatchObject({ status: 0, stderr: '' });
  expect(callers()).toEqual(['sum(', 'sum(']);
});

test('a change as data is healed', { timeout: 60_000 }, async () => {
  await useFiles(smallProject);
  expect(await runCli(['--project', project, '--change', '{"kind":"RENAME_EXPORT","from":"total","to":"sum"}'], env)).toMatchObject({ status: 0, stderr: '' });
  expect(callers()).toEqual(['sum(', 'sum(']);
});

test.each([
  { what: 'a diff that does not fit', args: ['--diff', '-'], input: '--- a/src/prices.ts\n+++ b/src/prices.ts\n@@ -1 +1 @@\n-a\n+b\n', says: [/Hunk 1 of src\/prices\.ts does not fit/, /applied/] },
  { what: 'no diff', args: ['--diff', '-'], input: '', says: [/The diff cannot be read/] },
  { what: 'a diff that is not there', args: ['--diff', 'missing.diff'], says: [/Could not read .*missing\.diff/] },
  { what: 'contents from nowhere', args: ['--edit', 'src/prices.ts'], says: [/does not say where/, /Usage: /] },
  { what: 'contents from a folder', args: ['--edit', 'src/prices.ts=.'], says: [/folder/] },
  { what: 'two changes at once', args: ['--diff', '-', '--edit', 'a.ts='], says: [/at once/, /Usage: /] },
  { what: '--applied alone', args: ['--applied'], says: [/goes with --diff/] },
  { what: 'a change that is no JSON', args: ['--change', '{'], says: [/no JSON/] },
  { what: 'a change of no kind', args: ['--change', '{"kind":"MAKE_FASTER"}'], says: [/does not say a change: kind/] },
  { what: 'an unknown export', args: ['rename totals to due in src/prices.ts'], says: [/does not export 'totals'/, /Did you mean:\n {2}rename total to due in src\/prices\.ts/] },
  { what: 'words that say no change', args: ['make it faster'], says: [/says no change/, /Say 'rename/] },
  { what: 'no intent', args: [], says: [/No intent was given/, /Usage: /] },
  { what: 'an unknown option', args: ['--force', 'rename a to b'], says: [/--force/, /Usage: /] },
  { what: 'a rollback of nothing', args: ['--rollback', 'x'], says: [/'x' is no run/] },
])('$what exits with 1, says what to do and writes nothing', async ({ args, says, input }: { args: string[]; says: RegExp[]; input?: string }) => {
  await useFiles(smallProject);
  const { status, stderr, stdout } = await runCli(['--project', project, ...args], env, input);
  expect(status).toBe(1);
  for (const pattern of says) expect(stderr).toMatch(pattern);
  expect(`${stderr}${stdout}`).not.toMatch(/\n\s+at /);
  expect(await hashTree(project)).toBe(original);
});

test('--help explains itself without opening anything', async () => {
  expect(await runCli(['--help'], { ...env, DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' })).toMatchObject({ status: 0, stdout: expect.stringContaining('--dry-run'), stderr: '' });
});

test('Ctrl-C in the middle of a run puts every file back and exits with 1', { timeout: 90_000 }, async () => {
  await useFiles(wideProject(300));
  const program = startProgram({ entry: 'cli', args: ['--project', project, wideIntent], env });
  onTestFinished(() => endProgram(program));
  await program.untilSays(/✔ /);
  program.child.kill('SIGINT');
  const ended = await program.ended;
  expect(ended).toMatchObject({ status: 1, signal: null });
  expect(ended.stdout).toContain('CANCELLED');
  expect(await hashTree(project)).toBe(original);
});

test('--impact tells who depends on a target and how strongly, --structure what would make the project better; both change nothing', { timeout: 120_000 }, async () => {
  copyStorefront(project);
  original = await hashTree(project);
  const impact = await runCli(['--project', project, '--impact', 'src/cart/totals.ts#cartTotals'], env);
  expect(impact).toMatchObject({ status: 0, stderr: '' });
  expect(impact.stdout).toMatch(/^cartTotals in src\/cart\/totals\.ts: risk \d\.\d\n/);
  expect(impact.stdout).toMatch(/^ {2}0\.\d\d src\/\S+ through src\/cart\/index\.ts \(barrel\)$/m);
  const structure = await runCli(['--project', project, '--structure', '--json'], env);
  expect(JSON.parse(structure.stdout)).toMatchObject({ metrics: { cycles: 1, cyclicFiles: 2 }, refactorings: [{ kind: 'SPLIT_MODULE', intent: expect.stringContaining('diff --git ') }, ...Array.from({ length: 4 }, () => ({ kind: 'MOVE_FILE', intent: expect.stringMatching(/^move /) }))] });
  expect(await runCli(['--project', project, '--impact', 'src/cart/total.ts'], env)).toMatchObject({ status: 1, stderr: expect.stringContaining('src/cart/totals.ts') });
  expect(await runCli(['--project', project, '--structure', 'rename a to b'], env)).toMatchObject({ status: 1, stderr: expect.stringContaining('go with no intent') });
  expect(await hashTree(project)).toBe(original);
});

test('the server says what it can be told', async () => {
  expect(await startProgram({ entry: 'main', args: ['--role', 'server', '--help'], env }).ended).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/npm run worker.*--tokens RULE/s) });
});

test('a server that asks for tokens prints the first one once; the terminal makes, lists and revokes others while it runs', { timeout: 60_000 }, async () => {
  writeFiles(project, smallProject);
  const start = () => startProgram({ entry: 'main', args: ['--project', project, '--port', '0', '--role', 'server', '--tokens', 'always'], env: { ...env, SUPERNOVA_LOG_LEVEL: 'warn' } });
  const first = start();
  onTestFinished(() => endProgram(first));
  const port = await portOf(first);
  const [secret] = await first.untilSays(/sn_\S{43}/);
  const isLetIn = async (token: string) => (await connectApi(port, token).send('{ asksForTokens }')).data?.['asksForTokens'] === true;
  expect(await isLetIn(secret)).toBe(true);

  const made = await runCli(['token', 'create', '--name', 'laptop', '--json'], env);
  const token = JSON.parse(made.stdout) as { id: string; secret: string };
  expect(await isLetIn(token.secret)).toBe(true);
  expect(await runCli(['token', 'revoke', token.id], env)).toMatchObject({ status: 0, stdout: expect.stringContaining('"laptop" is revoked') });
  expect(await isLetIn(token.secret)).toBe(false);
  expect((await runCli(['token', 'list'], env)).stdout).toMatch(/laptop +sn_\S{5}… +revoked[^]*first token +sn_\S{5}… +holds/);

  first.child.kill('SIGTERM');
  await first.ended;
  const second = start();
  onTestFinished(() => endProgram(second));
  await portOf(second);
  second.child.kill('SIGTERM');
  const { stdout, stderr } = await second.ended;
  expect(stdout).toContain('An access token is asked for. Make one with: npm run -s token -- create --name NAME');
  expect(`${stdout}${stderr}`).not.toMatch(/sn_\S{43}/);
});
