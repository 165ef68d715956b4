// Captures intents: words or an input in, a stored change out. Owns the writes to intent_captures; resolves against the codebase as it is on disk now.
import type { IntentCapture, Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { InvalidInputError } from '../errors.ts';
import type { EditSource } from '../edits/edit-plan.ts';
import type { Change } from './change.ts';
import { assertCompilerAgrees } from './compiler-preconditions.ts';
import { resolveSaid, type Said } from './resolve-intent.ts';
import type { Codebase, ListedTree } from './resolve/targets.ts';
import { wordsOf } from './words/words-of-change.ts';

/** How long the compiler may take to say whether a change can be made. */
const TIMEOUT_MS = 120_000;

/** A codebase on disk, where a folder can be a symbolic link. */
interface CodebaseOnDisk extends Codebase, Pick<EditSource, 'aliasesFor' | 'checker'> {
  readonly tree: ListedTree & { isInside(path: string): Promise<boolean> };
}

export interface IntentsOptions {
  readonly prisma: PrismaClient;
  /** The room's codebase, in step with the disk. */
  openCodebase(roomId: string): Promise<CodebaseOnDisk>;
}

/** With a wish, the words are only what the intent is called, by default the sentence that says what was understood. */
export interface CaptureInput extends Said {
  readonly roomId: string;
  /** Who announces it, where that is known. */
  readonly by?: string | null | undefined;
}

export interface Intents {
  /** Throws InvalidInputError, NotFoundError and the errors of `errors.ts`; stores nothing then. */
  captureIntent(input: CaptureInput): Promise<IntentCapture>;
}

/** Paths that the change makes. */
function destinationsOf(change: Change): string[] {
  if (change.kind === 'EDIT') return change.files.map(({ path }) => path);
  return change.kind === 'MOVE_FILE' || change.kind === 'MOVE_FOLDER' || change.kind === 'MOVE_EXPORT' ? [change.to] : [];
}

export function createIntents({ prisma, openCodebase }: IntentsOptions): Intents {
  return {
    async captureIntent({ roomId, userAction, wish, by }) {
      const codebase = await openCodebase(roomId);
      const change = resolveSaid(codebase, { userAction: userAction ?? null, wish });
      for (const path of destinationsOf(change)) {
        if (!(await codebase.tree.isInside(path))) throw new InvalidInputError(`'${path}' leads out of the project by a symbolic link.`, 'Choose a destination in a folder of the project; nothing was written.');
      }
      await assertCompilerAgrees(codebase, change, AbortSignal.timeout(TIMEOUT_MS));
      const { understood } = wordsOf(change);
      const data = { roomId, userAction: userAction?.trim() || understood, changeKind: change.kind, change: { ...change } as unknown as Prisma.InputJsonObject, understood, announcedBy: by ?? null };
      return prisma.intentCapture.create({ data });
    },
  };
}
