import { expect, test } from 'vitest';
import { jsonPlaces } from '../../server/edits/json-places.ts';

test.each([
  ['{"a":"x"}', ['a=x']],
  ['{ "a": { "b": ["x", 1, "y"] }, "c": null, "d": "z" }', ['a.b.0=x', 'a.b.2=y', 'd=z']],
  ['\uFEFF{ // "no": "no"\r\n  "a": "x", /* "b": "y" */ "c": ["é😀",], }', ['a=x', 'c.0=é😀']],
  ['{"a\\"b":"c\\u0041\\\\"}', ['a"b=cA\\']],
  ['[{"path":"x"},{"path":"y"}]', ['0.path=x', '1.path=y']],
  ['{"a":"http://x//y"}', ['a=http://x//y']],
  ['', []],
  ['{"a":', []],
])('%j', (text, expected) => {
  const places = jsonPlaces(text);
  expect(places.map(({ path, value }) => `${path.join('.')}=${value}`)).toEqual(expected);
  for (const { value, start, end } of places) expect(JSON.parse(text.slice(start, end))).toBe(value);
});
