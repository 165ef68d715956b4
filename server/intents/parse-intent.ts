// Words to a wish: which change is meant and what was named. Pure; whether the targets exist is decided elsewhere.

export type Wish =
  | { readonly kind: 'RENAME_EXPORT'; readonly from: string; readonly to: string; readonly file: string | null }
  | { readonly kind: 'MOVE_FILE'; readonly from: string; readonly to: string };

const QUOTED = /^(["'`])(.*)\1$/s;
const unquote = (word: string): string => (QUOTED.exec(word)?.[2] ?? word).trim();

/** A quoted text, or a run of characters without blanks. */
const WORD = '("[^"]+"|\'[^\']+\'|`[^`]+`|\\S+)';
const ARROW = String.raw`(?:to|into|as|->|=>|→)`;
const KIND = String.raw`(?:(?:the\s+)?(?:export(?:ed)?|function|const(?:ant)?|variable|class|interface|type|enum|symbol|component|hook)\s+)*`;
const PLACE = String.raw`(?:in|from|of|inside|within)`;

const FORMS: readonly { readonly pattern: RegExp; readonly read: (groups: readonly string[]) => Wish }[] = [
  { pattern: new RegExp(`^(?:move|rename)\\s+(?:the\\s+)?(?:file|module)\\s+${WORD}\\s+${ARROW}\\s+${WORD}$`, 'iu'), read: ([from = '', to = '']) => ({ kind: 'MOVE_FILE', from, to }) },
  { pattern: new RegExp(`^rename\\s+${KIND}${WORD}\\s+${PLACE}\\s+(?:file\\s+)?${WORD}\\s+${ARROW}\\s+${WORD}$`, 'iu'), read: ([from = '', file = '', to = '']) => ({ kind: 'RENAME_EXPORT', from, to, file }) },
  { pattern: new RegExp(`^rename\\s+${KIND}${WORD}\\s+${ARROW}\\s+${WORD}\\s+${PLACE}\\s+(?:file\\s+)?${WORD}$`, 'iu'), read: ([from = '', to = '', file = '']) => ({ kind: 'RENAME_EXPORT', from, to, file }) },
  { pattern: new RegExp(`^rename\\s+${KIND}${WORD}\\s+${ARROW}\\s+${WORD}$`, 'iu'), read: ([from = '', to = '']) => (looksLikePath(from) ? { kind: 'MOVE_FILE', from, to } : { kind: 'RENAME_EXPORT', from, to, file: null }) },
  { pattern: new RegExp(`^move\\s+${WORD}\\s+${ARROW}\\s+${WORD}$`, 'iu'), read: ([from = '', to = '']) => ({ kind: 'MOVE_FILE', from, to }) },
];

const looksLikePath = (word: string): boolean => /[\\/]|\.[cm]?[jt]sx?$/.test(word);

/** What the words wish for; null when they fit no known form. */
export function parseIntent(text: string): Wish | null {
  const words = text.trim().replace(/\s+/g, ' ').replace(/(?<=\S)[.!]$/u, '').replace(/^please\s+/i, '');
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(words);
    if (match) return read(match.slice(1).map((word) => unquote(word ?? '')));
  }
  return null;
}
