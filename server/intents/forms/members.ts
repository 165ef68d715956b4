// Intents about what a declaration offers: its members, and the signature of a function.
import type { SignatureOperation } from '../change.ts';
import type { Wish } from '../wish.ts';
import { ARROW, form, PLACE, WORD, type Form } from './form.ts';

const IN_FILE = String.raw`(?:\s+${PLACE}\s+(?:file\s+)?${WORD})?`;
const MEMBER = '(?:member|property|prop|field|method|accessor|getter|setter)';
const FUNCTION = String.raw`(?:(?:the\s+)?(?:export(?:ed)?|function|method|constructor|const(?:ant)?|component|hook)\s+)*`;
/** `Owner.member`, where neither part is a path. */
const DOTTED = String.raw`([\p{L}_$][\p{L}\p{N}_$]*)\.(#?[\p{L}_$][\p{L}\p{N}_$]*)`;
const EXTENSIONS = /^([cm]?[jt]sx?|json|md|css|html?|vue|svelte)$/i;

const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);
/** `Cart.sum` as the new name of `Cart.total` means `sum`. */
const bareName = (owner: string, to: string): string => (to.startsWith(`${owner}.`) ? to.slice(owner.length + 1) : to);
const rename = (owner: string, from: string, to: string, file: string | undefined): Wish | null => (EXTENSIONS.test(from) ? null : { kind: 'RENAME_MEMBER', owner, from, to: bareName(owner, to), file: orNull(file) });
const signature = (name: string, file: string | undefined, operation: SignatureOperation): Wish => ({ kind: 'CHANGE_SIGNATURE', name, file: orNull(file), operation });

/** Groups keep `=` and `argument` in front of an expression, so that its own quotes are not taken for those of a word. */
const expression = (text: string | undefined): string | null => orNull(text?.replace(/^(?:=|with\s+(?:the\s+)?(?:argument|value)s?)\s*/i, '').trim());

const POSITIONS: Readonly<Record<string, number>> = { first: 0, second: 1, third: 2, fourth: 3, fifth: 4 };

/** Counted from 1 by people, from 0 in data; null: the last place. */
function positionOf(text: string | undefined): number | null {
  const at = /\d+/.exec(text ?? '')?.[0];
  const named = Object.keys(POSITIONS).find((each) => text?.toLowerCase().includes(each));
  return at !== undefined ? Number(at) - 1 : named !== undefined ? (POSITIONS[named] ?? null) : null;
}

function addParameter([name = '', type, defaultValue, target = '', file, ...more]: readonly string[]): Wish {
  const isOptional = name.endsWith('?');
  const argument = more.find((text) => /^with\b/i.test(text));
  const position = positionOf(more.find((text) => /^(?:as|at)\b/i.test(text)));
  const given = expression(defaultValue) ?? (isOptional ? 'undefined' : null);
  return signature(target, file, { kind: 'ADD_PARAMETER', name: name.replace(/\?$/, ''), type: orNull(type?.trim()), position, defaultValue: given, argument: expression(argument) });
}

const ARGUMENT = String.raw`(?:\s+(with\s+(?:the\s+)?(?:argument|value)s?\s+.+?))?`;
const POSITION = String.raw`(?:\s+((?:as\s+the|as|at)\s+(?:position\s+\d+|first|second|third|fourth|fifth|\d+(?:st|nd|rd|th))(?:\s+(?:parameter|place|position))?))?`;

export const FORMS_OF_MEMBERS: readonly Form[] = [
  form(String.raw`rename\s+(?:the\s+)?(?:${MEMBER}\s+)?${DOTTED}${IN_FILE}\s+${ARROW}\s+${WORD}`, ([owner = '', from = '', file, to = '']) => rename(owner, from, to, file)),
  form(String.raw`rename\s+(?:the\s+)?(?:${MEMBER}\s+)?${DOTTED}\s+${ARROW}\s+${WORD}${IN_FILE}`, ([owner = '', from = '', to = '', file]) => rename(owner, from, to, file)),
  form(String.raw`rename\s+(?:the\s+)?${MEMBER}\s+${WORD}\s+of\s+${WORD}${IN_FILE}\s+${ARROW}\s+${WORD}`, ([from = '', owner = '', file, to = '']) => rename(owner, from, to, file)),
  form(String.raw`rename\s+(?:the\s+)?${MEMBER}\s+${WORD}\s+of\s+${WORD}\s+${ARROW}\s+${WORD}${IN_FILE}`, ([from = '', owner = '', to = '', file]) => rename(owner, from, to, file)),
  form(String.raw`add\s+(?:an?\s+)?(?:the\s+)?(?:optional\s+)?(?:parameter|param|argument)\s+([\p{L}_$][\p{L}\p{N}_$]*\??)(?:\s*:\s*(.+?))?(?:\s*(=(?!>)\s*.+?))?\s+to\s+${FUNCTION}(\S+)(?:\s+${PLACE}\s+(?:file\s+)?("[^"]+"|\S+))?${POSITION}${ARGUMENT}${POSITION}`, addParameter),
  form(String.raw`(?:remove|drop|delete)\s+(?:the\s+)?(?:parameter|param|argument)\s+${WORD}\s+(?:from|of)\s+${FUNCTION}${WORD}${IN_FILE}`, ([name = '', target = '', file]) => signature(target, file, { kind: 'REMOVE_PARAMETER', name })),
  form(String.raw`(?:reorder|order)\s+(?:the\s+)?(?:parameters|params|arguments)\s+of\s+${FUNCTION}${WORD}${IN_FILE}\s+${ARROW}\s+([^,]+(?:(?:,|\s+and\s+)[^,]+)*)`, ([target = '', file, order = '']) => signature(target, file, { kind: 'REORDER_PARAMETERS', order: order.split(/\s*,\s*(?:and\s+)?|\s+and\s+/).map((name) => name.trim()).filter(Boolean) })),
  form(String.raw`(?:make|turn|put)\s+(?:the\s+)?(?:parameters|params|arguments)\s+of\s+${FUNCTION}${WORD}${IN_FILE}\s+(?:into\s+)?an\s+(?:options\s+)?object`, ([target = '', file]) => signature(target, file, { kind: 'TO_OPTIONS_OBJECT' })),
  form(String.raw`make\s+${FUNCTION}${WORD}${IN_FILE}\s+async(?:hronous)?`, ([target = '', file]) => signature(target, file, { kind: 'TO_ASYNC' })),
  form(String.raw`make\s+${FUNCTION}${WORD}\s+async(?:hronous)?${IN_FILE}`, ([target = '', file]) => signature(target, file, { kind: 'TO_ASYNC' })),
];
