import { describe, expect, test } from 'vitest';
import { ActionStatus, RunStatus, StepStatus } from '../../server/generated/prisma/enums.ts';
import { ACTION_MOVES, assertLegal, isFinalAction, isFinalRun, isFinalStep, RUN_MOVES, STEP_MOVES } from '../../server/engine/states.ts';

const LEGAL = {
  run: [
    'PLANNED QUEUED', 'QUEUED RUNNING', 'QUEUED CANCELLED', 'RUNNING COMPLETED', 'RUNNING RESTORING', 'RUNNING FAILED', 'RESTORING FAILED',
    'RESTORING CANCELLED', 'COMPLETED ROLLBACK_QUEUED', 'ROLLBACK_QUEUED ROLLING_BACK', 'ROLLING_BACK ROLLED_BACK', 'ROLLING_BACK COMPLETED',
    'RUNNING ADOPTED', 'FAILED QUEUED', 'CANCELLED QUEUED', 'ADOPTED ROLLBACK_QUEUED', 'ROLLING_BACK ADOPTED',
  ],
  action: ['PENDING EXECUTING', 'PENDING CANCELLED', 'EXECUTING COMPLETED', 'EXECUTING FAILED', 'EXECUTING CANCELLED', 'COMPLETED PENDING', 'FAILED PENDING', 'CANCELLED PENDING'],
  step: ['PENDING RUNNING', 'PENDING SKIPPED', 'PENDING CANCELLED', 'RUNNING COMPLETED', 'RUNNING FAILED', 'RUNNING SKIPPED', 'RUNNING CANCELLED'],
};
const MACHINES = [
  { name: 'run', moves: RUN_MOVES as Record<string, readonly string[]>, states: Object.values(RunStatus), legal: LEGAL.run },
  { name: 'action', moves: ACTION_MOVES as Record<string, readonly string[]>, states: Object.values(ActionStatus), legal: LEGAL.action },
  { name: 'step', moves: STEP_MOVES as Record<string, readonly string[]>, states: Object.values(StepStatus), legal: LEGAL.step },
];

describe.each(MACHINES)('the states of a $name', ({ moves, states, legal }) => {
  const pairs = states.flatMap((from) => states.map((to) => ({ from, to, isLegal: legal.includes(`${from} ${to}`) })));

  test.each(pairs)('$from to $to is legal: $isLegal', ({ from, to, isLegal }) => {
    const move = () => assertLegal(moves, from, to);
    if (isLegal) expect(move).not.toThrow();
    else expect(move).toThrow(`illegal move from ${from} to ${to}`);
  });
});

test('the final states are those in which nothing moves by itself', () => {
  expect(Object.values(RunStatus).filter(isFinalRun)).toEqual(['COMPLETED', 'ADOPTED', 'FAILED', 'CANCELLED', 'ROLLED_BACK']);
  expect(Object.values(ActionStatus).filter(isFinalAction)).toEqual(['COMPLETED', 'FAILED', 'CANCELLED']);
  expect(Object.values(StepStatus).filter(isFinalStep)).toEqual(['COMPLETED', 'FAILED', 'SKIPPED', 'CANCELLED']);
});
