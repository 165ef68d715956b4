// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { expect, test } from 'vitest';
import { StructureOutcome } from '../../../web/runs/StructureOutcome.tsx';
import { showWithServer } from '../../support/happy-page.tsx';

const metrics = { cycles: 1, cyclicFiles: 2, folderModularity: 0.25, modularity: 0.5, crossFolderTies: 4, crossCommunityTies: 3, reach: 80 };
const promised = { ...metrics, cycles: 0, cyclicFiles: 0 };

async function show(structure: Parameters<typeof StructureOutcome>[0]['structure'], isKept: boolean) {
  const { body } = showWithServer(<MantineProvider env="test"><main><StructureOutcome structure={structure} isKept={isKept} /></main></MantineProvider>, {});
  await expect.poll(() => body.querySelector('main')).not.toBeNull();
  const outcome = body.querySelector('[data-testid=structure-outcome]');
  return { isRight: outcome?.getAttribute('data-right'), text: outcome?.textContent ?? '' };
}

test('a plan says what it promises of the structure', async () => {
  const { isRight, text } = await show({ before: metrics, promised, measured: null }, false);
  expect(isRight).toBe('unknown');
  expect(text).toMatch(/Cycles1 → 0Files in cycles2 → 0$/);
});

test.each([
  ['what was promised', promised, 'true', 'Cycles1 → 0 → 0Files in cycles2 → 0 → 0'],
  ['something else, also where nothing was promised of it', { ...promised, cycles: 1, reach: 90 }, 'false', 'Cycles1 → 0 → 1Files in cycles2 → 0 → 0Reach of changes80 → 80 → 90'],
])('a run that left %s says so, measure by measure', async (_, measured, isRight, rows) => {
  const shown = await show({ before: metrics, promised, measured }, true);
  expect(shown.isRight).toBe(isRight);
  expect(shown.text).toContain(rows);
});

test('what was put back again is not shown as kept', async () => {
  expect((await show({ before: metrics, promised, measured: promised }, false)).isRight).toBe('unknown');
});

test('nothing is said where no measure moves', async () => {
  expect((await show({ before: metrics, promised: metrics, measured: metrics }, true)).text).toBe('');
  expect((await show(null, true)).text).toBe('');
});
