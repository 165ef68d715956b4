// One source file of the room as it is written into the shadow. Owns where its imports lead there; `emit.ts` owns the JavaScript.
import { posix } from 'node:path';
import { ResolverFactory } from 'oxc-resolver';
import { join } from 'node:path';
import type { EdgeKind } from '../../graph/facts.ts';
import { isSourcePath } from '../../graph/parse-file.ts';
import { createOptionsReader } from './compiler-options.ts';
import { emitModule, type EmitCompilerOptions } from './emit.ts';
import type { SpecifierKind } from './emit-imports.ts';
import { emittedPath, moduleFormat, packageFormat, type ModuleFormat } from './module-format.ts';
import type { RoomFiles } from './room-files.ts';

export interface ShadowFile {
  /** Relative to the shadow's room. */
  readonly path: string;
  readonly code: string;
}

export interface SourceProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Adds to the source of a file what watches it; must keep its lines. */
export type Instrumentation = (file: { readonly path: string; readonly text: string }) => string;

export interface WritingOptions {
  /** TypeScript stays as it is, under its own name: a test runner transforms it. */
  readonly keepSource: boolean;
  readonly instrument: Instrumentation | null;
  /** Files that get a way to evaluate expressions in their scope. */
  readonly evaluable: ReadonlySet<string>;
}

const EDGE_KINDS: Readonly<Record<SpecifierKind, EdgeKind>> = { import: 'STATIC', export: 'REEXPORT', 'dynamic-import': 'DYNAMIC', require: 'REQUIRE', url: 'MOCK' };

export class ShadowWriter {
  readonly #room: RoomFiles;
  readonly #options: WritingOptions;
  readonly #optionsOf: (path: string) => EmitCompilerOptions;
  readonly #packages = new ResolverFactory({ conditionNames: ['node', 'import', 'default'], mainFields: ['main'], extensions: ['.js', '.json', '.node'], moduleType: true, builtinModules: true, nodePath: false });
  readonly #formats = new Map<string, ModuleFormat>();

  constructor(room: RoomFiles, options: WritingOptions) {
    this.#room = room;
    this.#options = options;
    this.#optionsOf = createOptionsReader(room.source.graph.tsconfigs);
  }

  /** Forgets what is known of a file whose content changed. */
  forget(path: string): void {
    this.#formats.delete(path);
  }

  formatOf(path: string): ModuleFormat {
    const known = this.#formats.get(path);
    if (known !== undefined) return known;
    const textOf = (file: string): string | undefined => this.#room.text(file);
    const format = moduleFormat(path, textOf(path) ?? '', textOf);
    this.#formats.set(path, format);
    return format;
  }

  /** Where a source file lies in the shadow, relative to its room. */
  pathOf(path: string): string {
    return this.#options.keepSource ? path : emittedPath(path, this.formatOf(path), (file) => this.#room.text(file));
  }

  /** The files to write for one source file, or why it cannot be run. Other files of the room are written as they are. */
  write(path: string): readonly ShadowFile[] | SourceProblem {
    const text = this.#room.text(path) ?? '';
    const { keepSource, instrument, evaluable } = this.#options;
    const code = instrument === null ? text : instrument({ path, text });
    const textOf = (file: string): string | undefined => this.#room.text(file);
    const emitted = emitModule({
      path,
      code,
      format: /\.m[jt]s$/.test(path) ? 'esm' : /\.c[jt]s$/.test(path) ? 'cjs' : packageFormat(path, textOf),
      compilerOptions: this.#optionsOf(path),
      keepSource,
      sourceMap: !keepSource,
      rewriteSpecifier: (specifier, kind) => (keepSource ? specifier : this.#rewrite(path, specifier, EDGE_KINDS[kind])),
      isCommonJs: (specifier) => this.#isCommonJs(path, specifier),
      isTypeExport: (specifier, name) => this.#isTypeExport(path, specifier, name),
    });
    if (emitted.kind === 'failed') return { file: path, line: emitted.line, column: emitted.column, message: emitted.message };
    const evaluator = evaluable.has(path) ? `\n;globalThis[Symbol.for("supernova.evaluators")]?.set(${JSON.stringify(path)},(source)=>eval(source));` : '';
    // In front of the map of lines, which must come last.
    const withEvaluator = evaluator === '' ? emitted.code : emitted.code.replace(/(?:\n\/\/# sourceMappingURL=\S*\s*)?$/, (map) => evaluator + map);
    return this.#named(path, withEvaluator, emitted.format);
  }

  /** A file whose code turned out to be of the other format than its name says gets a name of its own and one line that leads there. */
  #named(path: string, code: string, format: ModuleFormat): ShadowFile[] {
    const name = this.pathOf(path);
    if (this.#options.keepSource || this.formatOf(path) === format) return [{ path: name, code }];
    const own = `${path}.code.${format === 'esm' ? 'mjs' : 'cjs'}`;
    const specifier = JSON.stringify(`./${posix.basename(own)}`);
    const leading = format === 'esm' ? `module.exports = require(${specifier});` : `export { default } from ${specifier};\nexport * from ${specifier};`;
    return [{ path: own, code }, { path: name, code: leading }];
  }

  #rewrite(from: string, specifier: string, kind: EdgeKind): string {
    const target = this.#room.resolve(from, specifier, kind);
    if (!('to' in target) || !(isSourcePath(target.to) || /\.json$/.test(target.to))) return specifier;
    const to = isSourcePath(target.to) && kind !== 'MOCK' ? this.pathOf(target.to) : target.to;
    const way = posix.relative(posix.dirname(this.pathOf(from)), to);
    return way.startsWith('.') ? way : `./${way}`;
  }

  #isCommonJs(from: string, specifier: string): boolean {
    const target = this.#room.resolve(from, specifier, 'STATIC');
    if ('to' in target) return isSourcePath(target.to) && this.formatOf(target.to) === 'cjs';
    const found = this.#packages.sync(posix.dirname(join(this.#room.source.tree.root, from)), specifier);
    return found.path !== undefined && found.moduleType !== 'module' && !/\.(?:mjs|json)$/.test(found.path);
  }

  #isTypeExport(from: string, specifier: string, name: string): boolean {
    const target = this.#room.resolve(from, specifier, 'REEXPORT');
    const exports = 'to' in target ? (this.#room.source.graph.facts(target.to)?.exports ?? []) : [];
    const named = exports.filter((one) => one.name === name);
    return named.length > 0 && named.every((one) => one.isType);
  }
}
