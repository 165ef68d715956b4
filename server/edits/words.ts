// Where a name stands in a text as a word of its own, and which words a file holds. Owns what a word is; knows no syntax.
import type { FileFacts } from '../graph/facts.ts';

const WORD = /^[\w$\u0080-\uffff]+$/;
const IN_WORD = new Uint8Array(128);
for (const char of '$_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ') IN_WORD[char.charCodeAt(0)] = 1;

/** False beyond both ends of a text, whose code there is NaN. */
const isInWord = (code: number): boolean => code > 127 || IN_WORD[code] === 1;

/** True when the word stands there, and no longer one. */
export function isWordAt(text: string, at: number, word: string): boolean {
  return text.startsWith(word, at) && !isInWord(text.charCodeAt(at + word.length));
}

/**
 * Offsets at which the name begins as a word, in order; every offset where it is no word itself. An identifier may be written with `\u` escapes,
 * so each of these counts as well.
 */
export function positionsOf(text: string, name: string): number[] {
  const found: number[] = [];
  const isWord = WORD.test(name);
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    if (!isWord || !(isInWord(text.charCodeAt(at - 1)) || isInWord(text.charCodeAt(at + name.length)))) found.push(at);
  }
  const escape = text.indexOf('\\u');
  if (escape === -1) return found;
  for (let at = escape; at !== -1; at = text.indexOf('\\u', at + 2)) found.push(at);
  return found.sort((a, b) => a - b);
}

/** True when one of the sorted positions is in [start, end). */
export function hasPositionIn(positions: readonly number[], start: number, end: number): boolean {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle] as number) < start) low = middle + 1;
    else high = middle;
  }
  return (positions[low] ?? end) < end;
}

/** Source: FNV-1a. */
const SEED = 0x811c9dc5 | 0;
const mix = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

function hashesOf(text: string): Int32Array {
  const hashes = new Set<number>();
  let hash = SEED;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isInWord(code)) hash = mix(hash, code);
    else if (hash !== SEED) {
      hashes.add(hash);
      hash = SEED;
    }
  }
  if (hash !== SEED) hashes.add(hash);
  return Int32Array.from(hashes).sort();
}

/** By the facts of a file, which are replaced when its content changes: four bytes for each word that it holds. */
const words = new WeakMap<FileFacts, Int32Array>();

/** Hashes of the words of a file, sorted. `text`: the content that the facts were read from. */
export function readWords(facts: FileFacts, text: string): Int32Array {
  let hashes = words.get(facts);
  if (!hashes) words.set(facts, (hashes = hashesOf(text)));
  return hashes;
}

/** False when the file surely does not hold the name as a word. `text`: the content that the facts were read from. */
export function mayHoldWord(facts: FileFacts, text: string, name: string): boolean {
  if (!WORD.test(name)) return text.includes(name);
  const hashes = readWords(facts, text);
  let wanted = SEED;
  for (let at = 0; at < name.length; at += 1) wanted = mix(wanted, name.charCodeAt(at));
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hashes[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return hashes[low] === wanted;
}
