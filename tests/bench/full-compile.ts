// A fresh compile of a whole folder by the compiler's own command line, and what is new in it since another one. Shares nothing with the prediction it judges.
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { diffArrays } from 'diff';
import type * as Compiler from 'typescript/unstable/sync';
import { beyond } from '../../server/checker/beyond.ts';
import { DEFAULT_CONFIG, modernizeConfig } from '../../server/checker/modern-config.ts';
import { withOldDefaults } from '../../server/checker/old-defaults.ts';
import { groupBy } from '../../server/graph/group-by.ts';
import { parseJsonc } from '../../server/graph/jsonc.ts';
import { readTsconfig } from '../../server/graph/tsconfig-file.ts';

/** One line of the compiler's output; `file` is relative to the folder. */
export interface Reported {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
}

const TSC = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');
/** The peers of the benchmarks have a compiler of their own beside them. */
const compilerUrl = pathToFileURL(createRequire(join(import.meta.dirname, '../../package.json')).resolve('typescript/unstable/sync')).href;
const DEFAULT = 'default.tsconfig.json';
const OUTPUT_LIMIT = 256 * 1024 * 1024;
/** "Output file has not been built from source file" and its kin say nothing about the sources. */
const ABOUT_BUILDS = new Set(['TS6305', 'TS6306', 'TS6310']);

/**
 * The configs to compile: those that the room counts, in words that the native compiler knows and with what their own compiler assumes, or the product's
 * default where there is none. Every tsconfig of the folder is rewritten, since these extend each other.
 */
export function findConfigs(folder: string, ofRoom: readonly string[]): readonly string[] {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /(^|\/)tsconfig[^/]*\.json$/.test(path));
  const read = (path: string): unknown => parseJsonc(readFileSync(path, 'utf8'));
  const written = found.map((name) => {
    const path = join(folder, name);
    const modern = modernizeConfig(read(path), null);
    return [path, ofRoom.includes(name) ? withOldDefaults(modern, dirname(path), readTsconfig(path).inputs.slice(1).map(read)) : modern] as const;
  });
  for (const [path, config] of written) writeFileSync(path, JSON.stringify(config));
  if (ofRoom.length === 0) writeFileSync(join(folder, DEFAULT), JSON.stringify(DEFAULT_CONFIG));
  return ofRoom.length === 0 ? [DEFAULT] : ofRoom;
}

async function compile(folder: string, config: string): Promise<string[]> {
  const args = [TSC, '--noEmit', '--emitDeclarationOnly', 'false', '--pretty', 'false', '--incremental', 'false', '--composite', 'false', '-p', config];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: OUTPUT_LIMIT, timeout: 10 * 60_000 }, (error, stdout, stderr) => {
      // Status 1 and 2: there are errors in the project.
      if (error && (typeof error.code !== 'number' || error.code > 2)) reject(new Error(`the compiler failed: ${error.message} ${stderr}`));
      else resolve(stdout.split('\n'));
    });
  });
}

/** A syntax error, after which the command line says nothing of types. */
const isOfSyntax = ({ code }: Reported): boolean => /^TS1\d{3}$/.test(code);
const ERROR = 1;

/**
 * What the command line keeps to itself: a new process of the compiler is asked for all that it knows, with nothing laid over the disk. Of the declarations
 * that a project writes always, of the rest where the command line stopped at the syntax.
 */
async function askAll(folder: string, configs: readonly string[], isWhole: boolean): Promise<Reported[][]> {
  const isDeclaring = (config: string) => readTsconfig(join(folder, config)).declares === true;
  const asked = configs.filter((config) => isWhole || isDeclaring(config));
  if (asked.length === 0) return [];
  const { API } = (await import(compilerUrl)) as typeof Compiler;
  const api = new API({ cwd: folder });
  try {
    const snapshot = api.updateSnapshot({ openProjects: asked.map((config) => join(folder, config)) });
    return asked.map((config) => {
      const program = snapshot.getProject(join(folder, config))?.program;
      const ofTypes = program && isWhole ? [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()] : [];
      const ofDeclarations = program && isDeclaring(config) ? program.getDeclarationDiagnostics() : [];
      const found = [...ofTypes, ...ofDeclarations];
      return found.filter((diagnostic) => diagnostic.category === ERROR && diagnostic.fileName !== undefined).map(({ fileName = '', pos, code, text }) => {
        const before = readFileSync(fileName, 'utf8').replace(/^\uFEFF/, '').slice(0, pos).split(/\r\n|[\n\r\u2028\u2029]/);
        return { file: relative(folder, fileName), line: before.length, column: (before.at(-1)?.length ?? 0) + 1, code: `TS${code}`, message: text };
      });
    });
  } finally {
    api.close();
  }
}

const placeOf = ({ file, line, column, code }: Reported): string => `${file}:${line}:${column}:${code}`;

function reportedIn(lines: readonly string[]): Reported[] {
  return [...new Set(lines.map((line) => line.trimEnd()))].flatMap((line) => {
    const parts = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/.exec(line);
    return parts ? [{ file: parts[1] ?? '', line: Number(parts[2]), column: Number(parts[3]), code: parts[4] ?? '', message: parts[5] ?? '' }] : [];
  });
}

/** Several configs may say the same in other words, and one may say two things of a place: of each place and code, what the config says that says most. */
export function mergeReports(reports: readonly (readonly Reported[])[]): Reported[] {
  const merged = new Map<string, readonly Reported[]>();
  for (const report of reports) for (const [place, errors] of groupBy(report, placeOf)) if (errors.length > (merged.get(place)?.length ?? 0)) merged.set(place, errors);
  return [...merged.values()].flat();
}

/** Every error of the folder in any of the configs. Starts new processes: nothing is known from before. */
export async function compileAll(folder: string, configs: readonly string[]): Promise<Reported[]> {
  const reports: Reported[][] = [];
  for (const config of configs) reports.push(reportedIn(await compile(folder, config)));
  reports.push(...(await askAll(folder, configs, reports.some((report) => report.some(isOfSyntax)))));
  return mergeReports(reports).filter(({ code }) => !ABOUT_BUILDS.has(code));
}

/** Where the lines of one text are in another, by the longest common sequence; lines that are gone have no entry. Both count from 1. */
function linesAfter(before: string, after: string): Map<number, number> {
  const lines = new Map<number, number>();
  let [old, now] = [1, 1];
  for (const { added, removed, count } of diffArrays(before.split('\n'), after.split('\n'))) {
    if (added) now += count;
    else if (removed) old += count;
    else for (let i = 0; i < count; i += 1) lines.set(old++, now++);
  }
  // A line that was rewritten in place is still that line.
  for (const line of [...lines.keys()].sort((a, b) => a - b)) {
    const [gap, at] = [line + 1, (lines.get(line) ?? 0) + 1];
    if (!lines.has(gap) && ![...lines.values()].includes(at)) lines.set(gap, at);
  }
  return lines;
}

export interface Written {
  /** Contents of the paths that the change writes, null for what it takes away. */
  readonly overlay: ReadonlyMap<string, string | null>;
  /** Text of a path before the change. */
  textBefore(path: string): string | undefined;
  /** New path -> old path. */
  readonly moved: ReadonlyMap<string, string>;
}

/** "This syntax requires an imported helper": told of the first such syntax of a file alone, wherever that is. */
const TOLD_ONCE_OF_A_FILE = new Set(['TS2354']);

const lineKey = ({ file, line, code }: Reported): string => `${file}:${TOLD_ONCE_OF_A_FILE.has(code) ? '' : line}:${code}`;

/**
 * Errors of `after` at places that did not have one of that code before, and in what is written at lines: as many as are more than there were. What the
 * messages say does not count: a name in them may be new.
 */
export function newErrors(before: readonly Reported[], after: readonly Reported[], { overlay, textBefore, moved }: Written): Reported[] {
  const newPath = new Map([...moved].map(([now, old]) => [old, now]));
  const lineMaps = new Map<string, Map<number, number> | null>();
  /** Where a line of a file is in what is written to a path; null where that is the file as it was. */
  const mapOf = (file: string, path: string): Map<number, number> | null => {
    const key = `${file}\n${path}`;
    const [old, now] = [textBefore(file), overlay.get(path)];
    const known = lineMaps.get(key) ?? (typeof now === 'string' && old !== undefined ? linesAfter(old, now) : null);
    lineMaps.set(key, known);
    return known;
  };
  const old = before.flatMap((error): Reported[] => {
    // What is left of a file stays where it is, the rest may be at its new path.
    for (const path of new Set([error.file, newPath.get(error.file) ?? error.file])) {
      if (overlay.get(path) === null) continue;
      const lines = mapOf(error.file, path);
      const line = lines && !TOLD_ONCE_OF_A_FILE.has(error.code) ? lines.get(error.line) : error.line;
      if (line !== undefined) return [{ ...error, file: path, line }];
    }
    return [];
  });
  // Columns shift in what is written alone.
  const keyOf = (error: Reported) => (overlay.has(error.file) ? lineKey(error) : placeOf(error));
  return beyond(beyond(after, old, placeOf, placeOf), beyond(old, after, placeOf, placeOf), keyOf, keyOf);
}
