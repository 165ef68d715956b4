import { Autocomplete, VisuallyHidden } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ProjectView } from './project-view.ts';
import { searchFiles } from './search-files.ts';

const OFFERED = 12;
const NONE_FITS = 'No file fits: each word, or its letters in this order, must stand in the path.';

/** Finds a file by parts of its path; Enter takes the best. */
export function FileSearch({ paths: { files }, onFind }: { paths: Pick<ProjectView, 'files'>; onFind: (path: string) => void }) {
  const [query, setQuery] = useState('');
  const paths = useMemo(() => files.map(({ path }) => path), [files]);
  const offered = useMemo(() => searchFiles(paths, query, OFFERED), [paths, query]);
  const isNoneFound = offered.length === 0 && query.trim() !== '';
  const take = (path: string) => {
    onFind(path);
    // The field takes what was chosen right after this; the next search starts empty.
    queueMicrotask(() => setQuery(''));
  };
  return (
    <>
      <Autocomplete
        className="graph-search" aria-label="Find a file" placeholder="Find a file by parts of its path" data-testid="graph-search"
        value={query} onChange={setQuery} data={isNoneFound ? [{ value: NONE_FITS, disabled: true }] : offered} filter={({ options }) => options} selectFirstOptionOnChange
        onOptionSubmit={take}
        onKeyDown={(event) => {
          // The list opens a moment later than somebody types who types fast: nothing is marked in it yet.
          const [best] = offered;
          if (event.key === 'Enter' && best !== undefined && !event.currentTarget.hasAttribute('aria-activedescendant')) take(best);
        }}
        maxDropdownHeight={320} comboboxProps={{ shadow: 'md' }} autoComplete="off" autoCapitalize="off" spellCheck={false} classNames={{ option: isNoneFound ? 'graph-none' : 'path' }}
      />
      <VisuallyHidden role="status">{isNoneFound ? NONE_FITS : ''}</VisuallyHidden>
    </>
  );
}
