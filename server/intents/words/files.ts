// The words of changes to whole files: move-file, move-folder, delete-file.
import type { ChangeOf } from '../change.ts';
import type { ChangeWords } from './change-words.ts';

const REFERENCES = 'dynamic imports, requires, mocks, configuration and links';
const beforeAndAfter = (from: string, to: string): string[] => ['Import from the new path instead of the old one.', '', '| before | after |', '|---|---|', `| \`${from}\` | \`${to}\` |`];

export function wordsOfMoveFile({ from, to }: ChangeOf<'MOVE_FILE'>): ChangeWords {
  return {
    understood: `Move ${from} to ${to} and carry every import along.`, apply: `Move ${from} to ${to}`, references: REFERENCES, oldForm: 'path', guideName: `move-${from}-to-${to}`,
    guide: { title: `\`${from}\` moved to \`${to}\``, what: 'The file offers the same exports as before.', howToAdapt: beforeAndAfter(from, to) },
  };
}

export function wordsOfMoveFolder({ from, to }: ChangeOf<'MOVE_FOLDER'>): ChangeWords {
  return {
    understood: `Move the folder ${from} to ${to} and carry every import along.`, apply: `Move the folder ${from} to ${to}`, references: REFERENCES, oldForm: 'paths', guideName: `move-folder-${from}-to-${to}`,
    guide: { title: `\`${from}/\` moved to \`${to}/\``, what: 'The files below it keep their names and offer the same exports as before.', howToAdapt: beforeAndAfter(`${from}/`, `${to}/`) },
  };
}

export function wordsOfDeleteFile({ file }: ChangeOf<'DELETE_FILE'>): ChangeWords {
  return {
    understood: `Delete ${file}; where it still has callers it is kept, deprecated, and they are listed.`, apply: `Delete ${file}, or deprecate it while it has callers`, references: REFERENCES, oldForm: 'file', guideName: `delete-${file}`,
    guide: { title: `\`${file}\` is going away`, what: 'It is deprecated until its last caller is gone.', howToAdapt: ['Stop importing it; the callers that are left are listed below.'] },
  };
}
