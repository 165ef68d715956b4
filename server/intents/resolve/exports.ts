// Resolves wishes that carry declarations about: move-export, retire-shim.
import { posix } from 'node:path';
import { findShims, shimsIn } from '../../edits/find-shims.ts';
import { isRefusal } from '../../edits/move-refusal.ts';
import { moveExport } from '../../edits/move-export.ts';
import { retireShim } from '../../edits/retire-shim.ts';
import { InvalidInputError } from '../../errors.ts';
import { aliasesOf } from '../../graph/aliases.ts';
import type { ChangeOf } from '../change.ts';
import { AmbiguousTargetError, NameTakenError, TargetNotFoundError, type IntentSuggestion } from '../errors.ts';
import { nearest, normalizePath } from '../find-targets.ts';
import type { WishOf } from '../wish.ts';
import { assertParses, locateExport, resolveFile, word, type Codebase } from './targets.ts';

const SOURCE = /\.[cm]?[jt]sx?$/;
const UNWATCHED = /(^|\/)(node_modules|\.git|\.supernova|\.next|\.turbo|\.cache|dist|build|coverage|out)(\/|$)/;

/** Kinds of source that a declaration cannot go between. */
function kindOf(path: string): string {
  if (/\.d\.[cm]?ts$/.test(path)) return 'declarations';
  return /\.[cm]?tsx?$/.test(path) ? 'TypeScript' : 'JavaScript';
}

/** The file that the words mean: one that exists, by its whole path with or without extension, else a new one. */
function destinationOf({ tree }: Codebase, file: string, words: string): string {
  const wanted = normalizePath(words);
  if (wanted === '' || wanted.startsWith('..') || posix.isAbsolute(wanted)) throw new InvalidInputError(`'${words}' is outside of the project.`, 'Give a path from the root of the project, such as src/money/format.ts.');
  const paths = tree.paths();
  if (paths.includes(wanted)) return wanted;
  if (SOURCE.test(wanted)) return wanted;
  const known = paths.filter((path) => SOURCE.test(path) && !/[\\/]$/.test(words) && path.replace(/(\.d)?\.[cm]?[jt]sx?$/, '') === wanted);
  if (known.length === 1 && known[0] !== undefined) return known[0];
  if (/[\\/]$/.test(words) || paths.some((path) => path.startsWith(`${wanted}/`))) throw new InvalidInputError(`'${words}' is a folder.`, 'Name the file in it that shall hold the declaration; it may be a new one.');
  return wanted + (/\.d\.[cm]?ts$/.exec(file)?.[0] ?? posix.extname(file));
}

function assertDestination(codebase: Codebase, file: string, to: string): void {
  if (to === file) throw new InvalidInputError(`${to} is where it is already.`, 'Give another destination.');
  if (!SOURCE.test(to)) throw new InvalidInputError(`'${to}' is no source file.`, 'Give a path such as src/money/format.ts.');
  if (UNWATCHED.test(to)) throw new InvalidInputError(`'${to}' is in a folder that is not part of the sources.`, 'Give a destination among the sources.');
  if (kindOf(file) !== kindOf(to)) throw new InvalidInputError(`A declaration of ${file} cannot go to '${to}': that is another kind of file.`, 'Keep the kind of file: TypeScript, JavaScript, or declarations.');
  const above = codebase.tree.paths().find((path) => to.startsWith(`${path}/`));
  if (above !== undefined) throw new InvalidInputError(`There is no '${to}', and ${above} is a file, not a folder.`, 'Choose another destination.');
  const twin = codebase.tree.paths().find((path) => path !== to && path.toLowerCase() === to.toLowerCase());
  if (twin !== undefined) throw new InvalidInputError(`'${to}' and ${twin} differ by upper and lower case only; on some disks they are one file.`, `Say ${twin}, or choose another destination.`);
  if (codebase.tree.has(to)) assertParses(codebase, to);
}

export function resolveMoveExport(codebase: Codebase, wish: WishOf<'MOVE_EXPORT'>): ChangeOf<'MOVE_EXPORT'> {
  const { tree, graph } = codebase;
  const { name } = wish;
  const file = locateExport(codebase, wish, (found, place) => `move ${found} from ${word(place)} to ${word(wish.to)}`);
  assertParses(codebase, file);
  const to = destinationOf(codebase, file, wish.to);
  assertDestination(codebase, file, to);
  const moved = moveExport({ tree, graph, aliasesFor: (path) => aliasesOf(graph, path), file, name, to });
  if (isRefusal(moved)) throw moved.because === 'NAME_TAKEN' ? new NameTakenError(moved.message, moved.hint) : new InvalidInputError(moved.message, moved.hint);
  return { kind: 'MOVE_EXPORT', file, name, to };
}

const retireText = ({ file, name }: { file: string; name: string | null }): string => (name === null ? `retire the shim ${word(file)}` : `retire ${name} in ${word(file)}`);

/** The shim that the wish names. Throws AmbiguousTargetError, TargetNotFoundError. */
function locateShim(codebase: Codebase, { file, name }: WishOf<'RETIRE_SHIM'>): { file: string; name: string | null } {
  if (file !== null) return { file: resolveFile(codebase, file, (found) => ({ text: retireText({ file: found, name }), file: found, symbol: name })), name };
  if (name === null) throw new InvalidInputError('Neither a file nor a name was given.', 'Name the deprecated name and its file, or the file that passes a moved one on.');
  const all = findShims(codebase);
  const found = all.filter((shim) => shim.name === name && shim.replacement !== null);
  // A barrel that passes the old name on is no shim of its own where the declaring file has one.
  const first = found.filter((shim) => !found.some((other) => other !== shim && codebase.graph.edgesFrom(shim.file).some((edge) => edge.to === other.file)));
  const suggest = (shims: typeof all): IntentSuggestion[] => shims.slice(0, 5).map((shim) => ({ text: retireText(shim), file: shim.file, symbol: shim.name }));
  if (first.length === 1 && first[0]) return { file: first[0].file, name };
  if (found.length > 1) throw new AmbiguousTargetError(`${found.length} files keep '${name}' as a deprecated name.`, "Say which one: 'in' and its path.", suggest(found));
  const near = nearest(all.flatMap((shim) => shim.name ?? []), name);
  throw new TargetNotFoundError(`No file of this project keeps '${name}' as a deprecated name.`, 'Check the spelling, or take one of the suggestions.', suggest(all.filter((shim) => shim.name !== null && near.includes(shim.name))));
}

export function resolveRetireShim(codebase: Codebase, wish: WishOf<'RETIRE_SHIM'>): ChangeOf<'RETIRE_SHIM'> {
  const { tree, graph } = codebase;
  const { file, name } = locateShim(codebase, wish);
  assertParses(codebase, file);
  // An overload has no other name to be taken; its callers are told by the compiler, later.
  if (shimsIn(codebase, file).some((shim) => shim.name === name && shim.signature)) return { kind: 'RETIRE_SHIM', file, name };
  const retired = retireShim({ tree, graph, aliasesFor: (path) => aliasesOf(graph, path) }, { file, name });
  if (isRefusal(retired)) throw new InvalidInputError(retired.message, retired.hint);
  return { kind: 'RETIRE_SHIM', file, name };
}
