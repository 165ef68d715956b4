import { inWords } from '../shared/format.ts';

interface ReasonedStep {
  stepNumber: number;
  stepType: string;
  stepDescription: string;
  files: readonly string[];
}

interface ReasonedAction {
  position: number;
  executions: readonly ReasonedStep[];
}

/** Why each file is edited: the steps that do it, and what was predicted for it if nothing were done. */
export function reasonsByFile(actions: readonly ReasonedAction[], predictions: readonly { file: string; certainty: string; summary: string }[]): ReadonlyMap<string, readonly string[]> {
  const reasons = new Map<string, Set<string>>();
  const add = (file: string, reason: string) => reasons.set(file, (reasons.get(file) ?? new Set()).add(reason));
  for (const { position, executions } of actions) {
    for (const { stepNumber, stepDescription, files } of executions) for (const file of files) add(file, `Step ${position}.${stepNumber}: ${stepDescription}`);
  }
  for (const { file, certainty, summary } of predictions) if (reasons.has(file)) add(file, `${inWords(certainty)}, if left as it is: ${summary}`);
  return new Map([...reasons].map(([file, found]) => [file, [...found]]));
}

/** The steps that change files, each by its last attempt. */
export function stepsWithFiles<S extends ReasonedStep & { id: string; attempt: number }>(actions: readonly { position: number; executions: readonly S[] }[]): { id: string; label: string }[] {
  return actions.flatMap(({ position, executions }) => {
    const last = new Map<number, S>();
    for (const step of executions) if (step.files.length > 0 && step.attempt >= (last.get(step.stepNumber)?.attempt ?? 0)) last.set(step.stepNumber, step);
    return [...last.values()].map((step) => ({ id: step.id, label: `${position}.${step.stepNumber} ${inWords(step.stepType)} (${step.files.length})` }));
  });
}
