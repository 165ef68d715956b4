// What an edit breaks: as the compiler says of fresh rooms before and after it, as it is predicted, and as it is predicted once it was made.
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { findNewProblems } from '../../server/checker/new-problems.ts';
import { Codebase } from '../../server/impact/codebase.ts';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveWish } from '../../server/intents/resolve-intent.ts';
import { makeProject } from '../rooms/temp-project.ts';

/** Null: no such file. */
export type Texts = Readonly<Record<string, string | null>>;

export interface Told {
  readonly broken: string[];
  readonly predicted: string[];
  readonly predictedAfterwards: string[];
}

export interface Room {
  readonly files: Readonly<Record<string, string>>;
  /** By path what the link there leads to. */
  readonly links?: Readonly<Record<string, string>>;
}

async function open(texts: Texts, links: Readonly<Record<string, string>>): Promise<Codebase> {
  const root = await makeProject(Object.fromEntries(Object.entries(texts).flatMap(([path, text]) => (text === null ? [] : [[path, text] as const]))));
  for (const [path, target] of Object.entries(links)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await symlink(target, join(root, path));
  }
  const codebase = await Codebase.open(root);
  onTestFinished(() => codebase.close());
  return codebase;
}

const placesOf = (problems: readonly { readonly file: string; readonly line: number; readonly code: string }[]): string[] => problems.map(({ file, line, code }) => `${file}:${line} ${code}`).sort();

async function predict(codebase: Codebase, after: Texts, base: Texts | null): Promise<string[]> {
  const files = Object.entries(after).map(([path, text]) => ({ path, text, ...(base ? { base: base[path] ?? null } : {}) }));
  const { predictions } = await predictBreaks(codebase, resolveWish(codebase, { kind: 'EDIT', files, ...(base ? { isApplied: true } : {}) }));
  return placesOf(predictions.filter(({ certainty }) => certainty === 'CERTAIN').flatMap(({ affectedComponents }) => affectedComponents.map(({ file, line, code }) => ({ file, line: line ?? 0, code: code ?? '' }))));
}

/** Each as `file:line code`, sorted. Nobody is asked twice: what was asked before must not help. */
export async function tellBreaks({ files, links = {} }: Room, after: Texts): Promise<Told> {
  const allOf = async (texts: Texts) => {
    const codebase = await open(texts, links);
    return (await codebase.checker.check({ overlay: new Map(), files: [...codebase.tree.paths()] })).problems;
  };
  const broken = placesOf(findNewProblems(await allOf(files), await allOf({ ...files, ...after })));
  return { broken, predicted: await predict(await open(files, links), after, null), predictedAfterwards: await predict(await open({ ...files, ...after }, links), after, files) };
}
