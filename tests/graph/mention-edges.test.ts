import { describe, expect, test } from 'vitest';
import { coupling } from '../../server/graph/coupling.ts';
import { findCycles } from '../../server/graph/cycles.ts';
import { parseFile } from '../../server/graph/parse-file.ts';
import { leadsTo, openGraph } from './build-graph.ts';

function importsOf(text: string): string[] {
  const { imports } = parseFile({ path: 'a.ts', text, hash: 'h', bytes: text.length });
  for (const fact of imports) if (!fact.specifier.includes('${')) expect(text.slice(fact.start + 1, fact.end - 1)).toBe(fact.specifier);
  return imports.map(({ kind, specifier, names }) => `${kind} ${specifier} {${names.map((name) => `${name.imported}>${name.local ?? ''}`).join(' ')}}`);
}

describe('a comment', () => {
  test.each([
    ['/// <reference path="./x.d.ts" />', ['REFERENCE ./x.d.ts {}']],
    ["///<reference   path='x' />", ['REFERENCE x {}']],
    ['\uFEFF/// <reference path="x.ts"/>\r\nimport "./y"', ['REFERENCE x.ts {}', 'STATIC ./y {}']],
    ["/** @type {import('./x').T} */", ['JSDOC ./x {T>}']],
    ['/** @type {import("./x.js")} */', ['JSDOC ./x.js {*>}']],
    ["/**\n * @param {{ a: import('./x').A, b: typeof import('./y') }} a 😀\n */", ['JSDOC ./x {A>}', 'JSDOC ./y {*>}']],
    ["/** @import { A, B as C } from './x' */", ['JSDOC ./x {A>A B>C}']],
    ["/** @import D, { A } from './x' */", ['JSDOC ./x {default>D A>A}']],
    ["/** @import * as ns from './x' */", ['JSDOC ./x {*>ns}']],
    ["/**\n * @import {\n *   A\n * } from './x'\n */", ['JSDOC ./x {A>A}']],
    ["// @type {import('./x').T}", []],
    ["/* @type {import('./x').T} */", []],
    ["/** see import('./x') */", []],
    ["const text = '/// <reference path=\"./x\" />'", []],
  ])('%j', (text, expected) => {
    expect(importsOf(text)).toEqual(expected);
  });
});

describe('a set of modules', () => {
  test.each([
    ["import.meta.glob('./pages/*.ts')", ['GLOB ./pages/*.ts {}']],
    ["import.meta.glob(['./a/*.ts', '!./a/x.ts'], { eager: true })", ['GLOB ./a/*.ts {}', 'GLOB !./a/x.ts {}']],
    ['import(`./${name}.js`)', ['GLOB ./${name}.js {}']],
    ["require('./lib/' + name + '.js')", ['GLOB ./lib/${…}.js {}']],
    ['vi.mock(`./${name}`)', ['GLOB ./${name} {}']],
    ["import('./' + name)", ['GLOB ./${…} {}']],
    ['import(name + "./x")', []],
    ['other.meta.glob("./x")', []],
  ])('%s', (text, expected) => {
    expect(importsOf(text)).toEqual(expected);
  });
});

test('a reference comment is relative without a dot, and neither it nor JSDoc nor a glob is unresolved', async () => {
  const text = "/// <reference path=\"types/x.d.ts\" />\n/// <reference path=\"gone.d.ts\" />\n/** @type {import('./gone').T} */\nimport.meta.glob('./*.ts')";
  const { graph } = await openGraph({ 'src/a.ts': text, 'src/types/x.d.ts': '' });
  expect(leadsTo(graph, 'src/a.ts')).toEqual(['types/x.d.ts -> src/types/x.d.ts', 'gone.d.ts -> outside', './gone -> outside', './*.ts -> outside']);
});

test('comments make no cycle at run time, and JSDoc no coupling', async () => {
  const { graph } = await openGraph({ 'a.ts': "/** @type {import('./b').T} */\n/// <reference path='b.ts' />", 'b.ts': "import './a'" });
  expect(findCycles(graph)).toEqual([]);
  expect(coupling(graph, 'a.ts').efferent).toBe(1);
});
