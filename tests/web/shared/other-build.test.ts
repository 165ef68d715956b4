import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPackageRoot } from '../../../server/config.ts';
import { findProgram, isOtherBuild } from '../../../web/shared/other-build.ts';

const page = (program: string) => `<!doctype html><script>1</script><script type="module" crossorigin src="${program}"></script><link rel="modulepreload" href="/assets/a.js">`;
const answer = (html: string, ok = true) => async () => ({ ok, text: async () => html });

test('the program of a page is found in it, also as it is before it is built', () => {
  expect(findProgram(page('/assets/index-1.js'))).toBe('/assets/index-1.js');
  expect(findProgram(readFileSync(join(findPackageRoot(), 'web/index.html'), 'utf8'))).toBe('./main.tsx');
  expect(findProgram('<p>Bad gateway')).toBeNull();
});

test.each([
  ['the same program', '/1.js', answer(page('/1.js')), false],
  ['another program', '/1.js', answer(page('/2.js')), true],
  ['the page of a proxy', '/1.js', answer('<p>Bad gateway'), false],
  ['a refusal', '/1.js', answer(page('/2.js'), false), false],
  ['no answer', '/1.js', () => Promise.reject(new Error('away')), false],
  ['a program, where it is not known which one runs', null, answer(page('/2.js')), false],
])('a server that gives out %s', async (_what, running, fetchPage, isOther) => {
  expect(await isOtherBuild(running, fetchPage)).toBe(isOther);
});
