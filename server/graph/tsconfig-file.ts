// One tsconfig file with everything it extends: the fields that say which files it governs and where imports lead.

import { dirname, isAbsolute, resolve } from 'node:path';
import { ResolverFactory } from 'oxc-resolver';
import * as z from 'zod';
import { readConfigText } from '../rooms/read-text.ts';
import { parseJsonc } from './jsonc.ts';

const strings = z.array(z.string());

const fileSchema = z.object({
  extends: z.union([z.string(), strings]).optional(),
  files: strings.optional(),
  include: strings.optional(),
  exclude: strings.optional(),
  references: z.array(z.object({ path: z.string() })).optional(),
  compilerOptions: z
    .object({
      baseUrl: z.string().optional(),
      paths: z.record(z.string(), strings).optional(),
      outDir: z.string().optional(),
      rootDir: z.string().optional(),
      declarationDir: z.string().optional(),
      composite: z.boolean().nullish(),
      declaration: z.boolean().nullish(),
      customConditions: strings.nullish(),
      rootDirs: strings.nullish(),
      moduleSuffixes: strings.nullish(),
      verbatimModuleSyntax: z.boolean().nullish(),
      preserveValueImports: z.boolean().nullish(),
      importsNotUsedAsValues: z.string().nullish(),
      emitDecoratorMetadata: z.boolean().nullish(),
      allowJs: z.boolean().nullish(),
      checkJs: z.boolean().nullish(),
    })
    .optional(),
});

/** What a config inherits. All paths and globs are absolute; null is "not said anywhere". */
interface Inherited {
  readonly baseUrl: string | null;
  readonly paths: Readonly<Record<string, readonly string[]>> | null;
  /** Folder of the config that declares `paths`; their targets are relative to it where there is no baseUrl. */
  readonly pathsFolder: string | null;
  readonly outDir: string | null;
  /** What the sources are relative to in the outputs; null where the compiler works it out. */
  readonly rootDir: string | null;
  readonly declarationDir: string | null;
  readonly customConditions: readonly string[] | null;
  /** Folders that are one for imports. */
  readonly rootDirs: readonly string[] | null;
  readonly moduleSuffixes: readonly string[] | null;
  /** Whether declarations are written. */
  readonly declares: boolean | null;
  /** Whether imports are written that are used as types only. */
  readonly keepsImports: boolean | null;
  /** Whether JavaScript is compiled too. */
  readonly takesScripts: boolean | null;
  readonly files: readonly string[] | null;
  readonly include: readonly string[] | null;
  readonly exclude: readonly string[] | null;
}

export interface TsconfigFile extends Inherited {
  readonly absolutePath: string;
  /** The referenced tsconfig files, absolute. Never inherited. */
  readonly references: readonly string[];
  /** Every file that was read or looked for, this one first. */
  readonly inputs: readonly string[];
  readonly problems: readonly string[];
}

interface Reading {
  readonly inputs: string[];
  readonly problems: string[];
  readonly chain: readonly string[];
  /** Folder of the config that is asked for: what `${configDir}` stands for, also in the bases. */
  readonly configDir: string;
}

const NOTHING: Inherited = {
  baseUrl: null,
  paths: null,
  pathsFolder: null,
  outDir: null,
  rootDir: null,
  declarationDir: null,
  customConditions: null,
  rootDirs: null,
  moduleSuffixes: null,
  declares: null,
  keepsImports: null,
  takesScripts: null,
  files: null,
  include: null,
  exclude: null,
};

const configPackages = new ResolverFactory({
  extensions: ['.json'],
  mainFields: ['tsconfig'],
  mainFiles: ['tsconfig'],
  conditionNames: ['node', 'import', 'require', 'default'],
});

export function readTsconfig(absolutePath: string): TsconfigFile {
  configPackages.clearCache();
  const reading: Reading = { inputs: [], problems: [], chain: [absolutePath], configDir: dirname(absolutePath) };
  const { fields, references } = readConfig(absolutePath, reading);
  return { ...fields, absolutePath, references, inputs: reading.inputs, problems: reading.problems };
}

function readConfig(path: string, reading: Reading): { fields: Inherited; references: string[] } {
  reading.inputs.push(path);
  const own = parseConfig(path, reading);
  const bases = own.extends === undefined ? [] : [own.extends].flat();
  const inherited = bases.reduce((sum, name) => override(sum, readBase(name, path, reading)), NOTHING);
  const inDir = (value: string) => value.replaceAll('${configDir}', reading.configDir);
  const at = (value: string) => resolve(dirname(path), inDir(value));
  const options = own.compilerOptions ?? {};
  const fields: Inherited = {
    baseUrl: options.baseUrl === undefined ? null : at(options.baseUrl),
    paths: options.paths ? mapValues(options.paths, inDir) : null,
    pathsFolder: options.paths ? dirname(path) : null,
    outDir: options.outDir === undefined ? null : at(options.outDir),
    rootDir: options.rootDir !== undefined ? at(options.rootDir) : options.composite ? dirname(path) : null,
    declarationDir: options.declarationDir === undefined ? null : at(options.declarationDir),
    customConditions: options.customConditions ?? null,
    rootDirs: options.rootDirs?.map(at) ?? null,
    moduleSuffixes: options.moduleSuffixes ?? null,
    declares: options.composite === true || (options.declaration ?? null),
    keepsImports: keepsImports(options),
    takesScripts: options.allowJs ?? options.checkJs ?? null,
    files: own.files?.map(at) ?? null,
    include: own.include?.map(at) ?? null,
    exclude: own.exclude?.map(at) ?? null,
  };
  const references = (own.references ?? []).map((reference) => referencedFile(at(reference.path)));
  return { fields: override(inherited, fields), references };
}

/** Metadata of decorators may name an imported class where the source has a type. */
function keepsImports({ verbatimModuleSyntax, preserveValueImports, importsNotUsedAsValues, emitDecoratorMetadata }: NonNullable<z.infer<typeof fileSchema>['compilerOptions']>): boolean | null {
  const said = [verbatimModuleSyntax, preserveValueImports, importsNotUsedAsValues && importsNotUsedAsValues !== 'remove', emitDecoratorMetadata].filter((one) => typeof one === 'boolean');
  return said.length === 0 ? null : said.includes(true);
}

function parseConfig(path: string, reading: Reading): z.infer<typeof fileSchema> {
  const text = readConfigText(path);
  if (text === null) {
    reading.problems.push(`${path} cannot be read.`);
    return {};
  }
  try {
    return fileSchema.parse(parseJsonc(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    reading.problems.push(`${path} is not a valid tsconfig: ${reason}`);
    return {};
  }
}

function readBase(name: string, from: string, reading: Reading): Inherited {
  const path = findBase(name, dirname(from));
  if (path === null) {
    reading.problems.push(`${from} extends "${name}", which was not found.`);
    // A file that appears later under this path must be noticed.
    if (isPath(name)) reading.inputs.push(withJson(resolve(dirname(from), name)));
    return NOTHING;
  }
  if (reading.chain.includes(path)) {
    reading.problems.push(`${from} extends "${name}", which leads back to itself.`);
    return NOTHING;
  }
  return readConfig(path, { ...reading, chain: [...reading.chain, path] }).fields;
}

function findBase(name: string, folder: string): string | null {
  if (!isPath(name)) return configPackages.sync(folder, name).path ?? null;
  const path = resolve(folder, name);
  return [path, withJson(path)].find((candidate) => readConfigText(candidate) !== null) ?? null;
}

function isPath(name: string): boolean {
  return name.startsWith('.') || isAbsolute(name);
}

function withJson(path: string): string {
  return path.endsWith('.json') ? path : `${path}.json`;
}

function referencedFile(path: string): string {
  return path.endsWith('.json') ? path : resolve(path, 'tsconfig.json');
}

function mapValues(paths: Record<string, string[]>, change: (value: string) => string): Record<string, string[]> {
  return Object.fromEntries(Object.entries(paths).map(([pattern, targets]) => [pattern, targets.map(change)]));
}

/** Field by field, what `next` says wins over what was said before. */
function override(before: Inherited, next: Inherited): Inherited {
  const said = Object.entries(next).filter(([, value]) => value !== null);
  return { ...before, ...Object.fromEntries(said) };
}
