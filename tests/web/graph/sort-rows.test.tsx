// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { describe, expect, test } from 'vitest';
import { CouplingTables } from '../../../web/graph/CouplingTables.tsx';
import { nextOrder, sortRows, type SortColumn } from '../../../web/graph/sort-rows.ts';
import { showWithServer } from '../../support/happy-page.tsx';

interface Row {
  readonly name: string;
  readonly share: number | null;
}

const COLUMNS: SortColumn<Row>[] = [{ name: 'Name', valueOf: ({ name }) => name }, { name: 'Share', valueOf: ({ share }) => share }];
const ROWS: Row[] = [{ name: 'src/b10', share: 0.5 }, { name: 'src/b9', share: null }, { name: 'src/a', share: 0.5 }, { name: 'src/c', share: 0.75 }];

describe('rows', () => {
  test.each([
    ['as they came', null, ['src/b10', 'src/b9', 'src/a', 'src/c']],
    ['by name, numbers in it as numbers', { column: 'Name', direction: 'ascending' }, ['src/a', 'src/b9', 'src/b10', 'src/c']],
    ['by a number, equal ones as they came and none last', { column: 'Share', direction: 'ascending' }, ['src/b10', 'src/a', 'src/c', 'src/b9']],
    ['the other way round, none last too', { column: 'Share', direction: 'descending' }, ['src/c', 'src/b10', 'src/a', 'src/b9']],
  ] as const)('stand %s', (_, order, names) => {
    expect(sortRows(ROWS, COLUMNS, order).map(({ name }) => name)).toEqual(names);
  });

  test.each([['a number', true, ['descending', 'ascending', undefined]], ['a name', false, ['ascending', 'descending', undefined]]] as const)('are sorted by %s, then the other way round, then as they came', (_, isNumeric, directions) => {
    let order = nextOrder(null, 'Share', isNumeric);
    const seen = [order?.direction];
    for (let press = 1; press < 3; press++) seen.push((order = nextOrder(order, 'Share', isNumeric))?.direction);
    expect(seen).toEqual(directions);
  });
});

test('a press on the head of a column sorts the folders by it, and says so', async () => {
  const folder = (name: string, files: number) => ({ __typename: 'FolderCoupling', folder: name, files, ca: 1, ce: 1, instability: 0.5, strongShare: 0 });
  const { body } = showWithServer(<MantineProvider env="test"><CouplingTables roomId="room" version={0} onFind={() => {}} /></MantineProvider>, {
    CouplingTables: () => ({ room: { __typename: 'Room', id: 'room', coupling: { __typename: 'Coupling', folderCount: 3, folders: [folder('src', 9), folder('lib', 2), folder('app', 11)], history: { __typename: 'ChangeHistory', absent: 'no repository', commits: 0, pairs: [] } } } }),
  });
  const names = () => [...body.querySelectorAll('[data-testid=folder-table] tbody th')].map(({ textContent }) => textContent);
  const head = () => [...body.querySelectorAll('[data-testid=folder-table] thead th')].find((cell) => cell.textContent.startsWith('Files'));
  await expect.poll(names).toEqual(['src', 'lib', 'app']);
  expect(head()?.getAttribute('aria-sort')).toBeNull();
  for (const [sort, sorted] of [['descending', ['app', 'src', 'lib']], ['ascending', ['lib', 'src', 'app']], [null, ['src', 'lib', 'app']]] as const) {
    head()?.querySelector('button')?.click();
    await expect.poll(names).toEqual(sorted);
    expect(head()?.getAttribute('aria-sort') ?? null).toBe(sort);
  }
});
