import { expect, test } from 'vitest';
import { withLineEnds, withoutLineEnds } from '../../../web/editor/line-ends.ts';

test.each([
  ['', '', '\n'],
  ['a', 'a', '\n'],
  ['a\nb\n', 'a\nb\n', '\n'],
  ['a\r\nb\r\n', 'a\nb\n', '\r\n'],
  ['\r\n', '\n', '\r\n'],
  ['a\r\nb\nc', 'a\r\nb\nc', '\n'],
  ['\na\r\n', '\na\r\n', '\n'],
  ['a\rb\r\n', 'a\rb\r\n', '\n'],
  ['a\r', 'a\r', '\n'],
])('the text %j is edited as %j and written back as it was', (text, edited, lineEnd) => {
  expect(withoutLineEnds(text)).toEqual({ text: edited, lineEnd });
  expect(withLineEnds(edited, lineEnd as '\n')).toBe(text);
});

test('a line that is added to a Windows file ends like the others', () => {
  const { text, lineEnd } = withoutLineEnds('a\r\n');
  expect(withLineEnds(`${text}b\n`, lineEnd)).toBe('a\r\nb\r\n');
});
