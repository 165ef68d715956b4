import type { RunStatus } from './run-documents.ts';

/** True while the server moves the run by itself. */
export function isMoving(status: RunStatus): boolean {
  return status === 'QUEUED' || status === 'RUNNING' || status === 'RESTORING' || status === 'ROLLBACK_QUEUED' || status === 'ROLLING_BACK';
}

/** True where a person may stop the run; a restore or rollback is never stopped half-way. */
export function isCancellable(status: RunStatus): boolean {
  return status === 'QUEUED' || status === 'RUNNING';
}

export function isWaiting(status: RunStatus): boolean {
  return status === 'QUEUED' || status === 'ROLLBACK_QUEUED';
}

/** True where the run wrote something that stays, and can be rolled back. */
export function isKept(status: RunStatus): boolean {
  return status === 'COMPLETED' || status === 'ADOPTED';
}

/** True where a run ended without what it was for: it may be retried or adopted. */
export function isRetryable(status: RunStatus): boolean {
  return status === 'FAILED' || status === 'CANCELLED';
}

/** True where steps that wait may still be left out. */
export function isSkippable(status: RunStatus): boolean {
  return status === 'PLANNED' || status === 'QUEUED' || status === 'RUNNING';
}
