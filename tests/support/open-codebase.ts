// Temporary projects opened with their graph and compiler; closed and gone when the test ends.
import { onTestFinished } from 'vitest';
import { Codebase } from '../../server/impact/codebase.ts';
import { makeProject, type Files } from '../rooms/temp-project.ts';

/** Modern and strict. Without the types of the browser, which take the compiler six times as long to read as everything else that a small project has. */
export const STRICT_OPTIONS = { target: 'es2022', lib: ['es2022'], module: 'esnext', moduleResolution: 'bundler', strict: true, noEmit: true, types: [] };

/** A tsconfig with more options, for the `src` folder if nothing else is said. */
export const strictConfig = (more: object = {}, rest: object = { include: ['src'] }): string => JSON.stringify({ compilerOptions: { ...STRICT_OPTIONS, ...more }, ...rest });

export const STRICT = strictConfig();

/** For code that asks the browser, or Node in its words: `fetch`, `structuredClone`. */
export const STRICT_WITH_DOM = strictConfig({ lib: ['es2022', 'dom'] });

export async function openCodebase(files: Files): Promise<Codebase> {
  const codebase = await Codebase.open(await makeProject(files));
  onTestFinished(() => codebase.close());
  return codebase;
}
