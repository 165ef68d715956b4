import { describe, expect, test } from 'vitest';
import { renamePrice } from './changed-project.ts';

const NAMED = "import { price } from './price'\nprice\n";
const RENAMED = "import { cost } from './price'\ncost\n";

type Row = readonly [before: string, after: string];

describe('a doc comment follows', () => {
  test.each<Row>([
    ['/** See {@link price}. */', '/** See {@link cost}. */'],
    ['/** {@linkcode price|the price} and {@linkplain price the price} */', '/** {@linkcode cost|the price} and {@linkplain cost the price} */'],
    ['/** {@link price.inner} but {@link other.price} and {@link prices} */', '/** {@link cost.inner} but {@link other.price} and {@link prices} */'],
    ['/**\n * @see price\n * @see {@link price}\n * @see https://price.example\n */', '/**\n * @see cost\n * @see {@link cost}\n * @see https://price.example\n */'],
    ['/** @param {price} a @returns {Array<price>} the price */', '/** @param {cost} a @returns {Array<cost>} the price */'],
    ['/** @type {{ price: price, other?: price }} */', '/** @type {{ price: cost, other?: cost }} */'],
  ])('%s', async (before, after) => {
    const { texts, left } = await renamePrice({ 'use.ts': NAMED + before });
    expect([texts['use.ts'], left]).toEqual([RENAMED + after, []]);
  });

  test.each<Row>([
    ["/** @type {import('./price').price} */\nlet a", "/** @type {import('./price').cost} */\nlet a"],
    ["/**\n * @param {Map<string, import(\"./price\").price>} a\n * @param {import('./other').price} b\n */", "/**\n * @param {Map<string, import(\"./price\").cost>} a\n * @param {import('./other').price} b\n */"],
    ["/** @typedef {import('./index').price} price */", "/** @typedef {import('./index').cost} price */"],
    ["/** @import { price } from './price' */\n/** @type {price} */\nlet a", "/** @import { cost } from './price' */\n/** @type {cost} */\nlet a"],
    ["/** @import { other, price as p } from './price' */\n/** @type {p | price} */\nlet a", "/** @import { other, cost as p } from './price' */\n/** @type {p | price} */\nlet a"],
    ["/** @import * as ns from './price' */\n/** @type {ns.price} */\nlet a", "/** @import * as ns from './price' */\n/** @type {ns.cost} */\nlet a"],
    ["import * as ns from './price'\n/** {@link ns.price} {@link other.price} */\nns", "import * as ns from './price'\n/** {@link ns.cost} {@link other.price} */\nns"],
    ["// import('./price').price\nlet a", "// import('./price').price\nlet a"],
  ])('in JavaScript: %s', async (before, after) => {
    const { texts, left } = await renamePrice({ 'use.js': before, 'other.ts': 'export const price = 2', 'index.ts': "export * from './price'" });
    expect([texts['use.js'], left]).toEqual([after, []]);
  });

  test('in the declaring file', async () => {
    const { texts } = await renamePrice({}, '/** {@link price} calls itself. */\nexport const price = 1');
    expect(texts['price.ts']).toBe('/** {@link cost} calls itself. */\nexport const cost = 1');
  });

  test('but not where the file keeps the old name by an alias', async () => {
    const { texts } = await renamePrice({ 'use.ts': "import { price } from './price'\nconst cost = 1\n/** {@link price} */\nprice" });
    expect(texts['use.ts']).toBe("import { cost as price } from './price'\nconst cost = 1\n/** {@link price} */\nprice");
  });
});

describe('a mention is listed and left', () => {
  test.each([
    ['README.md', 'Call `price()` or price.\n', ["README.md:1 a document names 'price'"]],
    ['docs/use.mdx', '# Use\n\n```ts\nimport { price } from "shop";\n```\n\nThe price.\n', ["docs/use.mdx:4 a document names 'price'"]],
    ['README.md', 'The price of `prices` and `best-price`.\n', []],
    ['CHANGELOG.md', 'Added `price`.\n', []],
    ['docs/migrations/old.md', 'Added `price`.\n', []],
    ['use.ts', `${NAMED}// Call \`price\` twice; the price is right.\n`, ["use.ts:3 a comment names 'price'"]],
    ['use.ts', `${NAMED}/** \`a\` and \`price(b)\` */\n`, ["use.ts:3 a comment names 'price'"]],
    ['use.ts', `${NAMED}use('price', 'the price')\n`, ["use.ts:3 a string says 'price'"]],
    ['other.ts', 'export {}\n/** {@link price} and {@linkcode price.b}, not {@link prices} */\n', ["other.ts:2 a doc comment links to 'price'", "other.ts:2 a doc comment links to 'price'"]],
    ['other.ts', "use('price') // `price`\n", []],
  ])('in %s: %j', async (file, text, mentions) => {
    const { texts, left } = await renamePrice({ [file]: text });
    expect(texts[file]).toBe(text.replace(NAMED, RENAMED));
    expect(left).toEqual(mentions);
  });
});
