// Diagnostics of the native compiler as problems of the room. Owns their positions, messages and order.
import { posix } from 'node:path';
import type { Diagnostic } from 'typescript/unstable/async';
import { positionAt } from '../edits/syntax.ts';
import type { Overlay } from '../edits/virtual-tree.ts';
import { readConfigText } from '../rooms/read-text.ts';
import type { Problem } from './checker.ts';

/** "The declaration was marked as deprecated here." */
const MARKED_HERE = 2798;

/** A file that a project must not have, told at the import that brings it in: every project that has it says the same of the same place in its own name. */
const OF_PROJECT = new Set([6059, 6307]);

/** Chained messages are told on one line, the outermost first. */
function messageOf(diagnostic: Diagnostic): string {
  const inner = diagnostic.messageChain?.[0];
  return inner ? `${diagnostic.text} ${messageOf(inner)}` : diagnostic.text;
}

/** Characters that the compiler does not count: a BOM. */
export const skippedBy = (text: string): number => (text.startsWith('\uFEFF') ? 1 : 0);

/** Each problem once, by file and position. `root`: real absolute path of the room; `overlay`: what was laid over the disk when they were found. */
export function describeProblems(root: string, found: readonly Diagnostic[], overlay: Overlay): Problem[] {
  const problems = new Map<string, Problem>();
  const texts = new Map<string, string>();
  const textOf = (path: string): [file: string, text: string] => {
    const file = posix.relative(root, path);
    if (!texts.has(file)) texts.set(file, overlay.get(file) ?? readConfigText(path) ?? '');
    return [file, texts.get(file) ?? ''];
  };
  for (const diagnostic of found) {
    const [file, text] = textOf(diagnostic.fileName ?? '');
    const skipped = skippedBy(text);
    const start = Math.max(0, diagnostic.pos) + skipped;
    const message = messageOf(diagnostic).replaceAll(`${root}/`, '');
    const excerpt = text.slice(start, Math.max(start, Math.min(diagnostic.end + skipped, start + 80)));
    const tag = diagnostic.relatedInformation?.find(({ code }) => code === MARKED_HERE);
    const [tagFile, tagText] = tag?.fileName === undefined ? [] : textOf(tag.fileName);
    const deprecatedAt = tag && tagFile !== undefined ? { deprecatedAt: { file: tagFile, start: tag.pos + skippedBy(tagText ?? '') } } : {};
    const problem = { file, start, ...positionAt(text, start), code: `TS${diagnostic.code}`, message, excerpt, ...deprecatedAt };
    const key = [file, start, problem.code, ...(OF_PROJECT.has(diagnostic.code) ? [] : [message])].join('\n');
    if (!problems.has(key)) problems.set(key, problem);
  }
  return [...problems.values()].sort((a, b) => (a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1));
}
