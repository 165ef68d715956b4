// Turns the environment and the command line into one checked, typed configuration. Reads no file and opens nothing.
import { existsSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { findUrlProblem } from './database/url.ts';
import { DomainError } from './errors.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Absolute; may not exist yet. */
  readonly dataDir: string;
  /** Where the copy of the sample project lives; may not exist yet. */
  readonly sampleDir: string;
  /** Null means the embedded server. */
  readonly databaseUrl: string | null;
  /** Real absolute folder to open at start, or null for the sample. */
  readonly project: string | null;
  /** Absolute folders under which rooms may be opened, without repeats. */
  readonly allowedRoots: readonly string[];
  readonly logLevel: LogLevel;
  /** The folder of Supernova's own package.json: migrations and the built page are found from here. */
  readonly packageRoot: string;
}

export interface ConfigSources {
  readonly env: NodeJS.ProcessEnv;
  /** The arguments after the program's name. */
  readonly argv: readonly string[];
  readonly cwd: string;
}

/** A setting that cannot be used: the message names it, its value and what is allowed. */
export class ConfigError extends DomainError {
  readonly code = 'CONFIG_INVALID';
}

const serverOptions = {
  project: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
} as const;

const settings = {
  SUPERNOVA_HOST: z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/).default('127.0.0.1'),
  SUPERNOVA_PORT: z.string().regex(/^\d{1,5}$/).transform(Number).pipe(z.number().max(65_535)).default(4000),
  SUPERNOVA_LOG_LEVEL: z.enum(logLevels).default('info'),
} as const;

const allowed: Record<keyof typeof settings, string> = {
  SUPERNOVA_HOST: 'a host name or an IP address, for example 127.0.0.1',
  SUPERNOVA_PORT: 'a whole number from 0 to 65535; 0 takes any free port',
  SUPERNOVA_LOG_LEVEL: `one of ${logLevels.join(', ')}`,
};

/** Reads the server's configuration. Throws ConfigError for the first value that cannot be used. */
export function readConfig({ env, argv, cwd }: ConfigSources): Config {
  const args = parseServerArguments(argv);
  // npm changes into the package's folder; INIT_CWD is where the person was.
  const startedIn = nonEmpty(env.INIT_CWD) ?? cwd;
  const dataDir = resolve(startedIn, nonEmpty(env.SUPERNOVA_DATA) ?? join(cwd, '.supernova'));
  const sampleDir = join(dataDir, 'sample');
  const project = args.project === undefined ? null : existingFolder({ name: '--project', value: args.project, base: startedIn });
  return {
    host: setting('SUPERNOVA_HOST', args.host ?? env.SUPERNOVA_HOST, '--host'),
    port: setting('SUPERNOVA_PORT', args.port ?? env.SUPERNOVA_PORT, '--port'),
    dataDir,
    sampleDir,
    databaseUrl: readDatabaseUrl(nonEmpty(env.DATABASE_URL)),
    project,
    allowedRoots: [...new Set([realOrSame(startedIn), realOrSame(sampleDir), ...(project === null ? [] : [project]), ...namedRoots(env, startedIn)])],
    logLevel: setting('SUPERNOVA_LOG_LEVEL', env.SUPERNOVA_LOG_LEVEL),
    packageRoot: findPackageRoot(),
  };
}

/** The ConfigError behind a failed `listen`, or null when the failure is of another kind. */
export function explainListenError(error: unknown, { host, port }: Pick<Config, 'host' | 'port'>): ConfigError | null {
  switch ((error as NodeJS.ErrnoException | null)?.code) {
    case 'EADDRINUSE':
      return new ConfigError(`Could not listen on ${host}:${port}: another program uses this port.`, 'Stop that program, or choose another port: SUPERNOVA_PORT=4001 npm start');
    case 'EACCES':
      return new ConfigError(`Could not listen on ${host}:${port}: this user may not use the port.`, 'Choose a port above 1023 with SUPERNOVA_PORT.');
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ConfigError(`Could not listen on ${host}:${port}: this machine does not have that address.`, 'Set SUPERNOVA_HOST to 127.0.0.1 or to an address of this machine.');
    default:
      return null;
  }
}

/** The nearest folder above `from` with a package.json: the same for the sources and for the built server. */
export function findPackageRoot(from = dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) throw new Error(`no package.json above ${from}`);
  }
}

function parseServerArguments(argv: readonly string[]): { project?: string; host?: string; port?: string } {
  try {
    return parseArgs({ args: [...argv], options: serverOptions, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new ConfigError(`Could not read the command line "${argv.join(' ')}": ${(error as Error).message}`, 'Known options: --project FOLDER, --host HOST, --port PORT.');
  }
}

function setting<Name extends keyof typeof settings>(name: Name, value: string | undefined, option?: string): z.infer<(typeof settings)[Name]> {
  const read = settings[name].safeParse(nonEmpty(value));
  if (read.success) return read.data as z.infer<(typeof settings)[Name]>;
  const named = option === undefined ? name : `${name} (or ${option})`;
  throw new ConfigError(`${named} is "${value}", which cannot be used.`, `It must be ${allowed[name]}.`);
}

function readDatabaseUrl(value: string | undefined): string | null {
  if (value === undefined) return null;
  const problem = findUrlProblem(value);
  if (problem !== null) throw new ConfigError(`DATABASE_URL cannot be used: ${problem}`, 'It must look like postgresql://user:password@host:5432/database. Leave it empty for the embedded database.');
  return value;
}

function namedRoots(env: NodeJS.ProcessEnv, base: string): string[] {
  const values = (env.SUPERNOVA_ALLOWED_ROOTS ?? '').split(delimiter).filter((value) => value !== '');
  return values.map((value) => existingFolder({ name: 'SUPERNOVA_ALLOWED_ROOTS', value, base }));
}

function existingFolder({ name, value, base }: { name: string; value: string; base: string }): string {
  const folder = resolve(base, value);
  if (value === '' || statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new ConfigError(`${name} is "${value}", but ${folder} is not a folder.`, `Name an existing folder; relative paths start at ${base}.`);
  }
  return realpathSync(folder);
}

function realOrSame(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : folder;
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value;
}
