// Resolves wishes that carry declarations about: move-export, retire-shim.
import type { ChangeOf } from '../change.ts';
import type { WishOf } from '../wish.ts';
import type { Codebase } from './targets.ts';

export function resolveMoveExport(_codebase: Codebase, _wish: WishOf<'MOVE_EXPORT'>): ChangeOf<'MOVE_EXPORT'> {
  throw new Error('not made yet');
}

export function resolveRetireShim(_codebase: Codebase, _wish: WishOf<'RETIRE_SHIM'>): ChangeOf<'RETIRE_SHIM'> {
  throw new Error('not made yet');
}
