import { describe, expect, test } from 'vitest';
import { editsOfChange, treeWithoutHealing } from '../../server/edits/change-edits.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';
import { changeProject, type Texts } from './changed-project.ts';

const GONE = 'src/gone.ts';
const CHANGE = { kind: 'DELETE_FILE', file: GONE } as const;
const DEPRECATED = '/** @deprecated It is removed once its last caller is gone. */';

const remove = (files: Texts) => changeProject({ [GONE]: 'export const a = 1\nexport default a\n', ...files }, CHANGE);

describe('a file goes when', () => {
  test.each<[string, Texts, Texts]>([
    ['nothing names it', {}, {}],
    ['only itself does', { [GONE]: "export const a = import('./gone')" }, {}],
    ['a barrel passes it on to nobody', { 'src/index.ts': "export * from './gone'\nexport * from './b'", 'src/b.ts': '' }, { 'src/index.ts': "export * from './b'", 'src/b.ts': '' }],
    ['others take other names of the barrel', { 'src/index.ts': "export * from './gone';\r\nexport * from './b';\r\n", 'src/b.ts': 'export const b = 1', 'src/app.ts': "import { b } from '.'" }, { 'src/index.ts': "export * from './b';\r\n", 'src/b.ts': 'export const b = 1', 'src/app.ts': "import { b } from '.'" }],
    ['a barrel of a barrel is imported for its effects alone', { 'src/index.ts': "export { a as z } from './gone'; export const x = 1", 'src/top.ts': "export * from '.'", 'src/app.ts': "import './top'" }, { 'src/index.ts': 'export const x = 1', 'src/top.ts': "export * from '.'", 'src/app.ts': "import './top'" }],
    ['the barrel has nothing else', { 'src/index.ts': "// all\nexport * from './gone';\n" }, { 'src/index.ts': '// all\nexport {};\n' }],
    ['default does not pass through a star', { 'src/index.ts': "export * from './gone'; export { default } from './b'", 'src/b.ts': 'export default 1', 'src/app.ts': "import b from '.'" }, { 'src/index.ts': "export { default } from './b'", 'src/b.ts': 'export default 1', 'src/app.ts': "import b from '.'" }],
  ])('%s', async (_, files, after) => {
    const { texts, left, edits } = await remove(files);
    expect({ texts, left }).toEqual({ texts: after, left: [] });
    expect([edits.targets, edits.targetsAfter, edits.shim, edits.tried]).toEqual([[GONE], [], null, undefined]);
  });
});

describe('a file stays, deprecated, while there is a caller:', () => {
  test.each<[Texts, string[]]>([
    [{ 'src/app.ts': "import { a } from './gone'" }, [`src/app.ts:1 still imports a of ${GONE}`]],
    [{ 'src/app.ts': "\nimport './gone'" }, [`src/app.ts:2 still loads ${GONE}`]],
    [{ 'src/app.ts': "import type { A } from './gone'" }, [`src/app.ts:1 still imports A of ${GONE}`]],
    [{ 'src/app.ts': "import('./gone')" }, [`src/app.ts:1 still imports ${GONE}`]],
    [{ 'src/app.test.ts': "vi.mock('./gone')" }, [`src/app.test.ts:1 still names ${GONE}`]],
    [{ 'src/a.js': "/** @type {import('./gone').A} */" }, [`src/a.js:1 still imports A of ${GONE}`]],
    [{ 'src/index.ts': "export * from './gone'", 'src/app.ts': "import { a } from '.'" }, [`src/index.ts:1 still passes on ${GONE}`]],
    [{ 'src/index.ts': "export * from './gone'", 'src/app.ts': "import * as all from '.'" }, [`src/index.ts:1 still passes on ${GONE}`]],
    [{ 'src/index.ts': "export { a as z } from './gone'", 'src/top.ts': "export * from '.'", 'src/app.ts': "import { z } from './top'" }, [`src/index.ts:1 still passes on a of ${GONE}`]],
    [{ 'src/index.ts': "export * as ns from './gone'", 'src/app.ts': "import { ns } from '.'" }, [`src/index.ts:1 still passes on ${GONE}`]],
    [{ 'src/index.ts': "export * from './gone'", 'package.json': '{"main":"src/index.ts"}' }, [`src/index.ts:1 still passes on ${GONE}`]],
    [{ 'src/index.ts': "export * from './gone'", 'package.json': '{"main":"dist/index.js"}' }, [`src/index.ts:1 still passes on ${GONE}`]],
    [{ 'package.json': '{"exports":"./src/gone.ts"}' }, [`package.json:1 names ${GONE} in a configuration file`]],
    [{ 'package.json': '{"bin":"dist/gone.js"}' }, [`package.json:1 may name what is built from ${GONE}`]],
    [{ 'tsconfig.json': '{"files":["src/gone.ts"]}' }, [`tsconfig.json:1 names ${GONE} in a configuration file`]],
    [{ 'index.html': '<script src="/src/gone.ts">' }, [`index.html:1 names the path '/${GONE}' in a document`]],
    [{ 'src/app.ts': 'import(`./${name}.ts`)' }, [`src/app.ts:1 './\${name}.ts' is put together at run time and can mean ${GONE}`]],
  ])('%o', async (files, callers) => {
    const { texts, left, edits, tree } = await remove(files);
    expect(texts).toEqual({ ...files, [GONE]: `${DEPRECATED}\nexport const a = 1\n${DEPRECATED}\nexport default a\n` });
    expect(left).toEqual(callers);
    expect(treeWithoutHealing({ tree, graph: null as never, aliasesFor: () => [] }, edits).has(GONE)).toBe(false);
  });
});

test('what only mentions it is listed and keeps nothing', async () => {
  const files = { 'README.md': 'See src/gone.ts.', 'src/app.ts': "import.meta.glob('./*.ts') // ./gone" };
  const { texts, left } = await remove(files);
  expect(texts).toEqual(files);
  expect(left).toEqual(["README.md:1 names the path 'src/gone.ts' in a document", "src/app.ts:1 names the path './gone' in a comment", "src/app.ts:1 './*.ts' matches src/gone.ts"]);
});

test('a re-export that exists for the effects of its module is a caller', async () => {
  const { texts, left } = await remove({ [GONE]: 'void 0', 'src/index.ts': "export * from './gone'" });
  expect(texts[GONE]).toBe(`${DEPRECATED}\nvoid 0`);
  expect(left).toEqual([`src/index.ts:1 still passes on ${GONE}`]);
});

describe('the tag goes', () => {
  test.each([
    ['/** One. */\nexport const a = 1', '/**\n * One.\n * @deprecated It is removed once its last caller is gone.\n */\nexport const a = 1'],
    ['/**\r\n * One.\r\n */\r\nexport function a() {}', '/**\r\n * One.\r\n * @deprecated It is removed once its last caller is gone.\r\n */\r\nexport function a() {}'],
    ['/** @deprecated Old. */\nexport const a = 1', '/** @deprecated Old. */\nexport const a = 1'],
    ['const a = 1, b = 2\nexport { a, b as c }', `const a = 1, b = 2\nexport { ${DEPRECATED} a, ${DEPRECATED} b as c }`],
    ['export type A = 1\r\nexport interface B {}\r\n', `${DEPRECATED}\r\nexport type A = 1\r\n${DEPRECATED}\r\nexport interface B {}\r\n`],
    ['\uFEFFexport class A {}', `\uFEFF${DEPRECATED}\nexport class A {}`],
    ['#!/usr/bin/env node\nvoid 0', `#!/usr/bin/env node\n${DEPRECATED}\nvoid 0`],
    ['/* no JSDoc */ export const a = 1', `/* no JSDoc */ ${DEPRECATED} export const a = 1`],
  ])('%j', async (before, after) => {
    expect((await remove({ [GONE]: before, 'src/app.ts': "import './gone'" })).texts[GONE]).toBe(after);
  });

  test('before assignments of CommonJS', async () => {
    const files = { 'src/gone.js': 'exports.a = 1\nmodule.exports.b = 2\n', 'src/app.js': "require('./gone')" };
    const { texts } = await changeProject(files, { kind: 'DELETE_FILE', file: 'src/gone.js' });
    expect(texts['src/gone.js']).toBe(`${DEPRECATED}\nexports.a = 1\n${DEPRECATED}\nmodule.exports.b = 2\n`);
  });
});

test('the compiler reports every use of what is deprecated', async () => {
  const codebase = await openCodebase({
    'tsconfig.json': STRICT,
    [GONE]: 'export const a = 1;\nexport function b() { return 2; }\nconst c = 3;\nexport { c };\nexport interface D { d: number }\nexport default a;\n',
    'src/app.ts': "import e, { a, b, c, type D } from './gone';\nexport const all: D = { d: a + b() + c + e };\n",
  });
  const { after } = await editsOfChange(codebase, CHANGE);
  const { problems } = await codebase.checker.findDeprecatedUses({ overlay: after.overlay, files: ['src/app.ts'] });
  expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['TS6385', 'TS6387']));
  expect(new Set(problems.map(({ excerpt }) => excerpt))).toEqual(new Set(['e', 'a', 'b', 'c', 'type D', 'D']));
});
