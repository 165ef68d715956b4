// What a fix is: a function from a place in a file to text edits, or the reason why it is not surely safe there. Owns the shape.
import type { TextEdit } from '../file-edit.ts';
import type { Syntax } from '../syntax.ts';
import type { Imported } from './only-reads.ts';

export type FixResult = { readonly kind: 'fixed'; readonly edits: readonly TextEdit[] } | { readonly kind: 'refused'; readonly reason: string };

/** What a fix may ask about other files. */
export interface Around {
  /** Of the file itself. */
  readonly path: string;
  readonly imported: Imported;
}

/** `offset`: where the finding starts. Pure; refuses whatever it does not know to be safe. */
export type Fix = (syntax: Syntax, offset: number, around: Around) => FixResult;

export const refused = (reason: string): FixResult => ({ kind: 'refused', reason });
export const fixed = (...edits: readonly TextEdit[]): FixResult => ({ kind: 'fixed', edits });
export const replace = ({ start, end }: { readonly start: number; readonly end: number }, text: string): TextEdit => ({ start, end, text });
