// Paths that are written as text: links in documents, paths in comments, strings and configuration. Owns finding them; they are edited where the change wants it, else listed.
import { posix } from 'node:path';
import { jsonPlaces } from '../json-places.ts';
import { moveSpecifier, relativeTo, withoutExtension } from '../specifier.ts';
import { parseSyntax } from '../syntax.ts';
import type { MoveWork } from './move-work.ts';
import { pathTokens, tokensWith } from './path-tokens.ts';

const SOURCE = /\.[cm]?[jt]sx?$/;
const DOCUMENT = /\.(?:mdx?|html?|txt|vue|svelte|astro)$/;
/** Lock files and snapshots name paths that tools write anew; what is huge is data. */
const UNREAD = /(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$|\.(?:snap|svg)$|(?:^|\/)pnpm-lock\.yaml$/;
const SIZE_LIMIT = 1_000_000;

interface Mention {
  readonly file: string;
  readonly start: number;
  readonly written: string;
  readonly after: string;
}

/** What kind of place a mention is; only documents and comments are edited. */
type Place = 'a document' | 'a comment' | 'a string' | 'a configuration file';

/** File or folder that a path names: as it is, without its extension, or by the name of what is emitted for it. */
function namedBy(work: MoveWork, path: string): { before: string; after: string } | null {
  const { files, folder } = work.moves;
  const direct = files.get(path);
  if (direct !== undefined) return { before: path, after: direct };
  if (folder && path === folder.from) return { before: path, after: folder.to };
  // A pattern, or a file that a build makes there.
  if (folder && path.startsWith(`${folder.from}/`) && !isModuleName(work, path) && !work.tree.has(path)) return { before: path, after: work.pathAfter(path) };
  if (!/\//.test(path)) return null;
  for (const extension of SOURCE.test(path) ? ['.ts', '.tsx', '.mts', '.cts'] : ['.ts', '.tsx', '.js', '.jsx', '.mts', '.d.ts']) {
    const candidate = withoutExtension(path) + extension;
    const after = work.tree.has(candidate) ? files.get(candidate) : undefined;
    if (after !== undefined && !work.tree.has(path)) return { before: candidate, after };
  }
  return null;
}

/** True for a path that leaves out the extension of a file that moves, or names what is emitted for it. */
function isModuleName(work: MoveWork, path: string): boolean {
  return ['.ts', '.tsx', '.js', '.jsx', '.mts', '.cts', '.d.ts'].some((extension) => work.moves.files.has(withoutExtension(path) + extension));
}

/** How a text outside of a moved file reads afterwards; null where it names nothing that moves. */
function rewritten(work: MoveWork, file: string, written: string, isLink: boolean): string | null {
  const folder = posix.dirname(file);
  const isDotted = /^\.\.?\//.test(written);
  const fromRoot = !isDotted && namedBy(work, posix.normalize(written.replace(/^\//, '')));
  if (fromRoot && (written.startsWith('/') || !isLink || !work.tree.has(posix.join(folder, written)))) {
    const moved = moveSpecifier({ specifier: written.replace(/^\//, ''), importer: 'x', oldTarget: fromRoot.before, newTarget: fromRoot.after, aliases: [] });
    return moved === null ? null : (written.startsWith('/') ? '/' : '') + moved;
  }
  if (!isDotted && !isLink) return null;
  const path = posix.join(folder, written);
  const named = namedBy(work, path) ?? (work.fileAfter(file) !== file && written.startsWith('..') && isThere(work, path) ? { before: path, after: work.pathAfter(path) } : null);
  if (!named || posix.relative(folder, named.before) === posix.relative(work.folderAfter(file), named.after)) return null;
  const isPlain = posix.normalize(path) === named.before;
  const moved = isPlain ? relativeTo(work.fileAfter(file), named.after) : moveSpecifier({ specifier: isDotted ? written : `./${written}`, importer: work.fileAfter(file), oldTarget: named.before, newTarget: named.after, aliases: [] });
  return moved === null ? null : isDotted ? moved : moved.replace(/^\.\//, '');
}

const isThere = (work: MoveWork, path: string): boolean => work.tree.has(path) || work.paths.some((other) => other.startsWith(`${path}/`));

/** The parts of the names that a mention must have; a file that moves can also name what stays behind. */
function needlesOf(work: MoveWork): readonly string[] {
  const { files, folder } = work.moves;
  return folder ? [posix.basename(folder.from)] : [...files.keys()].map((path) => posix.basename(withoutExtension(path)));
}

/** `skips`: offsets that need no look, asked before anything that costs more. */
function* mentionsIn(work: MoveWork, file: string, needles: readonly string[], skips: (offset: number) => boolean): Generator<Mention> {
  const text = work.tree.text(file) ?? '';
  const isDocument = DOCUMENT.test(file);
  const tokens = work.moves.files.has(file) ? pathTokens(text).filter((token) => token.text.startsWith('..') || needles.some((needle) => token.text.includes(needle))) : needles.flatMap((needle) => [...tokensWith(text, isDocument || work.moves.folder ? needle : `/${needle}`)]);
  for (const { start, text: written } of tokens) {
    const before = text[start - 1] ?? '';
    const isLink = isDocument && /[("'=<\[]/.test(before);
    if (before === '/' || before === ':' || (!written.includes('/') && !isLink) || skips(start)) continue;
    const after = rewritten(work, file, written, isLink);
    if (after !== null && after !== written) yield { file, start, written, after };
  }
}

/** Where in a source a mention stands; null where it is code. */
function placeInSource(work: MoveWork, { file, start, written }: Mention, comments: () => readonly { start: number; end: number }[]): Place | null {
  if (comments().some((comment) => start >= comment.start && start < comment.end)) return 'a comment';
  const text = work.tree.text(file) ?? '';
  // A path in a string is one from the root or the working folder; without quotes around it (or jest's `<rootDir>` before it), it is a division or a regular expression.
  const isString = /["'`>]/.test(text[start - 1] ?? '') && /["'`?#]/.test(text[start + written.length] ?? '');
  return isString ? (/\.config\.[cm]?[jt]s$/.test(file) ? 'a configuration file' : 'a string') : null;
}

function noteMention(work: MoveWork, mention: Mention, place: Place): void {
  const { file, start, written, after } = mention;
  const isEdited = work.moves.editsMentions && (place === 'a document' || place === 'a comment');
  if (isEdited) work.edit(file, { start, end: start + written.length, text: after });
  else work.skip(file, start, `names the old path '${written}' in ${place}; it would be '${after}'`);
}

/** The spans that the passes before have looked at in a file: specifiers, and what they have edited. */
function handledSpans(work: MoveWork, file: string): (offset: number) => boolean {
  let spans: readonly { start: number; end: number }[] | null = null;
  const collect = () => {
    const { imports = [], references = [] } = work.dependents.get(file) ?? {};
    return [...(work.own.get(file) ?? []), ...imports, ...references, ...work.graph.edgesFrom(file)];
  };
  return (offset) => (spans ??= collect()).some(({ start, end }) => offset >= start && offset < end);
}

function inConfiguration(work: MoveWork, file: string, text: string, needles: readonly string[]): void {
  const listed = work.notEdited.filter((place) => place.file === file);
  for (const mention of mentionsIn(work, file, needles, handledSpans(work, file))) {
    const place = jsonPlaces(text).find(({ start, end }) => mention.start >= start && mention.start < end);
    const isListed = place !== undefined && listed.some(({ line, column }) => isAt(text, place.start, line, column));
    if (!isListed) noteMention(work, mention, 'a configuration file');
  }
}

function isAt(text: string, offset: number, line: number, column: number): boolean {
  const before = text.slice(0, offset).split('\n');
  return before.length === line && (before.at(-1) ?? '').length + 1 === column;
}

/** Finds every mention of what moves, and in moved files those of what stays. */
export function moveMentions(work: MoveWork): void {
  const needles = needlesOf(work);
  for (const file of work.paths) {
    const text = UNREAD.test(file) ? undefined : work.tree.text(file);
    if (text === undefined || text.length > SIZE_LIMIT) continue;
    if (/\.(?:json|ya?ml)$/.test(file)) {
      inConfiguration(work, file, text, needles);
      continue;
    }
    let comments: readonly { start: number; end: number }[] | null = null;
    const commentsOf = () => (comments ??= parseSyntax(file, text).comments);
    for (const mention of mentionsIn(work, file, needles, handledSpans(work, file))) {
      const place = SOURCE.test(file) ? placeInSource(work, mention, commentsOf) : 'a document';
      if (place) noteMention(work, mention, place);
    }
  }
}
