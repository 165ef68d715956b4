import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import type { DiffLayout } from './diff-rows.ts';

export const LAYOUTS = [{ value: 'unified', label: 'Unified' }, { value: 'side-by-side', label: 'Side by side' }];

/** How diffs are laid out, as it was chosen last. */
export function useDiffLayout(): [DiffLayout, (layout: DiffLayout) => void] {
  const isNarrow = useMediaQuery('(max-width: 48em)');
  const [chosen, setChosen] = useLocalStorage<DiffLayout | 'auto'>({ key: 'supernova-diff-layout', defaultValue: 'auto' });
  return [chosen === 'auto' ? (isNarrow ? 'unified' : 'side-by-side') : chosen, setChosen];
}
