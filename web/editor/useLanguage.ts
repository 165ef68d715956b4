import type { Extension } from '@uiw/react-codemirror';
import { useEffect, useState } from 'react';
import { loadLanguage } from './languages.ts';

const PLAIN: Extension[] = [];

/** The highlighting of a file, once its language is loaded. Without it the file is shown plain, and can be edited all the same. */
export function useLanguage(path: string): Extension[] {
  const [language, setLanguage] = useState(PLAIN);
  useEffect(() => {
    let isWanted = true;
    loadLanguage(path).then((support) => isWanted && setLanguage(support ? [support] : PLAIN), () => undefined);
    return () => {
      isWanted = false;
    };
  }, [path]);
  return language;
}
