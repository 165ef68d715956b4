// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { expect, test } from 'vitest';
import { RoomStructure } from '../../../web/healing/RoomStructure.tsx';
import { showWithServer } from '../../support/happy-page.tsx';

const node = (fields: object) => ({ node: { __typename: 'Room', id: 'room', ...fields } });
const coupling = { __typename: 'Coupling', files: 332, metrics: { __typename: 'StructureMetrics', cycles: 1, cyclicFiles: 2, modularity: 0.61, folderModularity: 0.13 } };

test('the figures are there before the refactorings, whose trial says that it takes its time', async () => {
  let answer: (value: unknown) => void = () => {};
  const { body, asked } = showWithServer(<MantineProvider env="test"><RoomStructure roomId="room" onSay={() => {}} /></MantineProvider>, {
    RoomStructure: () => node({ coupling }),
    RoomRefactorings: () => new Promise((resolve) => (answer = resolve)),
  });
  await expect.poll(() => body.textContent).toContain('takes a minute or more in a large project');
  expect(body.textContent).toMatch(/Files332.*Files in cycles2.*Modularity of communities0\.61/);
  expect(body.textContent).not.toContain('Measure again');
  await expect.poll(() => asked.map(({ operationName }) => operationName)).toEqual(['RoomStructure', 'RoomRefactorings']);
  answer(node({ refactorings: [] }));
  await expect.poll(() => body.textContent).toContain('No change that was tried would make it measurably better.');
  expect(body.textContent).toContain('Measure again');
});
