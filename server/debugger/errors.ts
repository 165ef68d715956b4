// The mistakes a person can make with a session. Owns the classes; they are thrown where they are met.
import { DomainError } from '../errors.ts';
import type { DebugSessionStatus } from '../generated/prisma/enums.ts';

/** The session is not in a state in which it can do what was asked. */
export class SessionStateError extends DomainError {
  readonly code = 'SESSION_STATE';
  readonly status: DebugSessionStatus;

  constructor(message: string, hint: string, status: DebugSessionStatus) {
    super(message, hint);
    this.status = status;
  }
}
