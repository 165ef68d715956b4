// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, onTestFinished, test } from 'vitest';
import { LongList } from '../../../web/shared/LongList.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
// Nothing is laid out here: every row is as high as this.
Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { get: () => 50 });

async function draw(count: number): Promise<HTMLUListElement> {
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  onTestFinished(async () => {
    await act(async () => root.unmount());
    place.remove();
  });
  await act(async () => root.render(<LongList items={Array.from({ length: count }, (_, index) => `row ${index}`)} rowPx={50} className="rows" keyOf={(item) => item}>{(item) => <b>{item}</b>}</LongList>));
  return place.querySelector('ul')!;
}

test('a short list is drawn whole', async () => {
  expect((await draw(60)).querySelectorAll('li b')).toHaveLength(60);
});

test('of a long list the first rows are drawn, each with its place among all, in a box as high as all', async () => {
  const list = await draw(5_000);
  const rows = [...list.querySelectorAll('li')];
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.length).toBeLessThan(100);
  expect(rows.map((row) => [row.textContent, row.getAttribute('aria-posinset'), row.getAttribute('aria-setsize')]).slice(0, 2)).toEqual([['row 0', '1', '5000'], ['row 1', '2', '5000']]);
  expect(list.style.height).toBe(`${5_000 * 50}px`);
});
