// Real sources that ship inside npm packages, copied to a temporary folder with a tsconfig where the package ships none.
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const require = createRequire(join(root, 'package.json'));
const benchRequire = createRequire(join(import.meta.dirname, 'package.json'));

export type PackageName = 'effect' | 'rxjs' | 'zod' | 'three' | 'graphql';

interface Recipe {
  readonly parts: readonly string[];
  /** Null: the package ships one, or is plain JavaScript that needs none. */
  readonly tsconfig: object | null;
}

const typeRoots = [join(root, 'node_modules/@types')];
const strict = { strict: true, noEmit: true, skipLibCheck: true, target: 'esnext', lib: ['esnext', 'dom', 'dom.iterable'], types: ['node'], typeRoots };

const RECIPES: Readonly<Record<PackageName, Recipe>> = {
  effect: {
    parts: ['src', 'package.json'],
    tsconfig: { compilerOptions: { ...strict, module: 'nodenext', moduleResolution: 'nodenext', allowImportingTsExtensions: true, exactOptionalPropertyTypes: true, paths: { effect: ['./src/index.ts'], 'effect/*': ['./src/*.ts', './src/*/index.ts'] } }, include: ['src'] },
  },
  rxjs: { parts: ['src', 'package.json', 'tsconfig.json'], tsconfig: null },
  zod: {
    parts: ['src', 'package.json'],
    tsconfig: { compilerOptions: { ...strict, module: 'nodenext', moduleResolution: 'nodenext', customConditions: ['@zod/source'] }, include: ['src'] },
  },
  three: { parts: ['src', 'package.json'], tsconfig: null },
  // Each module once as CommonJS and once as an ES module.
  graphql: { parts: ['error', 'execution', 'jsutils', 'language', 'subscription', 'type', 'utilities', 'validation', 'package.json'], tsconfig: null },
};

function packageFolder(name: PackageName): string {
  for (const from of [require, benchRequire]) {
    for (const folder of from.resolve.paths(name) ?? []) if (existsSync(join(folder, name, 'package.json'))) return join(folder, name);
  }
  throw new Error(`${name} is not installed; run npm run bench, which installs what it compares with`);
}

/** A fresh copy; `remove` deletes it. The path is real, as the compiler reports it. */
export function copyPackage(name: PackageName): { folder: string; remove(): void } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `supernova-${name}-`)));
  const recipe = RECIPES[name];
  for (const part of recipe.parts) cpSync(join(packageFolder(name), part), join(folder, part), { recursive: true });
  if (recipe.tsconfig) writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(recipe.tsconfig, null, 2));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export const packageRoot = (name: PackageName): string => dirname(packageFolder(name));
