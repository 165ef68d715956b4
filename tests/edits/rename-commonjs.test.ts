import { describe, expect, test } from 'vitest';
import { changeProject, type ChangedProject, type Texts } from './changed-project.ts';

const rename = (files: Texts, file = 'price.js'): Promise<ChangedProject> => changeProject(files, { kind: 'RENAME_EXPORT', file, from: 'price', to: 'cost' });

describe('a CommonJS export', () => {
  test.each([
    ['function price() {}\nmodule.exports = { price, vat: 1 }', 'function cost() {}\nmodule.exports = { cost, vat: 1 }'],
    ['function price() {}\nmodule.exports = { price: price, old: price }', 'function cost() {}\nmodule.exports = { cost: cost, old: cost }'],
    ["const total = 1\nmodule.exports = { 'price': total }", "const total = 1\nmodule.exports = { 'cost': total }"],
    ['module.exports = { price() {}, vat: 1 }', 'module.exports = { cost() {}, vat: 1 }'],
    ['const price = 1, cost = 2\nmodule.exports = { price, vat: cost }', 'const price = 1, cost = 2\nmodule.exports = { cost: price, vat: cost }'],
    ['const price = 1\nexports.price = price', 'const cost = 1\nexports.cost = cost'],
    ['exports.price = (price) => price', 'exports.cost = (price) => price'],
    ['module.exports.price = function price() { return price }', 'module.exports.cost = function price() { return price }'],
    ['exports.price = 1\nexports.twice = () => exports.price * 2 + module.exports.price', 'exports.cost = 1\nexports.twice = () => exports.cost * 2 + module.exports.cost'],
    ['exports.price = 1\nconst f = (exports) => exports.price', 'exports.cost = 1\nconst f = (exports) => exports.price'],
    ['const price = 1\nconst all = { price }\nmodule.exports = { price, all }', 'const cost = 1\nconst all = { price: cost }\nmodule.exports = { cost, all }'],
    ['const all = { price: 1, vat: 2 }\nmodule.exports = all\nmodule.exports.twice = () => all.price * 2 + module.exports.price', 'const all = { cost: 1, vat: 2 }\nmodule.exports = all\nmodule.exports.twice = () => all.cost * 2 + module.exports.cost'],
    ['const price = 1\nconst all = { price }\nmodule.exports = all\nconst { price: own } = all', 'const cost = 1\nconst all = { cost }\nmodule.exports = all\nconst { cost: own } = all'],
    ['const all = { price: 1 }\nmodule.exports = all\nconst f = (all) => all.price', 'const all = { cost: 1 }\nmodule.exports = all\nconst f = (all) => all.price'],
    ['exports.price = undefined\nexports.price = 1\nreturn', 'exports.cost = undefined\nexports.cost = 1\nreturn'],
  ])('%s', async (before, after) => {
    for (const file of ['price.js', 'price.cjs']) {
      const { texts, left } = await rename({ [file]: before }, file);
      expect([texts, left]).toEqual([{ [file]: after }, []]);
    }
  });
});

describe('a dependent of a CommonJS module', () => {
  test.each([
    ['use.js', "const { price } = require('./price')\nprice()", "const { cost: price } = require('./price')\nprice()"],
    ['use.js', "const taxes = require('./price')\ntaxes.price()", "const taxes = require('./price')\ntaxes.cost()"],
    ['use.cjs', "const taxes = require('./price.js')\ntaxes.price()", "const taxes = require('./price.js')\ntaxes.cost()"],
    ['use.js', "let taxes\nconst f = () => { taxes = require('./price') }\ntaxes.price()", "let taxes\nconst f = () => { taxes = require('./price') }\ntaxes.cost()"],
    ['use.mjs', "import { price } from './price.js'\nprice", "import { cost } from './price.js'\ncost"],
    ['use.mjs', "import taxes from './price.js'\ntaxes.price", "import taxes from './price.js'\ntaxes.cost"],
    ['use.mjs', "const { default: taxes } = await import('./price.js')\ntaxes.price", "const { default: taxes } = await import('./price.js')\ntaxes.cost"],
    ['use.ts', "import taxes = require('./price')\ntaxes.price", "import taxes = require('./price')\ntaxes.cost"],
    ['use.ts', "import * as taxes from './price'\ntaxes.price", "import * as taxes from './price'\ntaxes.cost"],
    ['use.test.js', "const taxes = jest.requireActual('./price')\ntaxes.price", "const taxes = jest.requireActual('./price')\ntaxes.cost"],
  ])('%s: %s', async (file, before, after) => {
    const { texts, left } = await rename({ 'price.js': 'module.exports = { price: 1 }', [file]: before });
    expect([texts, left]).toEqual([{ 'price.js': 'module.exports = { cost: 1 }', [file]: after }, []]);
  });
});

test.each([
  ['use.js', "const { price } = require('./price')\nprice()", "const { cost: price } = require('./price')\nprice()"],
  ['use.js', "require('./price').price()", "require('./price').cost()"],
  ['use.mjs', "import { price } from './price.js'\nprice", "import { cost } from './price.js'\ncost"],
])('a dependent of a constant that is exported as a whole, %s: %s', async (file, before, after) => {
  const { texts, left } = await rename({ 'price.js': 'const all = { price: 1 }\nmodule.exports = all', [file]: before });
  expect([texts, left]).toEqual([{ 'price.js': 'const all = { cost: 1 }\nmodule.exports = all', [file]: after }, []]);
});

describe('a CommonJS barrel', () => {
  test.each([
    ["module.exports = require('./price')", "require('./barrel').price", "require('./barrel').cost"],
    ["module.exports = { ...require('./price'), b: 1 }", "const { price } = require('./barrel')", "const { cost: price } = require('./barrel')"],
    ["module.exports = { ...require('./price'), price: 1 }", "require('./barrel').price", "require('./barrel').price"],
    ["const all = require('./price')\nmodule.exports = all", "require('./barrel').price", "require('./barrel').cost"],
    ["module.exports = { money: require('./price') }", "require('./barrel').money.price", "require('./barrel').money.cost"],
    ["exports.money = require('./price')", "require('./barrel').money.price", "require('./barrel').money.cost"],
    ["exports.money = require('./price')", "import { money } from './barrel'\nmoney.price", "import { money } from './barrel'\nmoney.cost"],
    ["module.exports = require('./price')", "import barrel from './barrel'\nbarrel.price", "import barrel from './barrel'\nbarrel.cost"],
  ])('%s: %s', async (barrel, before, after) => {
    const { texts } = await rename({ 'price.js': 'exports.price = 1', 'barrel.js': barrel, 'use.js': before });
    expect(texts).toEqual({ 'price.js': 'exports.cost = 1', 'barrel.js': barrel, 'use.js': after });
  });

  test('that takes the name and gives it its own keeps its own', async () => {
    const { texts } = await rename({ 'price.js': 'exports.price = 1', 'barrel.js': "module.exports = { price: require('./price').price }", 'use.js': "require('./barrel').price" });
    expect(texts).toEqual({ 'price.js': 'exports.cost = 1', 'barrel.js': "module.exports = { price: require('./price').cost }", 'use.js': "require('./barrel').price" });
  });
});
