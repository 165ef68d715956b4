import { describe, expect, test } from 'vitest';
import { branchNameOf } from '../../server/healing/branch/branch-name.ts';
import { commitMessage, type CommitAccount } from '../../server/healing/branch/commit-message.ts';

const ACCOUNT: CommitAccount = {
  runId: '0199-run',
  userAction: 'rename total to sum',
  understood: 'Rename total to sum in src/prices.ts',
  reasons: ['2 files stop compiling.'],
  predictions: [{ severity: 7.5, certainty: 'CERTAIN', summary: 'src/cart.ts stops compiling' }],
  notEdited: [{ file: 'a.md', line: 3, column: 1, reason: 'prose' }],
  verifications: [{ status: 'COMPLETED', result: { filesChecked: 3 } }],
};

describe('the message of a commit', () => {
  test('has intent, reasons, predictions, what is left and the verification', () => {
    expect(commitMessage(ACCOUNT)).toBe(`Rename total to sum in src/prices.ts

Intent: rename total to sum

Why:
- 2 files stop compiling.

Predicted:
- src/cart.ts stops compiling (severity 7.5, certain)

Not edited:
- a.md:3 prose

Verified: 3 files type-checked, no new problem.

Supernova-Run: 0199-run
`);
  });

  test.each([
    ['a step that a person left out', { status: 'SKIPPED', result: { reason: 'in a hurry' } }, 'Not verified: in a hurry'],
    ['a step that did not run', { status: 'CANCELLED', result: null }, 'Not verified: the verification is CANCELLED'],
    ['places that are left', { status: 'COMPLETED', result: { filesChecked: 1, problemsListed: 2 } }, 'Verified: 1 file type-checked, no new problem but 2 places that the plan lists as not edited.'],
  ])('claims no more than was shown with %s', (_, verification, line) => {
    expect(commitMessage({ ...ACCOUNT, verifications: [verification] }).split('\n')).toContain(line);
  });

  test('claims nothing without a verification', () => {
    expect(commitMessage({ ...ACCOUNT, verifications: [] })).toContain('Not verified: the plan has no verification.');
  });

  test('has one line of at most 72 characters first, whatever somebody typed, and tells how much it leaves out', () => {
    const message = commitMessage({ ...ACCOUNT, understood: `#${'long '.repeat(40)}\nsecond`, predictions: Array.from({ length: 25 }, () => ({ severity: 1, certainty: 'POSSIBLE', summary: 'x\u0000y\nz' })) });
    const [subject, empty] = message.split('\n');
    expect(subject?.length).toBeLessThanOrEqual(72);
    expect(subject?.startsWith('long long')).toBe(true);
    expect(empty).toBe('');
    expect(message).toContain('- x y z (severity 1, possible)');
    expect(message).toContain('- and 5 more');
    expect(commitMessage({ ...ACCOUNT, understood: ' \n ' }).split('\n')[0]).toBe('Heal the project');
  });
});

test.each([
  ['Rename total to sum', 'supernova/rename-total-to-sum-89abcdef'],
  ['Größe: ändern!', 'supernova/gro-e-andern-89abcdef'],
  ['数える', 'supernova/89abcdef'],
  ['x'.repeat(100), `supernova/${'x'.repeat(40)}-89abcdef`],
  ['..//-.lock', 'supernova/lock-89abcdef'],
])('a branch for "%s" is called %s', (words, name) => {
  expect(branchNameOf(words, '01990000-0000-7000-8000-012389abcdef')).toBe(name);
});
