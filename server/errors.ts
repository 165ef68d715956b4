// The mistakes a person can correct. Owns the base class and the codes; each layer declares its own subclasses beside the code that throws them.

/**
 * A mistake that whoever called can correct. Shown to clients as a union member with `code`, `message` and `hint`.
 * `message` says what was attempted and on what; `hint` says what to do next.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = new.target.name;
    this.hint = hint;
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
