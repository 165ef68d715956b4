// Which runner a new test of a file is written for. Reads what the project's tests import and what its manifests declare.
import type { Source } from '../deps.ts';
import type { TestRunner } from '../scenario.ts';
import { findManifest, foldersAbove, packageFolder, packagesOf, settingsIn } from './manifests.ts';
import type { Neighbour } from './neighbours.ts';

export type RegressionRunner = TestRunner | 'mocha';

const IMPORTS: Readonly<Record<string, RegressionRunner>> = { vitest: 'vitest', '@jest/globals': 'jest', 'node:test': 'node:test', test: 'node:test', mocha: 'mocha' };
const SCRIPTS: readonly (readonly [RegExp, RegressionRunner])[] = [[/\bvitest\b/, 'vitest'], [/\bjest\b|\breact-scripts test\b/, 'jest'], [/\b(?:node|tsx)\b.*--test\b/, 'node:test'], [/\bmocha\b/, 'mocha']];
const SETTINGS: readonly (readonly [RegExp, RegressionRunner])[] = [[/^vitest\.(?:config|workspace)\./, 'vitest'], [/^jest\.config\./, 'jest'], [/^\.mocharc\b/, 'mocha']];
const PACKAGES: readonly (readonly [string, RegressionRunner])[] = [['vitest', 'vitest'], ['jest', 'jest'], ['ts-jest', 'jest'], ['@jest/globals', 'jest'], ['mocha', 'mocha']];

/** The runner that the nearest of the tests import. */
function importedRunner({ graph }: Source, tests: readonly Neighbour[]): RegressionRunner | null {
  for (const { path } of tests) {
    const named = graph.edgesFrom(path).map(({ specifier, to }) => (to === null ? IMPORTS[specifier] : undefined)).find((runner) => runner !== undefined);
    if (named !== undefined) return named;
  }
  return null;
}

function declaredRunner(source: Source, folder: string): RegressionRunner | null {
  const manifest = findManifest(source, folder);
  const script = Object.entries(manifest?.scripts ?? {}).filter(([name]) => /^test\b/.test(name)).map(([, text]) => text).join('\n');
  const byScript = SCRIPTS.find(([pattern]) => pattern.test(script));
  if (byScript) return byScript[1];
  const bySettings = SETTINGS.find(([pattern]) => settingsIn(source, folder, pattern).length > 0);
  if (bySettings) return bySettings[1];
  if (manifest?.jest !== undefined) return 'jest';
  if (settingsIn(source, folder, /^vite\.config\./).some((text) => /\btest\s*:/.test(text))) return 'vitest';
  const packages = packagesOf(manifest);
  return PACKAGES.find(([name]) => packages.includes(name))?.[1] ?? null;
}

/** Tests of the same package tell best, then its manifest and those above it, then any test; node:test where nothing tells, as it needs no package. */
export function chooseRunner(source: Source, file: string, neighbours: readonly Neighbour[]): RegressionRunner {
  const home = packageFolder(source, file);
  const near = neighbours.filter(({ path }) => packageFolder(source, path) === home);
  const declared = foldersAbove(file).map((folder) => declaredRunner(source, folder)).find((runner) => runner !== null);
  return importedRunner(source, near) ?? declared ?? importedRunner(source, neighbours) ?? 'node:test';
}
