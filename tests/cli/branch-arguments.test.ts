import { expect, test } from 'vitest';
import { parseCliArguments } from '../../server/cli/arguments.ts';

test.each<[string, string[], string | null]>([
  ['without it the working tree is meant', [], null],
  ['without a name one is made of the intent', ['--branch'], ''],
  ['with a name that is taken', ['--branch=fix/prices'], 'fix/prices'],
])('--branch: %s', (_, given, branch) => {
  expect(parseCliArguments([...given, 'rename a to b'])).toMatchObject({ branch, intent: 'rename a to b' });
});
