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
