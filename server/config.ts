// Turns the environment and the command line into one checked, typed configuration. Reads no file and opens nothing.
import { existsSync, realpathSync, statSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { findUrlProblem } from './database/url.ts';
import { DomainError } from './errors.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What a process does: answer requests, execute runs, or both. */
export const roles = ['all', 'server', 'worker'] as const;
export type Role = (typeof roles)[number];

/** When an access token is asked for: where the server can be reached from elsewhere, or always, or never. */
export const tokenRules = ['auto', 'always', 'never'] as const;
export type TokenRule = (typeof tokenRules)[number];

export interface Config {
  readonly role: Role;
  readonly host: string;
  readonly port: number;
  /** Nobody is let in without an access token. */
  readonly asksForTokens: boolean;
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
  /** Origins of other applications whose pages may use GraphQL, without repeats. */
  readonly allowedOrigins: readonly string[];
  readonly logLevel: LogLevel;
  /** Rooms that are healed at the same time by this process. */
  readonly concurrency: number;
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
  role: { type: 'string' },
  concurrency: { type: 'string' },
  project: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  tokens: { type: 'string' },
} as const;

const settings = {
  SUPERNOVA_HOST: z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/).default('127.0.0.1'),
  SUPERNOVA_PORT: z.string().regex(/^\d{1,5}$/).transform(Number).pipe(z.number().max(65_535)).default(4000),
  SUPERNOVA_TOKENS: z.enum(tokenRules).default('auto'),
  SUPERNOVA_LOG_LEVEL: z.enum(logLevels).default('info'),
  SUPERNOVA_CONCURRENCY: z.string().regex(/^\d{1,2}$/).transform(Number).pipe(z.number().min(1).max(64)).default(4),
  SUPERNOVA_ROLE: z.enum(roles).default('all'),
} as const;

const allowed: Record<keyof typeof settings, string> = {
  SUPERNOVA_HOST: 'a host name or an IP address, for example 127.0.0.1',
  SUPERNOVA_PORT: 'a whole number from 0 to 65535; 0 takes any free port',
  SUPERNOVA_TOKENS: `one of ${tokenRules.join(', ')}; auto asks for access tokens where the server listens on more than this machine`,
  SUPERNOVA_LOG_LEVEL: `one of ${logLevels.join(', ')}`,
  SUPERNOVA_CONCURRENCY: 'a whole number of rooms from 1 to 64',
  SUPERNOVA_ROLE: `one of ${roles.join(', ')}`,
};

/** Reads the server's configuration. Throws ConfigError for the first value that cannot be used. */
export function readConfig({ env, argv, cwd }: ConfigSources): Config {
  const args = parseServerArguments(argv);
  const role = setting('SUPERNOVA_ROLE', args.role, '--role');
  if (role === 'worker') assertNoServerOption(args);
  // npm changes into the package's folder; INIT_CWD is where the person was.
  const startedIn = nonEmpty(env.INIT_CWD) ?? cwd;
  const dataDir = resolve(startedIn, nonEmpty(env.SUPERNOVA_DATA) ?? join(cwd, '.supernova'));
  const sampleDir = join(dataDir, 'sample');
  const host = setting('SUPERNOVA_HOST', args.host ?? env.SUPERNOVA_HOST, '--host');
  const project = args.project === undefined ? null : existingFolder({ name: '--project', value: args.project, base: startedIn });
  return {
    role,
    host,
    port: setting('SUPERNOVA_PORT', args.port ?? env.SUPERNOVA_PORT, '--port'),
    asksForTokens: asksForTokens(setting('SUPERNOVA_TOKENS', args.tokens ?? env.SUPERNOVA_TOKENS, '--tokens'), host),
    dataDir,
    sampleDir,
    databaseUrl: readDatabaseUrl(nonEmpty(env.DATABASE_URL)),
    project,
    allowedRoots: [...new Set([realOrSame(startedIn), realOrSame(sampleDir), ...(project === null ? [] : [project]), ...namedRoots(env, startedIn)])],
    allowedOrigins: readOrigins(env.SUPERNOVA_ALLOWED_ORIGINS),
    logLevel: setting('SUPERNOVA_LOG_LEVEL', env.SUPERNOVA_LOG_LEVEL),
    concurrency: setting('SUPERNOVA_CONCURRENCY', args.concurrency ?? env.SUPERNOVA_CONCURRENCY, '--concurrency'),
    packageRoot: findPackageRoot(),
  };
}

/** True where a rule asks for access tokens of a server that listens on that address. A name may mean any machine, so only loopback's own does not. */
export function asksForTokens(rule: TokenRule, host: string): boolean {
  return rule === 'always' || (rule === 'auto' && !isLoopback(host));
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

/** The ConfigError behind a failed `listen`, or null when the failure is of another kind. */
export function explainListenError(error: unknown, { host, port }: Pick<Config, 'host' | 'port'>): ConfigError | null {
  switch ((error as NodeJS.ErrnoException | null)?.code) {
    case 'EADDRINUSE':
      return new ConfigError(`Could not listen on ${host}:${port}: another program uses this port.`, 'Stop that program, or choose another port with --port or SUPERNOVA_PORT.');
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

type Arguments = { readonly [name in keyof typeof serverOptions]?: string };

/** A worker opens no room and no port: whoever asks for that meant a server. */
function assertNoServerOption({ project, host, port, tokens }: Arguments): void {
  const given = Object.entries({ project, host, port, tokens }).filter(([, value]) => value !== undefined).map(([name]) => `--${name}`);
  if (given.length > 0) throw new ConfigError(`A worker cannot use ${given.join(' and ')}: it opens no project and listens on no port.`, 'It heals the rooms that servers on the same database have opened. Known options: --concurrency ROOMS.');
}

function parseServerArguments(argv: readonly string[]): Arguments {
  try {
    return parseArgs({ args: [...argv], options: serverOptions, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new ConfigError(`Could not read the command line "${argv.join(' ')}": ${(error as Error).message}`, 'Known options: --project FOLDER, --host HOST, --port PORT, --tokens auto|always|never, --concurrency ROOMS.');
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

/** `https://app.example.com, http://localhost:5173`: nothing but scheme, host and port, as browsers send it. */
function readOrigins(value: string | undefined): string[] {
  const origins = (value ?? '').split(',').map((origin) => origin.trim()).filter((origin) => origin !== '');
  const wrong = origins.find((origin) => !/^https?:/.test(origin) || !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong !== undefined) throw new ConfigError(`SUPERNOVA_ALLOWED_ORIGINS has "${wrong}", which is no origin.`, 'Name scheme, host and port without a path, separated by commas, for example https://app.example.com, http://localhost:5173.');
  return [...new Set(origins)];
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
