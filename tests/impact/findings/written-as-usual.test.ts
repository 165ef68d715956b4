import { expect, it } from 'vitest';
import { findNewFindings } from '../../../server/impact/findings/predict-findings.ts';

const CP = "import { exec, execSync } from 'node:child_process';\nimport { promisify } from 'node:util';\nconst run = promisify(exec);\n";
const DB = 'declare const db: { query(text: string, values?: unknown[]): unknown };\n';
const FS = "import { readFile } from 'node:fs/promises';\nimport path from 'node:path';\ntype Request = { params: { name: string }; query: { q: string } };\n";
const WAIT = 'const sleep = (ms: number) => new Promise((go) => setTimeout(go, ms));\n';
const draw = (target: string) => `export function f(n: number) { const letters = '0123456789abcdef'; let ${target} = ''; for (let i = 0; i < n; i++) ${target} += letters[Math.floor(Math.random() * 16)]; return ${target}; }`;

/** Forms in which people write the same, and forms that look alike and are fine. */
const CASES: readonly (readonly [code: string, bad: string, good: string])[] = [
  ['AWAIT_IN_LOOP', `${WAIT}export async function f(urls: string[]) { for (const url of urls) { await fetch(url); } await sleep(1); }`, `${WAIT}export async function f(urls: string[]) { for (const url of urls) { await fetch(url); await sleep(100); } }`],
  ['AWAIT_IN_LOOP', 'export async function f(users: { posts: string[] }[]) { for (const user of users) { await Promise.all(user.posts.map((post) => fetch(post))); } }', 'export async function f(urls: string[]) { for (let i = 0; i < urls.length; i += 10) { await Promise.all(urls.slice(i, i + 10).map((url) => fetch(url))); } }'],
  ['AWAIT_IN_LOOP', "export async function f(urls: string[]) { for (const url of urls) await Promise.all([fetch(url), fetch(url + '/b')]); }", 'export async function f(groups: string[][]) { for (const group of groups) { await Promise.allSettled(group.map((url) => fetch(url))); } }'],
  ['AWAIT_IN_LOOP', 'export async function f(urls: string[]) { for (const url of urls) await new Promise((done) => fetch(url).then(done)); }', 'export async function f(jobs: (() => Promise<void>)[]) { for (const job of jobs) { await job(); await new Promise((go) => setTimeout(go, 9)); } }'],
  ['ACCUMULATING_SPREAD', 'export function f(rows: { id: string }[]) { let byId: Record<string, object> = {}; rows.forEach((row) => { byId = { ...byId, [row.id]: row }; }); return byId; }', 'export function f(rows: { id: string }[]) { rows.forEach((row) => { let copy: object = {}; copy = { ...copy, ...row }; console.log(copy); }); }'],
  ['FIND_IN_LOOP', 'export function f(xs: { id: string }[]) { const out: { id: string }[] = []; for (const x of xs) { if (!out.some((y) => y.id === x.id)) out.push(x); } return out; }', 'export function f(xs: { tags: string[] }[], tag: string) { return xs.filter((x) => x.tags.some((y) => y === tag)); }'],
  ['EVAL', "import vm from 'node:vm';\nexport const f = (code: string) => vm.runInNewContext(code);", "import vm from 'node:vm';\nexport const f = () => vm.runInNewContext('1 + 1');"],
  ['BUILT_COMMAND', `${CP}export const f = (url: string) => run(\`git clone \${url}\`);`, `${CP}export const f = () => run('git fetch');`],
  ['BUILT_COMMAND', `${CP}export function f(v: string) { const cmd = \`git tag v\${v}\`; return [execSync(cmd), run]; }`, `${CP}export function f() { const cmd = 'git status'; return [execSync(cmd), exec(cmd), run(cmd)]; }`],
  ['BUILT_COMMAND', `${CP}export const f = (cmd: string) => [exec(cmd), run];`, `${CP}const GIT = 'git';\nexport const f = (run: (s: string) => void, a: string) => [run(\`a \${a}\`), execSync(\`\${GIT} status\`)];`],
  ['SECRET', "export const db = 'postgres://admin:s3cr3tPassw0rd@db.prod.acme.com:5432/app';", "export const db = process.env['DB'] ?? 'postgres://postgres:postgres@localhost:5432/test';"],
  ['BUILT_SQL', `${DB}export const f = (columns: string, id: string) => db.query(\`SELECT \${columns} FROM users WHERE id = $1\`, [id]);`, `${DB}const COLUMNS = 'id, name';\nexport const f = (id: string) => db.query(\`SELECT \${COLUMNS} FROM users WHERE id = $1\`, [id]);`],
  ['BUILT_SQL', `${DB}export const f = (ids: string[]) => db.query(\`SELECT * FROM users WHERE id IN (\${ids.join(', ')})\`);`, `${DB}export const f = (ids: string[]) => db.query(\`SELECT * FROM users WHERE id IN (\${ids.map(() => '?').join(', ')})\`, ids);`],
  ['BUILT_SQL', `${DB}export const f = (ids: string[]) => db.query(\`SELECT * FROM users WHERE id IN (\${ids.map((id) => \`'\${id}'\`).join(', ')})\`);`, `${DB}export const f = (ids: string[]) => db.query(\`SELECT * FROM users WHERE id IN (\${ids.map((_, i) => \`$\${i + 1}\`).join(', ')})\`, ids);`],
  ['BUILT_SQL', `${DB}export const f = (ids: string[]) => db.query('SELECT * FROM users WHERE id IN (' + ids + ')');`, `${DB}const COLUMNS = ['id', 'name'] as const;\nexport const f = (n: number) => db.query('SELECT ' + COLUMNS.join(', ') + ' FROM users WHERE id IN (' + Array(n).fill('?').join(',') + ')');`],
  ['PATH_FROM_INPUT', `${FS}export const f = (req: Request) => { const name = path.normalize(req.params.name); return readFile(path.join('uploads', name)); };`, `${FS}export const f = (req: Request) => { const name = path.basename(req.params.name); return readFile(path.join('uploads', name)); };`],
  ['PATH_FROM_INPUT', `${FS}export const f = (req: Request) => { const page = req.query['q']; return readFile(page); };`, `${FS}const PAGES: Record<string, string> = { a: './a.html' };\nexport const f = (req: Request) => { const page = PAGES[req.params.name]; return page && readFile(page); };`],
  ['REGEXP_FROM_INPUT', `${FS}export const f = (req: Request) => new RegExp(req.query.q.trim(), 'i');`, `${FS}declare const escapeRegExp: (s: string) => string;\nexport const f = (req: Request) => new RegExp(escapeRegExp(req.query.q), 'i');`],
  ['WEAK_RANDOM', draw('token'), draw('color')],
  ['WEAK_RANDOM', draw('id').replace('letters[', 'letters.charAt(').replace('16)]', '16))'), "export function f(words: string[], n: number) { let text = ''; for (let i = 0; i < n; i++) text += words[Math.floor(Math.random() * words.length)] + ' '; return text; }"],
];

it('code as people write it is told, and code alike that is fine is not', async () => {
  const pairs = CASES.flatMap(([, bad, good], i) => [{ path: `src/bad${i}.ts`, before: null, after: `${bad}\n` }, { path: `src/good${i}.ts`, before: null, after: `${good}\n` }]);
  const outcome = await findNewFindings(pairs);
  if (outcome.kind !== 'found') throw new Error(outcome.reason);
  const told = (path: string) => [...new Set(outcome.findings.filter(({ file }) => file === path).map(({ code }) => code))];
  expect(CASES.map(([, bad, good], i) => [bad, told(`src/bad${i}.ts`), good, told(`src/good${i}.ts`)])).toEqual(CASES.map(([code, bad, good]) => [bad, [code], good, []]));
});
