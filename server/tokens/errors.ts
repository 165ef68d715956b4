// Why a request is not let in. Owns the sentences; who decides is service.ts.
import { DomainError } from '../errors.ts';

const ANOTHER = 'Make a new one on the machine of the server: npm run -s token -- create --name NAME';

/** A request without a token that holds. `at` is the moment from which on it held no more, where there was one. */
export abstract class TokenError extends DomainError {
  readonly at: Date | null;

  constructor(message: string, hint: string, at: Date | null = null) {
    super(message, hint);
    this.at = at;
  }
}

export class TokenMissingError extends TokenError {
  readonly code = 'TOKEN_MISSING';

  constructor() {
    super('This server asks for an access token, and none was sent.', `Send it as "Authorization: Bearer sn_…". The server printed one when it was first started. ${ANOTHER}`);
  }
}

export class TokenUnknownError extends TokenError {
  readonly code = 'TOKEN_UNKNOWN';

  constructor() {
    super('This server does not know the access token.', `Look whether it was copied whole, and whether it was made for this server. ${ANOTHER}`);
  }
}

export class TokenExpiredError extends TokenError {
  readonly code = 'TOKEN_EXPIRED';

  constructor(name: string, at: Date) {
    super(`The access token "${name}" expired at ${at.toISOString()}.`, ANOTHER, at);
  }
}

export class TokenRevokedError extends TokenError {
  readonly code = 'TOKEN_REVOKED';

  constructor(name: string, at: Date) {
    super(`The access token "${name}" was revoked at ${at.toISOString()}.`, `Ask whoever looks after the server. ${ANOTHER}`, at);
  }
}

export class TooManyAttemptsError extends TokenError {
  readonly code = 'TOO_MANY_ATTEMPTS';

  constructor(until: Date) {
    super('Too many unknown access tokens were sent from this address.', `Wait until ${until.toISOString()}, then send the right one.`, until);
  }
}
