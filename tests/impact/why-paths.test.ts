import { expect, it } from 'vitest';
import { WhyPaths } from '../../server/impact/why-paths.ts';
import type { Files } from '../rooms/temp-project.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

const FILES: Files = {
  'tsconfig.json': STRICT,
  'price.ts': 'export const price = 1;\n',
  'index.ts': "export { price } from './price';\n",
  'near.ts': "import { price } from './price';\nexport const near = price;\n",
  'far.ts': "import { near } from './near';\nimport { price } from './index';\nimport { far } from './loop';\nexport const all = [near, price, far];\n",
  'loop.ts': "import { all } from './far';\nexport const far = () => all;\n",
  'apart.ts': 'export const apart = 1;\n',
};

async function waysTo(...targets: string[]): Promise<WhyPaths> {
  const { graph } = await openCodebase(FILES);
  return new WhyPaths(graph, targets);
}

const words = (ways: WhyPaths, file: string, lines: number[] = []): string[] => ways.of(file, lines).map((hop) => `${hop.file}${hop.isBarrel ? ' (barrel)' : ''}${hop.via === null ? '' : ` ${hop.via}:${hop.line}`}`);

it.each([
  { file: 'near.ts', lines: [], expected: ['near.ts ./price:1', 'price.ts'] },
  { file: 'far.ts', lines: [], expected: ['far.ts ./near:1', 'near.ts ./price:1', 'price.ts'] },
  { file: 'far.ts', lines: [2], expected: ['far.ts ./index:2', 'index.ts (barrel) ./price:1', 'price.ts'] },
  { file: 'far.ts', lines: [3], expected: ['far.ts ./near:1', 'near.ts ./price:1', 'price.ts'] },
  { file: 'loop.ts', lines: [1], expected: ['loop.ts ./far:1', 'far.ts ./near:1', 'near.ts ./price:1', 'price.ts'] },
  { file: 'price.ts', lines: [1], expected: ['price.ts'] },
  { file: 'apart.ts', lines: [], expected: ['apart.ts'] },
])('the way from $file, broken in $lines, is $expected', async ({ file, lines, expected }) => {
  expect(words(await waysTo('price.ts'), file, lines)).toEqual(expected);
});

it('a way leads to the nearest of several targets', async () => {
  const ways = await waysTo('price.ts', 'near.ts');
  expect([ways.targetOf('far.ts'), ways.targetOf('index.ts'), ways.targetOf('near.ts'), ways.targetOf('apart.ts')]).toEqual(['near.ts', 'price.ts', 'near.ts', 'apart.ts']);
  expect(ways.dependents).toEqual([{ file: 'far.ts', distance: 1 }, { file: 'index.ts', distance: 1 }, { file: 'loop.ts', distance: 2 }]);
});

it('a way goes by an import rather than by a mention in front of it', async () => {
  const { graph } = await openCodebase({ 'price.ts': 'export const a = 1;', 'page.ts': "/** @see {@link import('./price').a} */\nimport { a } from './price';\nexport const b = a;" });
  expect(graph.edgesTo('price.ts').map(({ kind }) => kind)).toEqual(['JSDOC', 'STATIC']);
  expect(new WhyPaths(graph, ['price.ts']).of('page.ts')[0]).toMatchObject({ via: './price', line: 2 });
});

it('a way has a hop for each import, and there is none against the imports', async () => {
  const { graph } = await openCodebase({
    'price.ts': 'export const a = 1;', 'barrel.ts': "\nexport * from './price';", 'page.ts': "import { a } from './barrel'; import './cart'", 'cart.ts': "import { a } from './price';\nimport './page'",
  });
  expect(new WhyPaths(graph, ['price.ts']).of('page.ts')).toEqual([
    { file: 'page.ts', via: './barrel', line: 1, isBarrel: false },
    { file: 'barrel.ts', via: './price', line: 2, isBarrel: true },
    { file: 'price.ts', via: null, line: null, isBarrel: false },
  ]);
  expect(new WhyPaths(graph, ['price.ts']).of('price.ts')).toHaveLength(1);
  expect(new WhyPaths(graph, ['page.ts']).distance('price.ts')).toBeNull();
});
