// Global ids: what clients see instead of a table's key. Owns their check, so that no malformed key reaches the database.
import { decodeGlobalID } from '@pothos/plugin-relay';
import { InvalidInputError } from '../errors.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Type and key of a global id. Throws InvalidInputError. */
export function decodeId(globalId: string): { typename: string; id: string } {
  let decoded: { typename: string; id: string } | null = null;
  try {
    decoded = decodeGlobalID(globalId);
  } catch {
    // told below
  }
  if (!decoded || !UUID.test(decoded.id)) throw new InvalidInputError(`'${globalId.slice(0, 60)}' is no id.`, 'Take ids from earlier answers as they are.');
  return decoded;
}

/** The key behind a global id of one type. Throws InvalidInputError. */
export function keyOf(typename: string, globalId: string): string {
  const decoded = decodeId(globalId);
  if (decoded.typename !== typename) throw new InvalidInputError(`'${globalId.slice(0, 60)}' is the id of a ${decoded.typename}, not of a ${typename}.`, `Give the id of a ${typename}.`);
  return decoded.id;
}
