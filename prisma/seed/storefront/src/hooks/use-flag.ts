import { useMemo } from 'react';
import { readFlags, type FlagName } from '../flags/flags';

export function useFlag(name: FlagName): boolean {
  return useMemo(() => readFlags(window.location.search)[name], [name]);
}
