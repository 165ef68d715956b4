// The arguments of the command line, checked. Reads nothing but what it is given.
import { parseArgs } from 'node:util';
import { InvalidInputError } from '../errors.ts';
import type { Wish } from '../intents/wish.ts';
import { ALL_EXAMPLES } from '../intents/spoken-examples.ts';
import { parseChangeJson } from './change-json.ts';
import type { RunRequest } from './on-run.ts';

/** Where new contents come from: `file` is as given, null for standard input. */
export type GivenEdit =
  | { readonly kind: 'diff'; readonly file: string | null; readonly isApplied: boolean }
  /** An empty `file` deletes the path. */
  | { readonly kind: 'contents'; readonly files: readonly { readonly path: string; readonly file: string }[] };

export interface CliArguments {
  /** As given; null means the folder the command was started in. */
  readonly project: string | null;
  readonly intent: string | null;
  /** A change as data, instead of words. */
  readonly change: Wish | null;
  readonly edit: GivenEdit | null;
  /** What is asked of a run that exists, instead of healing. */
  readonly onRun: RunRequest | null;
  /** What to look at instead of healing: a target's dependents, the receipt of a run, or the whole structure. */
  readonly inspect: { readonly target: string } | { readonly receipt: string } | 'STRUCTURE' | null;
  /** Works on a git branch instead of in the working tree; an empty name is made of the intent. */
  readonly branch: string | null;
  readonly isDryRun: boolean;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

export const USAGE = `Usage: npm run heal -- [--project DIR] [--dry-run] [--json] "what you are about to change"
       npm run heal -- [--project DIR] [--dry-run] [--json] --change JSON
       npm run heal -- [--project DIR] [--dry-run] [--json] --edit PATH=FILE [--edit PATH=FILE ...]
       git diff --relative HEAD | npm run -s heal -- [--project DIR] [--dry-run] [--json] --diff - --applied
       npm run heal -- [--project DIR] --rollback RUN [--merge] [--dry-run]
       npm run heal -- [--project DIR] --retry RUN [--step N] [--without-failed --reason WHY]
       npm run heal -- [--project DIR] --adopt RUN --reason WHY | --skip RUN --step N --reason WHY
       npm run heal -- [--project DIR] [--json] --impact TARGET | --structure | --receipt RUN

  --project DIR     the project to heal (default: the folder you are in)
  --diff FILE       apply a unified diff and heal what depends on it; - reads standard input
  --applied         the project has been edited already, as the diff says: heal only the rest
  --edit PATH=FILE  PATH of the project gets the contents of FILE; PATH= deletes it
  --change JSON     any change as data, such as {"kind":"RENAME_EXPORT","from":"a","to":"b","file":"src/a.ts"}
  --branch[=NAME]   work on a git branch that ends in a commit; your files stay as they are
  --dry-run         print what would break and the diff of the plan; change nothing
  --json            print one JSON object on standard output; progress goes to standard error
  --rollback RUN    put every file of a completed run back; with --dry-run print what that would do
  --merge           keep what was changed since the run; refused where it conflicts
  --retry RUN       heal a failed or cancelled run again; with --step N what earlier steps found is kept
  --without-failed  leave the step that failed out, for the reason that is given
  --adopt RUN       write again what a failed run had completed and keep it, without a verification
  --skip RUN        leave out step N of a run that waits or is running
  --reason WHY      3 to 500 characters, kept with the run
  --impact TARGET   who depends on src/a.ts, src/a.ts#name, src/folder or a component by its name, and how strongly
  --receipt RUN     what a run was asked for, predicted, did and proved, as Markdown; with --json as JSON
  --structure       cycles, modularity, and refactorings that would measurably help

What you can say (a FILE may be left out where only one fits):
${ALL_EXAMPLES.map((example) => `  ${example}`).join('\n')}

Exit status: 0 healed, rolled back or printed; 1 refused, failed or cancelled.`;

const OPTIONS = {
  project: { type: 'string' }, rollback: { type: 'string' }, diff: { type: 'string' }, applied: { type: 'boolean' }, edit: { type: 'string', multiple: true }, change: { type: 'string' },
  'dry-run': { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, impact: { type: 'string' }, structure: { type: 'boolean' }, receipt: { type: 'string' },
  merge: { type: 'boolean' }, retry: { type: 'string' }, adopt: { type: 'string' }, skip: { type: 'string' }, step: { type: 'string' }, reason: { type: 'string' }, 'without-failed': { type: 'boolean' },
  branch: { type: 'boolean' }, 'branch-name': { type: 'string' },
} as const;

function parse(argv: readonly string[]) {
  try {
    // An option cannot have a value and be without one: `--branch=NAME` is two.
    const args = argv.flatMap((argument) => (argument.startsWith('--branch=') ? ['--branch', `--branch-name=${argument.slice('--branch='.length)}`] : [argument]));
    return parseArgs({ args, options: OPTIONS, strict: true, allowPositionals: true });
  } catch (error) {
    throw new InvalidInputError(`Could not read the command line: ${(error as Error).message}`, USAGE);
  }
}

type Values = ReturnType<typeof parse>['values'];

function readContents(entry: string): { path: string; file: string } {
  const at = entry.indexOf('=');
  if (at < 1) throw new InvalidInputError(`'--edit ${entry}' does not say where the contents are.`, USAGE);
  return { path: entry.slice(0, at), file: entry.slice(at + 1) };
}

function readEdit({ diff, edit, applied }: Values): GivenEdit | null {
  if (applied === true && diff === undefined) throw new InvalidInputError('--applied goes with --diff.', USAGE);
  if (diff !== undefined) return { kind: 'diff', file: diff === '-' ? null : diff, isApplied: applied === true };
  return edit ? { kind: 'contents', files: edit.map(readContents) } : null;
}

function readStepNumber({ step }: Values): number | null {
  if (step === undefined) return null;
  if (!/^[1-9]\d{0,5}$/.test(step)) throw new InvalidInputError(`'--step ${step}' is no number of a step.`, USAGE);
  return Number(step);
}

function readReason({ reason }: Values, option: string): string {
  if (reason === undefined) throw new InvalidInputError(`${option} needs a --reason.`, USAGE);
  return reason;
}

function readRunRequest(values: Values): RunRequest | null {
  const { rollback, retry, adopt, skip, merge = false } = values;
  const asked = [rollback, retry, adopt, skip].filter((value) => value !== undefined).length;
  if (asked > 1) throw new InvalidInputError('Several things were asked of runs at once.', USAGE);
  if (merge && rollback === undefined) throw new InvalidInputError('--merge goes with --rollback.', USAGE);
  const step = readStepNumber(values);
  if (rollback !== undefined) return { kind: 'ROLLBACK', runId: rollback, isMerging: merge };
  if (retry !== undefined) return { kind: 'RETRY', runId: retry, fromStep: step, skipFailed: values['without-failed'] === true ? readReason(values, '--without-failed') : null };
  if (adopt !== undefined) return { kind: 'ADOPT', runId: adopt, reason: readReason(values, '--adopt') };
  if (skip === undefined) return null;
  if (step === null) throw new InvalidInputError('--skip needs a --step.', USAGE);
  return { kind: 'SKIP', runId: skip, step, reason: readReason(values, '--skip') };
}

function readInspect({ impact, receipt, structure }: Values): CliArguments['inspect'] {
  if (impact !== undefined) return { target: impact };
  if (receipt !== undefined) return { receipt };
  return structure === true ? 'STRUCTURE' : null;
}

/** Throws InvalidInputError. */
export function parseCliArguments(argv: readonly string[]): CliArguments {
  const { values, positionals } = parse(argv);
  const words = positionals.join(' ').trim();
  const intent = words === '' ? null : words;
  const isHelp = values.help === true;
  const edit = readEdit(values);
  const onRun = readRunRequest(values);
  const asData = [values.diff, values.edit, values.change].filter((value) => value !== undefined).length;
  const looks = [values.impact, values.structure, values.receipt].filter((value) => value !== undefined).length;
  if (looks > 1 || (looks === 1 && (asData > 0 || intent !== null || onRun !== null))) throw new InvalidInputError('--impact, --structure and --receipt change nothing and go with no intent.', USAGE);
  if (asData > 1 || (asData === 1 && onRun !== null)) throw new InvalidInputError('Several changes were given at once.', USAGE);
  if (!isHelp && intent === null && asData + looks === 0 && onRun === null) throw new InvalidInputError('No intent was given.', USAGE);
  return {
    project: values.project ?? null, intent, change: values.change === undefined ? null : parseChangeJson(values.change), edit,
    onRun, inspect: readInspect(values), branch: values.branch === true ? (values['branch-name'] ?? '') : null, isDryRun: values['dry-run'] === true, isJson: values.json === true, isHelp,
  };
}
