// How a test starts a program of the project: the command, the folder, the environment. Owns what scripts and apps share.
import { posix } from 'node:path';
import type { Source } from '../deps.ts';
import { stringSource } from '../repair/data-mapping/value-source.ts';
import { isDeclared } from './manifests.ts';
import type { TestStyle } from './test-style.ts';

export interface ProgramParts {
  /** The expression of the list of arguments for `process.execPath`. */
  readonly command: string;
  /** The declaration of `root`, the folder that the program runs in. */
  readonly root: string;
  readonly nodeImports: Readonly<Record<string, readonly string[]>>;
}

/** Longer than a runner's own limit, as a process has to start. */
export const PROGRAM_TIMEOUT_MS = 30_000;

/** What Node needs before a program's path; null where it cannot run it. */
function loader(source: Source, file: string): string[] | null {
  if (!/\.(?:[cm]?tsx?|jsx)$/.test(file)) return [];
  if (isDeclared(source, file, 'tsx')) return ['--import', 'tsx'];
  return isDeclared(source, file, 'ts-node') ? ['--require', 'ts-node/register'] : null;
}

/** The parts of a test that starts `file` of the project; a string says why there is none. */
export function readProgram(source: Source, style: TestStyle, file: string, args: readonly string[]): ProgramParts | string {
  const options = loader(source, file);
  if (options === null) return `${file} is not plain JavaScript, and the project declares neither tsx nor ts-node, so a test cannot start it.`;
  const { quote, hasSemicolons } = style.source;
  const end = hasSemicolons ? ';' : '';
  const up = posix.relative(posix.dirname(style.path), '.');
  const command = `[${[...options, file, ...args].map((part) => stringSource(part, quote)).join(', ')}]`;
  if (style.hasImportMeta) return { command, root: `const root = fileURLToPath(new URL(${stringSource(up === '' ? '.' : `${up}/`, quote)}, import.meta.url))${end}`, nodeImports: { 'node:url': ['fileURLToPath'] } };
  return up === '' ? { command, root: `const root = __dirname${end}`, nodeImports: {} } : { command, root: `const root = join(__dirname, ${stringSource(up, quote)})${end}`, nodeImports: { 'node:path': ['join'] } };
}
