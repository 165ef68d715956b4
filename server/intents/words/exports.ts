// The words of changes that carry declarations about: move-export, retire-shim.
import type { ChangeOf } from '../change.ts';
import type { ChangeWords } from './change-words.ts';

export function wordsOfMoveExport({ file, name, to }: ChangeOf<'MOVE_EXPORT'>): ChangeWords {
  return {
    understood: `Move the export ${name} of ${file} to ${to} and carry every import along.`, apply: `Move ${name} from ${file} to ${to}`, references: 'uses', oldForm: 'place', guideName: `move-${name}-to-${to}`,
    guide: { title: `\`${name}\` moved to \`${to}\``, what: 'It does what it did before.', howToAdapt: ['Import it from its new place.', '', '| before | after |', '|---|---|', `| \`${file}\` | \`${to}\` |`] },
  };
}

export function wordsOfRetireShim({ file, name }: ChangeOf<'RETIRE_SHIM'>): ChangeWords {
  const what = name === null ? `the old path ${file}` : `the old form ${name} of ${file}`;
  return {
    understood: `Retire ${what}: rewrite its last callers and remove it.`, apply: `Remove ${what}`, references: 'uses', oldForm: 'form', guideName: `retire-${name ?? file}`,
    guide: { title: `The old form \`${name ?? file}\` is gone`, what: 'It was deprecated before.', howToAdapt: ['Use the replacement that its deprecation named.'] },
  };
}
