import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import { blankBodies } from '../../server/graph/blank-bodies.ts';
import { parseFile } from '../../server/graph/parse-file.ts';
import { saysMoreThanRecord, signsIn } from '../../server/graph/tree-need.ts';

/** Dots instead of the spaces that were put in. */
const blanked = (text: string, path = 'a.ts'): string | null => {
  const outline = blankBodies(path, text, signsIn(text));
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

describe('beside what only the tree tells, no more is kept than belongs to it', () => {
  test.each([
    ['a function around it, and what it takes', "function f(a,b) {c({d});import('x').then(({e}) => e);g(h)}", "function f(...) {c(...);import('x').then(({e}) => e);g(.)}"],
    ['a list of arguments around it', "f(a({b}),() => import('x'),{c});g(d)", "f(a(...),() => import('x'),{c});g(.)"],
    ['a type around it', "interface A {b(c: D): import('x').E;f(g: H): I}", "interface A {b(.. .): import('x').E;f(.. .): I}"],
    ['names taken by a pattern', "const {a, b: {c}} = require('x');", "const {a, b: {c}} = require('x');"],
    ['a mock with its factory', "vi.mock('x', () => ({a}));f({b})", "vi.mock('x', () => ({a}));f(...)"],
    ['exported names, but not what they stand for', 'module.exports = {a,b() {c},d: {e},f: g({h})};', 'module.exports = {a,b() {.},d: {.},f: g(...)};'],
    ['an exported class, but not its body', 'module.exports = class A {b() {}};', 'module.exports = class A {... ..};'],
    ['a statement behind one without its semicolon', "require('x')\nconst a = {b}", "require('x')\nconst a = {.}"],
    ['the same without a word that begins one', "require('x')\na({b})", "require('x')\na({b})"],
    ['the parameter of a setter', "class A {set b(c) {};d(e) {return require('x')}}", "class A {set b(c) {};d(.) {return require('x')}}"],
    ['a comparison with something in brackets', "f(() => {if (a > (b)) require('x');c(d)})", "f(() => {if (a > (b)) require('x');c(.)})"],
  ])('%s', (_, text, expected) => {
    expect(blanked(text)).toBe(expected);
  });

  test.each([
    ['a comment', '/* require(a) */ {b}'], ['a string', "'require(a)';{b}"], ['a template', '`require(a)`;{b}'], ['a regular expression', '/require(a)/;{b}'], ['a body', "{'require(a)'}"],
  ])('but nothing for a word in %s', (_, text) => {
    const outline = blankBodies('a.ts', text, signsIn(text));
    expect(outline?.hasSign).toBe(false);
    expect(outline?.kept).toMatch(/\{\}$/);
  });

  test('nor for one so deep that each level would cost a pass: all of it is kept there', () => {
    const text = `${'f(() => {a({b});'.repeat(40)}require('x')${'})'.repeat(40)}`;
    const kept = blankBodies('a.ts', text, signsIn(text))?.kept ?? '';
    expect(kept).toContain("a({b});require('x')");
    expect(kept.split('a({b})').length - 1).toBeGreaterThan(30);
    expect(kept).toMatch(/^f\(\(\) => \{a\(\);/);
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

/** A rare end of line at the end, because of which the text is read whole. */
const factsOf = (path: string, text: string, isWhole: boolean) => {
  const { imports, exports, statements } = parseFile({ path, text: isWhole ? `${text}\n//\u2028` : text, hash: '', bytes: 0 });
  return { imports, exports, statements };
};

test.each(['server', 'tests/web', 'node_modules/graphql', 'node_modules/@babel', 'node_modules/yargs', 'node_modules/pg', 'node_modules/effect/src', 'node_modules/lru-cache'])('of every source below %s that says more than the record, the same is read from the kept part as from all of it', (folder) => {
  const sources = sourcesBelow(folder).map((path) => ({ path, text: readFileSync(path, 'utf8') })).filter(({ text }) => text.length < 100_000 && saysMoreThanRecord(text));
  for (const { path, text } of sources) expect(factsOf(path, text, false), path).toEqual(factsOf(path, text, true));
  expect(sources.length).toBeGreaterThan(0);
});
