// Splits a command that is put together from texts and values into words, as a shell would if the values were single words. Owns what it refuses to split.
import { listIn, nodeIn } from '../syntax-place.ts';
import type { SyntaxNode } from '../syntax.ts';

export type CommandPart = string | SyntaxNode;

/** Texts and values of a sum or template, in order; null where a part is neither. */
export function partsOf(node: SyntaxNode): CommandPart[] | null {
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? [node['value']] : null;
  if (node.type === 'TemplateLiteral') {
    const values = listIn(node, 'expressions');
    return listIn(node, 'quasis').flatMap((quasi, i): CommandPart[] => [(quasi['value'] as { cooked: string }).cooked, ...(values[i] ? [values[i]] : [])]);
  }
  const [left, right] = [nodeIn(node, 'left'), nodeIn(node, 'right')];
  if (node.type !== 'BinaryExpression' || node['operator'] !== '+' || !left || !right) return null;
  const after = partsOf(right);
  // Two values in parentheses may be numbers that are added.
  return [...(partsOf(left) ?? [left]), ...(after && typeof after[0] === 'string' ? after : [right])];
}

/** What means nothing to a shell, outside of quotes. */
const PLAIN = /[\w./:=@,+-]/;
/** What means something to it inside of double quotes. */
const SPECIAL = /[$`\\!]/;

export interface CommandWords {
  readonly words: readonly (readonly CommandPart[])[];
  /** Values outside of quotes, which a shell splits into words. */
  readonly bare: readonly SyntaxNode[];
}

/** Words of parts each. Null where a shell would read more than words: variables, globs, pipes, redirections, comments, substitutions. */
export function wordsOf(parts: readonly CommandPart[]): CommandWords | null {
  const words: CommandPart[][] = [];
  const bare: SyntaxNode[] = [];
  let word: CommandPart[] | null = null;
  let quote = '';
  const add = (part: CommandPart): void => {
    if (!word) words.push((word = []));
    const last = word.at(-1);
    if (typeof part === 'string' && typeof last === 'string') word[word.length - 1] = last + part;
    else word.push(part);
  };
  for (const part of parts) {
    if (typeof part !== 'string') {
      add(part);
      if (quote === '') bare.push(part);
      continue;
    }
    for (const letter of part) {
      if (quote !== '') {
        if (letter === quote) quote = '';
        else if (quote === '"' && SPECIAL.test(letter)) return null;
        else add(letter);
      } else if (letter === '"' || letter === "'") {
        quote = letter;
        add('');
      } else if (letter === ' ') word = null;
      else if (PLAIN.test(letter)) add(letter);
      else return null;
    }
  }
  return quote === '' ? { words, bare } : null;
}
