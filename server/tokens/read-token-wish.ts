// Checks what an access token is asked for with. Owns its limits and the sentences that refuse; stores nothing.
import { InvalidInputError } from '../errors.ts';

export interface TokenWish {
  readonly name: string;
  /** Null: it does not expire. */
  readonly expiresInDays: number | null;
}

const LONGEST_NAME = 60;
const MOST_DAYS = 3_650;

/** The same with the name trimmed. Throws InvalidInputError. */
export function readTokenWish({ name, expiresInDays }: TokenWish): TokenWish {
  const trimmed = name.trim();
  // It is told as who did something, in terminals too.
  if (trimmed === '' || trimmed.length > LONGEST_NAME || /\p{C}/u.test(trimmed)) throw new InvalidInputError(`The name of the token cannot be used: it needs 1 to ${LONGEST_NAME} visible characters.`, 'Name it after who or what will use it, for example laptop; no token was made.');
  if (expiresInDays !== null && (!Number.isInteger(expiresInDays) || expiresInDays < 1 || expiresInDays > MOST_DAYS)) throw new InvalidInputError(`A token cannot expire in ${expiresInDays} days.`, `Give a whole number of days from 1 to ${MOST_DAYS}, or none; no token was made.`);
  return { name: trimmed, expiresInDays };
}
