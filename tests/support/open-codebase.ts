// Temporary projects opened with their graph and compiler; closed and gone when the test ends.
import { onTestFinished } from 'vitest';
import { Codebase } from '../../server/impact/codebase.ts';
import { makeProject, type Files } from '../rooms/temp-project.ts';

/** A modern, strict tsconfig for the `src` folder. */
export const STRICT = JSON.stringify({ compilerOptions: { target: 'es2022', module: 'esnext', moduleResolution: 'bundler', strict: true, noEmit: true, types: [] }, include: ['src'] });

export async function openCodebase(files: Files): Promise<Codebase> {
  const codebase = await Codebase.open(await makeProject(files));
  onTestFinished(() => codebase.close());
  return codebase;
}
