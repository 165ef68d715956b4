// What can be wrong with an announced change. Owns the typed errors; each says what was attempted and what to do next.
import { DomainError } from '../errors.ts';

/** An intent that would be understood, offered instead of the one that was not. */
export interface IntentSuggestion {
  readonly text: string;
  readonly file: string;
  readonly symbol: string | null;
}

abstract class SuggestingError extends DomainError {
  readonly suggestions: readonly IntentSuggestion[];

  constructor(message: string, hint: string, suggestions: readonly IntentSuggestion[] = []) {
    super(message, suggestions.length > 0 ? hint : hint.replace(/, or take one of the suggestions(?=\.)/, ''));
    this.suggestions = suggestions;
  }
}

/** The words did not say a change that is known. */
export class IntentNotUnderstoodError extends SuggestingError {
  readonly code = 'INTENT_NOT_UNDERSTOOD';
}

/** The file or the export does not exist; suggestions are the nearest ones that do. */
export class TargetNotFoundError extends SuggestingError {
  readonly code = 'TARGET_NOT_FOUND';
}

/** More than one target fits; each suggestion is one of them. */
export class AmbiguousTargetError extends SuggestingError {
  readonly code = 'AMBIGUOUS_TARGET';
}

/** The new name is declared, exported or captured already. */
export class NameTakenError extends DomainError {
  readonly code = 'NAME_TAKEN';
}

/** There is a file at the destination. */
export class DestinationExistsError extends DomainError {
  readonly code = 'DESTINATION_EXISTS';
}

/** The target does not parse, so it cannot be changed safely. */
export class UnparsableFileError extends DomainError {
  readonly code = 'UNPARSABLE_FILE';
  /** Of the first mistake, both from 1. */
  readonly line: number;
  readonly column: number;

  constructor(message: string, hint: string, place: { readonly line: number; readonly column: number }) {
    super(message, hint);
    this.line = place.line;
    this.column = place.column;
  }
}

/** A diff that does not fit the files as they are; `hunk` counts from 1 and is null where the whole file is not what the diff says. */
export class DiffMismatchError extends DomainError {
  readonly code = 'DIFF_MISMATCH';
  readonly file: string;
  readonly hunk: number | null;

  constructor(message: string, hint: string, place: { readonly file: string; readonly hunk: number | null }) {
    super(message, hint);
    this.file = place.file;
    this.hunk = place.hunk;
  }
}

/** True for mistakes that come with other intents to take instead. */
export const isSuggesting = (error: unknown): error is DomainError & { readonly suggestions: readonly IntentSuggestion[] } => error instanceof SuggestingError;
