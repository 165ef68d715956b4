import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { whatIf } from '../../server/coupling/what-if.ts';
import { editsOfChange } from '../../server/edits/change-edits.ts';
import { structureOf } from '../../server/graph/structure.ts';
import type { Codebase } from '../../server/impact/codebase.ts';
import { resolveIntent } from '../../server/intents/resolve-intent.ts';
import { graphOf } from '../graph/build-graph.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

const shop = {
  'tsconfig.json': STRICT,
  'src/shop/cart.ts': "import { format } from '../money/format';\nexport const cart = (): string => format(1);\nexport const size = 2;\n",
  'src/shop/page.ts': "import { cart } from './cart';\nexport const page = cart();\n",
  'src/money/format.ts': 'export const round = (n: number): number => n;\nexport const format = (n: number): string => `#${round(n)}`;\n',
  'src/money/rates.ts': "import { size } from '../shop/cart';\nexport const rates = size;\n",
};
const circle = {
  'tsconfig.json': STRICT,
  'src/a.ts': "import { b } from './b';\nexport const a = (): string => b();\nexport const shared = 'x';\n",
  'src/b.ts': "import { shared } from './a';\nexport const b = (): string => shared;\n",
  'src/c.ts': 'export const c = 1;\n',
};

const ask = (codebase: Codebase, userAction: string) => whatIf(codebase, { userAction });

/** Makes the change on the disk, and measures a graph that is built from scratch. */
async function measureWritten(codebase: Codebase, words: string) {
  const { root } = codebase.tree;
  const { after } = await editsOfChange(codebase, resolveIntent(codebase, words));
  for (const [path, text] of after.overlay) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (text === null) rmSync(join(root, path));
    else writeFileSync(join(root, path), text);
  }
  return structureOf((await graphOf(root)).graph).metrics;
}

describe.each([
  { what: 'the move of an export that closes a cycle', files: shop, words: 'move round from src/money/format.ts to src/shop/cart.ts', newCycles: [['src/money/format.ts', 'src/shop/cart.ts']], openedCycles: [] },
  { what: 'the move of an export that opens one', files: circle, words: 'move shared from src/a.ts to src/c.ts', newCycles: [], openedCycles: [['src/a.ts', 'src/b.ts']] },
  { what: 'the move of a file of a cycle', files: circle, words: 'move src/b.ts to src/deep/b.ts', newCycles: [], openedCycles: [] },
  { what: 'a rename', files: shop, words: 'rename format to print in src/money/format.ts', newCycles: [], openedCycles: [] },
])('$what', ({ files, words, newCycles, openedCycles }) => {
  test('is told with the cycles that it closes and opens, and with the measures that a graph has in which it was made', async () => {
    const codebase = await openCodebase(files);
    const answer = await ask(codebase, words);
    expect(answer.newCycles).toEqual(newCycles);
    expect(answer.openedCycles).toEqual(openedCycles);
    expect(answer.before).toEqual(structureOf(codebase.graph).metrics);
    expect(answer.after).toEqual(await measureWritten(codebase, words));
  });
});

test('files and folders are told whose coupling the change alters, a moved file as the one that it was', async () => {
  const { files, folders, keeping, understood } = await ask(await openCodebase(shop), 'move src/money/rates.ts to src/shop/rates.ts');
  expect(understood).toMatch(/^Move /);
  expect(files).toEqual([]);
  expect(folders).toEqual([
    { path: 'src/money', before: { ca: 1, ce: 1, instability: 0.5 }, after: { ca: 1, ce: 0, instability: 0 } },
    { path: 'src/shop', before: { ca: 1, ce: 1, instability: 0.5 }, after: { ca: 0, ce: 1, instability: 1 } },
  ]);
  expect(keeping).not.toBeNull();
});

test('a file that is deleted is gone from the coupling, and what it imported is imported less', async () => {
  const { files, after } = await ask(await openCodebase(shop), 'delete src/shop/page.ts');
  expect(files).toEqual([
    { path: 'src/shop/cart.ts', before: { ca: 2, ce: 1, instability: 1 / 3 }, after: { ca: 1, ce: 1, instability: 0.5 } },
    { path: 'src/shop/page.ts', before: { ca: 0, ce: 1, instability: 1 }, after: null },
  ]);
  expect(after.cycles).toBe(0);
});

test('a file that gets the only export of another one is new beside it', async () => {
  const { files } = await ask(await openCodebase(shop), 'move rates from src/money/rates.ts to src/money/tables.ts');
  expect(files).toEqual([
    { path: 'src/money/rates.ts', before: { ca: 0, ce: 1, instability: 1 }, after: { ca: 0, ce: 0, instability: 0 } },
    { path: 'src/money/tables.ts', before: null, after: { ca: 0, ce: 1, instability: 1 } },
  ]);
});

test('nothing changes where nothing would', async () => {
  const { before, after, files, folders } = await ask(await openCodebase(shop), 'rename format to print in src/money/format.ts');
  expect(after).toEqual(before);
  expect([...files, ...folders]).toEqual([]);
});
