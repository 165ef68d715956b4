// The words of edits: new contents of files, and what they mean for those who import them.
import type { ChangeOf, InferredEdit } from '../change.ts';
import type { ChangeWords } from './change-words.ts';

/** Things of one sort that are named one by one; the rest is counted. */
const MOST_NAMED = 4;

const NOTHING: InferredEdit = { moves: [], renames: [], movedExports: [], added: [], removed: [], kindChanged: [], signatures: [] };

function list(verb: string, things: readonly string[]): string[] {
  if (things.length === 0) return [];
  const named = things.slice(0, MOST_NAMED).join(', ');
  return [`${verb} ${named}${things.length > MOST_NAMED ? ` and ${things.length - MOST_NAMED} more` : ''}`];
}

/** What the edit does, one clause for each sort of thing. */
function clausesOf({ moves, renames, movedExports, added, removed, kindChanged, signatures }: InferredEdit): string[] {
  return [
    ...list('moves', moves.map(({ from, to }) => `${from} to ${to}`)),
    ...list('renames', renames.map(({ from, to, isCertain }) => `${from} to ${to}${isCertain ? '' : ' (likely)'}`)),
    ...list('carries', movedExports.map(({ name, to }) => `${name} to ${to}`)),
    ...list('removes', removed.map(({ name }) => name)),
    ...list('adds', added.map(({ name }) => name)),
    ...list('turns', kindChanged.map(({ name, after }) => `${name} into a ${after}`)),
    ...list('changes the signature of', signatures.map(({ name }) => name)),
  ];
}

const rows = (pairs: readonly (readonly [string, string])[]): string[] => (pairs.length === 0 ? [] : ['', '| before | after |', '|---|---|', ...pairs.map(([before, after]) => `| \`${before}\` | \`${after}\` |`)]);

function guideOf(first: string, { moves, renames, movedExports, removed, signatures }: InferredEdit): ChangeWords['guide'] {
  const oneLine = (text: string): string => text.replaceAll('\n', ' ').replaceAll('|', String.raw`\|`).replaceAll('`', "'");
  const [only, ...more] = renames;
  return {
    title: only && more.length === 0 ? `\`${only.from}\` is now \`${only.to}\`` : `The exports of \`${first}\` changed`,
    what: 'Names or paths were changed by an edit of the files that offer them.',
    howToAdapt: [
      'Use the new names and paths; the places that were adapted here are listed below.',
      ...rows([...moves.map(({ from, to }) => [from, to] as const), ...renames.map(({ file, from, to }) => [`${from} of ${file}`, to] as const), ...movedExports.map(({ name, from, to }) => [`${name} of ${from}`, `${name} of ${to}`] as const)]),
      ...(removed.length > 0 ? ['', `These are gone: ${removed.map(({ file, name }) => `\`${name}\` of \`${file}\``).join(', ')}.`] : []),
      ...(signatures.length > 0 ? ['', 'These are called otherwise:', ...rows(signatures.map(({ name, before, after }) => [oneLine(name + before), oneLine(name + after)] as const))] : []),
    ],
  };
}

export function wordsOfEdit({ files, isApplied, inferred = NOTHING }: ChangeOf<'EDIT'>): ChangeWords {
  const first = files[0]?.path ?? 'no file';
  const what = files.length > 1 ? `${files.length} files, ${first} first` : first;
  const clauses = clausesOf(inferred);
  const effect = clauses.length > 0 ? ` It ${clauses.join('; ')}.` : ' What it exports stays the same.';
  return {
    understood: `${isApplied === true ? `Heal what depends on the edit of ${what}` : `Edit ${what} and heal what depends on it`}.${effect}`,
    apply: isApplied === true ? `Take the edit of ${what} as it is on disk` : `Edit ${what}`,
    references: 'uses', oldForm: inferred.renames.length > 0 ? 'names' : 'paths', guideName: `edit-${first}`, guide: guideOf(first, inferred),
  };
}
