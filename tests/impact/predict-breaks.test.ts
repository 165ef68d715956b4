import { expect, it } from 'vitest';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveIntent, resolveWish } from '../../server/intents/resolve-intent.ts';
import type { Wish } from '../../server/intents/wish.ts';
import type { Files } from '../rooms/temp-project.ts';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

async function predict(files: Files, intent: string) {
  const codebase = await openCodebase(files);
  return predictBreaks(codebase, resolveIntent(codebase, intent));
}

const SHOP: Files = {
  'tsconfig.json': STRICT,
  'src/format.ts': 'export const formatPrice = (n: number) => String(n);\nexport const other = 1;\n',
  'src/index.ts': "export { formatPrice } from './format';\n",
  'src/cart.ts': "import { formatPrice } from './index';\nexport const text = formatPrice(1) + formatPrice(2);\n",
  'src/page.ts': "import { text } from './cart';\nexport const page = text;\n",
  'src/apart.ts': 'export const apart = 1;\n',
};

it('every file that stops compiling is a certain break, with its places and the way to the target', async () => {
  const { predictions, analysis } = await predict(SHOP, 'rename formatPrice to formatMoney in src/format.ts');
  expect(predictions.map(({ file, certainty, severity }) => [file, certainty, severity])).toEqual([['src/index.ts', 'CERTAIN', 8]]);
  expect(predictions[0]).toMatchObject({
    predictionType: 'BREAKING_CHANGE',
    summary: expect.stringContaining('tops compiling in 1 place:'),
    affectedComponents: [{ file: 'src/index.ts', line: 1, column: 10, symbol: 'formatPrice', code: expect.stringMatching(/^TS\d+$/) }],
    whyPath: [{ file: 'src/index.ts', via: './format', line: 1, isBarrel: true }, { file: 'src/format.ts', via: null, line: null, isBarrel: false }],
  });
  expect(analysis).toMatchObject({ overallRisk: 8, decision: 'HEAL', directDependents: [{ file: 'src/index.ts', distance: 1, strength: 0.5 }] });
  expect(analysis.transitiveDependents.map(({ file, distance }) => [file, distance])).toEqual([['src/cart.ts', 2], ['src/page.ts', 3]]);
});

it('a file that declares the member too breaks as every other one', async () => {
  const files = { 'tsconfig.json': STRICT, 'src/input.ts': 'export interface Input { data: string }\n', 'src/lazy.ts': "import type { Input } from './input';\nexport class Lazy implements Input { data = ''; }\nexport const read = (input: Input) => input.data;\n" };
  const { predictions } = await predict(files, 'rename Input.data to text in src/input.ts');
  expect(predictions.filter(({ certainty }) => certainty === 'CERTAIN').flatMap(({ affectedComponents }) => affectedComponents.map(({ file, line, code }) => [file, line, code]))).toEqual([['src/lazy.ts', 2, 'TS2420'], ['src/lazy.ts', 3, 'TS2339']]);
});

it('of several imports of a file the one that breaks is told in the why-path', async () => {
  const files = { ...SHOP, 'src/index.ts': '', 'src/cart.ts': "import { other } from './format';\nimport { formatPrice } from '../src/format';\nexport const text = [other, formatPrice(1)];\n" };
  const { predictions } = await predict(files, 'rename formatPrice to formatMoney in src/format.ts');
  expect(predictions.find(({ file }) => file === 'src/cart.ts')?.whyPath[0]).toEqual({ file: 'src/cart.ts', via: '../src/format', line: 2, isBarrel: false });
});

it('a break behind a star barrel is explained through the barrel, which is marked as one', async () => {
  const { predictions } = await predict({ ...SHOP, 'src/index.ts': "export * from './format';\n" }, 'rename formatPrice to formatMoney in src/format.ts');
  expect(predictions.map(({ file }) => file)).toEqual(['src/cart.ts']);
  expect(predictions[0]?.whyPath).toEqual([{ file: 'src/cart.ts', via: './index', line: 1, isBarrel: false }, { file: 'src/index.ts', via: './format', line: 1, isBarrel: true }, { file: 'src/format.ts', via: null, line: null, isBarrel: false }]);
});

it('a file in no tsconfig may break, and says how near it is', async () => {
  const { predictions, analysis } = await predict(
    { ...SHOP, 'src/index.ts': '', 'src/cart.ts': '', 'src/page.ts': '', 'scripts/near.js': "const { formatPrice } = require('../src/format');\nmodule.exports = formatPrice;\n", 'scripts/far.js': "require('./near');\n" },
    'rename formatPrice to formatMoney in src/format.ts',
  );
  expect(predictions.map(({ file, certainty, severity }) => [file, certainty, severity])).toEqual([['scripts/near.js', 'POSSIBLE', 4], ['scripts/far.js', 'POSSIBLE', 2]]);
  expect(predictions[0]).toMatchObject({ affectedComponents: [{ line: 1, code: 'GRAPH', symbol: 'formatPrice' }, { line: 1, code: 'GRAPH', symbol: '../src/format' }], whyPath: [{ file: 'scripts/near.js', via: '../src/format' }, { file: 'src/format.ts' }] });
  expect(predictions[1]?.whyPath.map(({ file }) => file)).toEqual(['scripts/far.js', 'scripts/near.js', 'src/format.ts']);
  expect(analysis.decision).toBe('LOW_RISK');
});

it('errors that a project has already are no predictions', async () => {
  const broken = { ...SHOP, 'src/cart.ts': "import { formatPrice } from './index';\nexport const text: number = formatPrice('x');\nexport const again: number = formatPrice('x');\n", 'src/page.ts': "import './nowhere';\n" };
  const { predictions, analysis } = await predict(broken, 'rename other to another in src/format.ts');
  expect(predictions).toEqual([]);
  expect(analysis).toMatchObject({ decision: 'LOW_RISK', overallRisk: 1 });
});

it('errors that read otherwise where an edit moved them are no predictions', async () => {
  const codebase = await openCodebase({
    'a.js': 'export default class Input { constructor() { this.n = 1; } }\nInput.prototype.hidden = false;\n',
    'b.js': "import Input from './a.js';\nexport const i = new Input();\n",
  });
  const predicted = async (wish: Wish) => (await predictBreaks(codebase, resolveWish(codebase, wish))).predictions.filter(({ certainty }) => certainty === 'CERTAIN').flatMap(({ affectedComponents }) => affectedComponents.map(({ file, line }) => `${file}:${line}`));
  expect(await predicted({ kind: 'DEFAULT_TO_NAMED', file: 'a.js', name: 'Field' })).toEqual(['b.js:1']);
});

it('errors that a moved file has already are no predictions, and those of its importers are', async () => {
  const { predictions } = await predict({ ...SHOP, 'src/format.ts': 'export const formatPrice: (n: number) => string = 1;\nexport const other = 1;\n' }, 'move src/format.ts to src/lib/format.ts');
  expect(predictions.map(({ file, affectedComponents }) => [file, affectedComponents.map(({ code }) => code)])).toEqual([['src/index.ts', ['TS2307']]]);
});

it('a change that nobody depends on has no risk', async () => {
  const { predictions, analysis } = await predict(SHOP, 'rename apart to alone');
  expect(predictions).toEqual([]);
  expect(analysis).toMatchObject({ overallRisk: 0, decision: 'LOW_RISK', directDependents: [], riskFactors: [{ factor: 'no dependents' }] });
});

it('a type import and a test weigh less than code that runs', async () => {
  const { predictions } = await predict(
    {
      'tsconfig.json': STRICT,
      'src/model.ts': 'export interface Model { id: string }\n',
      'src/a.ts': "import type { Model } from './model';\nlet model: Model | undefined;\n",
      'src/model.test.ts': "import { Model } from './model';\nlet model: Model | undefined;\n",
      'src/b.ts': "import { Model } from './model';\nlet model: Model | undefined;\n",
    },
    'rename Model to Entity in src/model.ts',
  );
  expect(predictions.map(({ file, severity }) => [file, severity])).toEqual([['src/b.ts', 7.5], ['src/a.ts', 7], ['src/model.test.ts', 7]]);
});

it('predicting writes nothing, and an aborted signal ends it', async () => {
  const codebase = await openCodebase(SHOP);
  const before = await hashTree(codebase.tree.root);
  const change = resolveIntent(codebase, 'move src/format.ts to src/lib/format.ts');
  await predictBreaks(codebase, change);
  expect(await hashTree(codebase.tree.root)).toBe(before);
  await expect(predictBreaks(codebase, change, AbortSignal.abort())).rejects.toThrow(/abort/i);
});

it('a declaration that every file sees breaks files that do not import it', async () => {
  const files: Files = {
    'tsconfig.json': STRICT,
    'src/settings.ts': 'export interface Settings { depth: number }\n',
    'src/augment.ts': "import type { Settings } from './settings';\ndeclare global { var settings: Settings }\n",
    'src/apart.ts': 'export const depth: number = settings.depth;\n',
  };
  const { predictions } = await predict(files, 'rename Settings.depth to level in src/settings.ts');
  expect(predictions.filter(({ certainty }) => certainty === 'CERTAIN').map(({ file }) => file)).toEqual(['src/apart.ts']);
});

it('every tsconfig of the room is asked, and an error that several tell is told once', async () => {
  const files: Files = {
    'tsconfig.json': '{ "files": [], "references": [{ "path": "./app" }, { "path": "./scripts" }] }',
    'app/tsconfig.json': '{ "compilerOptions": { "lib": ["es2022"], "strict": true, "composite": true }, "include": ["**/*.ts"] }',
    'scripts/tsconfig.json': '{ "compilerOptions": { "lib": ["es2022"], "strict": true, "composite": true }, "include": ["**/*.ts", "../app/*.ts"] }',
    'app/format.ts': 'export const formatPrice = (n: number) => String(n);\n',
    'app/cart.ts': "import { formatPrice } from './format';\nexport const cart = formatPrice(1);\n",
    'scripts/print.ts': "import { formatPrice } from '../app/format';\nexport const print = formatPrice(1);\n",
  };
  const { predictions } = await predict(files, 'rename formatPrice to formatMoney in app/format.ts');
  expect(predictions.map(({ file, certainty, affectedComponents }) => [file, certainty, affectedComponents.length])).toEqual([['app/cart.ts', 'CERTAIN', 1], ['scripts/print.ts', 'CERTAIN', 1]]);
});

it('a break that only a variant of a tsconfig below the root sees is certain, and told once where two see it', async () => {
  const options = { lib: ['es2022'], strict: true, noEmit: true, module: 'esnext', moduleResolution: 'bundler', types: [] };
  const { predictions, analysis } = await predict({
    'packages/a/tsconfig.json': JSON.stringify({ compilerOptions: options, include: ['src'] }),
    'packages/a/tsconfig.test.json': JSON.stringify({ extends: './tsconfig.json', include: ['src', 'checks'] }),
    'packages/a/src/price.ts': 'export const price = 1;\n',
    'packages/a/src/cart.ts': "import { price } from './price';\nexport const due = price;\n",
    'packages/a/checks/price.ts': "import { price } from '../src/price';\nexport const seen = price;\n",
  }, 'delete price from packages/a/src/price.ts');
  expect(predictions.filter(({ certainty }) => certainty === 'CERTAIN').map(({ file, affectedComponents }) => [file, affectedComponents.length]).sort()).toEqual([['packages/a/checks/price.ts', 1], ['packages/a/src/cart.ts', 1]]);
  expect(analysis.filesChecked).toBe(3);
});

it('direct dependents are told the strongest first, the others by distance', async () => {
  const files = { ...SHOP, 'src/whole.ts': "import * as all from './format';\nexport const whole = all;\n" };
  const { analysis } = await predict(files, 'rename formatPrice to formatMoney in src/format.ts');
  expect(analysis.directDependents.map(({ file, strength }) => [file, strength])).toEqual([['src/whole.ts', 1], ['src/index.ts', 0.5]]);
});
