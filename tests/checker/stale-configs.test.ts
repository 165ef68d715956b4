import { expect, it } from 'vitest';
import { staleConfigs } from '../../server/checker/stale-configs.ts';

const projects = [{ configFileName: '/r/tsconfig.json', rootFiles: ['/r/src/a.ts', '/r/src/b.ts'] }, { configFileName: '/r/tsconfig.test.json', rootFiles: ['/r/src/a.ts', '/r/src/b.ts', '/r/test/t.ts'] }];
const includes = (config: string, path: string) => path.startsWith('/r/src/') || (config === '/r/tsconfig.test.json' && path.startsWith('/r/test/'));

it.each<[string, string[], string[]]>([
  ['nothing came', [], []],
  ['what came is in their lists', ['/r/src/b.ts'], []],
  ['what came is missing in both', ['/r/src/c.ts'], ['/r/tsconfig.json', '/r/tsconfig.test.json']],
  ['what came is missing in the one that takes it in', ['/r/test/u.ts'], ['/r/tsconfig.test.json']],
  ['nobody takes in what came', ['/r/scripts/s.ts'], []],
  ['what came is no TypeScript', ['/r/src/c.css', '/r/src/c.js'], []],
])('the configs to read again where %s', (_, created, stale) => {
  expect(staleConfigs(projects, created, includes)).toEqual(stale);
});
