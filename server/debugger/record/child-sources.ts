// Compiles the programs that run inside the sandbox, at run time and from their TypeScript sources. Owns where they lie; runs none of them.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'oxc-transform';

/** Relative imports of a child file: `from './x.ts'`, `import './x.ts'`. Child files are our own, so the form is known. */
const RELATIVE_IMPORT = /(\bfrom\s*|\bimport\s*\(?\s*)(['"])(\.{1,2}\/[^'"]+)\.ts\2/g;

const compiled = new Map<string, string>();
let sources: string | null = null;

/**
 * The JavaScript of one child file. `path` is relative to server/debugger/record/child, with `../` to reach other files of the debugger.
 * Types are gone; relative imports lead to `.mjs` files of the same layout. Throws where the file is missing or does not parse: our own bug.
 */
export function compileChildFile(path: string): string {
  const known = compiled.get(path);
  if (known !== undefined) return known;
  const file = join(childFolder(), path);
  const { code, errors } = transformSync(file, readFileSync(file, 'utf8'), { target: 'node20', typescript: { onlyRemoveTypeImports: true } });
  if (errors.length > 0) throw new Error(`${file} does not compile: ${errors[0]?.message ?? ''}`);
  const rewritten = code.replace(RELATIVE_IMPORT, (_, start: string, quote: string, specifier: string) => `${start}${quote}${specifier}.mjs${quote}`);
  compiled.set(path, rewritten);
  return rewritten;
}

/**
 * Writes child files, and all files they import, as `.mjs` below `folder`. `entryFiles` are relative to server/debugger (such as
 * `record/child/runtime.ts`, `repair/child/worker.ts`), and so is the layout below `folder`. Returns the absolute paths of the entries, in their order.
 */
export async function writeChildFiles(folder: string, entryFiles: readonly string[]): Promise<string[]> {
  const waiting = [...entryFiles];
  const seen = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const code = compileChildFile(posix.join('../..', path));
    const target = join(folder, toModule(path));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, code);
    for (const [, , , specifier = ''] of code.matchAll(COMPILED_IMPORT)) waiting.push(posix.join(posix.dirname(path), `${specifier}.ts`));
  }
  return entryFiles.map((path) => join(folder, toModule(path)));
}

const COMPILED_IMPORT = /(\bfrom\s*|\bimport\s*\(?\s*)(['"])(\.{1,2}\/[^'"]+)\.mjs\2/g;

function toModule(path: string): string {
  return path.replace(/\.ts$/, '.mjs');
}

/** The sources lie beside this file, or, from a bundle, below `server` in the package it belongs to. */
function childFolder(): string {
  sources ??= findChildFolder(dirname(fileURLToPath(import.meta.url)));
  return sources;
}

function findChildFolder(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    for (const candidate of [join(folder, 'child'), join(folder, 'server/debugger/record/child')]) if (existsSync(join(candidate, 'guard.ts'))) return candidate;
    if (dirname(folder) === folder) throw new Error(`The sources of the sandbox's programs were not found above ${from}.`);
  }
}
