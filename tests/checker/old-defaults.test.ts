import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withOldDefaults } from '../../server/checker/old-defaults.ts';
import { makeProject, type Files } from '../rooms/temp-project.ts';
import { openCodebase } from '../support/open-codebase.ts';

const BEFORE_SIX = { strict: false, types: ['*'], noUncheckedSideEffectImports: false };
const asks = (typescript: string) => JSON.stringify({ devDependencies: { typescript } });
const installed = (version: string) => ({ 'node_modules/typescript/package.json': JSON.stringify({ name: 'typescript', version }) });

const CASES: readonly [name: string, files: Files, expected: object][] = [
  ['a package that asks for 5', { 'package.json': asks('^5.4.0') }, BEFORE_SIX],
  ['one that depends on 4', { 'package.json': JSON.stringify({ dependencies: { typescript: '~4.9' } }) }, BEFORE_SIX],
  ['one in a monorepo that asks for 5', { 'package.json': asks('>=5.2 <7'), 'a/package.json': '{}' }, BEFORE_SIX],
  ['one with 5 installed', { ...installed('5.9.3'), 'package.json': asks('latest') }, BEFORE_SIX],
  ['one with 6 installed, whatever it asks for', { ...installed('6.0.3'), 'package.json': asks('>=5') }, {}],
  ['one that asks for 6', { 'package.json': asks('npm:typescript@6.0.3') }, {}],
  ['one that asks for 7 above one that asks for 5', { 'package.json': asks('5'), 'a/package.json': asks('^7.0.2') }, {}],
  ['one that does not tell', { 'package.json': asks('catalog:') }, {}],
  ['one whose package.json cannot be read', { 'package.json': '{' }, {}],
];

describe('what a tsconfig leaves out', () => {
  it.each(CASES)('is taken as %s has it', async (_, files, expected) => {
    const folder = posix.join(await makeProject(files), 'a');
    expect(withOldDefaults({ compilerOptions: {} }, folder, [])).toEqual({ compilerOptions: expected });
  });

  it('is not what it or one of its bases says', async () => {
    const folder = await makeProject({ 'package.json': asks('5.9.3') });
    expect(withOldDefaults({ include: ['src'], compilerOptions: { types: ['node'] } }, folder, [{ compilerOptions: { strict: true } }, null])).toEqual({
      include: ['src'], compilerOptions: { types: ['node'], noUncheckedSideEffectImports: false },
    });
  });
});

describe('a project', () => {
  const types = { 'node_modules/@types/given/index.d.ts': 'declare const given: number;\n', 'node_modules/@types/given/package.json': '{"name":"@types/given","version":"1.0.0","types":"index.d.ts"}' };
  const written = "import './a.css';\nexport const b = (x) => x + given;\nexport const c: string = null;\nexport const d: string = 1;\n";
  const problemsOf = async (files: Files, path: string) => {
    const { checker } = await openCodebase({ ...types, [path]: '', ...files });
    return (await checker.check({ files: [path], overlay: new Map([[path, written]]) })).problems.map(({ line, code }) => `${line} ${code}`);
  };
  const config = (compilerOptions: object, more: object = {}) => JSON.stringify({ compilerOptions, include: ['src'], ...more });

  it('that is compiled by TypeScript 5 breaks where that one reports an error, and nowhere else', async () => {
    const files = { 'package.json': asks('^5.4.0'), 'tsconfig.json': config({ target: 'es2022', module: 'commonjs' }) };
    expect(await problemsOf(files, 'src/a.ts')).toEqual(['4 TS2322']);
  });

  it('that is strict by a config it extends stays so', async () => {
    const files = { 'package.json': asks('^5.4.0'), 'base.json': config({ strict: true, target: 'es2022' }), 'tsconfig.json': config({ module: 'esnext' }, { extends: './base.json' }) };
    expect(await problemsOf(files, 'src/a.ts')).toEqual(['2 TS7006', '3 TS2322', '4 TS2322']);
  });

  it('that is compiled by TypeScript 7 is judged by that', async () => {
    const files = { 'package.json': asks('^7.0.0'), 'tsconfig.json': config({ target: 'es2022' }) };
    expect(await problemsOf(files, 'src/a.ts')).toEqual(['1 TS2882', '2 TS7006', '2 TS2304', '3 TS2322', '4 TS2322']);
  });

  it('without a tsconfig has all declarations that are installed', async () => {
    expect(await problemsOf({ 'package.json': '{}' }, 'a.ts')).not.toContain('2 TS2304');
  });
});
