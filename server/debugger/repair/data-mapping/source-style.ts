// How a file is written: quotes, semicolons, indent, line ends. Owns the guess from a text; formats nothing.

export interface SourceStyle {
  readonly quote: "'" | '"';
  readonly hasSemicolons: boolean;
  /** One level. */
  readonly indent: string;
  readonly lineEnd: '\n' | '\r\n';
  readonly hasTrailingCommas: boolean;
}

export const DEFAULT_STYLE: SourceStyle = { quote: "'", hasSemicolons: true, indent: '  ', lineEnd: '\n', hasTrailingCommas: true };

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** The step between neighbouring depths; wrapped lines hang by other widths, so the commonest step wins. */
function indentOf(texts: readonly string[]): string | null {
  const steps = new Map<string, number>();
  for (const text of texts) {
    let before = 0;
    for (const line of text.split('\n')) {
      if (line.trim() === '' || /^\s*\*/.test(line)) continue;
      const lead = /^[ \t]*/.exec(line)?.[0] ?? '';
      const step = lead.includes('\t') ? '\t' : ' '.repeat(Math.max(0, lead.length - before));
      // One blank is the inside of a comment.
      if (step !== '' && step !== ' ') steps.set(step, (steps.get(step) ?? 0) + 1);
      before = lead.length;
    }
  }
  return [...steps].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** The style most of the lines are in; what the texts do not show is taken from `fallback`. */
export function detectStyle(texts: readonly string[], fallback: SourceStyle = DEFAULT_STYLE): SourceStyle {
  const all = texts.join('\n');
  const single = countOf(all, /'(?:[^'"\\\n]|\\.)*'/g);
  const double = countOf(all, /"(?:[^'"\\\n]|\\.)*"/g);
  const ended = countOf(all, /[\w)\]}'"`];[ \t]*(?:\r?$|\}|\/\/)/gm);
  const open = countOf(all, /^[ \t]*(?:import|export|const|let|return|throw)\b[^\n]*[^\s;{,(\[=+|&?:>][ \t]*\r?$/gm);
  const commas = countOf(all, /,[ \t]*\r?\n[ \t]*[}\])]/g);
  const bare = countOf(all, /[\w)'"`\]}][ \t]*\r?\n[ \t]*[\])]|[\w'"`)] *\r?\n[ \t]*\}[,;)]/g);
  return {
    quote: single === double ? fallback.quote : single > double ? "'" : '"',
    hasSemicolons: ended === open ? fallback.hasSemicolons : ended > open,
    indent: indentOf(texts) ?? fallback.indent,
    lineEnd: all.includes('\r\n') ? '\r\n' : '\n',
    hasTrailingCommas: commas === 0 && bare === 0 ? fallback.hasTrailingCommas : commas >= bare,
  };
}
