// Captures intents: words in, a stored change out. Owns the writes to intent_captures; resolves against the codebase as it is on disk now.
import type { IntentCapture, Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { InvalidInputError } from '../errors.ts';
import { describeChange, resolveIntent, type Codebase, type ListedTree } from './resolve-intent.ts';

/** A codebase on disk, where a folder can be a symbolic link. */
interface CodebaseOnDisk extends Codebase {
  readonly tree: ListedTree & { isInside(path: string): Promise<boolean> };
}

export interface IntentsOptions {
  readonly prisma: PrismaClient;
  /** The room's codebase, in step with the disk. */
  openCodebase(roomId: string): Promise<CodebaseOnDisk>;
}

export interface Intents {
  /** Throws InvalidInputError, NotFoundError and the errors of `errors.ts`; stores nothing then. */
  captureIntent(input: { readonly roomId: string; readonly userAction: string }): Promise<IntentCapture>;
}

export function createIntents({ prisma, openCodebase }: IntentsOptions): Intents {
  return {
    async captureIntent({ roomId, userAction }) {
      const codebase = await openCodebase(roomId);
      const change = resolveIntent(codebase, userAction);
      if (change.kind === 'MOVE_FILE' && !(await codebase.tree.isInside(change.to))) throw new InvalidInputError(`'${change.to}' leads out of the project by a symbolic link.`, 'Choose a destination in a folder of the project; nothing was written.');
      const data = { roomId, userAction: userAction.trim(), changeKind: change.kind, change: { ...change } as Prisma.InputJsonObject, understood: describeChange(change) };
      return prisma.intentCapture.create({ data });
    },
  };
}
