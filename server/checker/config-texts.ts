// The tsconfigs of a room as the native compiler is to read them. Owns which files are configs, and their texts; what is changed in one is modern-config.ts's.
import { posix } from 'node:path';
import { readConfigText } from '../rooms/read-text.ts';
import { withoutCircularBases } from './config-bases.ts';
import { DEFAULT_CONFIG, effectiveAfter, modernizeConfig, type EffectivePaths } from './modern-config.ts';
import { withOldDefaults } from './old-defaults.ts';
import { ownSpecifiers } from './own-specifiers.ts';

/** A tsconfig of the room. */
export interface ProjectConfig {
  /** Path in the room. */
  readonly path: string;
  readonly effective: EffectivePaths;
  /** Absolute paths of the config files that it takes in, whatever they are called. */
  readonly bases: readonly string[];
  /** Absolute paths of the configs that it references. */
  readonly references: readonly string[];
  /** Whether it takes a file in by itself. Absolute path. */
  includes(path: string): boolean;
}

export interface ConfigSource {
  /** Real absolute path of the room. */
  readonly root: string;
  /** The tsconfigs as they are on disk now; asked again after a config changed. */
  configs(): readonly ProjectConfig[];
  parseConfig(text: string): unknown;
}

const DEFAULT_CONFIG_NAME = '.supernova.tsconfig.json';
const IS_TYPESCRIPT = /\.[cm]?tsx?$/;
const IS_CONFIG = /(^|\/)[tj]sconfig[^/]*\.json$/;

/**
 * One file after the other is loaded: all at once, each asks us for the same package.json files before the first has its answer (700 questions where
 * 50 do, for 250 files), which takes longer than the loading.
 */
const inTurn = (config: Record<string, unknown>): string => JSON.stringify({ ...config, compilerOptions: { ...(config['compilerOptions'] as object | undefined), singleThreaded: true } });

/** All paths are absolute. */
export class ConfigTexts {
  readonly #source: ConfigSource;
  #configs: ReadonlyMap<string, ProjectConfig> = new Map();
  #bases: ReadonlySet<string> = new Set();
  readonly #surroundings = new Map<string, { readonly context: string; readonly ownSpecifiers: RegExp | null }>();

  constructor(source: ConfigSource) {
    this.#source = source;
  }

  /** Takes over which tsconfigs there are. */
  refresh(): void {
    this.#surroundings.clear();
    const configs = this.#source.configs();
    this.#configs = new Map(configs.map((config) => [posix.join(this.#source.root, config.path), config]));
    this.#bases = new Set(configs.flatMap(({ bases }) => bases));
  }

  /** The projects to open: a room without a tsconfig has one of ours. */
  get projects(): string[] {
    return this.#configs.size > 0 ? [...this.#configs.keys()] : [this.#default];
  }

  /** What decides where a project's imports lead beside its options: its references, what its `paths` are relative to, and the package it is in. */
  surroundingsOf(path: string): { readonly context: string; readonly ownSpecifiers: RegExp | null } {
    const config = this.#configs.get(path);
    const known = this.#surroundings.get(path) ?? {
      context: JSON.stringify([config?.references, config?.effective.paths && config.effective.pathsFolder]),
      ownSpecifiers: ownSpecifiers(posix.dirname(path)),
    };
    this.#surroundings.set(path, known);
    return known;
  }

  /** Whether the config takes a file in by itself. Both absolute paths. */
  includes(config: string, path: string): boolean {
    return this.#configs.get(config)?.includes(path) ?? false;
  }

  /** The configs that take one of the files in by themselves. All absolute paths. */
  including(paths: readonly string[]): string[] {
    return [...this.#configs].flatMap(([config, { includes }]) => (paths.some((path) => IS_TYPESCRIPT.test(path) && includes(path)) ? [config] : []));
  }

  /** What stands for a config on disk; undefined for any other file. */
  onDisk(path: string): string | undefined {
    if (path === this.#default) return this.#configs.size === 0 ? inTurn(DEFAULT_CONFIG) : undefined;
    if (!this.#bases.has(path) && (!IS_CONFIG.test(path) || path.includes('/node_modules/'))) return undefined;
    const text = readConfigText(path) ?? '';
    return text === '' ? undefined : this.#modernized(path, text);
  }

  /** A planned file as the compiler is to see it: a config that gets new paths is modernized like those on disk. */
  planned(path: string, text: string | null): string | null {
    if (text === null || !IS_CONFIG.test(path)) return text;
    return this.#modernized(path, text) ?? text;
  }

  get #default(): string {
    return posix.join(this.#source.root, DEFAULT_CONFIG_NAME);
  }

  #modernized(path: string, text: string): string | undefined {
    try {
      const config = withoutCircularBases(path, this.#source.parseConfig(text), (base) => this.#tryParse(base));
      const [folder, known] = [posix.dirname(path), this.#configs.get(path)];
      const modern = modernizeConfig(config, effectiveAfter(config, known?.effective ?? null, folder));
      // Of a file that is only extended, what it leaves out may be said by who extends it.
      return inTurn(known ? withOldDefaults(modern, folder, known.bases.map((base) => this.#tryParse(base))) : modern);
    } catch {
      return undefined; // not JSON: the compiler reports it better
    }
  }

  #tryParse(path: string): unknown {
    try {
      return this.#source.parseConfig(readConfigText(path) ?? '');
    } catch {
      return null;
    }
  }
}
