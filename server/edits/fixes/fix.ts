// What a fix is: a function from a place in a file to text edits, or the reason why it is not surely safe there. Owns the shape.
import type { TextEdit } from '../file-edit.ts';
import type { Syntax } from '../syntax.ts';

export type FixResult = { readonly kind: 'fixed'; readonly edits: readonly TextEdit[] } | { readonly kind: 'refused'; readonly reason: string };

/** `offset`: where the finding starts. Pure; refuses whatever it does not know to be safe. */
export type Fix = (syntax: Syntax, offset: number) => FixResult;

export const refused = (reason: string): FixResult => ({ kind: 'refused', reason });
export const fixed = (...edits: readonly TextEdit[]): FixResult => ({ kind: 'fixed', edits });
export const replace = ({ start, end }: { readonly start: number; readonly end: number }, text: string): TextEdit => ({ start, end, text });
