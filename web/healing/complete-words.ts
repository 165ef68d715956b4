// Completion of an intent while it is typed. Owns which part of the text is completed, and what a choice makes of it; the server finds what fits.

/** The part of the text that ends where the caret is. */
export interface Typed {
  start: number;
  end: number;
  text: string;
}

export interface Completion {
  kind: 'symbol' | 'file';
  /** What is written in place of what was typed. */
  value: string;
  /** Where a symbol is declared. */
  detail: string | null;
}

const SHORTEST = 2;
const LONGEST = 500;
/** Words of the sentence around names and paths. */
const GRAMMAR = new Set(['add', 'an', 'argument', 'as', 'async', 'at', 'default', 'delete', 'export', 'file', 'folder', 'from', 'in', 'into', 'make', 'mentions', 'move', 'named', 'object', 'of', 'options', 'parameter', 'parameters', 'position', 'remove', 'rename', 'reorder', 'retire', 'shim', 'the', 'to', 'with']);
/** After these a path is more likely than a name. */
const BEFORE_PATH = /(?:^|\s)(?:in|from|file|folder|shim)\s+["'`]?$/i;

/** The name or path that is being typed at the caret; null where there is none, as in a pasted diff or a word of the sentence. */
export function findTyped(words: string, caret: number): Typed | null {
  if (words.includes('\n') || /[\w$./@-]/.test(words[caret] ?? '')) return null;
  const text = /[\w$./@#-]*$/.exec(words.slice(0, caret))?.[0] ?? '';
  if (text.length < SHORTEST || text.length > LONGEST || GRAMMAR.has(text.toLowerCase())) return null;
  return { start: caret - text.length, end: caret, text };
}

/** What is offered, in the order of the server; what is typed in full already is no help. */
export function offerCompletions(words: string, typed: Typed, found: { files: readonly { path: string }[]; symbols: readonly { name: string; file: string }[] }): Completion[] {
  const files = found.files.map(({ path }): Completion => ({ kind: 'file', value: path, detail: null }));
  const symbols = typed.text.includes('/') ? [] : found.symbols.map(({ name, file }): Completion => ({ kind: 'symbol', value: name, detail: file }));
  const isPath = /[./]/.test(typed.text) || BEFORE_PATH.test(words.slice(0, typed.start));
  const all = isPath ? [...files, ...symbols] : [...symbols, ...files];
  return all.some(({ value }) => value === typed.text) ? [] : all;
}

/** The text with the choice in it, and where the caret goes. A path with a space needs quotes to be understood. */
export function completeWords(words: string, { start, end }: Typed, value: string): { words: string; caret: number } {
  const isQuoted = /["'`]$/.test(words.slice(0, start));
  const written = /\s/.test(value) && !isQuoted ? `"${value}"` : value;
  return { words: words.slice(0, start) + written + words.slice(end), caret: start + written.length };
}
