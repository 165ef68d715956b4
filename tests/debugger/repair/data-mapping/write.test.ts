import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from 'oxc-transform';
import { describe, expect, it } from 'vitest';
import { parseSyntax } from '../../../../server/edits/syntax.ts';
import { applyEdits, hashText } from '../../../../server/edits/text-edits.ts';
import { findBoundaries, type Boundary } from '../../../../server/debugger/repair/data-mapping/boundary.ts';
import { deriveMapping } from '../../../../server/debugger/repair/data-mapping/derive.ts';
import type { Mapping } from '../../../../server/debugger/repair/data-mapping/mapping.ts';
import { writeMapping, type Written } from '../../../../server/debugger/repair/data-mapping/write.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';
import { pairsOf } from './examples.ts';

const USERS = [[{ user_id: 7, full_name: 'Ann', active: '1' }, { id: 7, name: 'Ann', active: true }], [{ user_id: 8, full_name: 'Bo', active: '0' }, { id: 8, name: 'Bo', active: false }]] as const;
const NUMBERS = [['7', 7], ['8.5', 8.5]] as const;

function derived(rows: Parameters<typeof pairsOf>[0]): Mapping {
  const mapping = deriveMapping(pairsOf(rows));
  if (!mapping) throw new Error('no mapping');
  return mapping;
}

/** The boundary of this kind in the text, by the words of its description. */
function boundaryOf(path: string, text: string, description: string): Boundary {
  const choice = findBoundaries({ path, text }).find((one) => one.description === description);
  if (!choice) throw new Error(`no boundary '${description}' among ${findBoundaries({ path, text }).map((one) => one.description).join(', ')}`);
  return choice.boundary;
}

function written(result: Written): Extract<Written, { kind: 'written' }> {
  if (result.kind === 'refused') throw new Error(result.why);
  return result;
}

/** The exports of the file as Node runs it, its types stripped. */
async function load(path: string, text: string): Promise<Record<string, (...args: unknown[]) => unknown>> {
  const { code, errors } = transformSync(path, text);
  expect(errors).toEqual([]);
  const file = join(makeTempFolder(), 'module.mjs');
  writeFileSync(file, code);
  return import(pathToFileURL(file).href);
}

const RAW = 'const raw = (id: number) => ({ user_id: id, full_name: id === 7 ? "Ann" : "Bo", active: id === 7 ? "1" : "0" });\n';
const DATA_ROWS = USERS.map(([actual]) => actual);

interface Case {
  readonly name: string;
  readonly text: string;
  readonly at: string;
  readonly isPromise?: boolean;
}

/** In each the export `get` gives a raw user, and must give a mapped one. */
const CASES: readonly Case[] = [
  { name: 'a return', text: `${RAW}export function get(id: number) {\n  return raw(id);\n}\n`, at: 'this return of get()' },
  { name: 'the result of a function with several returns', text: `${RAW}export function get(id: number) {\n  if (id === 7) return raw(7);\n  const found = raw(id);\n  return found;\n}\n`, at: 'what get() returns, at each of its 2 returns' },
  { name: 'the result of an arrow function', text: `${RAW}export const get = (id: number) => raw(id);\n`, at: 'what get() returns' },
  { name: 'the result of an arrow function that is an object', text: 'export const get = (id: number) => ({ user_id: id, full_name: id === 7 ? "Ann" : "Bo", active: id === 7 ? "1" : "0" });\n', at: 'what get() returns' },
  { name: 'an async function that returns a promise', text: `${RAW}const load = async (id: number) => raw(id);\nexport async function get(id: number) {\n  return load(id);\n}\n`, at: 'what get() returns' },
  { name: 'a function that returns a promise and is not async', text: `${RAW}const load = async (id: number) => raw(id);\nexport function get(id: number) {\n  return load(id);\n}\n`, at: 'what get() returns', isPromise: true },
  { name: 'a function that is not async and is told by its type to return a promise', text: `${RAW}const load = async (id: number) => raw(id);\nexport function get(id: number): Promise<any> {\n  const loading = load(id);\n  return loading;\n}\n`, at: 'what get() returns' },
  { name: 'a function that is not async and returns the call of one that is', text: `${RAW}const load = async (id: number) => raw(id);\nexport const get = (id: number) => load(id);\n`, at: 'what get() returns' },
  { name: 'an awaited call', text: `${RAW}const load = async (id: number) => raw(id);\nexport async function get(id: number) {\n  const user = await load(id);\n  return user;\n}\n`, at: 'what load() gives here' },
  { name: 'a call whose promise is passed on', text: `${RAW}const load = async (id: number) => raw(id);\nexport function get(id: number) {\n  const user = load(id);\n  return user;\n}\n`, at: 'what load() gives here', isPromise: true },
  { name: 'a call of a member behind an optional chain', text: `${RAW}const db = { load: raw };\nexport const get = (id: number) => {\n  const user = db?.load(id);\n  return user;\n};\n`, at: 'what load() gives here' },
  { name: 'an argument', text: `${RAW}const save = (user: unknown) => user;\nexport function get(id: number) {\n  return save(raw(id));\n}\n`, at: 'argument 1 of save()' },
  { name: 'a method', text: `${RAW}class Users {\n  load(id: number) {\n    return raw(id);\n  }\n}\nexport const get = (id: number) => new Users().load(id);\n`, at: 'what load() returns' },
  { name: 'a return in a nested function', text: `${RAW}export function get(id: number) {\n  const inner = () => {\n    return raw(id);\n  };\n  return inner();\n}\n`, at: 'what inner() returns' },
  { name: 'a return of two expressions', text: `${RAW}export function get(id: number) {\n  return id > 0 ? raw(id) : raw(-id);\n}\n`, at: 'this return of get()' },
];

describe('a mapping written at', () => {
  it.each(CASES)('$name gives the expected values when it runs', async ({ text, at, isPromise }) => {
    const path = 'src/users.ts';
    const result = written(writeMapping({ path, text, boundary: boundaryOf(path, text, at), mapping: derived(USERS), seen: DATA_ROWS, ...(isPromise ? { isPromise } : {}) }));
    expect(parseSyntax(path, result.text).errors).toEqual([]);
    const { get } = await load(path, result.text);
    for (const [actual, expected] of USERS) expect(await get?.(actual.user_id)).toStrictEqual(expected);
    expect(result.edit).toMatchObject({ kind: 'modify', path, before: hashText(text), after: hashText(result.text) });
    expect(applyEdits(text, result.edit.kind === 'modify' ? result.edit.edits : [])).toBe(result.text);
  });

  it('a boundary in words reads as the rest of the file does', () => {
    const text = 'import { db } from "./db"\n\nexport async function loadUser(id) {\n    return db.load(id)\n}\n';
    const boundary = boundaryOf('a.js', text, 'what loadUser() returns');
    const result = written(writeMapping({ path: 'a.js', text, boundary, mapping: derived(USERS), seen: DATA_ROWS }));
    expect(result.text).toBe(
      'import { db } from "./db"\n\nexport async function loadUser(id) {\n    return toUser(await db.load(id))\n}\n\nfunction toUser(value) {\n    return { id: value.user_id, name: value.full_name, active: value.active === "1" }\n}\n',
    );
  });

  it('TypeScript gets the type of what was seen', () => {
    const text = 'export function loadUser(id: number) {\n  return raw(id);\n}\n';
    const result = written(writeMapping({ path: 'a.ts', text, boundary: boundaryOf('a.ts', text, 'what loadUser() returns'), mapping: derived(USERS), seen: DATA_ROWS }));
    expect(result.text).toContain('function toUser(value: { user_id: number; full_name: string; active: string }) {');
  });

  it('a short mapping stands inline', () => {
    const text = 'export const total = (order) => {\n  const sum = parse(order);\n  return sum;\n};\n';
    const at = (description: string) => written(writeMapping({ path: 'a.js', text, boundary: boundaryOf('a.js', text, description), mapping: derived(NUMBERS) }));
    expect(at('what parse() gives here').text).toContain('const sum = Number(parse(order));');
    expect(at('this return of total()').text).toContain('return Number(sum);');
    expect(at('argument 1 of parse()').text).toContain('parse(Number(order))');
    expect(at('this return of total()').name).toBeNull();
  });

  it('a function of its own gets a name that is free', () => {
    const text = 'const toUser = 1;\nexport function loadUser(id) {\n  return [toUser, db.load(id)];\n}\n';
    const result = written(writeMapping({ path: 'a.js', text, boundary: boundaryOf('a.js', text, 'what load() gives here'), mapping: derived(USERS) }));
    expect(result.name).toBe('toLoadResult');
    const other = written(writeMapping({ path: 'a.js', text, boundary: boundaryOf('a.js', text, 'what loadUser() returns'), mapping: derived(USERS) }));
    expect(other.name).toBe('toUser2');
  });

  it('a file with other line ends keeps them', () => {
    const text = 'export function loadUser(id) {\r\n  return raw(id);\r\n}\r\n';
    const result = written(writeMapping({ path: 'a.js', text, boundary: boundaryOf('a.js', text, 'what loadUser() returns'), mapping: derived(USERS) }));
    expect(result.text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});

describe('a mapping is refused', () => {
  const mapping = derived(NUMBERS);
  const refuse = (text: string, boundary: Boundary, path = 'a.js') => {
    const result = writeMapping({ path, text, boundary, mapping });
    return result.kind === 'refused' ? result.why : result.text;
  };
  const spanOf = (text: string, part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });

  it.each([
    ['at a call that nobody uses', 'log(1);\n', 'log(1)', { kind: 'call' }, 'nothing uses'],
    ['at an awaited call that nobody uses', 'await log(1);\n', 'log(1)', { kind: 'call' }, 'nothing uses'],
    ['at a spread argument', 'const a = f(...b);\n', 'f(...b)', { kind: 'argument', index: 0 }, 'spread'],
    ['at an argument that is not there', 'const a = f(b);\n', 'f(b)', { kind: 'argument', index: 1 }, 'no argument 2'],
    ['in a generator', 'function* f() { return 1; }\n', 'function* f() { return 1; }', { kind: 'result' }, 'generator'],
    ['in a function without a value', 'function f() { return; }\n', 'function f() { return; }', { kind: 'result' }, 'returns nothing'],
    ['where there is no such place', 'const a = 1;\n', 'a', { kind: 'call' }, 'no call'],
    ['in a file that does not parse', 'const = ;', 'const', { kind: 'call' }, 'does not parse'],
  ] as const)('%s', (_, text, part, boundary, why) => {
    expect(refuse(text, { ...boundary, ...spanOf(text, part) } as Boundary)).toContain(why);
  });
});

describe('the boundaries of a file', () => {
  it('are told with line, text and words', () => {
    const text = 'const f = (a) => g(a, 1);\nh();\n';
    expect(findBoundaries({ path: 'a.js', text }).map(({ line, description }) => `${line}: ${description}`)).toEqual([
      '1: what f() returns', '1: this return of f()', '1: what g() gives here', '1: argument 1 of g()', '1: argument 2 of g()',
    ]);
  });

  it('can be those of one part', () => {
    const text = 'const a = f();\nconst b = g();\n';
    expect(findBoundaries({ path: 'a.js', text, start: text.indexOf('const b') }).map(({ description }) => description)).toEqual(['what g() gives here']);
  });
});
