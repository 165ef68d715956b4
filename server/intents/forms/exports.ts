// Intents about carrying declarations about.
import { ARROW, form, KIND, looksLikePath, PLACE, WORD, type Form } from './form.ts';

export const FORMS_OF_EXPORTS: readonly Form[] = [
  // `move src/a.ts from src to lib` names a file: it is read elsewhere.
  form(String.raw`(?:move|carry)\s+${KIND}${WORD}\s+${PLACE}\s+(?:file\s+)?${WORD}\s+${ARROW}\s+(?:file\s+)?${WORD}`, ([name = '', file = '', to = '']) => (looksLikePath(name) ? null : { kind: 'MOVE_EXPORT', name, file, to })),
  form(String.raw`move\s+(?:the\s+)?(?:export(?:ed)?|function|const(?:ant)?|variable|class|interface|type|enum|symbol|component|hook)\s+${KIND}${WORD}\s+${ARROW}\s+(?:file\s+)?${WORD}`, ([name = '', to = '']) => (looksLikePath(name) ? null : { kind: 'MOVE_EXPORT', name, file: null, to })),
  form(String.raw`(?:retire|remove|drop)\s+(?:the\s+)?(?:shim|compatibility\s+layer)\s+(?:for\s+|of\s+|${PLACE}\s+|at\s+)?(?:file\s+)?${WORD}`, ([file = '']) => (looksLikePath(file) ? { kind: 'RETIRE_SHIM', file, name: null } : { kind: 'RETIRE_SHIM', file: null, name: file })),
  form(String.raw`(?:retire|remove|drop)\s+(?:the\s+)?(?:shim|compatibility\s+layer|alias|deprecated(?:\s+(?:name|alias|export))?)\s+(?:for\s+|of\s+)?${WORD}\s+${PLACE}\s+(?:file\s+)?${WORD}`, ([name = '', file = '']) => ({ kind: 'RETIRE_SHIM', file, name })),
  form(String.raw`retire\s+(?:the\s+old\s+(?:name|path)\s+)?${WORD}\s+${PLACE}\s+(?:file\s+)?${WORD}`, ([name = '', file = '']) => ({ kind: 'RETIRE_SHIM', file, name })),
  form(String.raw`retire\s+(?:the\s+old\s+(?:name|path|file)\s+)?${WORD}`, ([word = '']) => (looksLikePath(word) ? { kind: 'RETIRE_SHIM', file: word, name: null } : { kind: 'RETIRE_SHIM', file: null, name: word })),
];
