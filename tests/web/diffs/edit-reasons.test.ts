import { expect, test } from 'vitest';
import { reasonsByFile, stepsWithFiles } from '../../../web/diffs/edit-reasons.ts';

const step = (id: string, stepNumber: number, attempt: number, files: string[]) => ({ id, stepNumber, attempt, stepType: 'UPDATE_IMPORTS', stepDescription: 'Rewrite the imports', files });
const ACTIONS = [
  { position: 1, executions: [step('a1', 1, 1, ['a.ts', 'b.ts']), step('v', 2, 1, [])] },
  { position: 2, executions: [step('b1', 1, 1, ['a.ts']), step('b2', 1, 2, ['a.ts'])] },
];

test('an edited file tells the steps that edit it and what was predicted for it, once each', () => {
  const reasons = reasonsByFile(ACTIONS, [{ file: 'a.ts', certainty: 'CERTAIN', summary: 'It stops compiling.' }, { file: 'c.ts', certainty: 'POSSIBLE', summary: 'Not edited.' }]);
  expect(Object.fromEntries(reasons)).toEqual({
    'a.ts': ['Step 1.1: Rewrite the imports', 'Step 2.1: Rewrite the imports', 'Certain, if left as it is: It stops compiling.'],
    'b.ts': ['Step 1.1: Rewrite the imports'],
  });
});

test('the steps to choose from are those that change files, each by its last attempt', () => {
  expect(stepsWithFiles(ACTIONS)).toEqual([{ id: 'a1', label: '1.1 Update imports (2)' }, { id: 'b2', label: '2.1 Update imports (1)' }]);
});
