// Seeded moves and renames that both sides of the edit benchmark are asked for.
import { posix } from 'node:path';
import type { ProjectGraph } from '../../server/graph/project-graph.ts';
import type { ChangeOf } from '../../server/intents/change.ts';
import { createRandom, pick } from './seeded-random.ts';

export interface EditTargets {
  readonly moves: readonly ChangeOf<'MOVE_FILE'>[];
  /** `start`: where the declaring file exports the name. */
  readonly renames: readonly (ChangeOf<'RENAME_EXPORT'> & { readonly start: number })[];
}

export type Target = EditTargets['moves'][number] | EditTargets['renames'][number];

const isIndex = (file: string): boolean => /(^|\/)index\./.test(file);

export function pickTargets(graph: ProjectGraph, { count, seed }: { count: number; seed: number }): EditTargets {
  const random = createRandom(seed);
  const files = graph.files().filter((file) => file.startsWith('src/') && graph.edgesTo(file).length > 0 && !isIndex(file));
  const exports = files.flatMap((file) => (graph.facts(file)?.exports ?? []).filter((entry) => entry.importIndex === null && entry.local === entry.name).map(({ name, start }) => ({ file, name, start })));
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  return {
    moves: numbers.map((n) => {
      const from = pick(random, files);
      return { kind: 'MOVE_FILE', from, to: posix.join(posix.dirname(from), `moved${n}`, posix.basename(from)) };
    }),
    renames: numbers.map((n) => {
      const { file, name, start } = pick(random, exports);
      return { kind: 'RENAME_EXPORT', file, from: name, to: `${name}Renamed${n}`, start };
    }),
  };
}
