export interface FileLockOptions {
  readonly path: string;
  /** How long to wait for the lock. */
  readonly limitMs: number;
  /** Longer than any holder works: an older lock is abandoned whoever made it. */
  readonly abandonedAfterMs: number;
  /** Called once when the lock is not free at the first look. */
  readonly onWait?: () => void;
}

/** The lock was not free within the limit. */
export class FileLockTimeout extends Error {}

/** Runs `action` while holding the lock. A lock whose holder is dead or has had its time is taken over. */
export function withFileLock<T>(options: FileLockOptions, action: () => Promise<T>): Promise<T>;

/** True while a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean;
