// How the tests of a project are written: words, globals, modules, layout. Owns the guess from the nearest tests; writes no test.
import { parseSyntax } from '../../edits/syntax.ts';
import type { Source } from '../deps.ts';
import { moduleFormat, packageFormat, type ModuleFormat } from '../record/module-format.ts';
import { detectStyle, type SourceStyle } from '../repair/data-mapping/source-style.ts';
import { findManifest, foldersAbove, isDeclared, settingsIn } from './manifests.ts';
import type { Neighbour } from './neighbours.ts';
import { choosePath } from './place.ts';
import { chooseRunner, type RegressionRunner } from './runner.ts';

export interface TestStyle {
  readonly path: string;
  readonly runner: RegressionRunner;
  /** `import` statements; else `require`. */
  readonly isEsm: boolean;
  readonly isTypeScript: boolean;
  /** Whether the code under test is an ES module. */
  readonly subjectFormat: ModuleFormat;
  /** `import.meta.url` is there at run time; else `__dirname`. */
  readonly hasImportMeta: boolean;
  /** `describe`, `it` and `expect` are there without an import. */
  readonly hasGlobals: boolean;
  readonly word: 'it' | 'test';
  readonly hasDescribe: boolean;
  readonly assertModule: string;
  /** The tests run in a browser-like environment unless they say otherwise. */
  readonly isBrowserLike: boolean;
  readonly source: SourceStyle;
  readonly neighbours: readonly Neighbour[];
}

const NEAREST = 6;
const countOf = (texts: readonly string[], pattern: RegExp): number => texts.reduce((count, text) => count + (text.match(pattern)?.length ?? 0), 0);
const isModule = ({ path, text }: { readonly path: string; readonly text: string }): boolean => parseSyntax(path, text).isModule;

/** Jest runs ES modules as such only when Node is told to. */
const isNativeModuleJest = (source: Source, file: string): boolean => foldersAbove(file).some((folder) => JSON.stringify(findManifest(source, folder)?.scripts ?? {}).includes('experimental-vm-modules'));

function usesModules(source: Source, path: string, { runner, tests, subject }: { readonly runner: RegressionRunner; readonly tests: readonly Neighbour[]; readonly subject: ModuleFormat }): boolean {
  if (/\.m[jt]s$/.test(path)) return true;
  if (/\.cjs$/.test(path)) return false;
  if (runner === 'vitest' || /\.c?tsx?$/.test(path)) return true;
  if (runner !== 'jest') return packageFormat(path, (one) => source.tree.text(one)) === 'esm';
  const written = tests.filter((test) => isModule(test) || /\brequire\s*\(/.test(test.text));
  return written.length === 0 ? subject === 'esm' : written.filter(isModule).length * 2 >= written.length;
}

function needsGlobals(source: Source, path: string, runner: RegressionRunner, tests: readonly Neighbour[]): boolean {
  if (runner === 'node:test') return false;
  if (runner === 'mocha') return true;
  const module = runner === 'vitest' ? 'vitest' : '@jest/globals';
  const importing = tests.filter(({ path: test }) => source.graph.edgesFrom(test).some(({ specifier }) => specifier === module)).length;
  if (tests.length > 0) return importing * 2 < tests.length;
  return runner === 'jest' && (!/\.[cm]?ts$/.test(path) || isDeclared(source, path, '@types/jest'));
}

function isBrowserLike(source: Source, file: string): boolean {
  const texts = foldersAbove(file).flatMap((folder) => [JSON.stringify(findManifest(source, folder)?.jest ?? ''), ...settingsIn(source, folder, /^(?:jest|vitest|vite)\.config\./)]);
  return texts.some((text) => /jsdom|happy-dom/.test(text));
}

/** The style of a new test of `file`, in which the project's nearest tests are written. */
export function findTestStyle(source: Source, file: string, neighbours: readonly Neighbour[]): TestStyle {
  const { tree } = source;
  const text = tree.text(file) ?? '';
  const textOf = (path: string): string | undefined => tree.text(path);
  const runner = chooseRunner(source, file, neighbours);
  const subjectFormat = moduleFormat(file, text, textOf);
  const isNodeRun = runner === 'node:test' || runner === 'mocha';
  const path = choosePath(source, file, { neighbours, runner, isCommonJsHere: (folder) => isNodeRun && subjectFormat === 'esm' && packageFormat(folder === '' ? 'x.js' : `${folder}/x.js`, textOf) === 'cjs' });
  const tests = neighbours.slice(0, NEAREST);
  const texts = tests.map((test) => test.text);
  const [its, testWords] = [countOf(texts, /^[ \t]*it(?:\.\w+)*\s*\(/gm), countOf(texts, /^[ \t]*(?:await )?test(?:\.\w+)*\s*\(/gm)];
  const isEsm = usesModules(source, path, { runner, tests, subject: subjectFormat });
  return {
    path,
    runner,
    isEsm,
    isTypeScript: /\.[cm]?ts$/.test(path),
    subjectFormat,
    hasImportMeta: isEsm && (runner !== 'jest' || isNativeModuleJest(source, file)),
    hasGlobals: needsGlobals(source, path, runner, tests),
    word: its > testWords || (its === testWords && runner === 'mocha') ? 'it' : 'test',
    hasDescribe: texts.length === 0 ? runner === 'mocha' : texts.filter((one) => /^[ \t]*describe(?:\.\w+)*\s*\(/m.test(one)).length * 2 >= texts.length,
    assertModule: texts.map((one) => /['"]((?:node:)?assert(?:\/strict)?)['"]/.exec(one)?.[1]).find((found) => found !== undefined) ?? 'node:assert/strict',
    isBrowserLike: (runner === 'jest' || runner === 'vitest') && isBrowserLike(source, file),
    source: detectStyle(texts.length > 0 ? texts : [text]),
    neighbours,
  };
}
