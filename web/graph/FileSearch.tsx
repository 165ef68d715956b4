import { Autocomplete, VisuallyHidden } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ProjectView } from './project-view.ts';
import { foldersOf, searchFiles } from './search-files.ts';

const OFFERED = 12;
/** The places among them that folders may take. */
const OFFERED_FOLDERS = 3;
const NONE_FITS = 'No file or folder fits: each word, or its letters in this order, must stand in the path.';

/** Files, then folders with a slash at their end; the other way round for who ends with a slash, or writes out the path of a folder. */
function offer(paths: readonly string[], folders: readonly string[], query: string): string[] {
  const words = query.trim();
  const found = searchFiles(folders, words.replace(/\/+$/, ''), OFFERED_FOLDERS).map((folder) => `${folder}/`);
  const files = searchFiles(paths, words, OFFERED - found.length);
  return words.endsWith('/') || (words.includes('/') && folders.includes(words)) ? [...found, ...files] : [...files, ...found];
}

/** Finds a file or a folder by parts of its path; Enter takes the best. */
export function FileSearch({ paths: { files }, onFind }: { paths: Pick<ProjectView, 'files'>; onFind: (path: string) => void }) {
  const [query, setQuery] = useState('');
  const paths = useMemo(() => files.map(({ path }) => path), [files]);
  const folders = useMemo(() => foldersOf(paths), [paths]);
  const offered = useMemo(() => offer(paths, folders, query), [paths, folders, query]);
  const isNoneFound = offered.length === 0 && query.trim() !== '';
  const take = (path: string) => {
    onFind(path);
    // The field takes what was chosen right after this; the next search starts empty.
    queueMicrotask(() => setQuery(''));
  };
  return (
    <>
      <Autocomplete
        className="graph-search" aria-label="Find a file or a folder" placeholder="Find a file or a folder by parts of its path" data-testid="graph-search"
        value={query} onChange={setQuery} data={isNoneFound ? [{ value: NONE_FITS, disabled: true }] : offered} filter={({ options }) => options} selectFirstOptionOnChange
        onOptionSubmit={take}
        onKeyDown={(event) => {
          // The list opens a moment later than somebody types who types fast: nothing is marked in it yet.
          const [best] = offered;
          if (event.key === 'Enter' && best !== undefined && !event.currentTarget.hasAttribute('aria-activedescendant')) take(best);
        }}
        maxDropdownHeight={400} comboboxProps={{ shadow: 'md' }} autoComplete="off" autoCapitalize="off" spellCheck={false} classNames={{ option: isNoneFound ? 'graph-none' : 'path' }}
      />
      <VisuallyHidden role="status">{isNoneFound ? NONE_FITS : ''}</VisuallyHidden>
    </>
  );
}
