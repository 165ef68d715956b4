// Checks settings of a room that come from outside. Owns their limits and the sentences that refuse; stores nothing.
import { InvalidInputError } from '../errors.ts';
import type { OldFormPolicy } from '../generated/prisma/enums.ts';

/** What is given is set, null goes back to the default, what is left out stays. */
export interface SettingsChange {
  readonly healFrom?: number | null | undefined;
  readonly compatibilityFrom?: number | null | undefined;
  readonly reviewAbove?: number | null | undefined;
  readonly oldForms?: OldFormPolicy | null | undefined;
  readonly writesGuides?: boolean | null | undefined;
  readonly ignoredFolders?: readonly string[] | null | undefined;
}

const MOST_FOLDERS = 50;
const LONGEST_PATH = 300;
const MOST_DEPENDENTS = 100_000;

function assertScale(name: string, value: number | null | undefined): void {
  if (value == null || (Number.isFinite(value) && value >= 0 && value <= 10)) return;
  throw new InvalidInputError(`${name} was set to ${value}, which is not on the scale of risk and severity.`, 'Give a number from 0 to 10; nothing was changed.');
}

/** The path of a folder below the root as rooms write it. Throws InvalidInputError. */
function readFolder(given: string): string {
  const path = given.trim().replaceAll('\\', '/').replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  const isOutside = path.startsWith('/') || /^[a-z]:/i.test(path) || path.split('/').some((part) => part === '..' || part === '.' || part === '');
  if (path.length > LONGEST_PATH || path.includes('\0') || isOutside) throw new InvalidInputError(`'${given.slice(0, 80)}' cannot be ignored: it is no path of a folder below the root of the room.`, 'Give a path such as src/generated; nothing was changed.');
  return path;
}

/** The same with folders in one form, sorted and once each. Throws InvalidInputError for the first that cannot be used. */
export function readSettings({ healFrom, compatibilityFrom, reviewAbove, ignoredFolders, ...policies }: SettingsChange): SettingsChange {
  assertScale('The risk from which on a change is healed', healFrom);
  assertScale('The severity from which on the old form is kept', compatibilityFrom);
  if (reviewAbove != null && (!Number.isInteger(reviewAbove) || reviewAbove < 0 || reviewAbove > MOST_DEPENDENTS)) throw new InvalidInputError(`The number of dependents above which a review is planned was set to ${reviewAbove}.`, `Give a whole number from 0 to ${MOST_DEPENDENTS}; nothing was changed.`);
  if (ignoredFolders && ignoredFolders.length > MOST_FOLDERS) throw new InvalidInputError(`${ignoredFolders.length} folders are to be ignored; a room has at most ${MOST_FOLDERS}.`, 'Name folders further up, or use a .gitignore; nothing was changed.');
  return { ...policies, healFrom, compatibilityFrom, reviewAbove, ignoredFolders: ignoredFolders && [...new Set(ignoredFolders.map(readFolder))].sort() };
}
