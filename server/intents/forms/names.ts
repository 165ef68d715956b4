// Intents about exported names.
import type { Wish } from '../wish.ts';
import { ARROW, form, KIND, looksLikePath, PLACE, WORD, type Form } from './form.ts';

const DELETE = String.raw`(?:delete|remove|drop)`;
const TURN = String.raw`(?:turn|make|convert|change)`;
const DEFAULT = String.raw`(?:the\s+)?default(?:\s+export)?`;
const NAMED = String.raw`(?:(?:to|into|as)\s+)?(?:an?\s+)?named(?:\s+export)?`;
const AS_DEFAULT = String.raw`(?:(?:to|into|as)\s+)?${DEFAULT}`;

const deletion = (name: string, file: string | null): Wish | null => (looksLikePath(name) ? null : { kind: 'DELETE_EXPORT', name, file });

export const FORMS_OF_NAMES: readonly Form[] = [
  form(String.raw`rename\s+${KIND}${WORD}\s+${PLACE}\s+(?:file\s+)?${WORD}\s+${ARROW}\s+${WORD}`, ([from = '', file = '', to = '']) => ({ kind: 'RENAME_EXPORT', from, to, file })),
  form(String.raw`rename\s+${KIND}${WORD}\s+${ARROW}\s+${WORD}\s+${PLACE}\s+(?:file\s+)?${WORD}`, ([from = '', to = '', file = '']) => ({ kind: 'RENAME_EXPORT', from, to, file })),
  form(String.raw`rename\s+${KIND}${WORD}\s+${ARROW}\s+${WORD}`, ([from = '', to = '']) => (looksLikePath(from) ? { kind: 'MOVE_FILE', from, to } : { kind: 'RENAME_EXPORT', from, to, file: null })),
  form(String.raw`${DELETE}\s+${DEFAULT}\s+${PLACE}\s+(?:file\s+)?${WORD}`, ([file = '']) => deletion('default', file)),
  form(String.raw`${DELETE}\s+${KIND}${WORD}\s+${PLACE}\s+(?:file\s+)?${WORD}`, ([name = '', file = '']) => deletion(name, file)),
  form(String.raw`${DELETE}\s+${KIND}${WORD}`, ([name = '']) => deletion(name, null)),
  form(String.raw`${TURN}\s+${DEFAULT}\s+${PLACE}\s+(?:file\s+)?${WORD}\s+${NAMED}(?:\s+(?:called\s+|as\s+)?${WORD})?`, ([file = '', name = '']) => ({ kind: 'DEFAULT_TO_NAMED', file, name: name === '' ? null : name })),
  form(String.raw`${TURN}\s+${KIND}${WORD}\s+${PLACE}\s+(?:file\s+)?${WORD}\s+${AS_DEFAULT}`, ([name = '', file = '']) => ({ kind: 'NAMED_TO_DEFAULT', name, file })),
  form(String.raw`${TURN}\s+${KIND}${WORD}\s+${AS_DEFAULT}\s+${PLACE}\s+(?:file\s+)?${WORD}`, ([name = '', file = '']) => ({ kind: 'NAMED_TO_DEFAULT', name, file })),
  form(String.raw`${TURN}\s+${KIND}${WORD}\s+${AS_DEFAULT}`, ([name = '']) => (looksLikePath(name) ? null : { kind: 'NAMED_TO_DEFAULT', name, file: null })),
  form(String.raw`export\s+${WORD}\s+${PLACE}\s+(?:file\s+)?${WORD}\s+as\s+${DEFAULT}`, ([name = '', file = '']) => ({ kind: 'NAMED_TO_DEFAULT', name, file })),
];
