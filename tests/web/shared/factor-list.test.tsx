// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { expect, test } from 'vitest';
import { FactorList } from '../../../web/shared/FactorList.tsx';
import { showWithServer } from '../../support/happy-page.tsx';

const factorsOf = (points: readonly number[]) => points.map((one, i) => ({ factor: `f${i}`, points: one, reason: `because ${i}` }));

test.each([
  [[9, 1], ['+9because 0', '+1because 1']],
  [[7, -1, 0], ['+7because 0', '-1because 1', '0because 2']],
  [[10, 0.5], ['+10because 0', '+0.5because 1', '10.5 points in all, of which 10 count.']],
])('the points %j are told with their reasons, and where they end', async (points, lines) => {
  const { body } = showWithServer(<MantineProvider env="test"><FactorList factors={factorsOf(points)} /></MantineProvider>, {});
  await expect.poll(() => [...body.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual(lines);
});
