// A wish to a change. Owns the table of kinds and what is said where words are no change; each kind's preconditions live in resolve/.
import { posix } from 'node:path';
import { InvalidInputError } from '../errors.ts';
import type { Change } from './change.ts';
import { IntentNotUnderstoodError } from './errors.ts';
import { parseIntent } from './parse-intent.ts';
import { resolveDefaultToNamed, resolveNamedToDefault } from './resolve/defaults.ts';
import { resolveEdit } from './resolve/edit.ts';
import { resolveMoveExport, resolveRetireShim } from './resolve/exports.ts';
import { resolveDeleteFile, resolveMove } from './resolve/files.ts';
import { resolveRenameMember, resolveSignature } from './resolve/members.ts';
import { resolveDeleteExport, resolveRename } from './resolve/names.ts';
import { word, type Codebase } from './resolve/targets.ts';
import { ALL_EXAMPLES } from './spoken-examples.ts';
import type { Wish, WishKind, WishOf } from './wish.ts';

/** Longest intent in characters. */
export const INTENT_LIMIT = 2_000;
const HOW_TO_SAY = `Say ${ALL_EXAMPLES.slice(0, -1).map((example) => `'${example}'`).join(', ')} or '${ALL_EXAMPLES.at(-1) ?? ''}'.`;
const SOURCE = /\.[cm]?[jt]sx?$/;

const RESOLVERS: { readonly [K in WishKind]: (codebase: Codebase, wish: WishOf<K>) => Change } = {
  RENAME_EXPORT: resolveRename,
  MOVE_FILE: resolveMove,
  MOVE_FOLDER: resolveMove,
  MOVE_EXPORT: resolveMoveExport,
  DELETE_EXPORT: resolveDeleteExport,
  DELETE_FILE: resolveDeleteFile,
  RENAME_MEMBER: resolveRenameMember,
  CHANGE_SIGNATURE: resolveSignature,
  DEFAULT_TO_NAMED: resolveDefaultToNamed,
  NAMED_TO_DEFAULT: resolveNamedToDefault,
  EDIT: resolveEdit,
  RETIRE_SHIM: resolveRetireShim,
};

/** Resolves a wish against the project as it is now. Throws the errors of `errors.ts`. */
export function resolveWish(codebase: Codebase, wish: Wish): Change {
  return (RESOLVERS[wish.kind] as (codebase: Codebase, wish: Wish) => Change)(codebase, wish);
}

/** Checks again that a change which was resolved earlier can still be made. */
export function assertStillPossible(codebase: Codebase, change: Change): void {
  resolveWish(codebase, change);
}

/** What somebody says: words, or a change as data; `wish` is null where the data say no change, or several at once. */
export interface Said {
  readonly userAction?: string | null;
  readonly wish?: Wish | null | undefined;
}

function assertReadable(text: string): void {
  if (text.length > INTENT_LIMIT) throw new InvalidInputError(`The intent has ${text.length} characters; at most ${INTENT_LIMIT} are read.`, 'Say the change in one sentence.');
}

/** Throws what `resolveIntent` and `resolveWish` throw. */
export function resolveSaid(codebase: Codebase, { userAction, wish }: Said): Change {
  assertReadable(userAction ?? '');
  if (wish === null) throw new InvalidInputError('The change says nothing to do, or several things at once.', 'Give exactly one kind of change, and for a signature exactly one operation.');
  return wish ? resolveWish(codebase, wish) : resolveIntent(codebase, userAction ?? '');
}

/** Words to a change. Throws `InvalidInputError`, `IntentNotUnderstoodError` and what `resolveWish` throws. */
export function resolveIntent(codebase: Codebase, text: string): Change {
  const words = text.trim();
  if (words === '') throw new InvalidInputError('The intent is empty.', "Say what you are about to change, for example 'rename formatPrice to formatMoney in src/pricing/format.ts'.");
  assertReadable(text);
  const wish = parseIntent(words);
  if (!wish) {
    const file = codebase.tree.paths().find((path) => SOURCE.test(path)) ?? 'src/a.ts';
    throw new IntentNotUnderstoodError(`'${words.slice(0, 80)}' says no change that is known.`, HOW_TO_SAY, [{ text: `move ${word(file)} to ${word(posix.join(posix.dirname(file), 'moved', posix.basename(file)))}`, file, symbol: null }]);
  }
  return resolveWish(codebase, wish);
}
