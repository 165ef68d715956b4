import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import { blankBodies } from '../../server/graph/blank-bodies.ts';

/** Dots instead of the spaces that were put in. */
const blanked = (text: string, path = 'a.ts'): string | null => {
  const outline = blankBodies(path, text);
  return outline && [...outline.text].map((sign, i) => (sign === text[i] ? sign : '.')).join('');
};

describe('what stands in braces is emptied', () => {
  test.each([
    ['function f() {return}', 'function f() {......}'],
    ['class A {m(){}}', 'class A {.....}'],
    ['export const a = {b};', 'export const a = {.};'],
    ['f(a,{b});', 'f(.....);'],
    ['if (a) {b}', 'if (a) {.}'],
    ["type A = {a:'}'};", 'type A = {.....};'],
  ])('%s', (text, expected) => {
    expect(blanked(text)).toBe(expected);
  });
});

describe('what names are taken from is kept', () => {
  test.each([
    "import { a, b as c } from './x';", "import d, { a } from './x';", "import type { A } from './x';", 'export { a, b as c };', "export { a } from './x';",
    'export type { A };', 'export const { a, b: { c } } = d;', 'export const [a, { b }] = c;', 'export const a = 1, { b } = c;', 'export let [{ a }] = b, [{ c }] = d;',
  ])('%s', (text) => {
    expect(blanked(text)).toBe(text);
  });
});

describe('brackets are told from text', () => {
  test.each([
    ["{'}'}", 'a string'], ['{"\\"}"}', 'an escaped quote'], ['{`}${`}${1}`}}`}', 'a template in a template'], ['{/[/}]/}', 'a regular expression with a class'],
    ['{a / b} {c / d}', 'a division'], ['{if (a) /}/.test(b)}', 'a regular expression behind a condition'], ['{(a) / b}', 'a division behind a bracket'],
    ['{return /}/}', 'a regular expression behind a keyword'], ['{a.return / b}', 'a division behind a property'], ['{a! / b}', 'a division behind an assertion'],
    ['{!/}/.test(a)}', 'a regular expression behind a not'], ['{() => /}/}', 'a regular expression behind an arrow'], ['{/* } */}', 'a comment'], ['{// }\n}', 'a comment to the end of the line'],
  ])('%s: %s', (text) => {
    const outline = blankBodies('a.ts', `${text}\nexport const z = 1;`);
    expect(outline?.kept).toMatch(/^\{\}(?: \{\})?\nexport const z = 1;$/);
  });
});

describe('where only a parser knows, nothing is said', () => {
  test.each([
    ['a.tsx', 'const a = <p>{b}</p>;'], ['a.js', 'const a = <p>{b}</p>;'], ['a.js', 'const a = <p />;'], ['a.ts', '{} / a'], ['a.ts', 'a++ / b'], ['a.ts', 'of / a'], ['a.ts', '{'], ['a.ts', '}'],
    ['a.ts', '{)}'], ['a.ts', '`${a'], ["a.ts", "'a\n'"], ['a.ts', '/* a'], ['a.ts', '\\u0061'], ['a.ts', '// a\rb'], ['a.ts', '// a\u2028b'],
  ])('%s: %j', (path, text) => {
    expect(blankBodies(path, text)).toBeNull();
  });
});

test('comments are emptied, but for an end of line that may end a statement', () => {
  expect(blankBodies('a.ts', 'a /* b */ c /* d\n */ e // f')?.text).toBe('a         c \n        e     ');
  expect(blankBodies('a.ts', 'f() { /* a */ } // b')?.comments).toEqual([{ type: 'Block', start: 6, end: 13 }, { type: 'Line', start: 16, end: 20 }]);
});

const root = join(import.meta.dirname, '../..');
const sourcesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((path) => /\.[cm]?[jt]s$/.test(path)).map((path) => join(root, folder, path));

/** What the parser records of imports and exports; an attribute of an import is not looked at. */
const recordOf = (path: string, text: string): string | null => {
  const { module, errors } = parseSync(path, text);
  return errors.length > 0 ? null : JSON.stringify([module.staticImports, module.staticExports]);
};

test.each(['server', 'web', 'node_modules/graphql', 'node_modules/rxjs/src', 'node_modules/zod/src', 'node_modules/effect/src', 'node_modules/@mantine/hooks'])('of every source below %s, the parser records the same imports and exports', (folder) => {
  const sources = sourcesBelow(folder);
  let compared = 0;
  for (const path of sources) {
    const text = readFileSync(path, 'utf8');
    const outline = text.length < 200_000 ? blankBodies(path, text) : null;
    const record = outline && recordOf(path, outline.text);
    if (record === null) continue;
    compared += 1;
    const whole = recordOf(path, text);
    if (whole !== null && record !== whole) expect.fail(`${path} is read in another way`);
  }
  expect(compared).toBeGreaterThan(sources.length * 0.9);
});
