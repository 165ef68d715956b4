// What can go wrong between starting Supernova and having a migrated database, each with what to do next.
import { DomainError } from '../errors.ts';

/** No embedded server can run here: the platform or its package is missing. */
export class EmbeddedUnavailableError extends DomainError {
  readonly code = 'EMBEDDED_DATABASE_UNAVAILABLE';
}

/** The embedded server is installed but did not start or stop. */
export class EmbeddedServerError extends DomainError {
  readonly code = 'EMBEDDED_DATABASE_FAILED';
}

/** Nothing answers at the address. */
export class DatabaseUnreachableError extends DomainError {
  readonly code = 'DATABASE_UNREACHABLE';
}

/** The server answers and refuses: user, password, rights, or a database that may not be created. */
export class DatabaseRefusedError extends DomainError {
  readonly code = 'DATABASE_REFUSED';
}

/** The migrations in the folder and those in the database do not fit, or one of them failed. */
export class MigrationError extends DomainError {
  readonly code = 'MIGRATION_FAILED';
}
