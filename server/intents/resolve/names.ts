// Resolves wishes about exported names: rename-export, delete-export.
import { findOrigin, offeredNames } from '../../edits/export-names.ts';
import { analyzeName } from '../../edits/occurrences.ts';
import { isNameBlocked, renameExport } from '../../edits/rename-export.ts';
import { parseSyntax } from '../../edits/syntax.ts';
import { InvalidInputError } from '../../errors.ts';
import type { ChangeOf } from '../change.ts';
import { NameTakenError, TargetNotFoundError } from '../errors.ts';
import type { WishOf } from '../wish.ts';
import { assertParses, assertUsableName, locateExport, word, type Codebase } from './targets.ts';

function assertNameIsFree({ tree, graph }: Codebase, change: ChangeOf<'RENAME_EXPORT'>): void {
  const { file, from, to } = change;
  const hint = 'Choose another name, or rename the other one first; nothing was written.';
  const fact = graph.facts(file)?.exports.find((entry) => entry.name === from);
  const text = tree.text(file);
  if (!fact || text === undefined) throw new TargetNotFoundError(`${file} does not export '${from}'.`, 'Analyse the change again.', []);
  if (graph.facts(file)?.exports.some((entry) => entry.name === to)) throw new NameTakenError(`${file} already exports '${to}'.`, hint);
  const syntax = parseSyntax(file, text);
  if (fact.local === from && isNameBlocked(syntax, analyzeName(syntax, from), to)) throw new NameTakenError(`'${to}' is already a name in ${file}; '${from}' cannot take it there.`, hint);
  for (const site of renameExport({ tree, graph, file, from, to }).sites) {
    if (site.path.length > 1) continue;
    const origin = site.file === file ? null : findOrigin(graph, site.file, to);
    if (origin || (site.file !== file && offeredNames(graph, site.file).names.some((offered) => offered.name === to))) {
      throw new NameTakenError(`${site.file} passes '${from}' on and already exports '${to}'${origin ? ` (of ${origin.file})` : ''}.`, hint);
    }
  }
}

export function resolveRename(codebase: Codebase, wish: WishOf<'RENAME_EXPORT'>): ChangeOf<'RENAME_EXPORT'> {
  if (wish.from !== 'default') assertUsableName(wish.from, 'an export that is renamed');
  else throw new InvalidInputError("'default' cannot be renamed: importers choose its name themselves.", 'Name another export.');
  assertUsableName(wish.to, 'the new name');
  if (wish.from === wish.to) throw new InvalidInputError(`'${wish.from}' has that name already.`, 'Give another new name.');
  const file = locateExport(codebase, { name: wish.from, file: wish.file }, (name, found) => `rename ${name} to ${wish.to} in ${word(found)}`);
  assertParses(codebase, file);
  const change: ChangeOf<'RENAME_EXPORT'> = { kind: 'RENAME_EXPORT', file, from: wish.from, to: wish.to };
  assertNameIsFree(codebase, change);
  return change;
}

export function resolveDeleteExport(codebase: Codebase, wish: WishOf<'DELETE_EXPORT'>): ChangeOf<'DELETE_EXPORT'> {
  const { name } = wish;
  if (name === 'default' && wish.file === null) throw new InvalidInputError('Many files have a default export.', "Say of which file: 'delete the default export of src/cart/totals.ts'.");
  if (name !== 'default') assertUsableName(name, 'an export that is deleted');
  const file = locateExport(codebase, { name, file: wish.file }, (other, found) => `delete ${other} from ${word(found)}`);
  assertParses(codebase, file);
  return { kind: 'DELETE_EXPORT', file, name };
}
