import { expect, it } from 'vitest';
import { titleOfDecision } from '../../../web/healing/decision-words.ts';

const PLACE = { file: 'a.js', line: 1, column: 1, reason: 'a string names it' };

it.each([
  ['HEAL', 3, [], 'Heal what breaks'],
  ['LOW_RISK', 0, [], 'Low risk: the change can simply be applied'],
  ['LOW_RISK', 1, [], 'Low risk: look first at what may break'],
  ['LOW_RISK', 0, [PLACE], 'Low risk: look first at what is left to edit by hand'],
  ['LOW_RISK', 129, [PLACE], 'Low risk: look first at what may break and what is left to edit by hand'],
] as const)('%s with %d predictions and %j not edited', (decision, totalCount, notEdited, title) => {
  expect(titleOfDecision({ decision, notEdited: [...notEdited], intentCapture: { predictions: { totalCount } } })).toBe(title);
});
