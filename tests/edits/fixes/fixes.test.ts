import { describe, expect, it } from 'vitest';
import { FIXES } from '../../../server/edits/fixes/fixes.ts';
import { parseSyntax } from '../../../server/edits/syntax.ts';
import { applyEdits, invertEdits, normalizeEdits } from '../../../server/edits/text-edits.ts';
import { openCodebase, STRICT_WITH_DOM } from '../../support/open-codebase.ts';

/** The finding starts at `¦`. */
interface Case {
  readonly code: string;
  readonly before: string;
  readonly after: string;
}

const CP = "import { exec } from 'node:child_process';\n";
const CASES: readonly Case[] = [
  { code: 'AWAIT_IN_LOOP', before: 'export async function f(ids: string[]) {\n  const out: Response[] = [];\n  for (const id of ids) {\n    out.push(¦await fetch(id));\n  }\n  return out;\n}\n', after: 'export async function f(ids: string[]) {\n  const out: Response[] = await Promise.all(Array.from(ids, (id) => fetch(id)));\n  return out;\n}\n' },
  { code: 'AWAIT_IN_LOOP', before: 'const loadUser = async (id: string, n: number): Promise<string> => {\n  const parts: string[] = [];\n  parts.push(id, String(n));\n  return (await fetch(parts.join())).text();\n};\nexport async function f(ids: Set<[string, number]>) {\n  const users: string[] = []\n  for (const [id, n] of ids) {\n    const user = ¦await loadUser(id, n)\n    users.push(user)\n  }\n  return users\n}\n', after: 'const loadUser = async (id: string, n: number): Promise<string> => {\n  const parts: string[] = [];\n  parts.push(id, String(n));\n  return (await fetch(parts.join())).text();\n};\nexport async function f(ids: Set<[string, number]>) {\n  const users: string[] = await Promise.all(Array.from(ids, ([id, n]) => loadUser(id, n)))\n  return users\n}\n' },
  { code: 'ACCUMULATING_SPREAD', before: 'export const f = (xs: number[]) => xs.reduce((all, x) => [¦...all, x * 2], [] as number[]);\n', after: 'export const f = (xs: number[]) => xs.reduce((all, x) => { all.push(x * 2); return all; }, [] as number[]);\n' },
  { code: 'ACCUMULATING_SPREAD', before: 'export const f = (xs: number[]) => xs.reduce<number[]>((all, x) => ([¦...all, x, 1]), []);\n', after: 'export const f = (xs: number[]) => xs.reduce<number[]>((all, x) => { all.push(x, 1); return all; }, []);\n' },
  { code: 'ACCUMULATING_SPREAD', before: 'export const f = (xs: number[]) => xs.reduce<number[]>((all, x) => {\n  if (x < 0) return all;\n  return [¦...all, x];\n}, []);\n', after: 'export const f = (xs: number[]) => xs.reduce<number[]>((all, x) => {\n  if (x < 0) return all;\n  { all.push(x); return all; }\n}, []);\n' },
  { code: 'ACCUMULATING_SPREAD', before: 'export function f(xs: number[]) {\n  let all: number[] = [];\n  for (const x of xs) {\n    if (x > 1) all = [¦...all, x];\n    else all = [...all, 0];\n  }\n  return all.length;\n}\n', after: 'export function f(xs: number[]) {\n  let all: number[] = [];\n  for (const x of xs) {\n    if (x > 1) all.push(x);\n    else all = [...all, 0];\n  }\n  return all.length;\n}\n' },
  { code: 'JSON_CLONE', before: 'interface Item { readonly id: string; tags?: string[] }\nexport const f = (cart: { items: Item[]; total: number | null }) => ¦JSON.parse(JSON.stringify(cart));\n', after: 'interface Item { readonly id: string; tags?: string[] }\nexport const f = (cart: { items: Item[]; total: number | null }) => structuredClone(cart);\n' },
  { code: 'JSON_CLONE', before: "const defaults = { a: 1, list: [1, 'x'] };\nexport const f = () => { const copy = ¦JSON.parse(JSON.stringify(defaults)); return copy; };\n", after: "const defaults = { a: 1, list: [1, 'x'] };\nexport const f = () => { const copy = structuredClone(defaults); return copy; };\n" },
  { code: 'JSON_CLONE', before: "export function f(d: number) {\n  const rows = { 'list': [-1, true, null, `a`], 2: { d: 1 } };\n  const copies: (typeof rows)[] = [¦JSON.parse(JSON.stringify(rows)), structuredClone(rows)];\n  return [copies, rows.list[0], rows['2'].d + d];\n}\n", after: "export function f(d: number) {\n  const rows = { 'list': [-1, true, null, `a`], 2: { d: 1 } };\n  const copies: (typeof rows)[] = [structuredClone(rows), structuredClone(rows)];\n  return [copies, rows.list[0], rows['2'].d + d];\n}\n" },
  { code: 'LINEAR_SEARCH', before: "export function f(xs: string[]) {\n  const ¦known = ['a', 'b'];\n  return xs.filter((x) => known.includes(x) && !known.includes(x + x));\n}\n", after: "export function f(xs: string[]) {\n  const known = new Set(['a', 'b']);\n  return xs.filter((x) => known.has(x) && !known.has(x + x));\n}\n" },
  { code: 'REGEXP_IN_LOOP', before: "export function f(lines: string[]) {\n  for (const line of lines) {\n    if (¦new RegExp('^a', 'i').test(line)) return line;\n  }\n}\n", after: "export function f(lines: string[]) {\n  const pattern = new RegExp('^a', 'i');\n  for (const line of lines) {\n    if (pattern.test(line)) return line;\n  }\n}\n" },
  { code: 'REGEXP_IN_LOOP', before: "export function f(pattern: string[][]) {\n  for (const lines of pattern) for (let i = 0; i < 2; i += 1) { lines[i] = String(lines[i]).replace(¦RegExp('a'), 'b'); }\n}\n", after: "export function f(pattern: string[][]) {\n  const pattern2 = RegExp('a');\n  for (const lines of pattern) for (let i = 0; i < 2; i += 1) { lines[i] = String(lines[i]).replace(pattern2, 'b'); }\n}\n" },
  { code: 'BUILT_COMMAND', before: `${CP}export const f = (dir: string, done: () => void) => ¦exec('ls -l ' + dir, done);\n`, after: "import { execFile } from 'node:child_process';\nexport const f = (dir: string, done: () => void) => execFile('ls', ['-l', dir], done);\n" },
  { code: 'BUILT_COMMAND', before: `${CP}export const g = () => exec('date');\nexport const f = (n: number, to: string) => ¦exec(\`git log -n \${n} --format="a b" "\${to}" --out=\${to}.txt\`, { cwd: '/' });\n`, after: "import { exec, execFile } from 'node:child_process';\nexport const g = () => exec('date');\nexport const f = (n: number, to: string) => execFile('git', ['log', '-n', String(n), '--format=a b', to, `--out=${to}.txt`], { cwd: '/' });\n" },
  { code: 'BUILT_COMMAND', before: `${CP}export const f = (flags: string, counts: number, user: { address: string }) => ¦exec(\`ping -c \${counts} "\${flags}" \${user.address}\`);\n`, after: "import { execFile } from 'node:child_process';\nexport const f = (flags: string, counts: number, user: { address: string }) => execFile('ping', ['-c', String(counts), flags, String(user.address)]);\n" },
  { code: 'BUILT_COMMAND', before: "import * as cp from 'child_process';\nexport const f = (dir: string) => ¦cp.execSync(`du ${dir}`);\n", after: "import * as cp from 'child_process';\nexport const f = (dir: string) => cp.execFileSync('du', [dir]);\n" },
  { code: 'PROTOTYPE_POLLUTION', before: "export function merge(to: any, from: any) {\n  for (const key in from) {\n    if (typeof from[key] === 'object') merge(to[key], from[key]);\n    else ¦to[key] = from[key];\n  }\n}\n", after: "export function merge(to: any, from: any) {\n  for (const key in from) {\n    if (key === '__proto__' || key === 'constructor' || key === 'prototype') continue;\n    if (typeof from[key] === 'object') merge(to[key], from[key]);\n    else to[key] = from[key];\n  }\n}\n" },
  { code: 'PROTOTYPE_POLLUTION', before: "export function f(at: any, path: string) {\n  for (const key of path.split('.')) {\n    ¦at[key] ??= {};\n    at = at[key];\n  }\n}\n", after: "export function f(at: any, path: string) {\n  for (const key of path.split('.')) {\n    if (key === '__proto__' || key === 'constructor' || key === 'prototype') continue;\n    at[key] ??= {};\n    at = at[key];\n  }\n}\n" },
  { code: 'WEAK_RANDOM', before: 'export const id = () => ¦Math.random().toString(36).slice(2);\n', after: 'export const id = () => crypto.randomUUID();\n' },
];

const REFUSED: readonly (readonly [code: string, why: string, before: string])[] = [
  ['AWAIT_IN_LOOP', 'may change something', 'declare function saveUser(id: string): Promise<string>;\nexport async function f(ids: string[]) { const out: string[] = []; for (const id of ids) { out.push(¦await saveUser(id)); } return out; }'],
  ['AWAIT_IN_LOOP', 'may change something', 'export async function f(ids: string[]) { const out: unknown[] = []; for (const id of ids) { out.push(¦await fetch(id + out.length)); } return out; }'],
  ...[
    ["declare function getUser(id: string): Promise<string>;\n", 'getUser(id)'],
    ['', "fetch('/users/' + id, { method: 'DELETE' })"],
    ['let calls = 0;\nasync function getCounted(id: string) { calls += 1; return id; }\n', 'getCounted(id)'],
    ['const seen: string[] = [];\nconst loadSeen = async (id: string) => { seen.push(id); return seen.length; };\n', 'loadSeen(id)'],
    ['const seen = new Set<string>();\nasync function find(id: string) { return add(seen, id); }\nasync function add(to: Set<string>, id: string) { to.add(id); return id; }\n', 'find(id)'],
    ["import { query } from 'db';\n", 'query(id)'],
    ["import { socket } from './socket';\n", 'socket.join(id)'],
    ['declare const res: { json(x: string): Promise<string> };\n', 'res.json(id)'],
    ['async function load(id: string): Promise<string> { return load(id); }\n', 'load(id)'],
  ].map(([before, call]) => ['AWAIT_IN_LOOP', 'may change something', `${before}export async function f(ids: string[]) { const out: unknown[] = []; for (const id of ids) { out.push(¦await ${call}); } return out; }`] as const),
  ['AWAIT_IN_LOOP', 'does more than collect', 'export async function f(ids: string[]) { const out: unknown[] = []; for (const id of ids) { if (id) out.push(¦await fetch(id)); } return out; }'],
  ['AWAIT_IN_LOOP', 'does more than collect', 'export async function f(ids: string[], out: unknown[]) { for (const id of ids) { out.push(¦await fetch(id)); } }'],
  ['AWAIT_IN_LOOP', 'only a loop over a list', 'export async function f(n: number) { while (n > 0) { ¦await fetch(String(n)); n -= 1; } }'],
  ['AWAIT_IN_LOOP', 'comments', 'export async function f(ids: string[]) { const out: unknown[] = []; for (const id of ids) { /* one by one */ out.push(¦await fetch(id)); } return out; }'],
  ['ACCUMULATING_SPREAD', 'only arrays', 'export const f = (xs: string[]) => xs.reduce<Record<string, 1>>((all, x) => ({ ¦...all, [x]: 1 }), {});'],
  ['ACCUMULATING_SPREAD', 'starts with', 'export const f = (xs: number[], first: number[]) => xs.reduce<number[]>((all, x) => [¦...all, x], first);'],
  ['ACCUMULATING_SPREAD', 'single elements', 'export const f = (xs: number[][]) => xs.reduce<number[]>((all, x) => [¦...all, ...x], []);'],
  ['ACCUMULATING_SPREAD', 'used otherwise', 'export function f(xs: number[]) { let all: number[] = []; const seen: number[][] = []; for (const x of xs) { all = [¦...all, x]; seen.push(all); } return seen; }'],
  ['ACCUMULATING_SPREAD', 'used otherwise', 'export function f(xs: number[]) { let all: number[] = []; const first = all; for (const x of xs) { all = [¦...all, x]; } return [all, first]; }'],
  ['ACCUMULATING_SPREAD', 'used otherwise', 'export function f(xs: number[]) { let all: number[] = []; const later = () => all; for (const x of xs) { all = [¦...all, x]; } return later; }'],
  ['ACCUMULATING_SPREAD', 'depends on what was collected', 'export const f = (xs: number[]) => xs.reduce<number[]>((all, x) => [¦...all, all.length + x], []);'],
  ['JSON_CLONE', 'may hold functions', 'export const f = (x: { run(): void }) => ¦JSON.parse(JSON.stringify(x));'],
  ['JSON_CLONE', 'may hold functions', 'export const f = (x: { at: Date }) => ¦JSON.parse(JSON.stringify(x));'],
  ['JSON_CLONE', 'may hold functions', 'export const f = (x: any) => ¦JSON.parse(JSON.stringify(x));'],
  ...[
    // It is seen or changed from outside, or is no constant of the file.
    'export const d = { a: 1 };', 'const d = { a: 1 };\nexport { d };', 'const d = { a: 1 };\nexport default d;', 'let d = { a: 1 };', 'const { d } = { d: { a: 1 } };', "import { d } from 'd';", 'const d = { a: 1 };\nexport const g = () => d;',
    // It is no plain data.
    'const d = { at: new Date() };', 'const d = { f() {} };', 'const d = { f: () => 1 };', 'const d = { a: undefined };', 'const d = { a: NaN };', 'const d = { a: -Infinity };', 'const d = { a: 1e999 };', 'const d = { a: -0 };', 'const d = { a: 1n };', 'const d = { a: /a/ };', 'const d = [1, , 2];',
    'const e = { a: 1 };\nconst d = { ...e };', 'const e = 1;\nconst d = { e };', 'const d = { get a() { return 1; } };', 'const d = { __proto__: null };', "const d = { 'toJSON': 1 };", "const d = { ['a']: 1 };", 'const d = { a: `${Date.now()}` };', 'const d = [...[1]];',
    // It does not stay as it is written.
    'const d = { a: 1 };\nd.a = 2;', 'const d: any = { a: 1 };\nd.b = () => 1;', 'const d: any = { a: 1 };\nd[Math.random()] = 2;', 'const d = { a: 1 };\nd.a += 1;', 'const d = { a: 1 };\n(d.a as any) = new Date();', 'const d = { a: 1 };\n(d as any).a = new Date();', 'const d = { a: 1 };\nd.a++;', 'const d: any = { a: 1 };\ndelete d.a;', 'const d: any = { list: [1] };\nd.list.push(new Date());', 'const d: any = { list: [1] };\nd.list[0] = new Date();',
    'const d: any = { a: 1 };\n({ x: d.a } = { x: new Date() });', 'const d: any = { a: 1 };\n({ x: d.a = 1 } = { x: new Date() });', 'const d: any = { a: 1 };\n[d.a] = [new Date()];', 'const d: any = { a: 1 };\nfor (d.a of [new Date()]) console.log(1);',
    'const d = { a: 1 };\nObject.assign(d, { at: new Date() });', 'const d = { a: 1 };\nconst alias: any = d;\nalias.at = new Date();', 'const d: any = { list: [1] };\nconst { list } = d;\nlist[0] = new Date();', 'const d = { list: [1] };\nexport const g = { ...d };',
  ].map((before) => ['JSON_CLONE', 'may hold functions', `${before}\nexport const f = () => ¦JSON.parse(JSON.stringify(d));`] as const),
  ['JSON_CLONE', 'of its own', 'const structuredClone = (x: number) => x;\nexport const f = (x: number) => [structuredClone(x), ¦JSON.parse(JSON.stringify(x))];'],
  ['LINEAR_SEARCH', 'more than includes', "export function f(x: string) { const ¦known = ['a']; known.push(x); return known.includes(x); }"],
  ['LINEAR_SEARCH', 'seen from outside', "export const ¦known = ['a'];\nexport const f = (x: string) => known.includes(x);"],
  ['LINEAR_SEARCH', 'a type of its own', "const ¦known: readonly string[] = ['a'];\nexport const f = (x: string) => known.includes(x);"],
  ['REGEXP_IN_LOOP', 'flag g or y', "export function f(lines: string[]) { for (const line of lines) { if (¦new RegExp('a', 'g').test(line)) return; } }"],
  ['REGEXP_IN_LOOP', 'not a fixed text', "export function f(lines: string[]) { for (const line of lines) { if (¦new RegExp(line).test(line)) return; } }"],
  ['REGEXP_IN_LOOP', 'may be kept', "export function f(lines: string[]) { const all: RegExp[] = []; for (const line of lines) { all.push(¦new RegExp('a')); } return all; }"],
  ['REGEXP_IN_LOOP', 'no place for a variable', "export function f(lines: string[]) { if (lines) for (const line of lines) { if (¦new RegExp('a').test(line)) return; } }"],
  ['BUILT_COMMAND', 'a shell does more', `${CP}export const f = (dir: string) => ¦exec(\`cat \${dir} | wc\`);`],
  ['BUILT_COMMAND', 'a shell does more', `${CP}export const f = (dir: string) => ¦exec('rm ' + dir + '/*');`],
  ['BUILT_COMMAND', 'a shell does more', `${CP}export const f = (dir: string) => ¦exec('cd $HOME' + dir);`],
  ...['flags', 'options.args', 'files', "list.join(' ')", "isAll ? '-a' : ''", 'rest()'].map((value) => ['BUILT_COMMAND', 'may hold no word or several', `${CP}export const f = (flags: string, options: { args: string }, files: string, list: string[], isAll: boolean, rest: () => string) => [flags, options, files, list, isAll, rest, ¦exec(\`ls \${${value}} src\`)];`] as const),
  ['BUILT_COMMAND', 'program itself', `${CP}export const f = (tool: string) => ¦exec(\`\${tool} --version\`);`],
  ['BUILT_COMMAND', 'ask for a shell', `${CP}export const f = (dir: string) => ¦exec(\`ls \${dir}\`, { shell: '/bin/bash' });`],
  ['BUILT_COMMAND', 'cannot be imported', 'declare function exec(command: string): void;\nexport const f = (dir: string) => ¦exec(`ls ${dir}`);'],
  ['BUILT_COMMAND', 'no call of exec', "import { spawn } from 'node:child_process';\nexport const f = (dir: string) => ¦spawn('sh', ['-c', 'ls ' + dir]);"],
  ['BUILT_COMMAND', 'no call of exec', "import { execFileSync } from 'node:child_process';\nexport const f = (dir: string) => ¦execFileSync('bash', ['-c', `ls ${dir}`]);"],
  ['PROTOTYPE_POLLUTION', 'no block', 'export function f(to: any, from: any) { for (const key in from) ¦to[key] = from[key]; }'],
  ['PROTOTYPE_POLLUTION', 'no block', "export function f(all: any, to: any, path: string) { for (const key in all) { path.split('.').forEach((key) => { ¦to[key] ??= {}; to = to[key]; }); } }"],
  ['PROTOTYPE_POLLUTION', 'no block', "export const f = (to: any, path: string) => path.split('.').reduce((at, key) => (¦at[key] ??= {}), to);"],
  ['WEAK_RANDOM', 'a length of its own', 'export const id = () => ¦Math.random().toString(36).slice(2, 8);'],
  ['WEAK_RANDOM', 'begins with 0.', 'export const id = () => ¦Math.random().toString(2);'],
  ['WEAK_RANDOM', 'longer text', "export const id = () => 'a-' + ¦Math.random().toString(36).slice(2);"],
];

function fixAt(code: string, marked: string) {
  const offset = marked.indexOf('¦');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const result = FIXES.get(code)?.fix(parseSyntax('src/a.ts', text), offset, { path: 'src/a.ts', imported: () => null });
  if (!result) throw new Error(`there is no fix for ${code}`);
  return { text, result };
}

describe('a fix', () => {
  it.each(CASES)('of $code turns one text into the other and back: $before', ({ code, before, after }) => {
    const { text, result } = fixAt(code, before);
    if (result.kind !== 'fixed') throw new Error(result.reason);
    const edits = normalizeEdits(result.edits);
    expect(applyEdits(text, edits)).toBe(after);
    expect(applyEdits(after, invertEdits(text, edits))).toBe(text);
  });

  it('leaves code that compiles', async () => {
    const NODE = "declare module 'node:child_process' { type Done = () => void; type O = { cwd?: string };\n export function exec(c: string, o?: O | Done, d?: Done): void; export function execSync(c: string): string; export function execFile(c: string, a: string[], o?: O | Done, d?: Done): void; export function execFileSync(c: string, a: string[]): string; }\ndeclare module 'child_process' { export * from 'node:child_process'; }\n";
    const files = Object.fromEntries(CASES.flatMap(({ code, before }, i) => {
      const { text, result } = fixAt(code, before);
      return [[`src/before${i}.ts`, text], [`src/after${i}.ts`, result.kind === 'fixed' ? applyEdits(text, normalizeEdits(result.edits)) : '?']];
    }));
    const codebase = await openCodebase({ 'tsconfig.json': STRICT_WITH_DOM, 'src/node.d.ts': NODE, ...files });
    const { problems, checked } = await codebase.checker.check({ overlay: new Map(), files: Object.keys(files) });
    expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([]);
    expect(checked).toHaveLength(2 * CASES.length);
  });

  it.each(REFUSED)('of %s is refused where it %s: %s', (code, why, before) => {
    const { result } = fixAt(code, before);
    expect(result).toEqual({ kind: 'refused', reason: expect.stringContaining(why) });
  });

  it('exists for every code of the table in both directions', () => {
    expect([...new Set(CASES.map(({ code }) => code))].sort()).toEqual([...FIXES.keys()].sort());
    expect([...new Set(REFUSED.map(([code]) => code))].sort()).toEqual([...FIXES.keys()].sort());
  });
});
