// move-folder: every text below the folder at its new path, and everything that leads to it. Owns which files go along; one that is no text stays and is listed.
import type { ChangeOf } from '../../intents/change.ts';
import type { ChangeEdits, EditSource, NotEdited } from '../edit-plan.ts';
import { editsOfMoves } from '../moves/edits-of-moves.ts';

export function editsOfMoveFolder(source: EditSource, { from, to, editsMentions }: ChangeOf<'MOVE_FOLDER'>): ChangeEdits {
  const { tree } = source;
  const below = [...tree.paths()].filter((path) => path.startsWith(`${from}/`));
  const after = (path: string): string => to + path.slice(from.length);
  const files = new Map(below.filter((path) => tree.hash(path) !== undefined).map((path) => [path, after(path)]));
  const staying = below.filter((path) => !files.has(path)).map((path): NotEdited => ({ file: path, line: 1, column: 1, reason: `is no text that Supernova reads, so it stays where it is, and what names it is kept right; move it to ${after(path)} by hand` }));
  const edits = editsOfMoves(source, { files, folder: { from, to }, editsMentions: editsMentions ?? false });
  return { ...edits, notEdited: [...edits.notEdited, ...staying] };
}
