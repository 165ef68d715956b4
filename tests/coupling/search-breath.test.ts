import { expect, test } from 'vitest';
import { exportUsers } from '../../server/coupling/refactor/export-users.ts';
import { findDivisions } from '../../server/coupling/refactor/split-module.ts';
import { renameReferences } from '../../server/edits/rename-export.ts';
import type { Syntax } from '../../server/edits/syntax.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

const NAMES = ['a', 'b', 'c', 'd'];

test('the search for modules to split breathes before each that it reads', async () => {
  const offering = NAMES.map((name) => `export const ${name} = 1;`).join('\n');
  const users = ['one', 'two', 'three', 'four'].flatMap((user) => ['x', 'y'].map((file): [string, string] => [`src/${file}-${user}.ts`, `import { ${NAMES.join(', ')} } from './${file}';\nexport const ${user} = [${NAMES.join(', ')}];\n`]));
  const codebase = await openCodebase({ 'tsconfig.json': STRICT, 'src/x.ts': offering, 'src/y.ts': offering, ...Object.fromEntries(users) });
  let breaths = 0;
  await findDivisions(codebase, exportUsers(codebase.graph), async () => void (breaths += 1));
  expect(breaths).toBe(2);
});

test('files that use several lost names are parsed once for all, and one that cannot be read is told for each', async () => {
  const { tree, graph } = await openCodebase({ 'tsconfig.json': STRICT, 'src/a.ts': 'export const one = 1;\nexport const two = 2;\n', 'src/b.ts': "import { one, two } from './a';\nexport const sum = one + two;\n" });
  const parsed = new Map<string, Syntax>();
  const [first, second] = ['one', 'two'].map((name) => renameReferences({ tree, graph, file: 'src/a.ts', from: name, to: name, parsed }));
  expect(parsed.has('src/b.ts')).toBe(true);
  expect(second?.parse('src/b.ts')).toBe(first?.parse('src/b.ts'));
  const unread = { text: '', program: { type: 'Program', start: 0, end: 0, body: [] }, errors: ['no'] } as unknown as Syntax;
  const told = ['one', 'two'].map((name) => renameReferences({ tree, graph, file: 'src/a.ts', from: name, to: name, parsed: new Map([['src/b.ts', unread]]) }).notEdited.map(({ reason }) => reason));
  expect(told).toEqual(['one', 'two'].map((name) => [`the file cannot be parsed (no); it may use '${name}'`]));
});
