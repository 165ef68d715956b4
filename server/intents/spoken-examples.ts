// One sentence for each kind of change that can be said. Owns the wording of help; what is understood is decided by the forms.
import type { WishKind } from './wish.ts';

/** By kind, in the order in which they are shown. An edit is shown, not said. */
export const SPOKEN_EXAMPLES: Readonly<Record<Exclude<WishKind, 'EDIT'>, readonly string[]>> = {
  RENAME_EXPORT: ['rename NAME to NEW_NAME in FILE'],
  RENAME_MEMBER: ['rename OWNER.MEMBER to NEW_NAME'],
  MOVE_FILE: ['move FILE to NEW_PATH'],
  MOVE_FOLDER: ['move folder FOLDER to NEW_PATH'],
  MOVE_EXPORT: ['move NAME from FILE to OTHER_FILE'],
  CHANGE_SIGNATURE: [
    "add parameter locale: string = 'en' to NAME in FILE", "add parameter locale: string to NAME in FILE at position 1 with argument 'en'", 'remove parameter locale from NAME in FILE',
    'reorder parameters of NAME in FILE to second, first', 'make the parameters of NAME in FILE an options object', 'make NAME in FILE async',
  ],
  DEFAULT_TO_NAMED: ['make default in FILE named NEW_NAME'],
  NAMED_TO_DEFAULT: ['make NAME in FILE the default export'],
  DELETE_EXPORT: ['delete NAME from FILE'],
  DELETE_FILE: ['delete file FILE'],
  RETIRE_SHIM: ['retire NAME in FILE'],
};

export const ALL_EXAMPLES: readonly string[] = Object.values(SPOKEN_EXAMPLES).flat();
