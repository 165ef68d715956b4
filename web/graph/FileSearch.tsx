import { Autocomplete } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ProjectView } from './project-view.ts';
import { searchFiles } from './search-files.ts';

const OFFERED = 12;

/** Finds a file by parts of its path; Enter takes the best. */
export function FileSearch({ paths: { files }, onFind }: { paths: Pick<ProjectView, 'files'>; onFind: (path: string) => void }) {
  const [query, setQuery] = useState('');
  const paths = useMemo(() => files.map(({ path }) => path), [files]);
  const offered = useMemo(() => searchFiles(paths, query, OFFERED), [paths, query]);
  const take = (path: string) => {
    onFind(path);
    // The field takes what was chosen right after this; the next search starts empty.
    queueMicrotask(() => setQuery(''));
  };
  return (
    <Autocomplete
      className="graph-search" aria-label="Find a file" placeholder="Find a file by parts of its path" data-testid="graph-search"
      value={query} onChange={setQuery} data={offered} filter={({ options }) => options} selectFirstOptionOnChange
      onOptionSubmit={take}
      onKeyDown={(event) => {
        // The list opens a moment later than somebody types who types fast: nothing is marked in it yet.
        const [best] = offered;
        if (event.key === 'Enter' && best !== undefined && !event.currentTarget.hasAttribute('aria-activedescendant')) take(best);
      }}
      maxDropdownHeight={320} comboboxProps={{ shadow: 'md' }} autoComplete="off" autoCapitalize="off" spellCheck={false} classNames={{ option: 'path' }}
    />
  );
}
