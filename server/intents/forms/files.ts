// Intents about whole files.
import { ARROW, form, WORD, type Form } from './form.ts';

export const FORMS_OF_FILES: readonly Form[] = [
  form(String.raw`(?:move|rename)\s+(?:the\s+)?(?:file|module)\s+${WORD}\s+${ARROW}\s+${WORD}`, ([from = '', to = '']) => ({ kind: 'MOVE_FILE', from, to })),
  form(String.raw`(?:move|rename)\s+(?:the\s+)?(?:folder|directory|dir)\s+${WORD}\s+${ARROW}\s+${WORD}`, ([from = '', to = '']) => ({ kind: 'MOVE_FOLDER', from, to })),
  form(String.raw`move\s+${WORD}\s+${ARROW}\s+${WORD}`, ([from = '', to = '']) => ({ kind: 'MOVE_FILE', from, to })),
];
