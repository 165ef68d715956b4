// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { expect, test } from 'vitest';
import { CouplingTables } from '../../../web/graph/CouplingTables.tsx';
import { FileTable } from '../../../web/graph/FileTable.tsx';
import { viewProject } from '../../../web/graph/project-view.ts';
import { showWithServer } from '../../support/happy-page.tsx';

const COLUMNS = {
  folders: ['src'], communities: 1, modularity: 0, cycles: 0, filesLeftOut: 0,
  nodes: { path: ['src/a.ts', 'src/b.ts'], folder: [0, 0], community: [0, 0], bytes: [1, 1], cycle: [null, null], ca: [1, 0], ce: [0, 1] },
  edges: { from: [1], to: [0], kind: ['STATIC' as const], weight: [1], typeOnly: [false] },
};

const cellsOf = (body: HTMLElement, testId: string): (string | null)[] => [...body.querySelectorAll(`[data-testid=${testId}] td[data-label=Strong]`)].map(({ textContent }) => textContent);
const room = (coupling: object) => ({ room: { __typename: 'Room', id: 'room', coupling: { __typename: 'Coupling', ...coupling } } });

test('the table of files says what share of the dependents of each is strong, and what that is', async () => {
  const { body } = showWithServer(<MantineProvider><FileTable roomId="room" version={0} view={viewProject(COLUMNS)} onFind={() => {}} /></MantineProvider>, {
    StrongFiles: () => room({ modules: [{ __typename: 'ModuleCoupling', file: 'src/a.ts', strongShare: 0.254 }, { __typename: 'ModuleCoupling', file: 'src/b.ts', strongShare: 0 }] }),
  });
  await expect.poll(() => cellsOf(body, 'file-table')).toEqual(['25 %', 'none']);
  expect(body.textContent).toContain('take more than 70 % of its exported names');
});

test('so does the table of folders', async () => {
  const { body } = showWithServer(<MantineProvider><CouplingTables roomId="room" version={0} onFind={() => {}} /></MantineProvider>, {
    CouplingTables: () => room({
      folderCount: 2, history: { __typename: 'ChangeHistory', absent: 'no repository', commits: 0, pairs: [] },
      folders: [{ folder: 'src', ca: 3, strongShare: 2 / 3 }, { folder: 'test', ca: 0, strongShare: 0 }].map((row) => ({ __typename: 'FolderCoupling', files: 2, ce: 1, instability: 0.25, ...row })),
    }),
  });
  await expect.poll(() => cellsOf(body, 'folder-table')).toEqual(['67 %', 'none']);
  expect(body.textContent).toContain('take more than 70 % of the exported names of the files that they import from it');
});
