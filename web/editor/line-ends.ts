export type LineEnd = '\n' | '\r\n';

/** A text as the editor holds it, and the line end to write it with. Where line ends are mixed they stay in the text as they are, so that a save changes none. */
export function withoutLineEnds(text: string): { text: string; lineEnd: LineEnd } {
  const isWindows = text.includes('\r\n') && !/(^|[^\r])\n|\r(?!\n)/.test(text);
  return isWindows ? { text: text.replaceAll('\r\n', '\n'), lineEnd: '\r\n' } : { text, lineEnd: '\n' };
}

export function withLineEnds(text: string, lineEnd: LineEnd): string {
  return lineEnd === '\n' ? text : text.replaceAll('\n', lineEnd);
}
