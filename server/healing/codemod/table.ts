// What a change means for code outside of the package: which public specifier and name becomes which. Reads the graph and the package's entries.
import { findOrigin } from '../../edits/export-names.ts';
import { shimsIn } from '../../edits/find-shims.ts';
import { manifestOf, publicSpecifiers } from '../../edits/package-entries.ts';
import { renameExport } from '../../edits/rename-export.ts';
import type { VirtualTree, ReadableTree } from '../../edits/virtual-tree.ts';
import type { ProjectGraph } from '../../graph/project-graph.ts';
import type { Change } from '../../intents/change.ts';

/** A specifier, and a name of that module or `*` for all of it. */
export type PublicName = readonly [specifier: string, name: string];

export interface PublicChange {
  readonly from: PublicName;
  readonly to: PublicName;
}

export interface CodemodSource {
  /** Before the change. */
  readonly tree: ReadableTree;
  readonly graph: ProjectGraph;
  /** With everything that the plan does. */
  readonly after: VirtualTree;
}

/** Null: the kind of change says nothing that a program could carry over. */
export type CodemodTable = { readonly kind: 'table'; readonly changes: readonly PublicChange[] } | { readonly kind: 'none'; readonly reason: string } | null;

const MOST = 500;
const SOURCE = /\.[cm]?[jt]sx?$/;
const ENTRIES = ['exports', 'main', 'module', 'types', 'typings', 'bin'];
const none = (reason: string): CodemodTable => ({ kind: 'none', reason });

function unreachable({ tree }: CodemodSource, file: string): string {
  const name = manifestOf(tree, file)?.name;
  return name === undefined ? `\`${file}\` belongs to no package with a name, so nobody outside of this project can import it.` : `\`${name}\` does not offer it to other packages: no entry of its package.json leads to it.`;
}

/** True for a private package whose package.json names no entry: an application. Packages of this project that depend on it are healed with it. */
function isApplication({ tree }: CodemodSource, file: string): boolean {
  const json = manifestOf(tree, file)?.json;
  return json?.['private'] === true && ENTRIES.every((field) => json[field] === undefined);
}

function table(source: CodemodSource, file: string, changes: readonly PublicChange[]): CodemodTable {
  if (isApplication(source, file)) return none(`\`${manifestOf(source.tree, file)?.name ?? file}\` is private and its package.json names no entry, so nobody outside of this project depends on it.`);
  const real = changes.filter(({ from, to }) => from[0] !== to[0] || from[1] !== to[1]);
  if (real.length > 0) return { kind: 'table', changes: real.slice(0, MOST) };
  return none(changes.length > 0 ? 'Other packages reach it as before.' : unreachable(source, file));
}

/** The name becomes another one wherever a module passes it on as it is. */
function renamed(source: CodemodSource, { file, from, to }: { file: string; from: string; to: string }): CodemodTable {
  const { tree, graph } = source;
  const { sites } = renameExport({ tree, graph, file, from, to });
  const files = new Set(sites.filter(({ path }) => path.length === 1).map((site) => site.file));
  const isPublic = (path: string): boolean => publicSpecifiers(tree, path).length > 0;
  if (![...files].some(isPublic) && sites.some((site) => isPublic(site.file))) return none('Other packages reach it only inside of a namespace, or under another name; a program cannot tell those uses safely.');
  return table(source, file, [...files].flatMap((path) => publicSpecifiers(tree, path).map((specifier): PublicChange => ({ from: [specifier, from], to: [specifier, to] }))));
}

/** Another public module that offers the same thing, under whatever name. */
function otherEntry({ tree, graph }: CodemodSource, file: string, name: string): PublicName | null {
  for (const path of graph.files()) {
    if (path === file || manifestOf(tree, path)?.name !== manifestOf(tree, file)?.name) continue;
    const [specifier] = publicSpecifiers(tree, path);
    const offered = specifier === undefined ? [] : [name, ...(graph.facts(path)?.exports ?? []).map((entry) => entry.name)];
    const found = offered.find((one) => {
      const origin = findOrigin(graph, path, one);
      return origin?.file === file && origin.name === name;
    });
    if (specifier !== undefined && found !== undefined) return [specifier, found];
  }
  return null;
}

/** Whoever imports the name from its own file's entry is sent to the new one's, or to a barrel that offers it. */
function movedName(source: CodemodSource, { file, name, to, toName }: { file: string; name: string; to: string; toName: string }): CodemodTable {
  const entries = publicSpecifiers(source.tree, file);
  if (entries.length === 0) return none(otherEntry(source, file, name) ? 'Other packages reach it through modules that offer it as before.' : unreachable(source, file));
  const [direct] = publicSpecifiers(source.after, to);
  const goal = direct === undefined ? otherEntry(source, file, name) : ([direct, toName] as const);
  if (!goal) return none(`Its new place \`${to}\` is not offered to other packages; add an entry for it to package.json.`);
  return table(source, file, entries.map((specifier) => ({ from: [specifier, name], to: goal })));
}

function movedModules(source: CodemodSource, moves: readonly (readonly [string, string])[]): CodemodTable {
  const changes: PublicChange[] = [];
  const lost: string[] = [];
  for (const [from, to] of moves) {
    const now = publicSpecifiers(source.after, to);
    for (const specifier of publicSpecifiers(source.tree, from)) {
      const goal = now.includes(specifier) ? specifier : now[0];
      if (goal === undefined) lost.push(specifier);
      else changes.push({ from: [specifier, '*'], to: [goal, '*'] });
    }
  }
  if (changes.length === 0 && lost.length > 0) return none(`No entry of package.json leads to the new place of \`${lost[0]}\`; point that entry there, and nothing changes for other packages.`);
  return table(source, moves[0]?.[0] ?? '', changes);
}

function retired(source: CodemodSource, { file, name }: { file: string; name: string | null }): CodemodTable {
  const { replacement, signature } = shimsIn(source, file).find((shim) => shim.name === name) ?? {};
  if (!replacement || signature) return null;
  if (replacement.name === null) return movedModules(source, [[file, replacement.file]]);
  if (name === null) return null;
  if (replacement.file === file) return renamed(source, { file, from: name, to: replacement.name });
  return movedName(source, { file, name, to: replacement.file, toName: replacement.name });
}

/** By what a codemod would have to do elsewhere; why there is none; or null. */
export function codemodTable(source: CodemodSource, change: Change): CodemodTable {
  const entries = (file: string, from: string, to: string): CodemodTable => table(source, file, publicSpecifiers(source.tree, file).map((specifier) => ({ from: [specifier, from], to: [specifier, to] })));
  switch (change.kind) {
    case 'RENAME_EXPORT': return renamed(source, change);
    case 'MOVE_EXPORT': return movedName(source, { ...change, toName: change.name });
    case 'MOVE_FILE': return SOURCE.test(change.from) ? movedModules(source, [[change.from, change.to]]) : null;
    case 'MOVE_FOLDER': return movedModules(source, source.graph.files().filter((path) => path.startsWith(`${change.from}/`)).map((path) => [path, `${change.to}${path.slice(change.from.length)}`]));
    case 'DEFAULT_TO_NAMED': return entries(change.file, 'default', change.name);
    case 'NAMED_TO_DEFAULT': return entries(change.file, change.name, 'default');
    case 'RETIRE_SHIM': return retired(source, change);
    default: return null;
  }
}
