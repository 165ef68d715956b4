import { expect, it } from 'vitest';
import { describeImpact } from '../../server/cli/inspect.ts';
import { findImpact } from '../../server/coupling/find-impact.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

it('the terminal names the files between a dependent and the target, and which of them are barrels', async () => {
  const codebase = await openCodebase({
    'tsconfig.json': STRICT,
    'price.ts': 'export const price = 1;\n', 'index.ts': "export { price } from './price';\n",
    'cart.ts': "import { price } from './index';\nexport const due = price;\n", 'page.ts': "import { due } from './cart';\nexport const page = due;\n",
  });
  const text = describeImpact(findImpact(codebase, { targetType: 'FILE', targetId: 'price.ts', changeType: 'MODIFICATION', limit: 10 }));
  expect(text.split('\n').slice(-6)).toEqual(['1 direct dependent, with their strength', expect.stringMatching(/^ {2}0\.\d\d index\.ts$/), '2 through others', expect.stringMatching(/ cart\.ts through index\.ts \(barrel\)$/), expect.stringMatching(/ page\.ts through cart\.ts, index\.ts \(barrel\)$/), '']);
});
