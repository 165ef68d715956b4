import { describe, expect, it } from 'vitest';
import { correctGuide, guidePath, guideText } from '../../server/healing/migration-guide.ts';
import type { Change } from '../../server/intents/change.ts';

const rename: Change = { kind: 'RENAME_EXPORT', file: 'src/pricing/format.ts', from: 'formatPrice', to: 'formatMoney' };
const move: Change = { kind: 'MOVE_FILE', from: 'src/cart/totals.ts', to: 'src/checkout/totals.tsx' };
const treeWith = (...paths: string[]) => ({ has: (path: string) => paths.includes(path) });

describe('the path of a guide', () => {
  it.each([
    [rename, [], 'docs/migrations/rename-formatPrice-to-formatMoney.md'],
    [move, [], 'docs/migrations/move-src-cart-totals-to-src-checkout-totals.md'],
    [{ ...rename, from: '$größe_', to: '値段' }, [], 'docs/migrations/rename-größe-to-値段.md'],
    [rename, ['docs/migrations/rename-formatPrice-to-formatMoney.md'], 'docs/migrations/rename-formatPrice-to-formatMoney-2.md'],
    [rename, ['docs/migrations/rename-formatPrice-to-formatMoney.md', 'docs/migrations/rename-formatPrice-to-formatMoney-2.md'], 'docs/migrations/rename-formatPrice-to-formatMoney-3.md'],
  ] as const)('is free: %j beside %j', (change, taken, path) => {
    expect(guidePath(treeWith(...taken), change)).toBe(path);
  });
});

describe('a guide', () => {
  it('says what was renamed, how to adapt, and which files were', () => {
    const text = guideText({ change: rename, touched: ['src/a.ts', 'src/b.ts'], notEdited: [], keepsOldForm: true });
    for (const part of ['# `formatPrice` is now `formatMoney`', 'declared in `src/pricing/format.ts`', 'The old name still works and is marked `@deprecated`', 'import { formatMoney as formatPrice }', '- `src/a.ts`\n- `src/b.ts`']) expect(text).toContain(part);
    expect(text).not.toContain('To do by hand');
  });

  it('says what was moved', () => {
    const text = guideText({ change: move, touched: [], notEdited: [], keepsOldForm: false });
    for (const part of ['# `src/cart/totals.ts` moved to `src/checkout/totals.tsx`', 'The old path is gone.', '| `src/cart/totals.ts` | `src/checkout/totals.tsx` |']) expect(text).toContain(part);
  });

  it('lists what is left to do by hand', () => {
    const text = guideText({ change: rename, touched: [], notEdited: [{ file: 'src/a.ts', line: 3, column: 5, reason: 'a computed name' }], keepsOldForm: false });
    expect(text).toContain('## To do by hand\n\n- `src/a.ts:3:5`: a computed name\n');
  });

  it.each([[[]], [[{ file: 'src/c.ts', line: 1, column: 1, reason: 'in prose' }]]])('is corrected where edits were left out, beside %j', (notEdited) => {
    const place = { file: 'src/b.ts', line: 3, column: 5, reason: 'left out by hand' };
    const text = guideText({ change: rename, touched: ['src/a.ts', 'src/b.ts'], notEdited, keepsOldForm: true });
    expect(correctGuide(text, { untouched: ['src/b.ts'], leftOut: [place] })).toBe(guideText({ change: rename, touched: ['src/a.ts'], notEdited: [...notEdited, place], keepsOldForm: true }));
    expect(correctGuide(text, { untouched: [], leftOut: [] })).toBe(text);
  });
});
