import { expect, it } from 'vitest';
import { withoutCircularBases } from '../../server/checker/config-bases.ts';

const CONFIGS: Readonly<Record<string, unknown>> = {
  '/r/own.json': { extends: './own.json', files: [] },
  '/r/a.json': { extends: './b', strict: 1 },
  '/r/b.json': { extends: ['./c.json', './plain.json'] },
  '/r/c.json': { extends: '../r/a.json' },
  '/r/plain.json': { compilerOptions: {} },
  '/r/outside.json': { extends: './a.json' },
  '/r/package.json': { extends: '@scope/config' },
  '/r/missing.json': { extends: './nowhere' },
};

it.each([
  { path: '/r/own.json', expected: { files: [] } },
  { path: '/r/a.json', expected: { strict: 1 } },
  { path: '/r/b.json', expected: { extends: ['./plain.json'] } },
  { path: '/r/c.json', expected: {} },
  { path: '/r/plain.json', expected: CONFIGS['/r/plain.json'] },
  { path: '/r/outside.json', expected: CONFIGS['/r/outside.json'] },
  { path: '/r/package.json', expected: CONFIGS['/r/package.json'] },
  { path: '/r/missing.json', expected: CONFIGS['/r/missing.json'] },
])('$path keeps the bases that do not lead back to it', ({ path, expected }) => {
  expect(withoutCircularBases(path, CONFIGS[path], (at) => CONFIGS[at] ?? null)).toEqual(expected);
});
