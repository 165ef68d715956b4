// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { expect, test } from 'vitest';
import { FileSearch } from '../../../web/graph/FileSearch.tsx';
import { viewProject } from '../../../web/graph/project-view.ts';
import { showWithServer } from '../../support/happy-page.tsx';
import { columnsOf } from './columns.ts';

const view = viewProject(columnsOf({ files: [['src/money.ts', 0, null], ['src/cart.ts', 0, null], ['lib/ui/moth.ts', 0, null]], edges: [] }));

async function search(words: string) {
  const { body } = showWithServer(<MantineProvider env="test"><FileSearch paths={view} onFind={() => {}} /></MantineProvider>, {});
  const field = await expect.poll(() => body.querySelector('input')).not.toBeNull().then(() => body.querySelector('input') as HTMLInputElement);
  field.focus();
  // React looks at the field's own setter to see what somebody typed.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, words);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  return { offered: () => [...body.querySelectorAll('[role=option]')].map(({ textContent }) => textContent), told: () => body.querySelector('[role=status]')?.textContent };
}

test('what fits no file is answered with a sentence, in the list and for whoever hears the page', async () => {
  const { offered, told } = await search('zzz');
  await expect.poll(told).toMatch(/^No file or folder fits: /);
  await expect.poll(offered).toEqual([told()]);
});

test('what fits a file says nothing but the file', async () => {
  const { offered, told } = await search('mon');
  await expect.poll(offered).toEqual(['src/money.ts']);
  expect(told()).toBe('');
});

test.each([
  ['ui', ['lib/ui/moth.ts', 'lib/ui/']],
  ['ui/', ['lib/ui/', 'lib/ui/moth.ts']],
  ['lib/', ['lib/', 'lib/ui/', 'lib/ui/moth.ts']],
  ['lib/ui', ['lib/ui/', 'lib/ui/moth.ts']],
])('%j offers files and folders: %j', async (words, expected) => {
  const { offered } = await search(words);
  await expect.poll(offered).toEqual(expected);
});

test.each(['', '   '])('nothing is said of "%s"', async (words) => {
  const { offered, told } = await search(words);
  expect(told()).toBe('');
  expect(offered()).toEqual([]);
});
