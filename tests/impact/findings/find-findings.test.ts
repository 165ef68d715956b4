import { describe, expect, it } from 'vitest';
import { FINDING_RULES } from '../../../server/impact/findings/rules.ts';
import { findNewFindings } from '../../../server/impact/findings/predict-findings.ts';

const GET = 'declare const get: (at?: unknown) => Promise<{ next: string; ok: boolean; rows: string[] }>;\n';
const FS = "import { readFile } from 'node:fs/promises';\nimport { relative, resolve } from 'node:path';\n";
const CP = "import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';\n";
/** Put together here, so that no scanner takes this file for a leak. */
const STRIPE = ['sk', 'live', 'q4Zt81mXc0Rv7Lw2KjYpB9nd'].join('_');
const GOOGLE = `AI${'zaSyD9fK2mQ7xLp3vR8tYw1ZcB5nH6jG4sE0u'}`;
const SENDGRID = ['SG', 'ngeVfQFYQlKU0ufo8x5d1A', 'TwL2iGABf9DHoTf-09kqeF8tAmbihYzrnopKc-1s5cr'].join('.');
const AWS = `AK${'IAQYLPMN5HFIQR7XYA'}`;
const KEY = ['MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v', 'lfTqB8nR0yWc5GkXuPzE2mDaYoQ7'];
const pem = (...parts: readonly string[]) => ['-----BEGIN PRIV', `ATE KEY-----${parts.join('')}-----END PRIV`, 'ATE KEY-----'].join('');
/** Every case in one run: code that has a finding, and code alike that has none. */
const CASES: readonly (readonly [code: string, bad: string, good: string])[] = [
  ['AWAIT_IN_LOOP', 'export async function f(ids: string[]) { for (const id of ids) await fetch(id); }', 'export const f = (ids: string[]) => Promise.all(ids.map(async (id) => await fetch(id)));'],
  ['AWAIT_IN_LOOP', `${GET}export async function f(ids: string[]) { let i = 0; while (i < ids.length) { await get(ids[i]); i += 1; } }`, `${GET}export async function f() { let cursor = ""; do { const page = await get(cursor); cursor = page.next; } while (cursor); }`],
  ['AWAIT_IN_LOOP', `${GET}export async function f(ids: string[]) { const all: string[] = []; for (const id of ids) { const one = await get(id); if (one.ok) all.push(one.next); } return all; }`, `${GET}export async function f() { const all: string[] = []; for (let at: string | null = ""; at !== null;) { const query = { at }; const page = await get(query); all.push(...page.rows); await get(page); at = page.next; } return all; }`],
  ['AWAIT_IN_LOOP', `${GET}export async function f(ids: string[]) { let sum = 0; for (const id of ids) { sum += (await get(id)).rows.length; } return sum; }`, `${GET}export async function f(ids: string[]) { let last: unknown = null; for (const id of ids) { last = await get([last, id]); } return last; }`],
  ['AWAIT_IN_LOOP', `${GET}export async function f(ids: string[]) { for (const id of ids) { try { await get(id); } catch { console.log(id); } } }`, `${GET}export async function f() { for (let i = 0; i < 3; i += 1) { try { return await get(); } catch { console.log(i); } } return null; }`],
  ['AWAIT_IN_LOOP', `${GET}export async function f(ids: string[]) { let next = ""; for (const id of ids) { await get({ next: id }.next); next = id; } console.log(next); }`, `${GET}export async function f() { let next = ""; for (let i = 0; i < 9; i += 1) { next = (await get({ next })).next; } }`],
  ['AWAIT_IN_LOOP', `${GET}export async function f(ids: string[]) { for (const id of ids) { switch (id) { case "a": await get(id); break; default: } } }`, `${GET}export async function f() { let one; for (let i = 0; i < 3; i += 1) { try { one = await get(); break; } catch { await get(i); } } return one; }`],
  ['AWAIT_IN_LOOP', `${GET}export async function f(ids: string[]) { let id: string | undefined; const all = []; for (const one of ids) { id = one.trim(); all.push(await get(id)); } return all; }`, `${GET}export async function f() { while (!(await get()).ok) await get(1); }`],
  ['AWAIT_IN_LOOP', `${GET}export async function f(n: number) { let from = 0; while (from < n) { await get(from); from += n / 10; } }`, `${GET}export async function f() { let done = false; while (!done) { const { ok } = await get(); done = ok; await get(1); } }`],
  ['AWAIT_IN_LOOP', `${GET}export async function f(ids: string[]) { for (const id of ids) { const one = await get(id); if (!one.ok) throw new Error(id); } }`, `${GET}export async function f(ids: string[]) { for (const id of ids) { const one = await get(id); if (one.ok) return one; } return null; }`],
  ['AWAIT_IN_LOOP', `${GET}export class A { at = ""; async f(ids: string[]) { for (const id of ids) { await get(this.at + id); } } }`, `${GET}export class A { at = ""; async f() { for (let i = 0; i < 9; i += 1) { const page = await get(this.at); this.at = page.next; } } }`],
  ['AWAIT_IN_LOOP', `${GET}export async function f(jobs: string[]) { while (jobs.length > 0) { await get(jobs.pop()); } }`, `${GET}export async function f(jobs: string[]) { while (jobs.length > 0) { const page = await get(jobs.pop()); jobs.push(...page.rows); } }`],
  ['AWAIT_IN_LOOP', `${GET}export async function f(ids: string[][]) { for (const some of ids) for (const id of some) { if (id) await get(id); } }`, `${GET}export async function f(ids: string[]) { for (const id of ids) for (;;) { if (id) return await get(id); else { await get(); break; } } }`],
  ['AWAIT_IN_LOOP', `${GET}export async function* f(ids: string[]) { for (const id of ids) { await get(id); } yield 1; }`, `${GET}export async function* f(ids: string[]) { for (const id of ids) { yield await get(id); } for (;;) { await get(ids); } }`],
  ['AWAIT_IN_LOOP', `${GET}export async function f(ids: string[]) { for (const id of ids) if (id) await get(id); }`, `${GET}export async function f(ids: string[]) { for (const id of ids) if (id) return await get(id); return null; }`],
  ['AWAIT_IN_LOOP', `${GET}export async function f(ids: string[]) { for (let i = 0; i < ids.length; i += 1) if (ids[i]) { console.log(i); } else { await get(ids[i]); } }`, `${GET}export async function f(ids: string[]) { let last; for (const id of ids) if (id) { last = await get(last); } return last; }`],
  ['AWAIT_IN_LOOP', `${GET}export async function f(ids: string[][]) { for (const some of ids) for (const id of some) try { await get(id); } catch { console.log(id); } }`, `${GET}export async function f(ids: string[]) { for (const id of ids) try { return await get(id); } catch { console.log(id); } return null; }`],
  ['AWAIT_IN_LOOP', `${GET}export async function f(ids: string[]) { for (const id of ids) switch (id) { case "a": await get(id); } }`, `${GET}export async function f(ids: AsyncIterable<string>) { for await (const id of ids) if (id) await get(id); }`],
  ['AWAIT_IN_LOOP', `${GET}export async function f(ids: string[]) { for (const id of ids) if ((await get(id)).ok) console.log(id); }`, `${GET}export async function f(ids: string[]) { for (const id of ids) if ((await get(id)).ok) return id; return null; }`],
  ['AWAIT_IN_LOOP', `${GET}export async function f(ids: string[]) { for (const id of ids) if (id) console.log(await get(id)); }`, `${GET}export function f(ids: string[]) { const all = []; for (const id of ids) if (id) all.push(async () => { await get(id); }); return all; }`],
  // The first bad answer ends the loop: what comes after it is not asked, which asking together would do.
  ['AWAIT_IN_LOOP', `${GET}export async function f(ids: string[]) { let isGood = true; for (const id of ids) { const { ok } = await get(id); if (!ok) isGood = false; } return isGood; }`, `${GET}export async function f(ids: string[]) { for (const id of ids) { const { ok } = await get(id); if (!ok) return false; } return true; }`],
  ['REGEXP_IN_LOOP', 'export function f(lines: string[]) { for (const line of lines) { if (line) { console.log(new RegExp("^a").test(line)); } } }', 'export function f(lines: string[]) { for (const line of lines) { if (line) { return new RegExp("^a").test(line); } } return false; }'],
  ['AWAIT_IN_LOOP', `${GET}export async function f(all: Map<string, unknown>) { for (const [id] of all) { all.set(id, await get(id)); } }`, `${GET}export async function f(all: Set<string>) { for (const id of all) { all.add((await get(id)).next); } }`],
  ['REGEXP_IN_LOOP', 'export function f(words: string[], lines: string[][]) { for (const some of lines) for (const line of some) { if (new RegExp(words.join("|")).test(line)) console.log(line); } }', 'export function f(words: string[], line: string) { for (const word of words) { if (new RegExp(word).test(line)) console.log(word); } }'],
  ['REGEXP_IN_LOOP', 'export function f(lines: string[], word: string) { for (const line of lines) { if (new RegExp(`^${word}`).test(line)) console.log(line); } }', 'export function f(lines: string[], word: string) { for (const line of lines) { if (new RegExp(`^${word}`).test(line)) console.log(line); word = line; } }'],
  ['ACCUMULATING_SPREAD', 'export const f = (xs: number[]) => xs.reduce<number[]>((all, x) => [...all, x], []);', 'export const f = (xs: number[]) => xs.reduce<number[]>((all, x) => { all.push(x); return all; }, []);'],
  ['ACCUMULATING_SPREAD', 'export function f(xs: number[]) { let all: number[] = []; for (const x of xs) { all = [...all, x]; } return all; }', 'export const f = (xs: number[], all: number[]) => [...all, ...xs];'],
  ['JSON_CLONE', 'export const f = (x: object) => JSON.parse(JSON.stringify(x));', 'export const f = (x: string) => JSON.parse(x);'],
  ['LINEAR_SEARCH', "export function f(xs: string[]) { const known = ['a', 'b']; for (const x of xs) { if (known.includes(x)) console.log(x); } }", "export function f(x: string) { const known = new Set(['a', 'b']); return known.has(x); }"],
  ['LINEAR_SEARCH', "const known = ['a', 'b'];\nexport const f = (xs: string[]) => xs.filter((x) => known.includes(x));", "const known = ['a', 'b'];\nexport const f = (x: string) => known.includes(x);"],
  ['ACCUMULATING_SPREAD', 'export function f(xs: number[]) { var all: number[] = []; for (var i = 0; i < 9; i++) { all = [...all, xs[i]!]; } return all; }', 'export function f(xs: number[][]) { for (const x of xs) { let row: number[] = []; row = [...row, ...x]; console.log(row); } }'],
  ['ACCUMULATING_SPREAD', 'export class A { list: number[] = []; f(xs: number[]) { for (const x of xs) this.list = [...this.list, x]; } }', 'export function f(buttons: { on(f: () => void): void }[]) { let n: number[] = []; for (const b of buttons) { b.on(() => { n = [...n, 1]; }); } return () => n; }'],
  ['ACCUMULATING_SPREAD', 'export const f = (xs: string[]) => xs.reduce((all, x) => Object.assign({}, all, { [x]: 1 }), {});', 'export const f = (xs: string[]) => xs.reduce((all, x) => Object.assign(all, { [x]: 1 }), {});'],
  ['ACCUMULATING_SPREAD', 'export const f = (xs: string[][]) => xs.reduce((all, x) => all.concat(x), [] as string[]);', 'export const f = (xs: string[]) => xs.reduce((all, x) => all.concat(x), "");'],
  ['ACCUMULATING_SPREAD', 'export function f(all: number[][]) { let n = 0; for (const xs of all) { n += xs.reduce<number[]>((some, x) => { some = [...some, x]; return some; }, []).length; } return n; }', 'export function f(xs: number[], to: { last: number[] }) { for (const x of xs) { to.last = [...xs, x]; } }'],
  ['FIND_IN_LOOP', 'export const f = (a: { list: string[] }, ids: string[]) => { for (const id of ids) { console.log(a.list.findIndex((x) => x === id)); } };', 'export const f = (all: { list: string[] }[]) => { for (const one of all) { console.log(one.list.find((x) => x === "a")); } };'],
  ['FIND_IN_LOOP', 'export function f(seen: readonly string[], ids: string[]) { let n = 0; for (const id of ids) if (seen.includes(id)) n += 1; return n; }', 'export function f(seen: string, ids: string[]) { let n = 0; for (const id of ids) if (seen.includes(id)) n += 1; return n; }'],
  ['FIND_IN_LOOP', 'export function f(ids: string[]) { const out = []; for (const id of ids) { if (out.indexOf(id) < 0) out.push(id); } return out; }', 'export function f(ids: string[]) { const out = ids.join(""); let n = 0; for (const id of ids) { if (out.indexOf(id) < 0) n += 1; } return n; }'],
  ['FIND_IN_LOOP', 'export function f(o: object, ids: string[]) { let n = 0; const keys = Object.keys(o); while (n < ids.length && !(keys.length > 9 && keys.includes(ids[n]!))) n += 1; do n -= keys.includes(ids[n]!) ? 1 : 2; while (n > 0); }', 'export function f(ids: string[][]) { let n = 0; for (const id of ids) { const own = id.filter(Boolean); if (own.includes("a")) n += 1; } return n; }'],
  ['FIND_IN_LOOP', 'export function f(a: { id: string }[], ids: string[]) { for (const id of ids) { console.log(a.find((x) => x.id === id)); } }', 'export const f = (a: { id: string }[], id: string) => a.find((x) => x.id === id);'],
  ['FIND_IN_LOOP', "export function f(csv: string, xs: string[]) { const parts = csv.split(','); let n = 0; for (const x of xs) if (parts.includes(x)) n += 1; return n; }", "export function f(csv: string, xs: string[]) { const parts = csv.trim(); let n = 0; for (const x of xs) if (parts.includes(x)) n += 1; return n; }"],
  ['FIND_IN_LOOP', "export const banned = ['a'];\nexport function f(xs: string[]) { let n = 0; for (const x of xs) if (banned.includes(x)) n += 1; return n; }", "export const banned = new Set(['a']);\nexport function f(xs: string[]) { let n = 0; for (const x of xs) if (banned.has(x)) n += 1; return n; }"],
  ['FIND_IN_LOOP', "export function f(xs: string[]) { const known = ['a', 'b'] as const; return xs.filter((x) => known.includes(x as 'a')); }", "export function f(xs: string[]) { const known = 'a,b' as const; return xs.filter((x) => known.includes(x)); }"],
  ['LINEAR_SEARCH', "export function f(xs: string[], csv: string) { const known = Array.from(csv); return xs.filter((x) => known.includes(x)); }", "export function f(xs: string[]) { const known = 'ab'; return xs.filter((x) => known.includes(x)); }"],
  ['LINEAR_SEARCH', `export function f(xs: string[], words: string[]) { const known = words.slice(1); return xs.filter((x) => known.includes(x)); }`, `export function f(xs: string[], text: string) { const known = text.slice(1); return xs.filter((x) => known.includes(x)); }`],
  ['LINEAR_SEARCH', `export function f(xs: string[], a: { name: string[] }) { const known = a.name.slice(1); return xs.filter((x) => known.includes(x)); }`, `export function f(xs: string[], text: string | undefined) { const known = text!.slice(1).concat('a'); return xs.filter((x) => known.includes(x)); }`],
  ['LINEAR_SEARCH', `export function f(xs: string[], words: any) { const known = words.slice(1); return xs.filter((x) => known.includes(x)); }`, `export function f(xs: string[], words: any) { const known = String(words).slice(1); return xs.filter((x) => known.includes(x)); }`],
  ['LINEAR_SEARCH', `export function f(xs: string[], words: string[]) { const all = words.map((word) => word.trim()); const known = all.slice(1); return xs.filter((x) => known.includes(x)); }`, `export function f(xs: string[], words: any) { const all = words.toLowerCase(); const known = all.slice(1); return xs.filter((x) => known.includes(x)); }`],
  ['LINEAR_SEARCH', `export function f(xs: string[], words: any) { let all = words.trim(); all = [all]; const known = all.slice(1); return xs.filter((x) => known.includes(x)); }`, `export function f(xs: string[], words: any) { const known = words.padStart(4).replace('a', 'b').slice(1); return xs.filter((x) => known.includes(x)); }`],
  ['LINEAR_SEARCH', `export function f(xs: string[]) { const known = ['ab'].slice(1); return xs.filter((x) => known.includes(x)); }`, `export function f(xs: string[], n: number) { const known = n > 1 ? 'ab'.slice(1) : \`a\${n}\`.concat('b'); return xs.filter((x) => known.includes(x)); }`],
  ['LINEAR_SEARCH', `export function f(xs: string[], words = ['a']) { const known = words.slice(1); return xs.filter((x) => known.includes(x)); }`, `export function f(xs: string[], text = 'abc') { const known = (text + xs.length).slice(1); return xs.filter((x) => known.includes(x)); }`],
  ['FIND_IN_LOOP', 'export const f = (a: string[], b: { id: string }[]) => a.map((x) => b.find((y) => y.id === x));', 'export const f = (a: { lines: { id: string }[] }[]) => a.map((x) => x.lines.find((y) => y.id === "a"));'],
  ['FIND_IN_LOOP', 'export const f = (a: string[], b: { id: string }[]) => a.filter((x) => { const y = b.find(({ id }) => id === x); return y; });', 'export const f = (a: string[][]) => a.filter((x) => { const y = [...x]; return y.find((z) => z === "a"); });'],
  ['FIND_IN_LOOP', 'export const f = (xs: string[], banned: string[]) => { xs.forEach((x) => { if (banned.indexOf(x) >= 0) console.log(x); }); };', 'export const f = (xs: string[], banned: string) => { xs.forEach((x) => { if (banned.indexOf(x) >= 0) console.log(x); }); };'],
  ['FIND_IN_LOOP', 'export const f = (xs: string[], all: readonly string[]) => xs.every(function (x) { return all.includes(x); });', 'export const f = (xs: string[], on: (f: (x: string) => void) => void) => on((x) => xs.includes(x));'],
  ['FIND_IN_LOOP', 'export const f = (xs: string[], all: { id: string }[]) => xs.reduce((n, x) => n + all.findIndex((y) => y.id === x), 0);', 'export const f = (xs: { id: string }[][]) => xs.reduce((n, x) => n + x.findIndex((y) => y.id === "a"), 0);'],
  ['ACCUMULATING_SPREAD', 'export function f(xs: number[][]) { let all: number[] = []; for (const x of xs) all = all.concat(x); return all; }', "export function f(xs: string[]) { let all = ''; for (const x of xs) all = all.concat(x); return all; }"],
  ['ACCUMULATING_SPREAD', 'export function f(xs: number[][], all: readonly number[]) { xs.forEach((x) => { for (const y of x) { all = all.concat(y); } }); return all; }', 'export function f(xs: number[][]) { for (const x of xs) { let row: number[] = []; row = row.concat(x); console.log(row); } }'],
  ['REGEXP_IN_LOOP', "export function f(lines: string[]) { for (const line of lines) { if (new RegExp('^ab').test(line)) console.log(line); } }", "const ab = new RegExp('^ab');\nexport function f(lines: string[]) { for (const line of lines) { if (ab.test(line)) console.log(line); } }"],
  ['SYNC_IN_REQUEST', "import { readFileSync } from 'node:fs';\nexport const f = (req: unknown, res: { end(b: unknown): void }) => { res.end(readFileSync('page.html')); };", "import { readFileSync } from 'node:fs';\nexport const f = (name: string) => readFileSync(name);"],
  ['SYNC_IN_REQUEST', "import fs from 'node:fs';\nexport async function GET() { return new Response(fs.readFileSync('page.html')); }", "import fs from 'node:fs';\nexport const page = fs.readFileSync('page.html');"],
  ['SYNC_IN_REQUEST', "import fs from 'node:fs';\nexport const f = (req: unknown, res: unknown) => [req, res, fs.existsSync('a')];", "import { transformSync } from 'oxc-transform';\nexport const f = (req: { path: string }) => transformSync(req.path, '');"],
  ['EVAL', 'export const f = (code: string) => eval(code);', 'export const f = (code: string) => JSON.parse(code);'],
  ['EVAL', "export const f = (body: string) => new Function('a', body);", 'export const f = (body: () => void) => body;'],
  ['EVAL', "setTimeout('go()', 10);", 'setTimeout(() => undefined, 10);'],
  ['BUILT_COMMAND', "import { exec } from 'node:child_process';\nexport const f = (dir: string) => exec(`ls ${dir}`);", "import { execFile } from 'node:child_process';\nexport const f = (dir: string) => execFile('ls', [dir]);"],
  ['BUILT_COMMAND', "import * as cp from 'node:child_process';\nexport const f = (dir: string) => cp.execSync('ls ' + dir);", "import { execSync } from 'node:child_process';\nexport const f = () => execSync('ls');"],
  ['BUILT_COMMAND', "import { spawn } from 'node:child_process';\nexport const f = (dir: string) => spawn('ls ' + dir, { shell: true });", "import { spawn } from 'node:child_process';\nexport const f = (dir: string) => spawn('/bin/' + dir, ['-l'], { shell: false });"],
  ['BUILT_COMMAND', `${CP}export const f = (x: string) => spawn('sh', ['-c', 'ls ' + x]);`, `${CP}export const f = (x: string) => [spawn('sh', ['-c', 'ls ' + '-l']), spawn('ls', ['-c', 'ls ' + x]), spawn('sh', ['-c', 'ls "$1"', 'sh', x + x])];`],
  ['BUILT_COMMAND', `${CP}export const f = (x: string) => spawnSync('/bin/bash', ['-l', '-c', \`ls \${x}\`], { stdio: 'inherit' });`, `${CP}export const f = (x: string) => spawnSync('/bin/bash', ['run.sh', \`ls \${x}\`]);`],
  ['BUILT_COMMAND', `${CP}export const f = (x: string) => execFile('cmd.exe', ['/d', '/c', 'dir ' + x]);`, `${CP}export const f = (x: string) => execFile('git', ['push', 'origin/' + x]);`],
  ['BUILT_COMMAND', `${CP}export const f = (x: string) => execFileSync('bash', ['-lc', 'ls ' + x]);`, `${CP}export const f = () => execFileSync('bash', ['-lc', 'ls']);`],
  ['SECRET', `export const token = 'ghp_${'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'}';`, "export const token = process.env['TOKEN'];"],
  ['SECRET', `export const key = '${STRIPE}';`, `export const keys = ['sk_live_${'x'.repeat(24)}', 'sk_live_your_key_comes_here_in_time', '${STRIPE.replace('live', 'test')}', '${STRIPE.slice(0, 20)}'];`],
  ['SECRET', `export const key = '${GOOGLE}';`, `export const keys = ['AIza${'a'.repeat(35)}', 'AIza${'EXAMPLE0'.repeat(5).slice(0, 35)}', '${GOOGLE}more'];`],
  ['SECRET', `export const key = '${SENDGRID}';`, `export const keys = ['SG.${'x'.repeat(22)}.${'y'.repeat(43)}', '${SENDGRID.slice(0, 60)}'];`],
  ['SECRET', `export const key = '${AWS}';`, "export const keys = ['AKIAIOSFODNN7EXAMPLE', 'AKIAAAAAAAAAAAAAAAAA', 'AKIA'];"],
  ['SECRET', `export const key = '${pem('\\n', KEY.join(''), '\\n')}';`, `export const keys = ['${pem('\\n', '…', '\\n')}', '${pem('\\n', 'MII'.repeat(20), '\\n')}'];`],
  ['SECRET', `export const key = ['${pem("',\n  '", KEY.join("',\n  '"), "',\n  '")}'].join('\\n');`, `export const f = (key: string) => '${pem("' + key + '")}';`],
  ['EXPONENTIAL_REGEXP', 'export const f = (text: string) => /^(a+)+$/.test(text);', 'export const f = (text: string) => /^a+$/.test(text);'],
  ['EXPONENTIAL_REGEXP', "export const f = (text: string) => new RegExp('^(\\\\w+\\\\s?)*$').test(text);", "export const f = (text: string) => new RegExp('^\\\\w+$').test(text);"],
  ['POLYNOMIAL_REGEXP', 'export const f = (text: string) => /^(.*)=(.*);$/.test(text);', 'export const f = (text: string) => /^([^=]*)=([^;]*);$/.test(text);'],
  ['TLS_DISABLED', "import https from 'node:https';\nexport const agent = new https.Agent({ rejectUnauthorized: false });", "import https from 'node:https';\nexport const agent = new https.Agent({ rejectUnauthorized: true });"],
  ['TLS_DISABLED', "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';", "process.env['NODE_ENV'] = 'test';"],
  ['BUILT_SQL', "export const f = (db: { query(q: string): void }, id: string) => db.query('SELECT * FROM users WHERE id = ' + id);", "export const f = (db: { query(q: string, v: unknown[]): void }, id: string) => db.query('SELECT * FROM users WHERE id = $1', [id]);"],
  ['BUILT_SQL', 'export const f = (db: { query(q: string): void }, id: string) => db.query(`DELETE FROM users WHERE id = ${id}`);', 'declare const sql: (t: TemplateStringsArray, ...v: unknown[]) => string;\nexport const f = (id: string) => sql`SELECT * FROM users WHERE id = ${id}`;'],
  ['BUILT_SQL', 'export const f = (table: string) => `delete from ${table}`;', 'export const f = (n: number) => `Delete from the cart ${n} items?`;'],
  ['BUILT_SQL', 'export const f = (id: string) => `select u.id, count(*) as n, max(a, b) m, "x y" from public.users u where id = ${id}`;', 'export const f = (file: string) => [`Select a file from ${file}`, `select a file from ${file}`, `SELECT A FILE FROM ${file}`];'],
  ['BUILT_SQL', "export const f = (a: string, b: string) => 'INSERT INTO ' + a + ' (name) VALUES (' + b + ')';", "export const f = (slot: string) => ['Insert into slot ' + slot, 'insert into slot ' + slot, 'INSERT INTO users (id) ' + 'VALUES (1)'];"],
  ['BUILT_SQL', "export const f = (name: string, id: number) => `\n  UPDATE \\`users\\` SET name = '${name}' WHERE id = ${id}`;", 'export const f = (n: string) => [`Update your profile and set ${n}`, `update your profile and set ${n}`];'],
  ['BUILT_SQL', 'export const f = (set: string, id: number) => `update users set ${set} where id = ${id}`;', 'export const f = (id: number) => `update users set name = $1 where id = $${id}`;'],
  ['BUILT_SQL', 'export const f = (columns: string, id: string) => `SELECT DISTINCT ${columns} FROM (SELECT * FROM users) WHERE id = ${id}`;', 'export const f = (a: string) => `select the one, then another from ${a}`;'],
  ['BUILT_SQL', "export function f(sql: string, role: string) { sql += ` AND role = '${role}'`; return sql; }", 'export function f(sql: string, note: string, n: number) { sql += ` AND role = $${n}`; note += ` and ${n} more`; return [sql, note]; }'],
  ['BUILT_SQL', "export function f(query: { text: string }, q: { where: string }, order: string) { q.where += ' order by ' + order; query.text += 'a'; }", "export function f(query: string, word: string) { query += '&q=' + word; query += ' AND is_open'; query += `, ${word}`; return query; }"],
  ['PROTOTYPE_POLLUTION', 'export function merge(to: any, from: any) { for (const key in from) { if (typeof from[key] === "object") merge(to[key], from[key]); else to[key] = from[key]; } }', 'export function merge(to: any, from: any) { for (const key in from) { if (key === "__proto__") continue; if (typeof from[key] === "object") merge(to[key], from[key]); else to[key] = from[key]; } }'],
  ['PROTOTYPE_CHANGED', 'export const f = (o: any, p: object) => { o.__proto__ = p; };', 'export const f = (p: object) => Object.create(p);'],
  ['PATH_FROM_INPUT', "import { readFile } from 'node:fs/promises';\nexport const f = (req: { query: { name: string } }) => readFile('/data/' + req.query.name);", "import { readFile } from 'node:fs/promises';\nexport const f = (name: string) => readFile('/data/' + name);"],
  ['PATH_FROM_INPUT', "import fs from 'node:fs';\nexport const f = (req: { query: { name: string } }, done: () => void) => { const { name } = req.query; const path = `/data/${name}`; fs.readFile(path, done); };", "import fs from 'node:fs';\nexport const f = (done: () => void) => { const path = '/data/a'; fs.readFile(path, done); };"],
  ['PATH_FROM_INPUT', "import { readFileSync } from 'node:fs';\nexport const f = () => readFileSync(process.argv[2] ?? '');", "import { readFileSync } from 'node:fs';\nexport const f = (request: { cwd: string }) => readFileSync(request.cwd);"],
  ['PATH_FROM_INPUT', `${FS}export const f = (req: { query: { f: string } }, root: string) => { const p = resolve(root, String(req.query.f)); return readFile(p); };`, `${FS}export const f = (req: { query: { f: string } }, root: string) => { const p = resolve(root, String(req.query.f)); if (!p.startsWith(root + '/')) return null; return readFile(p); };`],
  ['PATH_FROM_INPUT', `${FS}export const f = (req: { query: { f: string } }, root: string) => { const p = resolve(root, req.query.f); const text = readFile(p); if (!p.startsWith(root)) return null; return text; };`, `${FS}export const f = (req: { query: { f: string } }, root: string) => { const p = resolve(root, req.query.f); const way = relative(root, p); if (way.startsWith('..')) throw new Error(way); return readFile(p); };`],
  ['PATH_FROM_INPUT', `${FS}export const f = (req: { query: { f: string } }, root: string) => { const p = resolve(root, req.query.f); const way = relative(root, '/a'); if (req.query.f.startsWith('a') || way.startsWith('..')) return null; return readFile(p); };`, `${FS}export const f = (req: { query: { f: string } }, root: string) => { const p = resolve(root, req.query.f); return relative(root, p).startsWith('..') ? null : readFile(p); };`],
  ['REGEXP_FROM_INPUT', 'export const f = (req: { query: { q: string } }) => new RegExp(req.query.q);', 'export const f = (q: string) => new RegExp(q);'],
  ['WEAK_RANDOM', 'export const id = () => Math.random().toString(36).slice(2);', 'export const dice = () => Math.floor(Math.random() * 6);'],
  ['WEAK_RANDOM', "export const id = () => 'a#' + Math.random().toString(16).slice(2, 8);", "export const colour = () => '#' + Math.random().toString(16).slice(2, 8);"],
  ['WEAK_RANDOM', 'export const id = () => `#${Math.random().toString(36).slice(2)}`;', 'export const colour = () => `color: #${Math.random().toString(16).slice(2, 8).toUpperCase()};`;'],
  ['RAW_HTML', 'export const f = (at: HTMLElement, s: string) => { at.innerHTML = s; };', "export const f = (at: HTMLElement) => { at.innerHTML = '<b>a</b>'; at.outerHTML = `<i></i>`; at.textContent = at.innerHTML; };"],
  ['RAW_HTML', 'export const f = (at: HTMLElement, s: string) => { at.outerHTML += `<b>${s}</b>`; };', "declare const DOMPurify: { sanitize(s: string): string };\ndeclare const escapeHtml: (s: string) => string;\nexport const f = (at: HTMLElement, s: string) => { const safe = DOMPurify.sanitize(s); at.innerHTML = safe; at.innerHTML = `<b>${escapeHtml(s)}</b>` + '<i>'; };"],
  ['RAW_HTML', "export const f = (at: HTMLElement, s: string) => at.insertAdjacentHTML('beforeend', s);", "export const f = (at: HTMLElement, where: InsertPosition) => at.insertAdjacentHTML(where, '<b></b>');"],
  ['RAW_HTML', 'export const f = (p: string) => document.write(p);', "export const f = (to: { write(s: string): void }, p: string) => { document.write('<b>'); to.write(p); };"],
  ['RAW_HTML', "declare const React: any;\nexport const h = (html: string) => React.createElement('div', { title: 'a', dangerouslySetInnerHTML: { __html: html } });", "declare const React: any;\nexport const h = (html: string) => [React.createElement('div', { dangerouslySetInnerHTML: { __html: '<b>a</b>' } }), React.createElement('div', { title: html })];"],
  ['RAW_HTML', "import { createElement as _ } from 'react';\nimport { h } from 'preact';\nexport const f = (html: string) => [_, h('div', { 'dangerouslySetInnerHTML': { __html: `<b>${html}</b>` } })];", "import { h } from 'preact';\ndeclare const sanitize: (s: string) => string;\nexport const f = (html: string) => [h('div', { dangerouslySetInnerHTML: { __html: `<b></b>` } }), h('div', { dangerouslySetInnerHTML: { __html: sanitize(html) } })];"],
  ['RAW_HTML', "import { jsx as _jsx } from 'react/jsx-runtime';\nexport const f = (html: string) => _jsx('div', { dangerouslySetInnerHTML: { __html: html } });", "const NONE = '<i></i>';\ndeclare const jsx: any;\nexport const f = (html: string, o: { set(a: object): void }) => { o.set({ dangerouslySetInnerHTML: { __html: html } }); return jsx('div', { dangerouslySetInnerHTML: { __html: NONE } }); };"],
  ['RAW_HTML', "declare const React: any;\nexport const f = (one: unknown, html: string) => React.cloneElement(one, { dangerouslySetInnerHTML: { __html: html } });", "declare const h: any;\nexport const f = (p: { dangerouslySetInnerHTML?: { __html: string } }) => h('div', { title: p.dangerouslySetInnerHTML?.__html });"],
  ['HIDDEN_DIRECTION', "export const isAdmin = (role: string) => role !== 'user\u202e // only admins';", "export const isAdmin = (role: string) => role !== 'user';"],
];
const JSX_CASES: readonly (readonly [code: string, bad: string, good: string])[] = [
  ['RAW_HTML', 'export const H = (p: { html: string }) => <div dangerouslySetInnerHTML={{ __html: p.html }} title="a" />;', 'export const H = () => <a href="javascript:void(0)">a</a>;'],
  ['RAW_HTML', 'declare const trim: (s: string) => string;\nexport const H = (p: { html: string }) => <div dangerouslySetInnerHTML={{ __html: trim(p.html) }} />;', 'declare const sanitize: (s: string) => string;\nexport const H = (p: { html: string }) => <div dangerouslySetInnerHTML={{ __html: sanitize(p.html) }} />;'],
  ['RAW_HTML', 'export const H = (p: { html: string }) => <div dangerouslySetInnerHTML={{ __html: p.html }} />;', 'export const H = (p: { html: string }) => <div>{p.html}</div>;'],
];
const ALL = [...CASES.map((one) => ['ts', ...one] as const), ...JSX_CASES.map((one) => ['tsx', ...one] as const)];

const TOKEN = `'ghp_${'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'}'`;
/** What stands where a finding of a code begins. */
const FOUND_AT: Readonly<Record<string, string>> = { EVAL: 'eval(code)', BUILT_COMMAND: 'exec(`', WEAK_RANDOM: 'Math.random()', SECRET: 'ghp_', PROTOTYPE_POLLUTION: 'to[key] =' };
/** Ways to tell an analyser not to look, each in front of or behind what it would find. */
const SILENCED: readonly (readonly [code: string, text: string])[] = [
  ['EVAL', '/* eslint-disable */\nexport const f = (code: string) => eval(code);'],
  ['EVAL', '// oxlint-disable\nexport const f = (code: string) => eval(code);'],
  ['EVAL', '/* oxlint-disable no-eval -- it is fine */ export const f = (code: string) => eval(code);'],
  ['EVAL', '// eslint-disable-next-line no-eval\nexport const f = (code: string) => eval(code);'],
  ['EVAL', 'export const f = (code: string) => eval(code); // eslint-disable-line'],
  ['EVAL', 'export const f = (code: string) => eval(code); // oxlint-disable-line no-eval'],
  ['EVAL', '/* eslint no-eval: 0 */\nexport const f = (code: string) => eval(code);'],
  ['EVAL', '/* global eval:off */\nexport const f = (code: string) => eval(code);'],
  ['BUILT_COMMAND', "/* eslint-disable security/detect-child-process */\nimport { exec } from 'node:child_process';\nexport const f = (dir: string) => exec(`ls ${dir}`);"],
  ['WEAK_RANDOM', 'export const id = () => Math.random().toString(36); // eslint-disable-line eslint-js/no-restricted-syntax'],
  ['SECRET', `// secretlint-disable\nexport const token = ${TOKEN};`],
  ['SECRET', `/* secretlint-disable-next-line */\nexport const token = ${TOKEN};`],
  ['SECRET', `export const token = ${TOKEN}; // secretlint-disable-line @secretlint/secretlint-rule-github`],
  ['SECRET', `export const note = 'secretlint-disable';\nexport const token = ${TOKEN};`],
  ['PROTOTYPE_POLLUTION', 'export function merge(to: any, from: any) { for (const key in from) { /* hasOwn, __proto__ */ if (typeof from[key] === "object") merge(to[key], from[key]); else to[key] = from[key]; } }'],
  ['PROTOTYPE_POLLUTION', 'export function merge(to: any, from: any) { for (const key of Object/* all */.keys(from)) { if (typeof from[key] === "object") merge(to[key], from[key]); else to[key] = from[key]; } }'],
];

async function codesIn(texts: readonly (readonly [path: string, text: string])[]): Promise<Map<string, string[]>> {
  const outcome = await findNewFindings(texts.map(([path, after]) => ({ path, before: null, after })));
  if (outcome.kind !== 'found') throw new Error(outcome.reason);
  const codes = new Map<string, string[]>(texts.map(([path]) => [path, []]));
  for (const { file, code } of outcome.findings) codes.get(file)?.push(code);
  return codes;
}

describe('each rule', () => {
  it('finds what it is for, once, and nothing in code alike', async () => {
    const codes = await codesIn(ALL.flatMap(([ending, , bad, good], i) => [[`bad${i}.${ending}`, bad], [`good${i}.${ending}`, good]]));
    expect(ALL.map(([ending, code, bad], i) => [code, bad, codes.get(`bad${i}.${ending}`)])).toEqual(ALL.map(([, code, bad]) => [code, bad, [code]]));
    expect(ALL.map(([ending, , , good], i) => [good, codes.get(`good${i}.${ending}`)])).toEqual(ALL.map(([, , , good]) => [good, []]));
  });

  it('has a case', () => {
    expect([...new Set(ALL.map(([, code]) => code))].sort()).toEqual(FINDING_RULES.map(({ code }) => code).sort());
  });
});

it('no comment of the new contents hides a finding, or moves it', async () => {
  const outcome = await findNewFindings(SILENCED.map(([, after], i) => ({ path: `a${i}.ts`, before: null, after })));
  if (outcome.kind !== 'found') throw new Error(outcome.reason);
  const found = SILENCED.map(([, text], i) => [text, ...outcome.findings.filter(({ file }) => file === `a${i}.ts`).map(({ code, start }) => [code, start])]);
  expect(found).toEqual(SILENCED.map(([code, text]) => [text, [code, text.lastIndexOf(FOUND_AT[code] ?? '')]]));
});

it('a finding that a comment hid before is not new', async () => {
  const text = 'export const f = (code: string) => eval(code);';
  expect(await findNewFindings([{ path: 'a.ts', before: `${text} // eslint-disable-line`, after: text }])).toEqual({ kind: 'found', findings: [], gone: [] });
});

describe('a finding', () => {
  const EVAL = 'export const f = (code: string) => eval(code);\n';
  const found = async (before: string | null, after: string) => {
    const outcome = await findNewFindings([{ path: 'src/a.ts', before, after }]);
    return outcome.kind === 'found' ? outcome.findings : outcome.reason;
  };

  it('that was there is none, wherever it stands now and however it is laid out', async () => {
    expect(await found(EVAL, `// a line\n\n${EVAL.replace('eval(code)', 'eval(\n  code)')}`)).toEqual([]);
  });

  it('that went to another file is none', async () => {
    const outcome = await findNewFindings([{ path: 'src/a.ts', before: EVAL, after: '' }, { path: 'src/b.ts', before: null, after: EVAL }]);
    expect(outcome).toEqual({ kind: 'found', findings: [], gone: [] });
  });

  it('that is there once more is one', async () => {
    expect(await found(EVAL, EVAL + EVAL.replace('f =', 'g ='))).toMatchObject([{ code: 'EVAL', line: 2 }]);
  });

  it('tells its place in a text that is not ASCII, what stands there, and who says so', async () => {
    expect(await found(null, `const é = '日本 𝒳'; ${EVAL}`)).toMatchObject([{ file: 'src/a.ts', line: 1, column: 55, start: 54, symbol: 'eval(code)', analyser: expect.stringMatching(/^oxlint \d/), message: expect.stringMatching(/^eslint\(no-eval\): /) }]);
  });

  it('that is a secret never says the secret', async () => {
    for (const secret of ['ghp_' + 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx', STRIPE]) {
      const [finding] = (await found(null, `export const t = '${secret}';\n`)) as readonly { symbol: string; message: string }[];
      expect(finding?.symbol).toBe('***');
      expect(JSON.stringify([finding?.symbol, finding?.message])).not.toContain(secret.slice(8, 12));
    }
  });

  it('in a text that does not parse, is too large or is no source is not looked for', async () => {
    const outcome = await findNewFindings([{ path: 'src/a.ts', before: null, after: 'eval(' }, { path: 'src/b.ts', before: null, after: EVAL + ' '.repeat(1_100_000) }, { path: 'notes.md', before: null, after: EVAL }]);
    expect(outcome).toEqual({ kind: 'found', findings: [], gone: [] });
  });
});

it('a text that is nested thousands of times is analysed, or it is said that it was not', { timeout: 60_000 }, async () => {
  const sum = Array.from({ length: 5_000 }, (_, i) => `'${i}'`).join(' + ');
  const outcome = await findNewFindings([{ path: 'src/a.ts', before: null, after: `export const a = ${sum};\nexport const f = (code: string) => eval(code);\n` }]);
  expect(outcome.kind === 'found' ? outcome.findings.map(({ code }) => code) : outcome.reason).toEqual(['EVAL']);
});

it('a limit of time ends the analysers and says so; the signal of the caller throws', async () => {
  const pairs = [{ path: 'src/a.ts', before: null, after: 'export const a = 1;\n' }];
  expect(await findNewFindings(pairs, { timeoutMs: 1 })).toEqual({ kind: 'unfinished', reason: 'the analysers did not finish in 0.001 s' });
  await expect(findNewFindings(pairs, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
});
