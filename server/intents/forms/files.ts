// Intents about whole files.
import type { Wish } from '../wish.ts';
import { ARROW, form, looksLikePath, WORD, type Form } from './form.ts';

/** Said after a move: links and comments are edited too. */
const MENTIONS = String.raw`(?:,?\s+(?:(?:and|with)\s+)(?:edit\s+|update\s+)?((?:its\s+|all\s+|the\s+)?(?:mentions|links|comments)(?:\s+(?:and|,)\s+(?:mentions|links|comments))*))?`;

const move = (kind: 'MOVE_FILE' | 'MOVE_FOLDER') => ([from = '', to = '', mentions = '']: readonly string[]): Wish => ({ kind, from, to, ...(mentions === '' ? {} : { editsMentions: true }) });

export const FORMS_OF_FILES: readonly Form[] = [
  form(String.raw`(?:move|rename)\s+(?:the\s+)?(?:file|module)\s+${WORD}\s+${ARROW}\s+${WORD}${MENTIONS}`, move('MOVE_FILE')),
  form(String.raw`(?:move|rename)\s+(?:the\s+)?(?:folder|directory|dir)\s+${WORD}\s+${ARROW}\s+${WORD}${MENTIONS}`, move('MOVE_FOLDER')),
  form(String.raw`move\s+${WORD}\s+${ARROW}\s+${WORD}${MENTIONS}`, move('MOVE_FILE')),
  form(String.raw`(?:delete|remove|drop)\s+(?:the\s+)?(?:file|module)\s+${WORD}`, ([file = '']) => ({ kind: 'DELETE_FILE', file })),
  form(String.raw`(?:delete|remove|drop)\s+${WORD}`, ([file = '']) => (looksLikePath(file) ? { kind: 'DELETE_FILE', file } : null)),
];
