// Where strings, templates and lines end.

const BACKSLASH = 92;
const NEWLINE = 10;
const BACKTICK = 96;
const DOLLAR = 36;
const BRACE = 123;

/** At the next line feed, or at the end of the text. */
export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Behind the quote that closes the one at `at`; -1 when the line ends first. */
export function endOfString(text: string, at: number): number {
  const quote = text.charCodeAt(at);
  for (let i = at + 1; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === quote) return i + 1;
    if (code === BACKSLASH) i += text.startsWith('\r\n', i + 1) ? 2 : 1;
    else if (code === NEWLINE) return -1;
  }
  return -1;
}

/** From a backtick, or from the brace that ends a substitution, to behind the closing backtick or the next `${`; -1 where the text ends first. */
export function endOfTemplatePart(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === BACKTICK) return i + 1;
    if (code === BACKSLASH) i += 1;
    else if (code === DOLLAR && text.charCodeAt(i + 1) === BRACE) return i + 2;
  }
  return -1;
}
