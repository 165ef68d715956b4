import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../server/debugger/scenario.ts';
import { code, functionOf, holds, json, keep, keepWritten, NOTHING, outcome, returns, throws, type Session } from './projects.ts';

const TOTAL = 'export function total(a: number) { return a; }\n';
const session = (file: string): Session => ({ scenario: functionOf(file, 'total'), examples: [returns([json(1)], json(1))] });
const manifest = (rest: object = {}): string => JSON.stringify({ type: 'module', ...rest });
const VITEST = { 'package.json': manifest({ devDependencies: { vitest: '4' } }) };
const test = (specifier: string): string => `import { test } from 'vitest';\nimport { tax } from '${specifier}';\ntest('tax', () => tax);\n`;

describe('the place of a kept session', () => {
  it.each([
    ['beside the source where no test tells', { ...VITEST, 'src/total.ts': TOTAL }, 'src/total.ts', 'src/total.test.ts'],
    ['in __tests__ beside the source', { ...VITEST, 'src/a/total.ts': TOTAL, 'src/tax.ts': '', 'src/__tests__/tax.spec.ts': test('../tax') }, 'src/a/total.ts', 'src/a/__tests__/total.spec.ts'],
    ['in a mirror of src', { ...VITEST, 'src/a/b/total.ts': TOTAL, 'src/c/tax.ts': '', 'tests/c/tax.test.ts': test('../../src/c/tax') }, 'src/a/b/total.ts', 'tests/a/b/total.test.ts'],
    ['in a mirror of the whole project', { ...VITEST, 'server/a/total.ts': TOTAL, 'web/c/tax.ts': '', 'tests/web/c/tax.test.ts': test('../../../web/c/tax') }, 'server/a/total.ts', 'tests/server/a/total.test.ts'],
    ['in the mirror of its own package', { ...VITEST, 'packages/x/package.json': '{}', 'packages/x/src/total.ts': TOTAL, 'packages/y/package.json': '{}', 'packages/y/src/tax.ts': '', 'packages/y/test/tax.test.ts': test('../src/tax') }, 'packages/x/src/total.ts', 'packages/x/test/total.test.ts'],
    ['in the folder that the test script names', { 'package.json': manifest({ scripts: { test: 'node --test test/' } }), 'src/a/total.js': 'export const total = (a) => a;' }, 'src/a/total.js', 'test/a/total.test.js'],
    ['at the side of a test that has its name', { ...VITEST, 'src/total.ts': TOTAL, 'src/total.test.ts': test('./total') }, 'src/total.ts', 'src/total.regression.test.ts'],
    ['numbered where that is taken too, whatever the case', { ...VITEST, 'src/total.ts': TOTAL, 'src/total.test.ts': test('./total'), 'src/Total.Regression.test.ts': '' }, 'src/total.ts', 'src/total.regression-2.test.ts'],
    ['as a module where Node would take it for CommonJS', { 'package.json': '{}', 'lib/total.mjs': 'export const total = (a) => a;', 'lib/tax.js': 'module.exports = 1;', 'test/tax.test.js': "require('node:test'); require('../lib/tax');" }, 'lib/total.mjs', 'test/total.test.mjs'],
  ])('is %s', async (_, files, file, path) => {
    expect((await keepWritten(files as Record<string, string>, session(file))).path).toBe(path);
  });
});

describe('the runner of a kept session', () => {
  it.each([
    ['vitest', { 'package.json': manifest({ devDependencies: { vitest: '4' } }) }],
    ['vitest', { 'package.json': manifest(), 'vite.config.ts': 'export default { test: {} };' }],
    ['jest', { 'package.json': manifest({ scripts: { test: 'jest --ci' } }) }],
    ['jest', { 'package.json': manifest({ jest: {} }) }],
    ['mocha', { 'package.json': manifest({ scripts: { test: 'mocha' } }) }],
    ['node:test', { 'package.json': manifest({ scripts: { test: 'node --import tsx --test' } }) }],
    ['node:test', { 'package.json': manifest({ devDependencies: { vitest: '4' } }), 'src/tax.test.ts': "import test from 'node:test';" }],
    ['vitest', { 'package.json': manifest({ devDependencies: { vitest: '4' } }), 'packages/y/package.json': '{}', 'packages/y/tax.test.ts': "import test from 'node:test';" }],
    ['node:test', { 'package.json': 'no json' }],
    ['node:test', {}],
  ])('is %s for %j', async (runner, files) => {
    expect((await keepWritten({ ...files, 'src/total.ts': TOTAL }, session('src/total.ts'))).runner).toBe(runner);
  });
});

describe('the imports of a kept session', () => {
  const tsconfig = JSON.stringify({ compilerOptions: { baseUrl: '.', paths: { '@/*': ['src/*'] } }, include: ['src', 'tests'] });
  it.each([
    ['without an ending as in the tests', { ...VITEST, 'src/tax.ts': '', 'src/tax.test.ts': test('./tax') }, "import { total } from './total';"],
    ['with the ending of the tests', { ...VITEST, 'src/tax.ts': '', 'src/tax.test.ts': test('./tax.js') }, "import { total } from './total.js';"],
    ['with the alias of the tests', { ...VITEST, 'tsconfig.json': tsconfig, 'src/tax.ts': '', 'tests/tax.test.ts': test('@/tax') }, "import { total } from '@/total';"],
    ['as the sources do where there is no test', { ...VITEST, 'src/other.ts': "import { total } from './total.js';" }, "import { total } from './total.js';"],
    ['in double quotes, without semicolons, with globals', { 'package.json': manifest({ jest: {} }), 'src/tax.ts': '', 'src/tax.test.ts': 'import { tax } from "./tax"\n\nit("tax", () => {\n\texpect(tax).toBe(1)\n})\n' }, 'import { total } from "./total"\n\nit("total(1) is 1", async () => {\n\texpect(await total(1)).toBe(1)\n})\n'],
    ['of the globals of jest where the project has no types of them', { 'package.json': manifest({ jest: {} }) }, "import { expect, test } from '@jest/globals';"],
    ['of no globals of jest where it has', { 'package.json': manifest({ jest: {}, devDependencies: { '@types/jest': '29' } }) }, "// the total is right\nimport { total } from './total';\n\ntest("],
    ['with the line ends of the tests', { ...VITEST, 'src/tax.ts': '', 'src/tax.test.ts': test('./tax').replaceAll('\n', '\r\n') }, "import { total } from './total';\r\n\r\ntest("],
  ])('are written %s', async (_, files, text) => {
    expect((await keepWritten({ ...(files as Record<string, string>), 'src/total.ts': TOTAL }, session('src/total.ts'))).text).toContain(text);
  });

  it('of a name that the runner has is another name', async () => {
    const { text } = await keepWritten({ ...VITEST, 'src/a.ts': 'export const test = (a: number): number => a;\n' }, { ...session('src/a.ts'), scenario: functionOf('src/a.ts', 'test') });
    expect(text).toContain("import { test as subject } from './a';");
    expect(text).toContain('expect(subject(1)).toBe(1);');
  });

  it('bring in what expressions name: other exports, local names of exports, imports of the module', async () => {
    const files = { ...VITEST, 'src/shared.ts': 'export class Money {}', 'src/total.ts': "import { Money as Cash } from './shared';\nimport { sep } from 'node:path';\nconst inner = 1;\nexport { inner as outer };\nexport const total = (a: unknown) => [a, Cash, sep];" };
    const { text } = await keepWritten(files, { scenario: functionOf('src/total.ts', 'total'), examples: [holds('total(new Cash(inner + sep.length))', '((inner) => inner)(Math.PI)')] });
    expect(text).toContain("import { Money as Cash } from './shared';");
    expect(text).toContain("import { sep } from 'node:path';");
    expect(text).toContain('total');
    expect(text).not.toContain('Math,');
  });

  it('await once, in the test or in the expression', async () => {
    const { text } = await keepWritten({ ...VITEST, 'src/total.ts': TOTAL }, { scenario: functionOf('src/total.ts', 'total'), examples: [holds('await total(1)', '1'), holds('total(1) > 0', null), holds('total(1)', 'total(2) - 1')] });
    expect(text.match(/expect\(.*/g)).toEqual(['expect(await total(1)).toBe(1);', 'expect(await (total(1) > 0)).toBeTruthy();', 'expect(await total(1)).toEqual(await (total(2) - 1));']);
  });

  it('cast the arguments when it is asked for', async () => {
    const { text } = await keepWritten({ ...VITEST, 'src/total.ts': TOTAL }, { ...session('src/total.ts'), isLoose: true });
    expect(text).toContain('total(1 as never)');
  });
});

describe('a session that cannot be kept', () => {
  const files = { ...VITEST, 'src/total.ts': `${TOTAL}const inner = (a: number) => a;\n`, 'src/run.ts': 'console.log(1);', 'src/run.js': 'console.log(1);' };
  const total = functionOf('src/total.ts', 'total');
  const http = (method: string, body: string | null): Scenario => ({ kind: 'HTTP', start: { file: 'src/run.js', args: [] }, request: { method, path: '/', headers: {}, body } });
  it.each<[string, Session]>([
    ['It is a test already.', { scenario: { kind: 'TEST', runner: null, file: 'src/run.js', testName: null } }],
    ['which calls were made', { scenario: total, expected: { ...NOTHING, executionPath: ['total()'] } }],
    ['differ from machine to machine', { scenario: total, expected: { ...NOTHING, performance: { responseTime: 1, memoryUsage: null } } }],
    ['nothing that a test could check', { scenario: total }],
    ['does not export inner', { scenario: functionOf('src/total.ts', 'inner'), examples: [returns([json(1)], json(1))] }],
    ['it uses inner, which its module does not export', { scenario: total, examples: [holds('inner(1)', '1')] }],
    ['cannot be parsed', { scenario: total, examples: [holds('1 )(', null)] }],
    ['neither tsx nor ts-node', { scenario: { kind: 'SCRIPT', file: 'src/run.ts', args: [], stdin: null }, expected: outcome('success') }],
    ['colour is expected too', { scenario: { kind: 'SCRIPT', file: 'src/run.js', args: [], stdin: null }, expected: outcome('success', { colour: 1 }) }],
    ['no body with GET', { scenario: http('GET', 'x'), expected: outcome('200') }],
    ['no TRACE requests', { scenario: http('TRACE', null), expected: outcome('200') }],
    ['status 200 of a function', { scenario: functionOf('src/total.ts', 'total', { args: [] }), expected: outcome('200') }],
    ['There is no source file src/gone.ts', { scenario: functionOf('src/gone.ts', 'total'), expected: outcome('success') }],
  ])('is refused: %s', async (why, refused) => {
    expect(await keep(files, refused)).toEqual({ kind: 'refused', why: expect.stringContaining(why) });
  });

  it('in part is kept in part, and what is left is told', async () => {
    const kept = await keepWritten(files, { scenario: total, expected: { ...NOTHING, executionPath: ['total()'] }, examples: [returns([json(1)], json(1)), returns([code('1 +')], json(1)), throws([code('inner')], null), returns([json(1)], json(1))] });
    expect(kept.left).toEqual(['Example 2 is not in the test: its argument 1 cannot be written as code.', 'Example 3 is not in the test: it uses inner, which its module does not export.', expect.stringContaining('The expected path is not in the test')]);
    expect(kept.text.match(/test\('.*'/g)).toEqual(["test('total(1) is 1'", "test('total(1) is 1 (2)'"]);
  });
});
