// The words of edits: new contents of files.
import type { ChangeOf } from '../change.ts';
import type { ChangeWords } from './change-words.ts';

export function wordsOfEdit({ files }: ChangeOf<'EDIT'>): ChangeWords {
  const first = files[0]?.path ?? 'no file';
  const what = files.length > 1 ? `${files.length} files, ${first} first` : first;
  return {
    understood: `Edit ${what} and heal what depends on it.`, apply: `Edit ${what}`, references: 'uses', oldForm: 'names', guideName: `edit-${first}`,
    guide: { title: `The exports of \`${first}\` changed`, what: 'Names were renamed or removed by an edit.', howToAdapt: ['Use the new names; the places that were adapted here are listed below.'] },
  };
}
