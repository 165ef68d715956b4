// Finds what looks like a path in any text. Owns where such a token begins and ends; knows no file.

const TOKEN = /[\w@.~$+-]*(?:\/[\w@.~$+[\]-]+)+|[\w$+-][\w.$+-]*\.[a-z]\w*/g;
/** By character code: 1 a part of a path, 3 a part of a name too. */
const KINDS = new Uint8Array(128);
for (const character of '@.~$+[]/') KINDS[character.charCodeAt(0)] = 1;
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-') KINDS[character.charCodeAt(0)] = 3;
const isPart = (code: number): boolean => code < 128 && KINDS[code] !== 0;
const isName = (code: number): boolean => code < 128 && KINDS[code] === 3;

export interface PathToken {
  readonly start: number;
  readonly text: string;
}

const withoutStop = (text: string): string => text.replace(/[.\]/]+$/, '');

/** Every token of a text. */
export function pathTokens(text: string): PathToken[] {
  return [...text.matchAll(TOKEN)].map((match) => ({ start: match.index, text: withoutStop(match[0]) }));
}

/** The tokens that have the name as a whole part, or as one before an extension; with a slash in front, only after a folder. Much cheaper than all tokens where the name is rare. */
export function* tokensWith(text: string, name: string): Generator<PathToken> {
  let end = 0;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, Math.max(end, at + 1))) {
    if ((!name.startsWith('/') && isName(text.charCodeAt(at - 1))) || isName(text.charCodeAt(at + name.length))) continue;
    let start = at;
    while (start > end && isPart(text.charCodeAt(start - 1))) start -= 1;
    end = at + name.length;
    while (end < text.length && isPart(text.charCodeAt(end))) end += 1;
    const found = withoutStop(text.slice(start, end));
    if (found.includes('/') || found.includes('.')) yield { start, text: found };
  }
}
