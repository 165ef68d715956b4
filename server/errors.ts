// The mistakes a person can correct. Owns the base class and the codes; each layer declares its own subclasses beside the code that throws them.

const QUOTED_SHOWN = 200;
const MESSAGE_SHOWN = 2_000;
const QUOTED = new RegExp(`'([^']{${QUOTED_SHOWN}})[^']+'`, 'g');

/** What was said is repeated to be recognised, not to be read again as a whole. */
function cutSentence(text: string): string {
  const short = text.replace(QUOTED, "'$1 ...'");
  return short.length > MESSAGE_SHOWN ? `${short.slice(0, MESSAGE_SHOWN)} ...` : short;
}

/**
 * A mistake that whoever called can correct. Shown to clients as a union member with `code`, `message` and `hint`.
 * `message` says what was attempted and on what; `hint` says what to do next.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(cutSentence(message));
    this.name = new.target.name;
    this.hint = cutSentence(hint);
  }
}

/** A value from outside that does not have the shape or size it must have. */
export class InvalidInputError extends DomainError {
  readonly code = 'INVALID_INPUT';
}

/** An id that names nothing, or nothing of the expected type. */
export class NotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
}
