import { MantineProvider } from '@mantine/core';
import { expect, test, vi } from 'vitest';
import { EditChoice } from '../../../web/healing/EditChoice.tsx';
import { showWithServer, type Answers } from '../../support/happy-page.tsx';

const KEYS = ['0.0', '0.1', '1.0'];

/** A server whose second edit builds on the first. */
function serverWith(more: Answers = {}): Answers {
  let byHand: string[] = [];
  const leftOutOf = (key: string) => (byHand.includes(key) ? 'BY_HAND' : key === '0.1' && byHand.includes('0.0') ? 'BUILDS_ON' : null);
  return {
    StepEdits: () => ({ plannedEdits: { __typename: 'PlannedEditList', totalCount: KEYS.length, byHand, edits: KEYS.map((key) => ({ __typename: 'PlannedEdit', key, kind: 'CHANGED', file: key.startsWith('0') ? 'a.ts' : 'b.ts', from: null, line: 1, before: 'old', after: 'new', leftOut: leftOutOf(key) })) } }),
    LeaveOutEdits: ({ keys }) => {
      byHand = keys as string[];
      return { leaveOutEdits: { __typename: 'MutationLeaveOutEditsSuccess', data: { __typename: 'HealingRun', id: 'run' } } };
    },
    ...more,
  };
}

async function showChoice(answers: Answers) {
  const { body, asked } = showWithServer(<MantineProvider><EditChoice step={{ id: 'step', editsPlanned: KEYS.length, status: 'PENDING' }} version={1} /></MantineProvider>, answers);
  await vi.waitFor(() => expect(body.querySelector('button')).not.toBeNull());
  body.querySelector('button')?.click();
  await vi.waitFor(() => expect(body.querySelectorAll('[data-testid=edit]')).toHaveLength(KEYS.length));
  const boxOf = (key: string) => body.querySelector<HTMLInputElement>(`[data-key="${key}"] input`);
  const fileBox = (file: string) => body.querySelector<HTMLInputElement>(`section[aria-label="${file}"] > * input`);
  return {
    boxOf, fileBox, body,
    sent: () => asked.filter(({ operationName }) => operationName === 'LeaveOutEdits').map(({ variables }) => variables['keys']),
    ticks: () => KEYS.map((key) => boxOf(key)?.checked),
    untilSettled: () => vi.waitFor(() => expect(body.querySelector('[data-testid=edit-choice]')?.getAttribute('aria-busy')).toBe('false')),
  };
}

test('what is not ticked is left out at once, what builds on it with it, and a choice made meanwhile is sent after it', async () => {
  const choice = await showChoice(serverWith());
  expect(choice.ticks()).toEqual([true, true, true]);
  choice.boxOf('0.0')?.click();
  await vi.waitFor(() => expect(choice.ticks()).toEqual([false, true, true]));
  choice.boxOf('1.0')?.click();
  await choice.untilSettled();
  expect(choice.sent()).toEqual([['0.0'], ['0.0', '1.0']]);
  expect(choice.ticks()).toEqual([false, false, false]);
  expect(choice.boxOf('0.1')?.disabled).toBe(true);
  expect(choice.body.textContent).toContain('Left out with an edit that it builds on.');
  choice.fileBox('a.ts')?.click();
  await vi.waitFor(() => expect(choice.ticks()).toEqual([true, true, false]));
  await choice.untilSettled();
  expect(choice.sent().at(-1)).toEqual(['1.0']);
});

test('a choice that is refused is taken back and says why', async () => {
  const refused = { code: 'INVALID_INPUT', message: 'Every edit of the plan would be left out.', hint: 'Leave at least one edit in.' };
  const choice = await showChoice(serverWith({ LeaveOutEdits: () => ({ leaveOutEdits: { __typename: 'InvalidInputError', ...refused } }) }));
  choice.boxOf('0.0')?.click();
  await vi.waitFor(() => expect(choice.body.querySelector('[data-testid=failure]')?.getAttribute('data-code')).toBe('INVALID_INPUT'));
  await choice.untilSettled();
  expect(choice.ticks()).toEqual([true, true, true]);
});
