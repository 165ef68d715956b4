// How an intent in words is recognised: a pattern over the whole text and what its groups mean. Owns the parts that patterns share.
import type { Wish } from '../wish.ts';

export interface Form {
  readonly pattern: RegExp;
  /** Groups without their quotes; null where the groups say that it is another form after all. */
  read(groups: readonly string[]): Wish | null;
}

/** A quoted text, or a run of characters without blanks. */
export const WORD = '("[^"]+"|\'[^\']+\'|`[^`]+`|\\S+)';
export const ARROW = String.raw`(?:to|into|as|->|=>|→)`;
export const KIND = String.raw`(?:(?:the\s+)?(?:export(?:ed)?|function|const(?:ant)?|variable|class|interface|type|enum|symbol|component|hook)\s+)*`;
export const PLACE = String.raw`(?:in|from|of|inside|within)`;

/** The whole text, whatever its case. */
export const form = (pattern: string, read: Form['read']): Form => ({ pattern: new RegExp(`^${pattern}$`, 'isu'), read });

export const looksLikePath = (word: string): boolean => /[\\/]|\.(?:[cm]?[jt]sx?|json|mdx?|css|scss|sass|less|html?)$/.test(word);
