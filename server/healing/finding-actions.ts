// The actions that answer performance and security predictions: a fix with its proof, and what a person has to look at. Owns their words.
import type { Priority } from '../generated/prisma/enums.ts';
import { HEAL_FROM } from '../impact/severity.ts';
import type { FindingFix, FindingFixes, OpenFinding } from './fix-findings.ts';
import { countFiles, type Steps } from './plan-steps.ts';
import type { PlannedAction, PlannedStep, StepInput } from './planned.ts';

type Verify = (extra: Partial<StepInput>) => PlannedStep;

/** The rest is counted in the action's description. */
const OPEN_TOLD = 30;

const priorityOf = (severity: number): Priority => (severity >= HEAL_FROM ? 'HIGH' : severity >= 4 ? 'MEDIUM' : 'LOW');
const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

function fixAction(steps: Steps, fix: FindingFix, { open }: FindingFixes, verify: Verify): PlannedAction {
  const { code, does, prediction, places, edits } = fix;
  const files = [...new Set(places.map(({ file }) => file))];
  // Places of the same kind that stay are told before, and do not fail the run.
  const findings = files.map((file) => ({ file, code, left: open.filter((one) => one.file === file && one.code === code).length }));
  return {
    actionType: 'FIX', description: `${does}, in ${plural(places.length, 'place')}`, priority: priorityOf(prediction.severity), ...(prediction.id === undefined ? {} : { predictionId: prediction.id }),
    steps: [steps.edit('APPLY_CHANGE', edits, (count) => `${does}: ${plural(places.length, 'place')} in ${count}`), verify({ findings })],
  };
}

function personAction(steps: Steps, open: readonly OpenFinding[], severity: number): PlannedAction {
  const told = open.slice(0, OPEN_TOLD);
  return {
    actionType: 'ARCHITECTURAL_REVIEW',
    description: `For a person: ${plural(open.length, 'finding')} in ${countFiles(new Set(open.map(({ file }) => file)).size)} that no fix is surely safe for`,
    priority: priorityOf(severity),
    steps: told.map(({ file, line, column, summary, reason }) => steps.read('SUGGEST_REFACTORING', `${file}:${line}: ${summary}`, { forAPerson: [`${file}:${line}:${column} ${reason}`] })),
  };
}

/** Each fix is an action of its own: an edit, and a check that nothing broke and the finding is gone. */
export function findingActions(steps: Steps, { fixes, open }: FindingFixes, verify: Verify): PlannedAction[] {
  const worst = Math.max(0, ...open.map(({ severity }) => severity));
  return [...fixes.map((fix) => fixAction(steps, fix, { fixes, open }, verify)), ...(open.length > 0 ? [personAction(steps, open, worst)] : [])];
}

/** What the plan says about them, in at most two sentences. */
export function findingReasons({ fixes, open }: FindingFixes): string[] {
  const count = fixes.reduce((sum, { places }) => sum + places.length, 0);
  const fixed = count === 0 ? [] : [`${plural(count, 'finding')} of the new contents ${count === 1 ? 'has' : 'have'} a fix that is surely safe; it is applied after the change and checked.`];
  return open.length === 0 ? fixed : [...fixed, `${plural(open.length, 'finding')} ${open.length === 1 ? 'is' : 'are'} for a person to look at; ${open.length === 1 ? 'it is' : 'they are'} listed as not edited.`];
}
