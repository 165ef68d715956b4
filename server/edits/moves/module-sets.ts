// Globs and computed specifiers whose set of files a move changes: a plain folder in front is edited, everything else is listed.
import { posix } from 'node:path';
import type { Edge } from '../../graph/facts.ts';
import { emittedName, isIndex, relativeTo, withoutExtension } from '../specifier.ts';
import type { MoveWork } from './move-work.ts';

const isComputed = (edge: Edge): boolean => edge.specifier.includes('${');

/** The literal part in front of the first wildcard or computed part, up to its last slash. */
function prefixOf(edge: Edge): string {
  const pattern = edge.specifier.replace(/^!/, '');
  const special = pattern.search(isComputed(edge) ? /\$\{/ : /[*?{[]/);
  return (special === -1 ? pattern : pattern.slice(0, special)).replace(/[^/]*$/, '');
}

/** Room path of what a prefix names; aliases are looked up, null where it is none that is known. */
function folderOf(work: MoveWork, edge: Edge, prefix: string): string | null {
  if (prefix.startsWith('.')) return posix.join(posix.dirname(edge.from), prefix);
  if (prefix.startsWith('/')) return posix.join('.', prefix);
  const alias = work.aliasesFor(edge.from).find((found) => prefix.startsWith(found.prefix));
  return alias ? alias.folder + prefix.slice(alias.prefix.length) : null;
}

function patternSource(edge: Edge, rest: string): string {
  const escape = (text: string) => text.replace(/[.+^$()|[\]\\{}?*]/g, '\\$&');
  if (isComputed(edge)) return rest.split(/\$\{[^}]*\}/).map(escape).join('.+');
  return rest.replace(/\*\*\/|\*\*|\*|\?|\{[^}]*\}|[^*?{]+/g, (part) => {
    if (part === '**/') return '(?:[^/]+/)*';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.startsWith('{') && part.endsWith('}')) return `(?:${part.slice(1, -1).split(',').map(escape).join('|')})`;
    return escape(part);
  });
}

/** Whether the set has a file, by its name or, for a computed specifier, by any form in which it is imported. */
function matcherOf(edge: Edge, folder: string, prefix: string): (path: string) => boolean {
  const rest = edge.specifier.replace(/^!/, '').slice(prefix.length);
  const expression = new RegExp(`^${patternSource(edge, rest)}$`);
  return (path) => {
    const inside = folder === '' || folder === '.' ? path : path.startsWith(folder.endsWith('/') ? folder : `${folder}/`) ? path.slice(folder.endsWith('/') ? folder.length : folder.length + 1) : null;
    if (inside === null) return false;
    const forms = isComputed(edge) ? [inside, withoutExtension(inside), emittedName(inside) ?? inside, ...(isIndex(inside) ? [posix.dirname(inside)] : [])] : [inside];
    return forms.some((form) => expression.test(form));
  };
}

/** The prefix for the place where its folder will be, in the form it has. */
function prefixAfter(work: MoveWork, edge: Edge, { prefix, folder }: { prefix: string; folder: string }): string | null {
  const after = work.pathAfter(folder.replace(/\/$/, ''));
  if (prefix.startsWith('.')) {
    const written = relativeTo(work.fileAfter(edge.from), after);
    return written === '.' ? './' : `${written}/`;
  }
  if (after === folder.replace(/\/$/, '')) return prefix;
  if (prefix.startsWith('/')) return `/${after}/`;
  const alias = work.aliasesFor(edge.from).find((found) => `${after}/`.startsWith(found.folder));
  return alias ? `${alias.prefix}${after.slice(alias.folder.length)}/` : null;
}

function moveSet(work: MoveWork, edge: Edge): void {
  const prefix = prefixOf(edge);
  const folder = folderOf(work, edge, prefix);
  if (folder === null) return;
  const written = prefixAfter(work, edge, { prefix, folder });
  const before = matcherOf(edge, folder, prefix);
  const after = matcherOf(edge, work.pathAfter(folder.replace(/\/$/, '')), prefix);
  const changed = [...work.moves.files].find(([from, to]) => before(from) !== after(to));
  const start = edge.start + 1 + (edge.specifier.startsWith('!') ? 1 : 0);
  // A sum of strings may be cut within the prefix.
  const isWhole = work.tree.text(edge.from)?.slice(start, start + prefix.length) === prefix;
  if (written !== null && written !== prefix && isWhole) {
    work.edit(edge.from, { start, end: start + prefix.length, text: written });
  } else if (written === null || written !== prefix) work.skip(edge.from, edge, `'${edge.specifier}' names files of a folder that moves`);
  if (changed) {
    const [from, to] = changed;
    const what = isComputed(edge) ? 'is put together at run time and can mean' : 'matches';
    work.skip(edge.from, edge, before(from) ? `'${edge.specifier}' ${what} ${from}, but not ${to}` : `'${edge.specifier}' ${what} ${to}, which it did not at ${from}`);
  } else if (isComputed(edge) && [...work.moves.files.keys()].some((path) => before(path))) {
    work.skip(edge.from, edge, `'${edge.specifier}' is put together at run time and can mean a file that moves`);
  }
}

/** By the list of a file's edges, which is another one when the file changes: most files have no sets, and every move asks all of them. */
const known = new WeakMap<readonly Edge[], readonly Edge[]>();

function setsOf({ graph }: MoveWork, file: string): readonly Edge[] {
  const edges = graph.edgesFrom(file);
  let sets = known.get(edges);
  if (!sets) known.set(edges, (sets = edges.filter(({ kind }) => kind === 'GLOB')));
  return sets;
}

/** The sets that have a file. */
export function setsWith(work: MoveWork, path: string): Edge[] {
  return work.graph.files().flatMap((file) => setsOf(work, file)).filter((edge) => {
    if (edge.from === path || edge.specifier.startsWith('!')) return false;
    const prefix = prefixOf(edge);
    const folder = folderOf(work, edge, prefix);
    return folder !== null && matcherOf(edge, folder, prefix)(path);
  });
}

/** Looks at every set of modules of the room. */
export function moveModuleSets(work: MoveWork): void {
  for (const file of work.graph.files()) for (const edge of setsOf(work, file)) moveSet(work, edge);
}
