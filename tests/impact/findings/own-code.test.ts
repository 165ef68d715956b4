import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, it } from 'vitest';
import { parseSyntax } from '../../../server/edits/syntax.ts';
import { findSlowRegexps } from '../../../server/impact/findings/find-regexps.ts';

it('no regular expression of the product takes exponential time on any text', { timeout: 60_000 }, async () => {
  const root = join(import.meta.dirname, '../../..');
  const files = globSync(['server/**/*.{ts,mjs}', 'web/**/*.{ts,tsx}'], { cwd: root, ignore: ['server/generated/**', '**/*.d.{ts,mts}'] });
  const slow = await Promise.all(files.map(async (file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const found = await findSlowRegexps(parseSyntax(file, text));
    return found.filter(({ isExponential }) => isExponential).map(({ start, end }) => `${file}: ${text.slice(start, end)}`);
  }));
  expect(files.length).toBeGreaterThan(500);
  expect(slow.flat()).toEqual([]);
});
