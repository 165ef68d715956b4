import { expect, it } from 'vitest';
import { parseIntent } from '../../server/intents/parse-intent.ts';
import { SPOKEN_EXAMPLES } from '../../server/intents/spoken-examples.ts';

const rename = (from: string, to: string, file: string | null = null) => ({ kind: 'RENAME_EXPORT', from, to, file });
const move = (from: string, to: string) => ({ kind: 'MOVE_FILE', from, to });

const remove = (name: string, file: string | null = null) => ({ kind: 'DELETE_EXPORT', name, file });
const toNamed = (file: string, name: string | null = null) => ({ kind: 'DEFAULT_TO_NAMED', file, name });
const toDefault = (name: string, file: string | null = null) => ({ kind: 'NAMED_TO_DEFAULT', name, file });

it.each([
  ['rename formatPrice to formatMoney in src/pricing/format.ts', rename('formatPrice', 'formatMoney', 'src/pricing/format.ts')],
  ['rename formatPrice in src/pricing/format.ts to formatMoney', rename('formatPrice', 'formatMoney', 'src/pricing/format.ts')],
  ['rename formatPrice to formatMoney', rename('formatPrice', 'formatMoney')],
  ['rename formatPrice into formatMoney', rename('formatPrice', 'formatMoney')],
  ['rename formatPrice as formatMoney', rename('formatPrice', 'formatMoney')],
  ['rename formatPrice -> formatMoney', rename('formatPrice', 'formatMoney')],
  ['rename formatPrice => formatMoney', rename('formatPrice', 'formatMoney')],
  ['rename formatPrice → formatMoney inside src/a.ts', rename('formatPrice', 'formatMoney', 'src/a.ts')],
  ['rename formatPrice from src/a.ts to formatMoney', rename('formatPrice', 'formatMoney', 'src/a.ts')],
  ['rename formatPrice of file src/a.ts to formatMoney', rename('formatPrice', 'formatMoney', 'src/a.ts')],
  ['rename the exported function formatPrice to formatMoney', rename('formatPrice', 'formatMoney')],
  ['rename the interface Order to Purchase within order', rename('Order', 'Purchase', 'order')],
  ['rename component App to Shell', rename('App', 'Shell')],
  ['rename type to kind', rename('type', 'kind')],
  ['rename function to method in a.ts', rename('function', 'method', 'a.ts')],
  ['RENAME a TO b IN src/A.ts', rename('a', 'b', 'src/A.ts')],
  ['Please rename a to b.', rename('a', 'b')],
  ['rename a to b in src/a.ts.', rename('a', 'b', 'src/a.ts')],
  ['rename a to b!', rename('a', 'b')],
  ['  rename\n a \t to   b ', rename('a', 'b')],
  ['rename "a" to \'b\' in `src/a.ts`', rename('a', 'b', 'src/a.ts')],
  ['rename a to b in "src/my file.ts".', rename('a', 'b', 'src/my file.ts')],
  ['rename größe to maße in src/länge.ts', rename('größe', 'maße', 'src/länge.ts')],
  ['rename 価格 → 値段', rename('価格', '値段')],
  ['rename $a to _b', rename('$a', '_b')],
  ['rename a to 1b', rename('a', '1b')],
  ['move src/cart/totals.ts to src/checkout/totals.ts', move('src/cart/totals.ts', 'src/checkout/totals.ts')],
  ['move src/cart/totals to src/checkout/', move('src/cart/totals', 'src/checkout/')],
  ['move the file src/a.ts into src/lib', move('src/a.ts', 'src/lib')],
  ['move module a → b', move('a', 'b')],
  ['move "src/a b.ts" to \'src/c d.ts\'', move('src/a b.ts', 'src/c d.ts')],
  ['move src\\a.ts to src\\b.ts', move('src\\a.ts', 'src\\b.ts')],
  ['move src/a.ts to .', move('src/a.ts', '.')],
  ['rename src/a.ts to src/b.ts', move('src/a.ts', 'src/b.ts')],
  ['rename a.tsx to b.tsx', move('a.tsx', 'b.tsx')],
  ['rename file a to b', move('a', 'b')],
  ['delete formatPrice from src/pricing/format.ts', remove('formatPrice', 'src/pricing/format.ts')],
  ['remove the export formatPrice', remove('formatPrice')],
  ['drop function formatPrice in pricing/format', remove('formatPrice', 'pricing/format')],
  ['Please delete `formatPrice`.', remove('formatPrice')],
  ['delete the default export of src/a.ts', remove('default', 'src/a.ts')],
  ['turn the default export of src/x.ts into a named export foo', toNamed('src/x.ts', 'foo')],
  ['convert the default export of src/x.ts to a named export called foo', toNamed('src/x.ts', 'foo')],
  ['make the default export of "src/my x.ts" a named export', toNamed('src/my x.ts')],
  ['change default in src/x.ts to named', toNamed('src/x.ts')],
  ['make foo in src/x.ts the default export', toDefault('foo', 'src/x.ts')],
  ['make the class Foo in src/x.ts the default', toDefault('Foo', 'src/x.ts')],
  ['turn foo into the default export of src/x.ts', toDefault('foo', 'src/x.ts')],
  ['make foo the default export', toDefault('foo')],
  ['export foo from src/x.ts as default', toDefault('foo', 'src/x.ts')],
  ['move the folder src/a to src/b', { kind: 'MOVE_FOLDER', from: 'src/a', to: 'src/b' }],
  ['rename directory a to b', { kind: 'MOVE_FOLDER', from: 'a', to: 'b' }],
  ['move src/a.ts to src/b.ts with mentions', { ...move('src/a.ts', 'src/b.ts'), editsMentions: true }],
  ['move folder a to b and update its links and comments', { kind: 'MOVE_FOLDER', from: 'a', to: 'b', editsMentions: true }],
  ['delete src/a.ts', { kind: 'DELETE_FILE', file: 'src/a.ts' }],
  ['remove the file "src/a b.ts".', { kind: 'DELETE_FILE', file: 'src/a b.ts' }],
  ['delete module a', { kind: 'DELETE_FILE', file: 'a' }],
])('"%s" is understood', (text, wish) => {
  expect(parseIntent(text)).toEqual(wish);
});

it.each(['', 'rename', 'rename a', 'rename to b', 'move src/a.ts', 'move to src/b.ts', 'delete', 'delete a b', 'make it faster', 'make a the best', 'turn the default export of a.ts into b', 'rename a to b and c to d', 'rename a b', 'renamed a to b'])('"%s" is not understood', (text) => {
  expect(parseIntent(text)).toBeNull();
});

it('words that repeat up to the limit are read to an end', () => {
  for (const part of ['rename a ', 'to ', '"', 'the export function ', 'in ', '-> ', 'the default export of ']) for (const verb of ['rename', 'delete a b', 'turn']) expect(parseIntent(`${verb} ${part.repeat(2_000 / part.length)}`), part).toBeNull();
});

it.each(Object.entries(SPOKEN_EXAMPLES).flatMap(([kind, examples]) => examples.map((example) => [example, kind])))('the example "%s" of the help is understood as %s', (example, kind) => {
  const text = example.replace('OTHER_FILE', 'src/b.ts').replace('FILE', 'src/a.ts').replace('FOLDER', 'src/a').replace('NEW_PATH', 'src/c').replace('OWNER.MEMBER', 'Cart.total');
  expect(parseIntent(text)).toMatchObject({ kind });
});
