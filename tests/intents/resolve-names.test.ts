import { describe, expect, it } from 'vitest';
import { DomainError } from '../../server/errors.ts';
import { isSuggesting } from '../../server/intents/errors.ts';
import { assertStillPossible, resolveIntent } from '../../server/intents/resolve-intent.ts';
import { openGraph } from '../graph/build-graph.ts';

const SHOP = {
  'src/format.ts': "export function formatPrice(n: number) { return n; }\nexport type Cents = number;\nconst hidden = 1;\nexport { hidden as shown };\nexport * as zone from './zone';\n",
  'src/zone.ts': 'const zone = 1;\nexport default zone;\nexport const other = 2;\n',
  'src/anonymous.ts': 'export default () => 1;\nexport const taken = 1;\nconst local = 2;\nlocal;\n',
  'src/passes.ts': "export { default } from './zone';\nexport { formatPrice as priceOf } from './format';\n",
  'src/star.ts': "export * from './anonymous';\nexport * from './format';\n",
  'src/old.js': 'exports.price = 1;\n',
  'src/whole.js': 'module.exports = function price() {};\n',
  'src/assigned.ts': 'const a = 1;\nexport = a;\n',
  'src/App.tsx': 'export default function App() { return <App />; }\nconst f = (shell: 1) => App;\nf;\n',
  'src/broken.ts': 'export default ;\n',
  'src/twice/format.ts': 'export const formatPrice = 2;\nexport default formatPrice;\n',
};

describe('a change of exports', () => {
  it.each([
    ['delete formatPrice from src/format.ts', { kind: 'DELETE_EXPORT', file: 'src/format.ts', name: 'formatPrice' }],
    ['remove the export Cents', { kind: 'DELETE_EXPORT', file: 'src/format.ts', name: 'Cents' }],
    ['delete formatPrice from src/star', { kind: 'DELETE_EXPORT', file: 'src/format.ts', name: 'formatPrice' }],
    ['delete the default export of src/zone.ts', { kind: 'DELETE_EXPORT', file: 'src/zone.ts', name: 'default' }],
    ['delete price from src/old.js', { kind: 'DELETE_EXPORT', file: 'src/old.js', name: 'price' }],
    ['turn the default export of src/zone.ts into a named export', { kind: 'DEFAULT_TO_NAMED', file: 'src/zone.ts', name: 'zone' }],
    ['turn the default export of src/zone.ts into a named export area', { kind: 'DEFAULT_TO_NAMED', file: 'src/zone.ts', name: 'area' }],
    ['turn the default export of src/anonymous.ts into a named export one', { kind: 'DEFAULT_TO_NAMED', file: 'src/anonymous.ts', name: 'one' }],
    ['turn the default export of src/twice/format.ts into a named export', { kind: 'DEFAULT_TO_NAMED', file: 'src/twice/format.ts', name: 'formatPrice' }],
    ['make formatPrice in src/format.ts the default export', { kind: 'NAMED_TO_DEFAULT', file: 'src/format.ts', name: 'formatPrice' }],
    ['make shown the default export', { kind: 'NAMED_TO_DEFAULT', file: 'src/format.ts', name: 'shown' }],
  ])('"%s" is understood', async (text, change) => {
    const codebase = await openGraph(SHOP);
    expect(resolveIntent(codebase, text)).toEqual(change);
    expect(() => assertStillPossible(codebase, resolveIntent(codebase, text))).not.toThrow();
  });
});

describe('a mistake', () => {
  it.each([
    ['delete formatPrise from src/format.ts', 'TARGET_NOT_FOUND', "does not export 'formatPrise'", 'delete formatPrice from src/format.ts'],
    ['delete formatPrice', 'AMBIGUOUS_TARGET', "2 files export 'formatPrice'", 'delete formatPrice from src/format.ts'],
    ['delete priceOf from src/passes.ts', 'TARGET_NOT_FOUND', "passes 'formatPrice' of src/format.ts on", 'delete formatPrice from src/format.ts'],
    ['delete src/twice', 'TARGET_NOT_FOUND', "'src/twice' is a folder, not a file", 'delete src/twice/format.ts'],
    ['delete the export default', 'INVALID_INPUT', 'Many files have a default export', null],
    ['delete a-b from src/format.ts', 'INVALID_INPUT', 'not an identifier', null],
    ['delete default from src/broken.ts', 'UNPARSABLE_FILE', 'line 1', null],
    ['turn the default export of src/format.ts into a named export a', 'TARGET_NOT_FOUND', 'has no default export', null],
    ['turn the default export of src/zon.ts into a named export a', 'TARGET_NOT_FOUND', "no file 'src/zon.ts'", 'turn the default export of src/zone.ts into a named export a'],
    ['turn the default export of src/passes.ts into a named export a', 'TARGET_NOT_FOUND', 'on as its default', 'turn the default export of src/zone.ts into a named export a'],
    ['turn the default export of src/anonymous.ts into a named export', 'INVALID_INPUT', 'no name of its own', null],
    ['turn the default export of src/anonymous.ts into a named export taken', 'NAME_TAKEN', 'something else', null],
    ['turn the default export of src/anonymous.ts into a named export local', 'NAME_TAKEN', 'already a name', null],
    ['turn the default export of src/anonymous.ts into a named export Cents', 'NAME_TAKEN', 'src/star.ts passes src/anonymous.ts on', null],
    ['turn the default export of src/App.tsx into a named export app', 'NAME_TAKEN', "cannot be called 'app'", null],
    ['turn the default export of src/App.tsx into a named export shell', 'NAME_TAKEN', "cannot be called 'shell'", null],
    ['turn the default export of src/anonymous.ts into a named export class', 'INVALID_INPUT', 'reserved word', null],
    ['turn the default export of src/old.js into a named export a', 'INVALID_INPUT', 'CommonJS module', null],
    ['turn the default export of src/whole.js into a named export a', 'INVALID_INPUT', 'CommonJS module', null],
    ['turn the default export of src/assigned.ts into a named export a', 'INVALID_INPUT', 'CommonJS module', null],
    ['make price in src/old.js the default export', 'INVALID_INPUT', 'CommonJS module', null],
    ['make other in src/zone.ts the default export', 'NAME_TAKEN', 'has a default export already', null],
    ['make default in src/zone.ts the default export', 'INVALID_INPUT', 'default export already', null],
    ['make formatPrize in src/format.ts the default export', 'TARGET_NOT_FOUND', "does not export 'formatPrize'", 'make formatPrice in src/format.ts the default export'],
  ])('"%s" is %s', async (text, code, message, suggestion) => {
    const codebase = await openGraph(SHOP);
    let error: unknown;
    try {
      resolveIntent(codebase, text);
    } catch (thrown) {
      error = thrown;
    }
    if (!(error instanceof DomainError)) throw error ?? new Error('it was resolved');
    expect(error).toMatchObject({ code, message: expect.stringContaining(message), hint: expect.stringMatching(/\S \S/) });
    const offered = isSuggesting(error) ? error.suggestions.map((each) => each.text) : [];
    if (suggestion === null) return;
    expect(offered).toContain(suggestion);
    expect(() => resolveIntent(codebase, suggestion)).not.toThrow();
  });
});
