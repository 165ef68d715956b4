import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { AdoptRun, AnalyzeImpact, CancelRun, CaptureEdit, PlanHealing, ReadRun, RetryRun, RollbackRun, TriggerHealing } from '../support/documents.ts';
import { commitAll, git, viewOf } from '../support/git.ts';
import { STRICT } from '../support/open-codebase.ts';
import { smallProject, wideIntent, wideProject, writeFiles, type Files } from '../support/projects.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { dataOf, openRoom, planIntent, readEvents } from '../support/walk-through.ts';

const INTENT = 'rename total to sum in src/prices.ts';
const ENDS = ['RUN_COMPLETED', 'RUN_FAILED', 'RUN_CANCELLED'] as const;
const CLEAN = { head: 'refs/heads/main', status: '', branches: ['main'], worktrees: 1 };

const committed = (files: Files) => (folder: string) => {
  writeFiles(folder, files);
  commitAll(folder);
};

const openSmall = (files: Files = {}) => startTestApp({ project: committed({ ...smallProject, ...files }) });

async function runOnBranch(api: TestApp, { intent = INTENT, folder = api.roomFolder, branch }: { intent?: string; folder?: string; branch?: string } = {}) {
  const { id: runId } = await planIntent(api, await openRoom(api, folder), intent);
  dataOf((await api.graphql(TriggerHealing, { runId, mode: 'BRANCH', ...(branch === undefined ? {} : { branch }) })).triggerHealing);
  const events = await readEvents(api, runId, { until: ENDS });
  const { run } = await api.graphql(ReadRun, { id: runId });
  return { runId, last: events.at(-1)?.type, run };
}

const leftInGit = (folder: string) => [...(existsSync(join(folder, '.git/supernova')) ? readdirSync(join(folder, '.git/supernova')) : []), ...(existsSync(join(folder, '.git/worktrees')) ? readdirSync(join(folder, '.git/worktrees')) : [])];

test('a run on a branch ends in one commit of what was planned, and leaves the working tree and its codebase alone', { timeout: 120_000 }, async () => {
  const api = await openSmall();
  const original = await hashTree(api.roomFolder);
  const { run, last } = await runOnBranch(api);
  expect(last).toBe('RUN_COMPLETED');
  expect(run).toMatchObject({ status: 'COMPLETED', mode: 'BRANCH', branch: expect.stringMatching(/^supernova\/[a-z0-9-]*total[a-z0-9-]*-[0-9a-f]{8}$/), commit: expect.stringMatching(/^[0-9a-f]{40}$/), treeHashBefore: original, treeHashAfter: original });
  expect(await hashTree(api.roomFolder)).toBe(original);
  const branch = run?.branch ?? '';
  expect(viewOf(api.roomFolder)).toEqual({ ...CLEAN, branches: ['main', branch] });
  expect(git(api.roomFolder, 'rev-parse', branch)).toBe(run?.commit);
  expect(git(api.roomFolder, 'rev-parse', `${branch}^`)).toBe(git(api.roomFolder, 'rev-parse', 'main'));
  expect(git(api.roomFolder, 'show', `${branch}:src/cart.ts`)).toContain("import { sum } from './prices';");
  const files = git(api.roomFolder, 'diff', '--name-only', 'main', branch).split('\n');
  expect(files).toEqual(expect.arrayContaining(['src/cart.ts', 'src/index.ts', 'src/prices.ts']));
  expect(files.filter((path) => !path.startsWith('src/') && !path.startsWith('docs/'))).toEqual([]);
  const message = git(api.roomFolder, 'log', '-1', '--format=%B', branch);
  expect(message).toMatch(/^Intent: rename total to sum/m);
  expect(message).toMatch(/^Predicted:\n- /m);
  expect(message).toMatch(/^Verified: \d+ files type-checked, no new problem\.$/m);
  expect(git(api.roomFolder, 'log', '-1', '--format=%an <%ae>', branch)).toMatch(/.+ <.+@.+>/);
  expect(leftInGit(api.roomFolder)).toEqual([]);

  // The same name still is there to be renamed: nothing of the branch is in the room's codebase.
  const second = await runOnBranch(api, { branch: 'again' });
  expect(second.run).toMatchObject({ status: 'COMPLETED', branch: 'again' });
  expect(git(api.roomFolder, 'diff', branch, 'again', '--', 'src')).toBe('');
  git(api.roomFolder, 'merge', '-q', '--ff-only', branch);
  expect(git(api.roomFolder, 'status', '--porcelain')).toBe('');
});

test('a roll back deletes the branch while it is as the run left it, and nothing else', { timeout: 120_000 }, async () => {
  const api = await openSmall();
  const original = await hashTree(api.roomFolder);
  const { runId, run } = await runOnBranch(api, { branch: 'heal' });
  const refused = async () => (await api.graphql(RollbackRun, { runId })).rollbackRun;
  git(api.roomFolder, 'switch', '-q', 'heal');
  expect(await refused()).toMatchObject({ __typename: 'BranchRefusedError', code: 'BRANCH_REFUSED', message: expect.stringContaining('checked out') });
  git(api.roomFolder, 'commit', '-q', '--allow-empty', '-m', 'mine');
  expect(await refused()).toMatchObject({ __typename: 'BranchRefusedError', message: expect.stringContaining('another commit') });
  git(api.roomFolder, 'reset', '-q', '--hard', run?.commit ?? '');
  git(api.roomFolder, 'switch', '-q', 'main');
  git(api.roomFolder, 'branch', 'merged', 'heal');
  expect(await refused()).toMatchObject({ __typename: 'BranchRefusedError', message: expect.stringContaining('merged, which holds its commit') });
  git(api.roomFolder, 'branch', '-q', '-D', 'merged');
  dataOf(await refused());
  const events = await readEvents(api, runId, { until: ['ROLLBACK_COMPLETED', 'ROLLBACK_REFUSED'] });
  expect(events.at(-1)?.type).toBe('ROLLBACK_COMPLETED');
  expect(viewOf(api.roomFolder)).toEqual(CLEAN);
  expect(await hashTree(api.roomFolder)).toBe(original);
});

const REFUSALS: { name: string; prepare: (folder: string) => unknown; message: RegExp; files?: string[] }[] = [
  { name: 'there is no repository', prepare: (folder) => rmSync(join(folder, '.git'), { recursive: true }), message: /is in no git repository/ },
  { name: 'there is no commit', prepare: (folder) => (rmSync(join(folder, '.git'), { recursive: true }), git(folder, 'init', '-q')), message: /has no commit yet/ },
  { name: 'the branch exists', prepare: (folder) => git(folder, 'branch', 'heal'), message: /heal exists/ },
  { name: 'a branch below the name exists', prepare: (folder) => git(folder, 'branch', 'heal/other'), message: /heal\/other exists/ },
  { name: 'a file that is written is not committed as it is', prepare: (folder) => (git(folder, 'rm', '-q', '--cached', 'src/cart.ts'), git(folder, 'commit', '-qm', 'less')), message: /src\/cart\.ts is not what the newest commit holds/, files: ['src/cart.ts'] },
  { name: 'a file that depends on it was edited', prepare: (folder) => writeFileSync(join(folder, 'src/receipt.ts'), "import { total } from './index';\n\nexport const printed = `${total([3])}`;\n"), message: /src\/receipt\.ts is not what the newest commit holds/, files: ['src/receipt.ts'] },
];

test.each(REFUSALS)('a branch is refused, and nothing is written, where $name', { timeout: 60_000 }, async ({ prepare, message, files }) => {
  const api = await openSmall();
  prepare(api.roomFolder);
  const original = await hashTree(api.roomFolder);
  const { id: runId } = await planIntent(api, await openRoom(api, api.roomFolder), INTENT);
  const answer = (await api.graphql(TriggerHealing, { runId, mode: 'BRANCH', branch: 'heal' })).triggerHealing;
  expect(answer).toMatchObject({ __typename: files ? 'FileConflictError' : 'BranchRefusedError', message: expect.stringMatching(message), hint: expect.stringMatching(/\w/), ...(files ? { files } : {}) });
  expect(await hashTree(api.roomFolder)).toBe(original);
  expect((await api.graphql(ReadRun, { id: runId })).run).toMatchObject({ status: 'PLANNED', mode: 'WORKING_TREE' });
  expect(leftInGit(api.roomFolder)).toEqual([]);
});

test('an edit that was made already is refused on a branch until it is committed', { timeout: 60_000 }, async () => {
  const api = await openSmall();
  const before = smallProject['src/prices.ts'] ?? '';
  writeFileSync(join(api.roomFolder, 'src/prices.ts'), before.replace('function total', 'function sum'));
  const diff = git(api.roomFolder, 'diff', '--relative', 'HEAD');
  const { id: intentId } = dataOf((await api.graphql(CaptureEdit, { roomId: await openRoom(api, api.roomFolder), edit: { diff: `${diff}\n`, isApplied: true } })).captureIntent);
  dataOf((await api.graphql(AnalyzeImpact, { intentId })).analyzeImpact);
  const { id: runId } = dataOf((await api.graphql(PlanHealing, { intentId })).planHealing);
  expect((await api.graphql(TriggerHealing, { runId, mode: 'BRANCH' })).triggerHealing).toMatchObject({ __typename: 'FileConflictError', files: ['src/prices.ts'] });
});

test('changes of other files do not stand in the way, and are not in the commit', { timeout: 60_000 }, async () => {
  const api = await openSmall({ 'notes.md': 'one\n' });
  writeFileSync(join(api.roomFolder, 'notes.md'), 'two\n');
  git(api.roomFolder, 'add', 'notes.md');
  writeFileSync(join(api.roomFolder, 'draft.md'), 'mine\n');
  const status = git(api.roomFolder, 'status', '--porcelain');
  const { run } = await runOnBranch(api, { branch: 'heal' });
  expect(run?.status).toBe('COMPLETED');
  expect(git(api.roomFolder, 'status', '--porcelain')).toBe(status);
  expect(git(api.roomFolder, 'diff', '--name-only', 'main', 'heal')).not.toMatch(/notes|draft/);
});

test('a verification that fails leaves neither branch nor worktree, and tells the problem; the run is adopted on its branch, rolled back, or retried', { timeout: 120_000 }, async () => {
  // Not committed and not ignored: the branch is without it.
  const api = await startTestApp({
    project: (folder) => {
      committed({ ...smallProject, 'src/cart.ts': "import { extra } from './extra';\nimport { total } from './prices';\n\nexport const due = total([1, extra]);\n" })(folder);
      writeFiles(folder, { 'src/extra.ts': 'export const extra = 2;\n' });
    },
  });
  const original = await hashTree(api.roomFolder);
  const { runId, run, last } = await runOnBranch(api, { branch: 'heal' });
  expect(last).toBe('RUN_FAILED');
  expect(run).toMatchObject({ status: 'FAILED', commit: null, error: { message: expect.stringContaining('src/cart.ts') }, treeHashBefore: original, treeHashAfter: original });
  const clean = { ...CLEAN, status: '?? src/extra.ts' };
  expect(viewOf(api.roomFolder)).toEqual(clean);
  expect(leftInGit(api.roomFolder)).toEqual([]);

  dataOf((await api.graphql(AdoptRun, { runId, reason: 'the extra comes with another commit' })).adoptRun);
  await readEvents(api, runId, { until: ['RUN_ADOPTED'] });
  expect((await api.graphql(ReadRun, { id: runId })).run).toMatchObject({ status: 'ADOPTED', branch: 'heal', commit: git(api.roomFolder, 'rev-parse', 'heal') });
  expect(git(api.roomFolder, 'show', 'heal:src/cart.ts')).toContain("import { sum } from './prices';");
  expect(git(api.roomFolder, 'log', '-1', '--format=%B', 'heal')).toMatch(/not verified/i);
  expect(viewOf(api.roomFolder)).toEqual({ ...clean, branches: ['heal', 'main'] });
  expect(leftInGit(api.roomFolder)).toEqual([]);
  dataOf((await api.graphql(RollbackRun, { runId })).rollbackRun);
  await readEvents(api, runId, { until: ['ROLLBACK_COMPLETED'] });
  expect(viewOf(api.roomFolder)).toEqual(clean);

  const failed = await runOnBranch(api, { branch: 'heal' });
  expect(failed.last).toBe('RUN_FAILED');
  commitAll(api.roomFolder);
  dataOf((await api.graphql(RetryRun, { runId: failed.runId })).retryRun);
  await readEvents(api, failed.runId, { until: ['RUN_COMPLETED'] });
  expect((await api.graphql(ReadRun, { id: failed.runId })).run).toMatchObject({ status: 'COMPLETED', error: null, branch: 'heal', commit: git(api.roomFolder, 'rev-parse', 'heal') });
  expect(git(api.roomFolder, 'rev-parse', 'heal^')).toBe(git(api.roomFolder, 'rev-parse', 'main'));
  expect(await hashTree(api.roomFolder)).toBe(original);
});

test('a cancelled run leaves neither branch nor worktree', { timeout: 120_000 }, async () => {
  const api = await startTestApp({ project: committed(wideProject(200)) });
  const { id: runId } = await planIntent(api, await openRoom(api, api.roomFolder), wideIntent);
  dataOf((await api.graphql(TriggerHealing, { runId, mode: 'BRANCH' })).triggerHealing);
  await readEvents(api, runId, { until: ['STEP_PROGRESS'] });
  expect(viewOf(api.roomFolder)).toMatchObject({ worktrees: 2 });
  dataOf((await api.graphql(CancelRun, { runId })).cancelRun);
  expect((await readEvents(api, runId, { until: ENDS })).at(-1)?.type).toBe('RUN_CANCELLED');
  expect(viewOf(api.roomFolder)).toEqual(CLEAN);
  expect(leftInGit(api.roomFolder)).toEqual([]);
});

test('a room below the root of its repository compiles with packages, workspaces and generated files as they are installed', { timeout: 120_000 }, async () => {
  const api = await startTestApp({
    project: (folder) => {
      writeFiles(folder, {
        '.gitignore': 'node_modules\ngenerated/\n',
        'packages/lib/package.json': '{ "name": "@own/lib", "types": "src/index.ts", "main": "src/index.ts" }',
        'packages/lib/src/index.ts': 'export const rate = 2;\n',
        'packages/app/tsconfig.json': STRICT,
        'packages/app/src/prices.ts': "import { rate } from '@own/lib';\nimport { base } from 'outer';\nimport { near } from 'inner';\nimport { stamp } from './generated/stamp';\n\nexport const total: number = rate + base + near + stamp;\n",
        'packages/app/src/cart.ts': "import { total } from './prices';\n\nexport const due: number = total;\n",
      });
      commitAll(folder);
      writeFiles(folder, {
        'node_modules/outer/package.json': '{ "name": "outer", "types": "index.d.ts" }', 'node_modules/outer/index.d.ts': 'export declare const base: number;\n',
        'packages/app/node_modules/inner/package.json': '{ "name": "inner", "types": "index.d.ts" }', 'packages/app/node_modules/inner/index.d.ts': 'export declare const near: number;\n',
        'packages/app/src/generated/stamp.ts': 'export const stamp = 1;\n',
      });
      mkdirSync(join(folder, 'node_modules/@own'));
      symlinkSync('../../packages/lib', join(folder, 'node_modules/@own/lib'));
    },
  });
  const { run } = await runOnBranch(api, { folder: join(api.roomFolder, 'packages/app'), branch: 'heal' });
  expect(run).toMatchObject({ status: 'COMPLETED', error: null });
  expect(git(api.roomFolder, 'show', 'heal:packages/app/src/cart.ts')).toContain("import { sum } from './prices';");
  expect(git(api.roomFolder, 'ls-tree', '-r', '--name-only', 'heal')).not.toMatch(/node_modules|generated/);
  expect(existsSync(join(api.roomFolder, 'packages/app/node_modules/inner/index.d.ts'))).toBe(true);
  expect(existsSync(join(api.roomFolder, 'packages/app/src/generated/stamp.ts'))).toBe(true);
});
