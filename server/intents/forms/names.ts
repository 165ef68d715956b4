// Intents about exported names.
import { ARROW, form, KIND, looksLikePath, PLACE, WORD, type Form } from './form.ts';

export const FORMS_OF_NAMES: readonly Form[] = [
  form(String.raw`rename\s+${KIND}${WORD}\s+${PLACE}\s+(?:file\s+)?${WORD}\s+${ARROW}\s+${WORD}`, ([from = '', file = '', to = '']) => ({ kind: 'RENAME_EXPORT', from, to, file })),
  form(String.raw`rename\s+${KIND}${WORD}\s+${ARROW}\s+${WORD}\s+${PLACE}\s+(?:file\s+)?${WORD}`, ([from = '', to = '', file = '']) => ({ kind: 'RENAME_EXPORT', from, to, file })),
  form(String.raw`rename\s+${KIND}${WORD}\s+${ARROW}\s+${WORD}`, ([from = '', to = '']) => (looksLikePath(from) ? { kind: 'MOVE_FILE', from, to } : { kind: 'RENAME_EXPORT', from, to, file: null })),
];
