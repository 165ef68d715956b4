// Words to a wish: which change is meant and what was named. Pure; whether the targets exist is decided elsewhere.
import { FORMS_OF_EXPORTS } from './forms/exports.ts';
import { FORMS_OF_FILES } from './forms/files.ts';
import type { Form } from './forms/form.ts';
import { FORMS_OF_MEMBERS } from './forms/members.ts';
import { FORMS_OF_NAMES } from './forms/names.ts';
import type { Wish } from './wish.ts';

const QUOTED = /^(["'`])(.*)\1$/s;
const unquote = (word: string): string => (QUOTED.exec(word)?.[2] ?? word).trim();

/** The first that fits decides: what names a member, a parameter or a folder comes before what takes any word. */
const FORMS: readonly Form[] = [...FORMS_OF_MEMBERS, ...FORMS_OF_EXPORTS, ...FORMS_OF_FILES, ...FORMS_OF_NAMES];

/** What the words wish for; null when they fit no known form. */
export function parseIntent(text: string): Wish | null {
  const words = text.trim().replace(/\s+/g, ' ').replace(/(?<=\S)[.!]$/u, '').replace(/^please\s+/i, '');
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(words);
    const wish = match && read(match.slice(1).map((word) => unquote(word ?? '')));
    if (wish) return wish;
  }
  return null;
}
