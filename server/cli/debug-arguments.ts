// The arguments of `npm run debug`, checked. Reads nothing but what it is given.
import { parseArgs } from 'node:util';
import { InvalidInputError } from '../errors.ts';
import type { StartInput } from '../debugger/service.ts';

export interface DebugArguments {
  /** As given; null means the folder the command was started in. */
  readonly project: string | null;
  readonly session: Omit<StartInput, 'roomId'> | null;
  readonly budgetMs: number;
  readonly isApplied: boolean;
  readonly isJson: boolean;
}

export const DEBUG_USAGE = `Usage: npm run debug -- [--project DIR] --file FILE --function NAME --example "CALL => RESULT" [--example ...] "what it should do"
       npm run debug -- [--project DIR] --file FILE --test NAME "what it should do"

  --project DIR      the project (default: the folder you are in)
  --file FILE        the source file, or the test file, from the project's folder
  --function NAME    the export that goes wrong
  --example TEXT     two expressions: a call and what it must give, for example "total([1, 2]) => 3"; repeat it, more examples give better fixes
  --test NAME        a test of the project's own runner, by its name or part of it, instead of --function
  --path CALLS       calls in the order in which they should happen, for example "validate,submit,success"
  --budget SECONDS   limit of the search (default: 30)
  --apply            apply the best fix when it is verified; it can be rolled back with npm run heal -- --rollback RUN
  --json             print one JSON object on standard output; progress goes to standard error

Exit status: 0 as expected, or a fix was found; 1 otherwise.`;

const OPTIONS = {
  project: { type: 'string' }, file: { type: 'string' }, function: { type: 'string' }, example: { type: 'string', multiple: true }, test: { type: 'string' }, path: { type: 'string' },
  budget: { type: 'string' }, apply: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' },
} as const;

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: true });
  } catch (error) {
    throw new InvalidInputError(`Could not read the command line: ${(error as Error).message}`, DEBUG_USAGE);
  }
}

/** `call => result`, split at the last arrow outside of what an arrow function could be: the result is what stands after it. */
export function parseExampleText(text: string): { actual: string; expected?: { expression: string } } {
  const at = text.lastIndexOf('=>');
  const [actual, expected] = at === -1 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 2).trim()];
  if (actual === '' || (at !== -1 && expected === '')) throw new InvalidInputError(`'${text.slice(0, 80)}' is no example.`, 'Write a call and what it must give: "total([1, 2]) => 3".');
  return at === -1 ? { actual } : { actual, expected: { expression: expected } };
}

/** Throws InvalidInputError. */
export function parseDebugArguments(argv: readonly string[]): DebugArguments {
  const { values, positionals } = parse(argv);
  const common = { project: values.project ?? null, isApplied: values.apply === true, isJson: values.json === true };
  if (values.help) return { ...common, session: null, budgetMs: 0 };
  const { file, function: exportName, test } = values;
  if (file === undefined) throw new InvalidInputError('No file was given.', DEBUG_USAGE);
  if ((exportName === undefined) === (test === undefined)) throw new InvalidInputError('Either a function or a test is run.', DEBUG_USAGE);
  const seconds = Number(values.budget ?? 30);
  if (!(seconds >= 1 && seconds <= 600)) throw new InvalidInputError(`A budget of '${values.budget}' cannot be used.`, 'Give seconds from 1 to 600.');
  const examples = (values.example ?? []).map(parseExampleText);
  const scenario = exportName === undefined ? { test: { file, testName: test ?? null } } : { function: { file, exportName, examples } };
  const executionPath = values.path?.split(',').map((call) => call.trim()).filter(Boolean);
  const userIntent = positionals.join(' ').trim() || 'Do what the examples say.';
  return { ...common, budgetMs: seconds * 1_000, session: { triggerAction: 'terminal', userIntent, scenario, expectedBehavior: executionPath ? { executionPath } : test === undefined ? {} : { outcome: { status: 'success' } } } };
}
