// Rewrites tsconfig texts for the native compiler: options that it no longer knows get the meaning they had. Owns that translation only.
import { posix } from 'node:path';

/** What a tsconfig says once everything it extends is taken in. Paths are absolute; null where nothing says it. */
export interface EffectivePaths {
  readonly baseUrl: string | null;
  readonly paths: Readonly<Record<string, readonly string[]>> | null;
  readonly pathsFolder: string | null;
}

export type Json = Record<string, unknown>;

/** What is no object counts as an empty one. */
export const asObject = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {});

/** `paths` that say what `baseUrl` said: its own entries relative to it, and a last resort for every bare specifier. */
function pathsOf({ baseUrl, paths }: EffectivePaths): Record<string, string[]> | null {
  if (baseUrl === null) return null;
  const last = posix.join(baseUrl, '*');
  const entries = Object.fromEntries(Object.entries(paths ?? {}).map(([pattern, targets]) => [pattern, targets.map((target) => posix.resolve(baseUrl, target))]));
  return { ...entries, '*': [...new Set([...(entries['*'] ?? []), last])] };
}

const OLD_RESOLUTION = new Set(['node', 'node10', 'classic']);
const OLD_TARGET = new Set(['es3', 'es5']);
const OLD_MODULE = new Set(['amd', 'umd', 'system', 'none', 'commonjs']);
const REMOVED = ['baseUrl', 'downlevelIteration', 'outFile', 'charset', 'keyofStringsOnly', 'noImplicitUseStrict', 'noStrictGenericChecks', 'suppressExcessPropertyErrors', 'suppressImplicitAnyIndexErrors', 'out', 'importsNotUsedAsValues', 'preserveValueImports', 'ignoreDeprecations'];

const lower = (value: unknown): string => String(value ?? '').toLowerCase();

/**
 * The config with `baseUrl` turned into `paths` and removed option values replaced by their nearest living relatives.
 * @param config the parsed file; @param effective what it says with its bases, or null for a file that is only extended.
 */
export function modernizeConfig(config: unknown, effective: EffectivePaths | null): Json {
  const file = asObject(config);
  const options: Json = { ...asObject(file['compilerOptions']) };
  if (OLD_TARGET.has(lower(options['target']))) options['target'] = 'es2015';
  if (OLD_RESOLUTION.has(lower(options['moduleResolution']))) {
    options['moduleResolution'] = 'bundler';
    if (options['module'] === undefined || OLD_MODULE.has(lower(options['module']))) options['module'] = 'esnext';
  }
  for (const name of REMOVED) delete options[name];
  const paths = effective && pathsOf(effective);
  if (paths) options['paths'] = paths;
  return { ...file, compilerOptions: options };
}

/** What a text says itself wins over what was read from the disk: the text may be a planned one. */
export function effectiveAfter(config: unknown, effective: EffectivePaths | null, folder: string): EffectivePaths | null {
  const { baseUrl, paths } = asObject(asObject(config)['compilerOptions']);
  const base = typeof baseUrl === 'string' && !baseUrl.includes('${') ? posix.resolve(folder, baseUrl) : (effective?.baseUrl ?? null);
  if (base === null) return effective;
  const own = Object.entries(asObject(paths)).map(([pattern, targets]) => [pattern, Array.isArray(targets) ? targets.map(String) : []] as const);
  return { baseUrl: base, paths: own.length > 0 ? Object.fromEntries(own) : (effective?.paths ?? null), pathsFolder: effective?.pathsFolder ?? null };
}

/** For a project without any tsconfig: JavaScript and TypeScript side by side, checked as far as it can be without annotations, with all `@types` that are there. */
export const DEFAULT_CONFIG: Json = {
  compilerOptions: {
    allowJs: true, checkJs: true, noEmit: true, strict: false, noImplicitAny: false, skipLibCheck: true, jsx: 'preserve',
    target: 'esnext', module: 'nodenext', moduleResolution: 'nodenext', resolveJsonModule: true, allowImportingTsExtensions: true, types: ['*'],
  },
  include: ['**/*'],
  exclude: ['**/node_modules', '**/dist', '**/build', '**/coverage', '**/.*/'],
};
