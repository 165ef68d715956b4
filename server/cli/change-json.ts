// `--change JSON`: a change as data from the command line. Owns its shape, which is that of a wish; whether it can be done is decided elsewhere.
import { z } from 'zod';
import { InvalidInputError } from '../errors.ts';
import type { Wish } from '../intents/wish.ts';

const path = z.string().max(4096);
const name = z.string().max(500);
const text = z.string().max(16 * 1024 * 1024);
const wherever = path.nullable().default(null);

const operation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ADD_PARAMETER'), name, type: text.nullable().default(null), position: z.number().int().min(0).nullable().default(null), defaultValue: text.nullable().default(null), argument: text.nullable().default(null) }),
  z.object({ kind: z.literal('REMOVE_PARAMETER'), name }),
  z.object({ kind: z.literal('REORDER_PARAMETERS'), order: z.array(name).max(255) }),
  z.object({ kind: z.literal('TO_OPTIONS_OBJECT') }),
  z.object({ kind: z.literal('TO_ASYNC') }),
]);

const wish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('RENAME_EXPORT'), from: name, to: name, file: wherever }),
  z.object({ kind: z.enum(['MOVE_FILE', 'MOVE_FOLDER']), from: path, to: path, editsMentions: z.boolean().default(false) }),
  z.object({ kind: z.literal('MOVE_EXPORT'), name, file: wherever, to: path }),
  z.object({ kind: z.literal('DELETE_EXPORT'), name, file: wherever }),
  z.object({ kind: z.literal('DELETE_FILE'), file: path }),
  z.object({ kind: z.literal('RENAME_MEMBER'), owner: name, from: name, to: name, file: wherever }),
  z.object({ kind: z.literal('CHANGE_SIGNATURE'), name, file: wherever, operation }),
  z.object({ kind: z.literal('DEFAULT_TO_NAMED'), file: path, name: name.nullable().default(null) }),
  z.object({ kind: z.literal('NAMED_TO_DEFAULT'), name, file: wherever }),
  z.object({ kind: z.literal('EDIT'), files: z.array(z.object({ path, text: text.nullable() })).max(500).default([]), diff: text.nullable().default(null), isApplied: z.boolean().default(false) }),
  z.object({ kind: z.literal('RETIRE_SHIM'), file: wherever, name: name.nullable().default(null) }),
]);

/** Throws InvalidInputError. */
export function parseChangeJson(json: string): Wish {
  const hint = `Give an object such as {"kind":"RENAME_EXPORT","from":"total","to":"sum","file":"src/prices.ts"}.`;
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (error) {
    throw new InvalidInputError(`--change is no JSON: ${(error as Error).message}`, hint);
  }
  const result = wish.safeParse(data);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new InvalidInputError(`--change does not say a change: ${issue?.path.join('.') || 'kind'}: ${issue?.message ?? ''}`, hint);
}
