// From where on an impact deserves what. Owns the thresholds and policies that a room may set for itself; what follows from them is decided in healing/policy.ts.
import type { OldFormPolicy } from '../generated/prisma/enums.ts';
import { COMPATIBILITY_FROM, HEAL_FROM } from './severity.ts';

export interface Thresholds {
  /** From this risk on, 0 to 10, a change is healed before it is applied. */
  readonly healFrom: number;
  /** From this severity on, 0 to 10, the old form keeps working through a compatibility layer. */
  readonly compatibilityFrom: number;
  /** More direct dependents than this deserve an architectural review. */
  readonly reviewAbove: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = { healFrom: HEAL_FROM, compatibilityFrom: COMPATIBILITY_FROM, reviewAbove: 10 };

/** What a room wants of a healing, whatever its thresholds say. */
export interface Policies {
  readonly oldForms: OldFormPolicy;
  /** A migration writes a guide. */
  readonly writesGuides: boolean;
}

export const DEFAULT_POLICIES: Policies = { oldForms: 'WHEN_SEVERE', writesGuides: true };

/** How a room wants to be looked at. */
export interface CodebaseSettings {
  readonly thresholds: Thresholds;
  readonly policies: Policies;
  /** Room paths of folders that are no part of it, beside those that .gitignore names. */
  readonly ignoredFolders: readonly string[];
}

export const DEFAULT_SETTINGS: CodebaseSettings = { thresholds: DEFAULT_THRESHOLDS, policies: DEFAULT_POLICIES, ignoredFolders: [] };
