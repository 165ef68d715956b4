// What an edit breaks: as the compiler says of the files before and after it, as it is predicted, and as it is predicted once it was made.
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { findNewProblems } from '../../server/checker/new-problems.ts';
import type { Problem } from '../../server/checker/checker.ts';
import { Codebase } from '../../server/impact/codebase.ts';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveWish } from '../../server/intents/resolve-intent.ts';
import { makeProject } from '../rooms/temp-project.ts';

/** Null: no such file. */
export type Texts = Readonly<Record<string, string | null>>;

/** Places as `file:line code`, sorted. */
export interface Told {
  readonly broken: string[];
  readonly predicted: string[];
  readonly predictedAfterwards: string[];
  /** Files that may break, before and after it was made. */
  readonly possible: readonly [before: string[], afterwards: string[]];
}

export interface Room {
  readonly files: Readonly<Record<string, string>>;
  /** By path what the link there leads to. */
  readonly links?: Readonly<Record<string, string>>;
}

interface Answers {
  readonly certain: string[];
  readonly possible: string[];
  readonly problems: readonly Problem[];
}

/** What is told of an edit when all that it breaks for certain is told right. */
export const toldRight = (breaks: readonly string[]) => ({ broken: breaks, predicted: breaks, predictedAfterwards: breaks });

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

/** The prediction is the first that its room and its compiler are asked for: nothing that was asked before helps. */
async function ask(codebase: Codebase, after: Texts, base: Texts | null): Promise<Answers> {
  const files = Object.entries(after).map(([path, text]) => ({ path, text, ...(base ? { base: base[path] ?? null } : {}) }));
  const { predictions } = await predictBreaks(codebase, resolveWish(codebase, { kind: 'EDIT', files, ...(base ? { isApplied: true } : {}) }));
  const certain = predictions.filter(({ certainty }) => certainty === 'CERTAIN');
  const { problems } = await codebase.checker.check({ overlay: new Map(), files: [...codebase.tree.paths()] });
  return {
    certain: placesOf(certain.flatMap(({ affectedComponents }) => affectedComponents.map(({ file, line, code }) => ({ file, line: line ?? 0, code: code ?? '' })))),
    possible: predictions.filter(({ certainty }) => certainty !== 'CERTAIN').map(({ file }) => file).sort(),
    problems,
  };
}

export async function tellBreaks({ files, links = {} }: Room, after: Texts): Promise<Told> {
  const before = await ask(await open(files, links), after, null);
  const afterwards = await ask(await open({ ...files, ...after }, links), after, files);
  return { broken: placesOf(findNewProblems(before.problems, afterwards.problems)), predicted: before.certain, predictedAfterwards: afterwards.certain, possible: [before.possible, afterwards.possible] };
}
