// The project behind the figures of the page: one folder of files that all import one name, one very long file, and texts around them.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from '../support/projects.ts';

export interface LargeProject {
  readonly folder: string;
  /** Every fifth line of the long file is another one. */
  readonly longEdit: { readonly path: string; readonly text: string };
  remove(): void;
}

const LONG = 'src/long.ts';
const CHANGED_EVERY = 5;

const longText = (lines: number, isChanged: boolean): string =>
  Array.from({ length: lines }, (_, i) => `export const value${i} = ${isChanged && i % CHANGED_EVERY === 0 ? `${i} + 1` : i};\n`).join('');

/** `importers` files under src/parts that a rename of `origin` changes, and texts so that there are `files` in all. */
export function writeLargeProject({ importers, files, longLines }: { importers: number; files: number; longLines: number }): LargeProject {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'supernova-large-')));
  writeFiles(folder, {
    'tsconfig.json': JSON.stringify({ compilerOptions: { target: 'es2022', module: 'esnext', moduleResolution: 'bundler', strict: true, noEmit: true, types: [] }, include: ['src'] }),
    'src/origin.ts': 'export const origin = 1;\n',
    [LONG]: longText(longLines, false),
  });
  mkdirSync(join(folder, 'src/parts'));
  for (let i = 0; i < importers; i += 1) writeFileSync(join(folder, `src/parts/part-${i}.ts`), `import { origin } from '../origin';\n\nexport const part${i} = origin + ${i};\n`);
  mkdirSync(join(folder, 'notes'));
  for (let i = importers + 3; i < files; i += 1) writeFileSync(join(folder, `notes/note-${i}.txt`), `Note ${i}\n`);
  return { folder, longEdit: { path: LONG, text: longText(longLines, true) }, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
