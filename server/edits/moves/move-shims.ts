// Old paths that keep working after a move: which of them get a module that passes on, and its mark. Owns the choice; the text of a shim is written elsewhere.
import type { ProjectGraph } from '../../graph/project-graph.ts';
import { markDeprecated, moveShim } from '../compatibility.ts';
import type { Shim } from '../edit-plan.ts';
import type { FileEdit } from '../file-edit.ts';
import type { Moves } from './move-work.ts';

const TEST = /(^|\/)(__tests__|__mocks__|__snapshots__)\/|\.(test|spec|stories|config)\.[cm]?[jt]sx?$/;

/** In a folder, what others can import: it exports something or is imported from outside, and is no test. A package is called by its name, which stays. */
function isOffered(graph: ProjectGraph, { files, folder }: Moves, path: string): boolean {
  if (!folder) return true;
  const isImported = graph.edgesTo(path).some((edge) => !files.has(edge.from));
  return isImported || (!TEST.test(path) && (graph.facts(path)?.exports.length ?? 0) > 0);
}

/** True where a folder carries the package.json by whose name it is imported. */
const isPackage = ({ files, folder }: Moves): boolean => folder !== null && files.has(`${folder.from}/package.json`);

/** A module at every old path that others can have written down. */
export function shimsOfMoves(graph: ProjectGraph, moves: Moves): Shim | null {
  if (isPackage(moves)) return null;
  const kept = [...moves.files].filter(([from]) => isOffered(graph, moves, from));
  return {
    keep: (tree) => kept.flatMap(([from, to]): readonly FileEdit[] => (tree.has(from) ? [] : moveShim({ tree, graph }, { from, to }))),
    deprecate: (tree, shims) => shims.flatMap((shim) => markDeprecated(tree, [shim], { isOld: () => true, replacement: `Import it from ${moves.files.get(shim.path) ?? 'its new path'}.` })),
  };
}
