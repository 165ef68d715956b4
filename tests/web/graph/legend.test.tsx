// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { expect, test } from 'vitest';
import { Legend } from '../../../web/graph/Legend.tsx';
import { INKS } from '../../../web/graph/palette.ts';
import { viewProject } from '../../../web/graph/project-view.ts';
import { showWithServer } from '../../support/happy-page.tsx';
import { columnsOf } from './columns.ts';

test('files that are tied to no other are counted, and are no communities', async () => {
  const view = viewProject(columnsOf({ files: [['a.ts', 0, null], ['b.ts', 0, null], ['c.ts', 1, null], ['d.ts', 2, null]], edges: [['a.ts', 'b.ts', 'STATIC']] }));
  const { body } = showWithServer(<MantineProvider env="test"><Legend view={view} inks={INKS.light} focus={{ kind: 'none' }} onFocus={() => {}} /></MantineProvider>, {});
  await expect.poll(() => body.querySelector('[data-testid=lone-files]')?.textContent).toBe('2 files are in none: no import ties them to another file.');
  expect(body.querySelectorAll('[data-testid=community]')).toHaveLength(1);
  expect(body.textContent).toContain('1 community');
});
