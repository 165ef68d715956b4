import { expect, it } from 'vitest';
import { findNewFindings } from '../../../server/impact/findings/predict-findings.ts';

/** Keys that are followed or copied down into objects, and code alike that reaches no prototype. */
const POLLUTING: readonly string[] = [
  "export function set(target: any, path: string) { for (const key of path.split('.')) { target = target[key] ??= {}; } }",
  "export function set(target: any, path: string) { for (const key of path.split('.')) { target[key] = target[key] || {}; target = target[key]; } }",
  "export function set(target: any, path: string) { return path.split('.').reduce((at, key) => (at[key] ??= {}), target); }",
  'export function set(target: any, path: string[]) { return path.reduce((at, key) => at[key] = at[key] || {}, target); }',
  'export function set(target: any, path: string[]) { return path.reduce((at, key) => { if (!at[key]) at[key] = {}; return at[key]; }, target); }',
  "export function set(obj: any, path: string, value: unknown) { const keys = path.split('.'); let at = obj; for (let i = 0; i < keys.length - 1; i++) { const key = keys[i]!; if (!at[key]) at[key] = {}; at = at[key]; } at[keys[keys.length - 1]!] = value; }",
  'export function set(obj, path, value) { let at = obj; while (path.length > 1) { const key = path.shift(); if (at[key] === undefined) { at[key] = {}; } at = at[key]; } at[path[0]] = value; }',
  'export function set(obj: any, keys: string[], value: unknown) { let at = obj; for (const key of keys.slice(0, -1)) at = at[key]; at[keys.at(-1)!] = value; }',
  "export function set(obj: any, path: string, value: unknown) { const parts = path.split('.'); parts.forEach((part, i) => { if (i === parts.length - 1) obj[part] = value; else { obj[part] = obj[part] || {}; obj = obj[part]; } }); }",
  "export function set(obj: any, path: string | string[], value: unknown) { if (typeof path === 'string') path = path.split('.'); for (let i = 0; i < path.length; i++) { obj[path[i]] = i === path.length - 1 ? value : obj[path[i]] || {}; obj = obj[path[i]]; } }",
  'export function set(obj: any, ...keys: string[]) { let at: Record<string, any> = obj; for (const key of keys) { const next = key; at[next] ??= {}; at = at[next]; } }',
  "export const merge = (target: any, source: any) => { for (const key in source) { if (typeof source[key] === 'object') merge(target[key], source[key]); else target[key] = source[key]; } };",
  "export function merge(target: any, source: any) { Object.keys(source).forEach((key) => { if (typeof source[key] === 'object') { merge(target[key], source[key]); } else target[key] = source[key]; }); return target; }",
  'export class A { take(from: any) { for (const key in from) { if (from[key] instanceof Object) this.take.call((this as any)[key], from[key]); else (this as any)[key] = from[key]; } } merge(at: any, from: any) { for (const key in from) { if (from[key] instanceof Object) this.merge(at.all[key], from[key]); else at.all[key] = from[key]; } } }',
  'export class A { merge(to: any, from: any) { for (const [key, value] of Object.entries(from)) { if (value instanceof Object) this.merge(to[key], value); else to[key] = value; } } }',
  "export function merge(to: any, from: any) { for (const key in from) { const src = to[key]; const value = from[key]; if (typeof value === 'object') { const child = src && typeof src === 'object' ? src : {}; merge(child, value); } else { to[key] = value; } } return to; }",
  'export function merge(to: any, from: any) { for (const key in from) { if (from[key] instanceof Object) merge(to[key], from[key]); else for (const one of [from[key]]) { if (one) to[key] = one; } } }',
];
const NOT_POLLUTING: readonly string[] = [
  'export function count(words: string[]) { const counts: Record<string, number> = {}; for (const word of words) counts[word] = (counts[word] ?? 0) + 1; return counts; }',
  'export function group(rows: any[]) { const by: any = {}; for (const row of rows) { (by[row.kind] ??= []).push(row); } return by; }',
  'export function group(rows: any[]) { return rows.reduce((by, row) => { by[row.kind] = by[row.kind] || []; by[row.kind].push(row); return by; }, {}); }',
  'export function group(rows: string[]) { return rows.reduce((by: any, row) => { by[row] ??= {}; return by; }, {}); }',
  'export function at(grid: number[][], path: number[]) { let at: any = grid; for (const i of path) { at[i] ??= []; at = at[i]; } return at; }',
  'export function at(grid: any, indices: any) { let at: any = grid; for (const i of indices) { at = at[i] ??= []; } return at; }',
  'export function trie(root: any, word: string) { let at = root; for (const c of word) { at = at[c] ??= {}; } at.end = true; }',
  "export function trie(root: any, word: string) { let at = root; for (const c of word.split('')) { at = at[c] ??= {}; } at.end = true; }",
  "export function set(root: Map<string, any>, path: string) { let at = root; for (const key of path.split('.')) { if (!at.has(key)) at.set(key, new Map()); at = at.get(key); } }",
  "export function set(target: any, path: string) { for (const key of path.split('.')) { if (key === '__proto__') throw new Error(key); target = target[key] ??= {}; } }",
  "export function set(target: any, path: string) { for (const key of path.split('.')) { if (key === 'constructor' || key === 'prototype') continue; target = target[key] ??= {}; } }",
  "export function set(target: any, path: string) { for (const key of path.split('.')) { if (!Object.hasOwn(target, key)) target[key] = {}; target = target[key]; } }",
  "const BAD = new Set(['a']); export function set(target: any, path: string) { for (const key of path.split('.')) { if (BAD.has(key)) continue; target = target[key] ??= {}; } }",
  "declare const isOk: (k: string) => boolean; export function set(target: any, path: string) { const keys = path.split('.').filter(isSafeKey); for (const key of keys) { target = target[key] ??= {}; } }",
  "const root = Object.create(null); export function set(path: string) { let at = root; for (const key of path.split('.')) { at = at[key] ??= Object.create(null); } }",
  "export function get(target: any, path: string) { for (const key of path.split('.')) { target = target?.[key]; } return target; }",
  'export function get(target: any, path: string[]) { for (const key of path) target = target[key]; return target; }',
  "export function get(target: any, path: string) { return path.split('.').reduce((at, key) => at?.[key], target); }",
  "export function set(target: any) { for (const key of ['a', 'b']) { target = target[key] ??= {}; } }",
  "export function set(target: any) { for (const key of 'a.b'.split('.')) { target = target[key] ??= {}; } }",
  'export function walk(node: any, dirs: any[]) { for (const dir of dirs) { node = node[dir]; } node.end = 1; }',
  'export function sortKeys(v: any): any { const out: any = {}; for (const k of Object.keys(v).sort()) out[k] = sortKeys(v[k]); return out; }',
  'export function clone(v: any): any { const out: any = Array.isArray(v) ? [] : {}; for (const k in v) out[k] = clone(v[k]); return out; }',
  "export function merge(a: any, b: any): any { const out = { ...a }; for (const k in b) out[k] = typeof b[k] === 'object' ? merge(out[k], b[k]) : b[k]; return out; }",
  "export function trimAll(o: any) { for (const k in o) { if (typeof o[k] === 'object') trimAll(o[k]); else o[k] = String(o[k]).trim(); } }",
  'export function assign(to: any, from: any) { for (const k in from) to[k] = from[k]; return to; }',
  'export function next(list: any[], n: number) { let at = 0; for (let i = 0; i < n; i++) { at = list[at]; list[i] = [at]; } }',
  'export function merge(to: any, from: any) { for (const key of Object.keys(from)) { if (!Object.prototype.hasOwnProperty.call(to, key)) to[key] = from[key]; else merge(to[key], from[key]); } }',
  'export function find(parent: any, x: any) { while (parent[x] !== x) { parent[x] = parent[parent[x]]; x = parent[x]; } return x; }',
  "export function nums(path: string, at: any) { for (const i of path.split('/').map(Number)) { at = at[i] ??= []; } }",
];

async function codesOf(texts: readonly string[]): Promise<(readonly [text: string, ...codes: string[]])[]> {
  const outcome = await findNewFindings(texts.map((after, i) => ({ path: `a${i}.ts`, before: null, after })));
  if (outcome.kind !== 'found') throw new Error(outcome.reason);
  return texts.map((text, i) => [text, ...outcome.findings.filter(({ file }) => file === `a${i}.ts`).map(({ code }) => code)]);
}

it('a path of keys that is followed down, and a copy into what is there, are told once', async () => {
  expect(await codesOf(POLLUTING)).toEqual(POLLUTING.map((text) => [text, 'PROTOTYPE_POLLUTION']));
});

it('keys that are counted, checked, numbers, letters or written in the source, and objects made anew, are not', async () => {
  expect(await codesOf(NOT_POLLUTING)).toEqual(NOT_POLLUTING.map((text) => [text]));
});
