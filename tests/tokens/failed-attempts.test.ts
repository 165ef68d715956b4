import { expect, test } from 'vitest';
import { createFailedAttempts } from '../../server/tokens/failed-attempts.ts';

test('an address that failed too often waits for the end of the window, and no other address with it', () => {
  const attempts = createFailedAttempts({ most: 2, windowMs: 1_000 });
  attempts.note('a', 5_000);
  expect(attempts.findBlock('a', 5_000)).toBeNull();
  attempts.note('a', 5_500);
  expect(attempts.findBlock('a', 5_999)).toEqual(new Date(6_000));
  expect(attempts.findBlock('b', 5_999)).toBeNull();
  expect(attempts.findBlock('a', 6_000)).toBeNull();
  attempts.note('a', 6_000);
  expect(attempts.findBlock('a', 6_000)).toBeNull();
});

test('of many addresses those beyond the first thousand share one count', () => {
  const attempts = createFailedAttempts({ most: 2, windowMs: 1_000 });
  for (let i = 0; i < 1_000; i += 1) attempts.note(`${i}`, 0);
  attempts.note('more', 0);
  attempts.note('and more', 0);
  expect(attempts.findBlock('others', 1)).toEqual(new Date(1_000));
  expect(attempts.findBlock('7', 1)).toBeNull();
});
