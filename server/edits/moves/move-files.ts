// Computes every edit of "these files get other paths". Owns the order of the passes; each kind of reference lives in its own file.
import { readOnce } from '../read-once.ts';
import { moveConfigurations } from './configurations.ts';
import { moveMentions } from './mentions.ts';
import { moveModuleSets } from './module-sets.ts';
import { MoveWork, type MoveEdits, type Moves, type MoveSource } from './move-work.ts';
import { moveSpecifiers } from './specifiers.ts';
import { moveStylesheets } from './stylesheets.ts';

/** Every place that must change when the files move, in the style it is written in; a set of one file is an ordinary move. */
export function moveFiles(source: MoveSource, moves: Moves): MoveEdits {
  const work = new MoveWork(source, moves);
  const entries = moveConfigurations(work);
  moveSpecifiers(work, entries);
  moveModuleSets(work);
  moveStylesheets(work);
  const notEdited = readOnce(() => {
    moveMentions(work);
    return work.notEdited;
  });
  // Mentions that are edited belong to the edits.
  if (moves.editsMentions) notEdited();
  return {
    own: work.own, dependents: work.dependents,
    get notEdited() {
      return notEdited();
    },
  };
}
