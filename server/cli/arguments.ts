// The arguments of the command line, checked. Reads nothing but what it is given.
import { parseArgs } from 'node:util';
import { InvalidInputError } from '../errors.ts';

export interface CliArguments {
  /** As given; null means the folder the command was started in. */
  readonly project: string | null;
  readonly intent: string | null;
  /** Key of a completed run to roll back instead of healing. */
  readonly rollback: string | null;
  readonly isDryRun: boolean;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

export const USAGE = `Usage: npm run heal -- [--project DIR] [--dry-run] [--json] "rename NAME to NEW_NAME in FILE"
       npm run heal -- [--project DIR] [--dry-run] [--json] "move FILE to NEW_PATH"
       npm run heal -- [--project DIR] --rollback RUN

  --project DIR   the project to heal (default: the folder you are in)
  --dry-run       print what would break and the diff of the plan; change nothing
  --json          print one JSON object on standard output; progress goes to standard error
  --rollback RUN  put every file of a completed run back

Exit status: 0 healed, rolled back or printed; 1 refused, failed or cancelled.`;

/** Throws InvalidInputError. */
export function parseCliArguments(argv: readonly string[]): CliArguments {
  const options = { project: { type: 'string' }, rollback: { type: 'string' }, 'dry-run': { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  let parsed;
  try {
    parsed = parseArgs({ args: [...argv], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new InvalidInputError(`Could not read the command line: ${(error as Error).message}`, USAGE);
  }
  const { values, positionals } = parsed;
  const intent = positionals.join(' ').trim();
  const isHelp = values.help === true;
  if (!isHelp && intent === '' && values.rollback === undefined) throw new InvalidInputError('No intent was given.', USAGE);
  return { project: values.project ?? null, intent: intent === '' ? null : intent, rollback: values.rollback ?? null, isDryRun: values['dry-run'] === true, isJson: values.json === true, isHelp };
}
