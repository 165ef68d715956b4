// Resolves wishes about what a declaration offers: rename-member, change-signature.
import type { ChangeOf } from '../change.ts';
import type { WishOf } from '../wish.ts';
import type { Codebase } from './targets.ts';

export function resolveRenameMember(_codebase: Codebase, _wish: WishOf<'RENAME_MEMBER'>): ChangeOf<'RENAME_MEMBER'> {
  throw new Error('not made yet');
}

export function resolveSignature(_codebase: Codebase, _wish: WishOf<'CHANGE_SIGNATURE'>): ChangeOf<'CHANGE_SIGNATURE'> {
  throw new Error('not made yet');
}
