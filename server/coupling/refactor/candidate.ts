// A refactoring that may be worth while, before anybody tried it. Owns the shape.
import type { Wish } from '../../intents/wish.ts';
import type { RefactoringKind } from '../refactoring.ts';

export interface Candidate {
  readonly kind: RefactoringKind;
  /** One sentence: what is done. */
  readonly title: string;
  /** One sentence: what in the graph speaks for it. */
  readonly why: string;
  /** As a person would say it: words, or a diff where no words say it. */
  readonly intent: string;
  readonly wish: Wish;
  /** The file that it is about, before and after; null where it is the same as before. */
  readonly focus: { readonly before: string; readonly after: string };
  /** How promising it looks before it is tried; those with more are tried first. */
  readonly promise: number;
  /** It is offered because what it is about belongs to another folder: ties across folders are what it must win. */
  readonly isForFolders?: boolean;
  /** The cycle that it opens, by the first of its files; left out where it is about none, or may leave a part of it. */
  readonly cycle?: string | undefined;
}

/** As one word of an intent. */
export const say = (path: string): string => (/\s/.test(path) ? `"${path}"` : path);
