// A signature change with its shim, on a real project: what stands there, what the compiler says, and what calls of both forms do when they run.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from 'oxc-transform';
import { editsOfChange } from '../../../server/edits/change-edits.ts';
import type { ChangeEdits } from '../../../server/edits/edit-plan.ts';
import { resolveIntent } from '../../../server/intents/resolve-intent.ts';
import type { Codebase } from '../../../server/impact/codebase.ts';
import { openCodebase } from '../../support/open-codebase.ts';
import { applyAll, type Texts } from '../changed-project.ts';

export const STRICTEST = JSON.stringify({
  compilerOptions: { target: 'es2022', lib: ['es2022'], module: 'esnext', moduleResolution: 'bundler', strict: true, exactOptionalPropertyTypes: true, noImplicitOverride: true, noUncheckedIndexedAccess: true, noImplicitReturns: true, noUnusedLocals: true, noEmit: true, types: [] },
  include: ['src'],
});

export interface Shimmed {
  readonly codebase: Codebase;
  readonly edits: ChangeEdits;
  /** Every file after the change and its dependents' updates. */
  readonly plain: Texts;
  /** The same with the old form kept and deprecated. */
  readonly kept: Texts;
}

const stepsOf = ({ applyChange, updateImports, updateReferences }: ChangeEdits) => [...applyChange, ...updateImports, ...updateReferences];

/** Makes the change; every edit is inverted and compared. */
export async function shim(files: Texts, intent: string): Promise<Shimmed> {
  const all = { 'tsconfig.json': STRICTEST, ...files };
  const codebase = await openCodebase(all);
  const edits = await editsOfChange(codebase, resolveIntent(codebase, intent));
  const plain = applyAll(all, stepsOf(edits));
  const kept = edits.shim?.keep(edits.after) ?? [];
  const tree = edits.after.apply(kept);
  return { codebase, edits, plain, kept: applyAll(plain, [...kept, ...(edits.shim?.deprecate(tree, kept) ?? [])]) };
}

/** Every file after an intent. */
export async function heal(files: Texts, intent: string): Promise<{ texts: Texts; left: readonly string[] }> {
  const codebase = await openCodebase(files);
  const edits = await editsOfChange(codebase, resolveIntent(codebase, intent));
  return { texts: applyAll(files, stepsOf(edits)), left: edits.notEdited.map(({ file, line, reason }) => `${file}:${line} ${reason}`) };
}

const overlayOf = (texts: Texts) => new Map(Object.entries(texts).filter(([path]) => path.startsWith('src/')));

/** `file:line code message` of every error. */
export async function errorsIn({ codebase }: Shimmed, texts: Texts): Promise<string[]> {
  const overlay = overlayOf(texts);
  const { problems } = await codebase.checker.check({ overlay, files: [...overlay.keys()] });
  return problems.map(({ file, line, code, message }) => `${file}:${line} ${code} ${message}`);
}

/** Lines of a file in which the compiler reports a deprecated signature. */
export async function deprecatedLines({ codebase }: Shimmed, texts: Texts, file: string): Promise<number[]> {
  const { problems } = await codebase.checker.findDeprecatedUses({ overlay: overlayOf(texts), files: [file] });
  return problems.filter(({ code }) => code === 'TS6387').map(({ line }) => line);
}

/** What `results` of a module is when it runs. */
export async function run(texts: Texts, file: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'supernova-shim-'));
  try {
    for (const [path, text] of overlayOf(texts)) {
      const { code } = transformSync(path, text.replaceAll(/from '(\.\/\w+)'/g, "from '$1.mjs'"));
      writeFileSync(join(folder, path.slice('src/'.length).replace(/\.ts$/, '.mjs')), code);
    }
    const url = pathToFileURL(join(folder, file.slice('src/'.length).replace(/\.ts$/, '.mjs'))).href;
    const { results } = (await import(/* @vite-ignore */ url)) as { results: readonly unknown[] };
    return await Promise.all(results);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
