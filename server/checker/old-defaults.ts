// What a tsconfig means by what it does not say, where it was written for a TypeScript before 6. Owns for which one it was, and what that one assumes.
import { posix } from 'node:path';
import { readConfigText } from '../rooms/read-text.ts';
import { asObject, type Json } from './modern-config.ts';

/** TypeScript 6 made these true, and takes in no `@types` by itself: without them, `process` and `null` are errors that the project's own compiler does not report. */
const BEFORE_SIX: Json = { strict: false, types: ['*'], noUncheckedSideEffectImports: false };

function readManifest(path: string): Json {
  try {
    return asObject(JSON.parse(readConfigText(path) ?? '{}'));
  } catch {
    return {};
  }
}

/** Of a version or a range, its first one: of `>=5.4 <7` 5. Null for `latest` and the like. */
function majorOf(version: unknown): number | null {
  const [, major] = (typeof version === 'string' ? /^(?:npm:typescript@)?[\s^~>=v]*(\d+)(?:\.|$|\s)/.exec(version) : null) ?? [];
  return major === undefined ? null : Number(major);
}

/** The TypeScript that is installed for a folder, else the one that its package asks for; the nearest counts. Null where nothing tells. */
function compilerMajor(folder: string): number | null {
  for (let at = folder, above = posix.dirname(at); ; at = above, above = posix.dirname(at)) {
    const { dependencies, devDependencies } = readManifest(posix.join(at, 'package.json'));
    const major = majorOf(readManifest(posix.join(at, 'node_modules/typescript/package.json'))['version'])
      ?? majorOf(asObject(devDependencies)['typescript']) ?? majorOf(asObject(dependencies)['typescript']);
    if (major !== null || at === above) return major;
  }
}

/**
 * The config with what its compiler assumes for options that neither it nor one of its bases says.
 * @param folder absolute; @param bases the parsed configs that it takes in.
 */
export function withOldDefaults(config: Json, folder: string, bases: readonly unknown[]): Json {
  const major = compilerMajor(folder);
  if (major === null || major >= 6) return config;
  const own = asObject(config['compilerOptions']);
  const inherited = bases.flatMap((base) => Object.keys(asObject(asObject(base)['compilerOptions'])));
  const assumed = Object.entries(BEFORE_SIX).filter(([name]) => !inherited.includes(name));
  return { ...config, compilerOptions: { ...Object.fromEntries(assumed), ...own } };
}
