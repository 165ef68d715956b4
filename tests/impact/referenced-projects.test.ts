import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { editsOfChange, treeWithoutHealing } from '../../server/edits/change-edits.ts';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveWish } from '../../server/intents/resolve-intent.ts';
import { makeProject, type Files } from '../rooms/temp-project.ts';
import { openCodebase, strictConfig } from '../support/open-codebase.ts';

const TSC = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');

const project = (references: readonly string[], paths: object = {}) => strictConfig({ noEmit: false, composite: true, outDir: 'dist', rootDir: 'src', paths }, { include: ['src'], references: references.map((path) => ({ path })) });

const PACKAGES: Files = {
  'tsconfig.json': JSON.stringify({ files: [], references: [{ path: 'core' }, { path: 'app' }] }),
  'core/tsconfig.json': project([]),
  'core/src/util/a.ts': 'export interface A { x: number }\nexport const a = (v: A): number => v.x;\n',
  'core/src/util/b.ts': "import { a } from './a';\nimport { top } from '../top';\nexport const b = a({ x: top });\n",
  'core/src/top.ts': 'export const top = 1;\n',
  'core/src/index.ts': "export * from './util/a';\nexport { b } from './util/b';\n",
  'app/tsconfig.json': project(['../core'], { core: ['../core/src/index.ts'], 'core/*': ['../core/src/*'] }),
  'app/src/use.ts': "import { a, b } from 'core';\nimport type { A } from 'core/util/a';\nexport const use: number = a({ x: b });\nexport const fn = (v: A) => v.x;\n",
  'app/src/again.ts': "import { fn, use } from './use';\nexport const again: number = fn({ x: use });\n",
};

/** The errors that a build of these sources tells of them; those in the declarations that it writes are consequences. */
async function build(files: Files): Promise<string[]> {
  const folder = await makeProject(files);
  const output = await promisify(execFile)(process.execPath, [TSC, '-b', '--pretty', 'false'], { cwd: folder }).then(({ stdout }) => stdout, ({ stdout }: { stdout: string }) => stdout);
  return [...output.matchAll(/^(\S+?)\((\d+),(\d+)\): error (TS\d+)/gm)].map(([, file, line, column, code]) => `${file}:${line}:${column} ${code}`).filter((error) => !error.includes('/dist/')).sort();
}

it.each(['core/src/tools', 'core/src/deep/util', 'app/src/util'])('what a folder breaks in projects that refer to each other, moved to %s, is what a build tells', { timeout: 60_000 }, async (to) => {
  const codebase = await openCodebase(PACKAGES);
  const change = resolveWish(codebase, { kind: 'MOVE_FOLDER', from: 'core/src/util', to });
  const { predictions } = await predictBreaks(codebase, change);
  const predicted = predictions.filter(({ certainty }) => certainty === 'CERTAIN').flatMap(({ affectedComponents }) => affectedComponents.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`));
  const tried = treeWithoutHealing(codebase, await editsOfChange(codebase, change));
  const gone = [...tried.overlay].filter(([, text]) => text === null).map(([path]) => path);
  const written = Object.entries(PACKAGES).filter(([path]) => !gone.includes(path));
  const errors = await build({ ...Object.fromEntries(written), ...Object.fromEntries([...tried.overlay].flatMap(([path, text]) => (text === null ? [] : [[path, text]]))) });
  expect(errors.length).toBeGreaterThan(0);
  expect(predicted.sort()).toEqual(errors);
});
