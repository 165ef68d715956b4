// A set of moves as the edits of a change. Owns how they are put together for one file and for a folder alike.
import { composeEdits, type ChangeEdits, type EditSource } from '../edit-plan.ts';
import { moveFiles } from './move-files.ts';
import { shimsOfMoves } from './move-shims.ts';
import type { Moves } from './move-work.ts';

export function editsOfMoves(source: EditSource, moves: Moves): ChangeEdits {
  const moved = moveFiles(source, moves);
  const { own, dependents } = moved;
  const pairs = [...moves.files];
  return {
    ...composeEdits(source.tree, (base) => pairs.map(([from, to]) => base.move(from, to, own.get(from) ?? [])), dependents),
    get notEdited() {
      return moved.notEdited;
    },
    sites: [],
    targets: pairs.map(([from]) => from), targetsAfter: pairs.map(([, to]) => to),
    renamed: { files: pairs.map(([from, to]) => [to, from] as const), names: [] },
    shim: shimsOfMoves(source.graph, moves),
  };
}
