// Captures intents: words in, a stored change out. Owns the writes to intent_captures; resolves against the codebase as it is on disk now.
import type { IntentCapture, Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Codebase } from './resolve-intent.ts';
import { describeChange, resolveIntent } from './resolve-intent.ts';

export interface IntentsOptions {
  readonly prisma: PrismaClient;
  /** The room's codebase, in step with the disk. */
  openCodebase(roomId: string): Promise<Codebase>;
}

export interface Intents {
  /** Throws InvalidInputError, NotFoundError and the errors of `errors.ts`; stores nothing then. */
  captureIntent(input: { readonly roomId: string; readonly userAction: string }): Promise<IntentCapture>;
}

export function createIntents({ prisma, openCodebase }: IntentsOptions): Intents {
  return {
    async captureIntent({ roomId, userAction }) {
      const change = resolveIntent(await openCodebase(roomId), userAction);
      const data = { roomId, userAction: userAction.trim(), changeKind: change.kind, change: { ...change } as Prisma.InputJsonObject, understood: describeChange(change) };
      return prisma.intentCapture.create({ data });
    },
  };
}
