import { describe, expect, it } from 'vitest';
import { resolveIntent, resolveSaid, INTENT_LIMIT, assertStillPossible } from '../../server/intents/resolve-intent.ts';
import { isSuggesting, type IntentSuggestion } from '../../server/intents/errors.ts';
import { DomainError } from '../../server/errors.ts';
import { openGraph, type OpenGraph } from '../graph/build-graph.ts';
import type { Files } from '../rooms/temp-project.ts';

const SHOP: Files = {
  'tsconfig.json': '{ "include": ["src"] }',
  'src/pricing/format.ts': "import { round } from './round';\nexport function formatPrice(n: number) { return String(round(n)); }\nexport const formatCents = 2;\nconst hidden = 1;\nexport const shown = hidden;\n",
  'src/pricing/round.ts': 'export const round = (n: number) => Math.round(n);\nexport default round;\n',
  'src/pricing/index.ts': "export { formatPrice, formatCents as cents } from './format';\nexport const taken = 1;\n",
  'src/cart/totals.ts': "import { formatPrice } from '../pricing';\nconst local = 1;\nexport const total = formatPrice(local);\n",
  'src/cart/index.ts': "export * from './totals';\n",
  'src/checkout/totals.ts': 'export const total = 2;\n',
  'src/checkout/broken.ts': 'export const broken = ;\n',
  'src/globals.d.ts': 'declare const answer: number;\n',
  'src/styles.css': 'a {}\n',
  'src/logo.png': new Uint8Array([137, 80, 78, 71, 255]),
  '.github/ci.yml': 'on: push\n',
  'packages/tool/package.json': '{}',
  'assets/icon.png': new Uint8Array([255]),
  'src/forms/index.ts': 'export const form = 1;\n',
  'src/forms.ts': 'export const forms = 1;\n',
  'src/data.json': '{}',
  'src/größe.ts': 'export const größe = 1;\n',
  'src/my file.ts': 'export const spaced = 1;\n',
};

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly suggestions: readonly IntentSuggestion[];
}

function refusalOf(codebase: OpenGraph, text: string): Refusal {
  try {
    resolveIntent(codebase, text);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { code: error.code, message: error.message, hint: error.hint, suggestions: isSuggesting(error) ? error.suggestions : [] };
  }
  throw new Error(`"${text}" was resolved`);
}

describe('a rename', () => {
  it.each([
    ['rename formatPrice to formatMoney in src/pricing/format.ts', 'src/pricing/format.ts', 'formatPrice', 'formatMoney'],
    ['rename formatPrice to formatMoney', 'src/pricing/format.ts', 'formatPrice', 'formatMoney'],
    ['rename formatPrice to formatMoney in pricing/format', 'src/pricing/format.ts', 'formatPrice', 'formatMoney'],
    ['rename formatPrice to formatMoney in ./src/pricing/format.ts', 'src/pricing/format.ts', 'formatPrice', 'formatMoney'],
    ['rename formatPrice to formatMoney in src\\pricing\\format.ts', 'src/pricing/format.ts', 'formatPrice', 'formatMoney'],
    ['rename formatPrice to formatMoney in src/pricing', 'src/pricing/format.ts', 'formatPrice', 'formatMoney'],
    ['rename total to sum in src/cart/index.ts', 'src/cart/totals.ts', 'total', 'sum'],
    ['rename größe to maße', 'src/größe.ts', 'größe', 'maße'],
    ['rename spaced to blank in "src/my file.ts"', 'src/my file.ts', 'spaced', 'blank'],
  ])('"%s" is found where it is declared', async (text, file, from, to) => {
    expect(resolveIntent(await openGraph(SHOP), text)).toEqual({ kind: 'RENAME_EXPORT', file, from, to });
  });
});

describe('a move', () => {
  it.each([
    ['move src/cart/totals.ts to src/cart/sums.ts', 'src/cart/totals.ts', 'src/cart/sums.ts'],
    ['move src/cart/totals to src/cart/sums', 'src/cart/totals.ts', 'src/cart/sums.ts'],
    ['move src/pricing/format.ts to src/checkout', 'src/pricing/format.ts', 'src/checkout/format.ts'],
    ['move src/pricing/format.ts to src/checkout/', 'src/pricing/format.ts', 'src/checkout/format.ts'],
    ['move src/pricing/format.ts to src/new/deep/', 'src/pricing/format.ts', 'src/new/deep/format.ts'],
    ['move src/pricing/format.ts to src/new', 'src/pricing/format.ts', 'src/new.ts'],
    ['move src/pricing/format.ts to .', 'src/pricing/format.ts', 'format.ts'],
    ['move src/pricing/format.ts to ./', 'src/pricing/format.ts', 'format.ts'],
    ['move src/pricing/format.ts to src/x/../y/format.ts', 'src/pricing/format.ts', 'src/y/format.ts'],
    ['move format to money', 'src/pricing/format.ts', 'money.ts'],
    ['move src/globals.d.ts to src/ambient', 'src/globals.d.ts', 'src/ambient.d.ts'],
    ['move src/data.json to src/facts', 'src/data.json', 'src/facts.json'],
    ['move "src/my file.ts" to "src/your file.ts"', 'src/my file.ts', 'src/your file.ts'],
    ['rename src/größe.ts to src/maße.ts', 'src/größe.ts', 'src/maße.ts'],
  ])('"%s" has a destination', async (text, from, to) => {
    expect(resolveIntent(await openGraph(SHOP), text)).toEqual({ kind: 'MOVE_FILE', from, to });
  });
});

describe('a move of a folder', () => {
  it.each([
    ['move src/cart to src/basket', 'src/cart', 'src/basket'],
    ['move src/cart/ to src/checkout/', 'src/cart', 'src/checkout/cart'],
    ['move the folder cart to lib/cart', 'src/cart', 'lib/cart'],
    ['move cart to basket', 'src/cart', 'basket'],
    ['rename src/cart to src/basket', 'src/cart', 'src/basket'],
    ['rename folder src/forms to src/fields', 'src/forms', 'src/fields'],
    ['move src/forms/ to src/fields', 'src/forms', 'src/fields'],
  ])('"%s" is found', async (text, from, to) => {
    expect(resolveIntent(await openGraph(SHOP), text)).toEqual({ kind: 'MOVE_FOLDER', from, to });
  });
});

it.each([
  ['delete src/cart/totals.ts', 'src/cart/totals.ts'],
  ['remove the file src/pricing/round.ts', 'src/pricing/round.ts'],
  ['delete src/styles.css', 'src/styles.css'],
  ['drop module format', 'src/pricing/format.ts'],
])('the deletion "%s" has a file', async (text, file) => {
  expect(resolveIntent(await openGraph(SHOP), text)).toEqual({ kind: 'DELETE_FILE', file });
});

const REFUSALS: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['', 'INVALID_INPUT', 'is empty', []],
  ['rename a to '.padEnd(INTENT_LIMIT + 1, 'b'), 'INVALID_INPUT', '2001 characters', []],
  ['make it better', 'INTENT_NOT_UNDERSTOOD', "'make it better' says no change", ['move src/cart/index.ts to src/cart/moved/index.ts']],
  ['rename formatPrice to class', 'INVALID_INPUT', 'reserved word', []],
  ['rename formatPrice to 1st', 'INVALID_INPUT', 'not an identifier', []],
  ['rename a-b to c', 'INVALID_INPUT', 'not an identifier', []],
  ['rename formatPrice to formatPrice', 'INVALID_INPUT', 'has that name already', []],
  ['rename default to round in src/pricing/round.ts', 'INVALID_INPUT', 'importers choose', []],
  ['rename formatPrise to x in src/pricing/format.ts', 'TARGET_NOT_FOUND', "does not export 'formatPrise'", ['rename formatPrice to x in src/pricing/format.ts']],
  ['rename formatprice to x', 'TARGET_NOT_FOUND', "No file of this project exports 'formatprice'", ['rename formatPrice to x in src/pricing/format.ts']],
  ['rename hidden to x in src/pricing/format.ts', 'TARGET_NOT_FOUND', "does not export 'hidden'", []],
  ['rename formatPrice to x in src/cart/totals.ts', 'TARGET_NOT_FOUND', "does not export 'formatPrice'", ['rename formatPrice to x in src/pricing/format.ts']],
  ['rename cents to x in src/pricing', 'TARGET_NOT_FOUND', "passes 'formatCents' of src/pricing/format.ts on as 'cents'", ['rename formatCents to x in src/pricing/format.ts']],
  ['rename formatPrice to x in src/prices/format.ts', 'TARGET_NOT_FOUND', "no file 'src/prices/format.ts'", ['rename formatPrice to x in src/pricing/format.ts']],
  ['rename formatPrice to x in src/Pricing/Format.ts', 'TARGET_NOT_FOUND', "no file 'src/Pricing/Format.ts'", ['rename formatPrice to x in src/pricing/format.ts']],
  ['rename spased to x', 'TARGET_NOT_FOUND', "exports 'spased'", ['rename spaced to x in "src/my file.ts"']],
  ['rename total to x', 'AMBIGUOUS_TARGET', "2 files export 'total'", ['rename total to x in src/cart/totals.ts', 'rename total to x in src/checkout/totals.ts']],
  ['rename total to x in totals', 'AMBIGUOUS_TARGET', "2 files are called 'totals'", ['rename total to x in src/cart/totals.ts', 'rename total to x in src/checkout/totals.ts']],
  ['rename formatPrice to formatCents', 'NAME_TAKEN', 'already exports', []],
  ['rename formatPrice to hidden', 'NAME_TAKEN', 'already a name in src/pricing/format.ts', []],
  ['rename formatPrice to round', 'NAME_TAKEN', 'already a name in src/pricing/format.ts', []],
  ['rename formatPrice to taken', 'NAME_TAKEN', 'src/pricing/index.ts', []],
  ['rename broken to x in src/checkout/broken.ts', 'UNPARSABLE_FILE', 'line 1', []],
  ['move totals to src/sum.ts', 'AMBIGUOUS_TARGET', "2 files are called 'totals'", ['move src/cart/totals.ts to src/sum.ts', 'move src/checkout/totals.ts to src/sum.ts']],
  ['move src/cart/total.ts to src/sum.ts', 'TARGET_NOT_FOUND', "no file 'src/cart/total.ts'", ['move src/cart/totals.ts to src/sum.ts']],
  ['move src/myfile.ts to src/sum.ts', 'TARGET_NOT_FOUND', "no file 'src/myfile.ts'", ['move "src/my file.ts" to src/sum.ts']],
  ['move src/cart/totals.ts to src/checkout/totals.ts', 'DESTINATION_EXISTS', 'there is a file', []],
  ['move src/cart/totals.ts to src/checkout', 'DESTINATION_EXISTS', 'src/checkout/totals.ts', []],
  ['move src/cart/totals.ts to src/cart/totals.ts', 'INVALID_INPUT', 'is there already', []],
  ['move src/cart/totals.ts to src/cart', 'INVALID_INPUT', 'is there already', []],
  ['move src/cart/totals.ts to ../totals.ts', 'INVALID_INPUT', 'outside of the project', []],
  ['move src/cart/totals.ts to src/../../totals.ts', 'INVALID_INPUT', 'outside of the project', []],
  ['move src/cart/totals.ts to /tmp/totals.ts', 'INVALID_INPUT', 'outside of the project', []],
  ['move src/cart/totals.ts to node_modules/totals.ts', 'INVALID_INPUT', 'not part of the sources', []],
  ['move src/cart/totals.ts to src/totals.css', 'INVALID_INPUT', 'cannot become', []],
  ['move src/logo.png to src/mark.png', 'INVALID_INPUT', 'src/logo.png cannot be moved', []],
  ['move src/cart to src/checkout', 'DESTINATION_EXISTS', 'there is a folder', []],
  ['move src/cart to src/styles.css', 'DESTINATION_EXISTS', 'there is a file', []],
  ['move src/cart to src/cart/inner', 'INVALID_INPUT', 'into itself', []],
  ['move the folder src/cart to src/Cart', 'INVALID_INPUT', 'upper and lower case', []],
  ['move src/cart to .', 'INVALID_INPUT', 'root of the project', []],
  ['delete src', 'TARGET_NOT_FOUND', "'src' is a folder", []],
  ['move . to src', 'INVALID_INPUT', 'cannot be moved', []],
  ['move src/cart to ../cart', 'INVALID_INPUT', 'outside of the project', []],
  ['move src/cart to src/styles.css/cart', 'INVALID_INPUT', 'src/styles.css is a file', []],
  ['move the folder src/carts to src/basket', 'TARGET_NOT_FOUND', "no folder 'src/carts'", ['move the folder src/cart to src/basket']],
  ['move src/checkout to src/pay', 'UNPARSABLE_FILE', 'src/checkout/broken.ts', []],
  ['move .github to github', 'INVALID_INPUT', 'configuration only', []],
  ['move packages to tools', 'INVALID_INPUT', 'configuration only', []],
  ['move assets to images', 'INVALID_INPUT', 'no file below it is a text', []],
  ['move src/forms to src/fields', 'AMBIGUOUS_TARGET', 'the folder src/forms and the file src/forms.ts', ['move the folder src/forms to src/fields', 'move src/forms.ts to src/fields']],
  ['delete src/cart/total.ts', 'TARGET_NOT_FOUND', "no file 'src/cart/total.ts'", ['delete src/cart/totals.ts']],
  ['delete src/logo.png', 'INVALID_INPUT', 'not a text', []],
  ['delete tsconfig.json', 'INVALID_INPUT', 'configuration file', []],
  ['delete src/checkout/broken.ts', 'UNPARSABLE_FILE', 'line 1', []],
  ['move src/cart/totals.ts to src/cart/index.ts/totals.ts', 'INVALID_INPUT', 'src/cart/index.ts is a file', []],
  ['move src/checkout/broken.ts to src/whole.ts', 'UNPARSABLE_FILE', 'src/checkout/broken.ts', []],
];

describe('a mistake', () => {
  it.each(REFUSALS)('"%s" is %s', async (text, code, message, suggestions) => {
    const refusal = refusalOf(await openGraph(SHOP), text);
    expect(refusal).toMatchObject({ code, message: expect.stringContaining(message), hint: expect.stringMatching(/\S \S/) });
    for (const suggestion of suggestions) expect(refusal.suggestions.map((offered) => offered.text)).toContain(suggestion);
    expect(refusal.suggestions.length > 0).toBe(suggestions.length > 0);
  });

  it('speaks of suggestions only where there are some', async () => {
    const codebase = await openGraph(SHOP);
    expect(() => resolveIntent(codebase, 'delete qqqqqqqqqqq')).toThrow(expect.objectContaining({ hint: 'Check the spelling.' }));
    expect(() => resolveIntent(codebase, 'delete formatPrise')).toThrow(expect.objectContaining({ hint: 'Check the spelling, or take one of the suggestions.' }));
  });

  it('offers only intents that can be taken as they are', async () => {
    const codebase = await openGraph(SHOP);
    for (const [text, , , offered] of REFUSALS.filter(([, , , suggestions]) => suggestions.length > 0)) {
      for (const suggestion of offered) expect(() => resolveIntent(codebase, suggestion), text).not.toThrow();
      for (const { file } of refusalOf(codebase, text).suggestions) expect(codebase.tree.has(file), text).toBe(true);
    }
  });

  it('in a project without files is told without a suggestion that misleads', async () => {
    expect(refusalOf(await openGraph({ 'readme.md': '' }), 'move a.ts to b.ts')).toMatchObject({ code: 'TARGET_NOT_FOUND', suggestions: [] });
  });
});

it('a change that was possible is refused once the name is taken', async () => {
  const change = resolveIntent(await openGraph(SHOP), 'rename formatPrice to formatMoney');
  const later = await openGraph({ ...SHOP, 'src/pricing/format.ts': 'export const formatPrice = 1;\nexport const formatMoney = 2;\n' });
  expect(() => assertStillPossible(later, change)).toThrow(/already exports 'formatMoney'/);
});

it('a change as data may not be called with more than is read of words', async () => {
  const codebase = await openGraph({ 'src/a.ts': 'export const a = 1;\n' });
  const say = (userAction: string) => () => resolveSaid(codebase, { userAction, wish: { kind: 'DELETE_FILE', file: 'src/a.ts' } });
  expect(say('x'.repeat(INTENT_LIMIT))).not.toThrow();
  expect(say('x'.repeat(INTENT_LIMIT + 1))).toThrow('2001 characters');
});
