import { expect, test } from 'vitest';
import { scopeStyles } from '../../../web/embed/scope-styles.ts';

test.each([
  [':root,:host{color-scheme:dark}', '.supernova,:host{color-scheme:dark}'],
  ['body,:host{margin:0}', '.supernova,:host{margin:0}'],
  ['a{top:0}body{left:0}', 'a{top:0}.supernova{left:0}'],
  ['@media print{body{left:0}}', '@media print{.supernova{left:0}}'],
  ['.prediction-body{padding:0}.table-body td{left:0}', '.prediction-body{padding:0}.table-body td{left:0}'],
  ['a{color:var(--mantine-color-body)}', 'a{color:var(--mantine-color-body)}'],
])('%s is scoped as %s', (css, scoped) => {
  expect(scopeStyles(css)).toBe(scoped);
});
