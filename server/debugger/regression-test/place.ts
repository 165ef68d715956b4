// Where a new test file goes and how it is called, as the project's other tests are. Owns the path; reads no text.
import { posix } from 'node:path';
import type { Source } from '../deps.ts';
import { findManifest, packageFolder } from './manifests.ts';
import { folderOf, stemOf, type Neighbour } from './neighbours.ts';
import type { RegressionRunner } from './runner.ts';

/** Where a test is relative to its source: `inside` a folder beside it (or beside it: no folder), or below another root in the same folders. */
type Relation =
  | { readonly kind: 'inside'; readonly folder: string }
  | { readonly kind: 'mirror'; readonly base: string; readonly from: string; readonly to: string };

const SPECIAL = /^(?:__tests?__|__specs?__)$/;
const TEST_FOLDER = /^(?:tests?|specs?|__tests__)$/;

const segments = (folder: string): string[] => (folder === '' ? [] : folder.split('/'));
const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('/');

function relationOf(source: Source, test: string, subject: string): Relation {
  const [from, to] = [segments(folderOf(subject)), segments(folderOf(test))];
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared += 1;
  const base = from.slice(0, shared).join('/');
  const [restFrom, restTo] = [from.slice(shared), to.slice(shared)];
  const isRoot = base === packageFolder(source, subject);
  if (restFrom.length === 0 && restTo.length <= 1 && (restTo.length === 0 || SPECIAL.test(restTo[0] ?? '') || !isRoot)) return { kind: 'inside', folder: restTo[0] ?? '' };
  while (restFrom.length > 0 && restTo.length > 1 && restFrom.at(-1) === restTo.at(-1)) {
    restFrom.pop();
    restTo.pop();
  }
  return { kind: 'mirror', base, from: restFrom.join('/'), to: restTo.join('/') };
}

/** Null where the file is not below the root that the relation is about. */
function place(relation: Relation, file: string, home: string): string | null {
  const folder = folderOf(file);
  if (relation.kind === 'inside') return join(folder, relation.folder);
  for (const base of [relation.base, home]) {
    const root = join(base, relation.from);
    if (root === '' || folder === root) return join(base, relation.to, root === '' ? folder : '');
    if (folder.startsWith(`${root}/`)) return join(base, relation.to, folder.slice(root.length + 1));
  }
  return null;
}

/** The folder in which most of the nearest tests would be if they were about this file. */
function folderFor(source: Source, file: string, neighbours: readonly Neighbour[]): string | null {
  const home = packageFolder(source, file);
  const votes = new Map<string, { relation: Relation; count: number }>();
  for (const { path, subject } of neighbours) {
    if (subject === null) continue;
    const relation = relationOf(source, path, subject);
    const key = JSON.stringify(relation);
    const weight = packageFolder(source, path) === home ? 3 : 1;
    votes.set(key, { relation, count: (votes.get(key)?.count ?? 0) + weight });
  }
  const ordered = [...votes.values()].sort((a, b) => b.count - a.count);
  for (const { relation } of ordered) {
    const folder = place(relation, file, home);
    if (folder !== null) return folder;
  }
  return null;
}

/** A folder of tests that the test script names or that is there already; null: beside the source. */
function customaryFolder(source: Source, file: string): string | null {
  const home = packageFolder(source, file);
  const script = findManifest(source, home)?.scripts?.['test'] ?? '';
  const named = /(?:^|[\s"'./])(tests?|specs?)(?=[/\s"']|$)/.exec(script.replace(/--test\b|\b(?:vitest|npm) (?:run )?test\b/g, ''))?.[1];
  const folder = named ?? source.tree.paths().map((path) => (home === '' || path.startsWith(`${home}/`) ? segments(path.slice(home === '' ? 0 : home.length + 1)) : [])).find((parts) => parts.length > 1 && TEST_FOLDER.test(parts[0] ?? ''))?.[0];
  if (folder === undefined) return null;
  const below = segments(folderOf(file).slice(home === '' ? 0 : home.length + 1));
  return join(home, folder, ...(['src', 'lib'].includes(below[0] ?? '') ? below.slice(1) : below));
}

/** The ending of most tests, such as `.test.ts`; null where there are none. */
function endingOf(neighbours: readonly Neighbour[], isTypeScript: boolean): string | null {
  const counts = new Map<string, number>();
  for (const { path } of neighbours) {
    const ending = /(?:[.-](?:test|spec))?\.[cm]?[jt]sx?$/.exec(posix.basename(path))?.[0] ?? '';
    if (ending !== '') counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  const [ending = null] = [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  // Nothing of what is written here is JSX.
  const plain = ending?.replace(/x$/, '') ?? null;
  return plain !== null && !isTypeScript ? plain.replace(/\.([cm]?)ts$/, '.$1js') : plain;
}

/** A path that no file of the room has: the name of the source, then with `regression`, then numbered. */
function freePath(source: Source, folder: string, stem: string, ending: string): string {
  const taken = new Set(source.tree.paths().map((path) => path.toLowerCase()));
  const isFree = (path: string): boolean => !taken.has(path.toLowerCase());
  for (let number = -1; ; number += 1) {
    const name = number < 0 ? stem : `${stem}.regression${number < 1 ? '' : `-${number + 1}`}`;
    const path = join(folder, `${name}${ending}`);
    if (isFree(path)) return path;
  }
}

/** The room path of a new test of `file`, taken by no file. */
export function choosePath(source: Source, file: string, { neighbours, runner, isCommonJsHere }: { readonly neighbours: readonly Neighbour[]; readonly runner: RegressionRunner; /** Node would read a `.js` file in that folder as CommonJS although it must be an ES module. */ readonly isCommonJsHere: (folder: string) => boolean }): string {
  const isTypeScript = /\.[cm]?tsx?$/.test(file);
  const folder = folderFor(source, file, neighbours) ?? customaryFolder(source, file) ?? folderOf(file);
  const standard = `.test${runner === 'jest' || runner === 'vitest' ? (isTypeScript ? '.ts' : '.js') : (/\.[cm]?[jt]s/.exec(posix.extname(file))?.[0] ?? '.js')}`;
  const ending = endingOf(neighbours, isTypeScript) ?? standard;
  const marked = /test|spec/.test(ending) || TEST_FOLDER.test(posix.basename(folder)) || segments(folder).some((part) => TEST_FOLDER.test(part)) ? ending : `.test${ending}`;
  return freePath(source, folder, stemOf(file), isCommonJsHere(folder) ? marked.replace(/\.c?js$/, '.mjs') : marked);
}
