import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../server/debugger/scenario.ts';
import { code, functionOf, holds, json, keepWritten, outcome, returns, runKept, throws, type Session } from './projects.ts';

const RUN_MS = 60_000;

const CART = `export class Cart {
  items: number[];
  constructor(items: number[]) { this.items = items; }
  total(rate: number): number { return this.items.reduce((sum, item) => sum + item, 0) * rate; }
}
const hidden = 1;
export async function load(id: unknown): Promise<unknown> {
  if (id === null) throw new RangeError('no id (given)');
  return { id, at: new Date(0), tags: new Map([['a', new Set([1])]]), none: undefined, not: NaN, zero: -0, big: 10n ** 20n };
}
export default function echo(value: unknown) { return value; }
export const api = { double(count: number): number { if (count < 0) throw new Error("it's below"); return count * 2 * hidden; } };
`;

const CART_SESSIONS: readonly Session[] = [
  { scenario: functionOf('src/cart.ts', 'Cart.prototype.total'), examples: [returns([code('new Cart([1, 2])'), json(3)], json(9)), holds('new Cart([]).total(1) + 1', '1'), holds('new Cart([1])', 'new Cart([1])'), holds('new Cart([4]).items.includes(4)', null)] },
  { scenario: functionOf('src/cart.ts', 'load'), examples: [returns([json(7)], code("({ id: 7, at: new Date(0), tags: new Map([['a', new Set([1])]]), none: undefined, not: NaN, zero: -0, big: 100000000000000000000n })")), throws([json(null)], 'no id (given)'), throws([json(null)], null), { kind: 'call', args: [], expected: null }] },
  { scenario: functionOf('src/cart.ts', 'default'), examples: [returns([code('`a\n  b`')], code('`a\n  b`')), returns([json({ a: [1, { 'b-c': null }] })], json({ a: [1, { 'b-c': null }] })), returns([code('undefined')], code('undefined')), returns([code('(1, 2)')], json(2))] },
  { scenario: functionOf('src/cart.ts', 'api.double'), examples: [returns([json(2)], json(4)), throws([json(-1)], "it's below")] },
  { scenario: functionOf('src/cart.ts', 'api.double', { args: [json(3)] }), expected: outcome('success', 6) },
  { scenario: functionOf('src/cart.ts', 'api.double', { argsFile: 'src/given.ts' }), expected: outcome('success', 10) },
  { scenario: functionOf('src/cart.ts', 'load', { args: [json(null)] }), expected: outcome('error') },
];

describe('a kept session', () => {
  it('runs green under vitest, and red with a bug', async () => {
    const files = {
      'package.json': JSON.stringify({ type: 'module', devDependencies: { vitest: '4' } }),
      'src/cart.ts': CART,
      'src/given.ts': 'export default () => [5];\n',
      'src/money.ts': 'export const money = 1;\n',
      'src/money.test.ts': "import { describe, expect, it } from 'vitest'\nimport { money } from './money'\n\ndescribe('money', () => {\n    it('is one', () => {\n        expect(money).toBe(1)\n    })\n})\n",
    };
    const { paths, red } = await runKept(files, CART_SESSIONS, { 'src/cart.ts': CART.replace('sum + item', 'sum - item').replace("['a'", "['b'").replace('return value', 'return [value]').replace('count * 2', 'count * 3').replace('if (id === null)', 'if (id === 1)') });
    expect(paths.slice(0, 3)).toEqual(['src/cart.test.ts', 'src/cart.regression.test.ts', 'src/cart.regression-2.test.ts']);
    expect(red).toContain('Test Files  7 failed (7)');
  }, RUN_MS);

  it('runs green under jest, in CommonJS with its globals, and red with a bug', async () => {
    const total = 'function total(prices) {\n  if (!prices) throw new TypeError("no prices");\n  return { sum: prices.reduce((a, b) => a + b, 0), at: undefined };\n}\nmodule.exports = { total, twice: (x) => x * 2 };\n';
    const files = {
      'package.json': JSON.stringify({ scripts: { test: 'jest' } }),
      'lib/total.js': total,
      'lib/other.js': 'module.exports = () => 1;\n',
      'lib/__tests__/other.spec.js': 'const other = require("../other");\n\ntest("other is one", () => {\n  expect(other()).toBe(1);\n});\n',
      'lib/only.js': 'module.exports = function only(text) {\n  return text.trim();\n};\n',
    };
    const { paths, red } = await runKept(files, [
      { scenario: functionOf('lib/total.js', 'total'), examples: [returns([json([1, 2])], json({ sum: 3 })), throws([], 'no prices'), holds('twice(total([2]).sum)', '4')] },
      { scenario: functionOf('lib/only.js', 'default'), examples: [returns([json(' "a" \u2028')], json('"a"'))] },
    ], { 'lib/total.js': total.replace('a + b', 'a - b'), 'lib/only.js': 'module.exports = (text) => text;\n' });
    expect(paths).toEqual(['lib/__tests__/total.spec.js', 'lib/__tests__/only.spec.js']);
    expect(red).toContain('2 failed, 2 total');
  }, RUN_MS);

  it('runs green under node:test, scripts and apps too, and red with a bug', async () => {
    const app = "import { createServer } from 'node:http';\nconst server = createServer((request, response) => {\n  let body = '';\n  request.on('data', (part) => (body += part)).on('end', () => {\n    response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' });\n    response.end(JSON.stringify({ path: request.url, sent: body || null, key: request.headers['x-key'] ?? null }));\n  });\n});\nsetTimeout(() => server.listen(Number(process.env.PORT), '127.0.0.1'), 60);\n";
    const files = {
      'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test' } }),
      'src/shop/price.js': 'export class Price {\n  constructor(amount) { this.amount = amount; this.unit = undefined; }\n}\nexport const priceOf = (amount) => new Price(amount);\n',
      'src/shop/old.cjs': 'const make = () => ({ sum: (a, b) => a + b });\nmodule.exports = make();\n',
      'src/print.js': "let text = '';\nfor await (const part of process.stdin) text += part;\nconsole.log(process.argv[2], text.toUpperCase());\nprocess.exitCode = 3;\n",
      'src/app.js': app,
      'tests/shop/tax.test.js': "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { tax } from '../../src/shop/tax.js';\n\ntest('tax', () => assert.equal(tax, 1));\n",
      'src/shop/tax.js': 'export const tax = 1;\n',
    };
    const post: Scenario = { kind: 'HTTP', start: { file: 'src/app.js', args: [] }, request: { method: 'POST', path: '/carts?x=1', headers: { 'x-key': 'k' }, body: '{"a":1}' } };
    const { paths, red } = await runKept(files, [
      { scenario: functionOf('src/shop/price.js', 'priceOf'), examples: [returns([json(3)], json({ amount: 3 })), holds('new Price(1).amount', '1')] },
      { scenario: functionOf('src/shop/old.cjs', 'sum'), examples: [returns([json(1), json(2)], json(3))] },
      { scenario: { kind: 'SCRIPT', file: 'src/print.js', args: ['--loud'], stdin: 'hello' }, expected: outcome('error', { exitCode: 3, stdout: '--loud HELLO\n' }) },
      { scenario: post, expected: outcome('201', { path: '/carts?x=1', sent: '{"a":1}', key: 'k' }) },
    ], { 'src/shop/price.js': files['src/shop/price.js'].replace('= amount', '= amount + 1'), 'src/shop/old.cjs': 'exports.sum = (a, b) => a - b;\n', 'src/print.js': 'console.log(1);\n', 'src/app.js': app.replace('201', '200') });
    expect(paths).toEqual(['tests/shop/price.test.js', 'tests/shop/old.test.js', 'tests/print.test.js', 'tests/app.test.js']);
    expect(red).toMatch(/^[#ℹ] pass 0$/m);
  }, RUN_MS);
});

describe('its text', () => {
  it('reads like the tests beside it', async () => {
    const kept = await keepWritten(
      {
        'package.json': JSON.stringify({ type: 'module', devDependencies: { vitest: '4' } }),
        'src/total.ts': 'export function total(prices: number[], rate = 1): number {\n  return prices.reduce((sum, price) => sum + price, 0) * rate;\n}\n',
        'src/tax.test.ts': "import { expect, test } from 'vitest';\nimport { tax } from './tax.ts';\n\ntest('tax', () => {\n  expect(tax).toBe(1);\n});\n",
        'src/tax.ts': 'export const tax = 1;\n',
      },
      { scenario: functionOf('src/total.ts', 'total'), userIntent: 'a total is\nthe sum', examples: [returns([json([1, 2]), json(2)], json(6)), returns([json([])], json(0))] },
    );
    expect(kept.text).toBe(`// a total is the sum
import { expect, test } from 'vitest';
import { total } from './total.ts';

test('total([1, 2], 2) is 6', () => {
  expect(total([1, 2], 2)).toBe(6);
});

test('total([]) is 0', () => {
  expect(total([])).toBe(0);
});
`);
  });
});
