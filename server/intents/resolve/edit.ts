// Resolves wishes about new contents of files.
import type { ChangeOf } from '../change.ts';
import type { WishOf } from '../wish.ts';
import type { Codebase } from './targets.ts';

export function resolveEdit(_codebase: Codebase, _wish: WishOf<'EDIT'>): ChangeOf<'EDIT'> {
  throw new Error('not made yet');
}
