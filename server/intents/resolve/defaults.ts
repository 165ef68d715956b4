// Resolves wishes about the default export: default-to-named, named-to-default.
import { findOrigin, offeredNames } from '../../edits/export-names.ts';
import { analyzeName } from '../../edits/occurrences.ts';
import { isNameBlocked } from '../../edits/rename-export.ts';
import { parseSyntax } from '../../edits/syntax.ts';
import { InvalidInputError } from '../../errors.ts';
import type { ExportFact } from '../../graph/facts.ts';
import type { ChangeOf } from '../change.ts';
import { NameTakenError, TargetNotFoundError, type IntentSuggestion } from '../errors.ts';
import type { WishOf } from '../wish.ts';
import { assertParses, assertUsableName, locateExport, resolveFile, word, type Codebase } from './targets.ts';

const HINT = 'Choose another name, or rename the other one first; nothing was written.';
const toNamed = (file: string, name: string | null): string => `turn the default export of ${word(file)} into a named export${name === null ? '' : ` ${name}`}`;
const factsOf = ({ graph }: Codebase, file: string): readonly ExportFact[] => graph.facts(file)?.exports ?? [];

/** A CommonJS module has no default export of its own: what importers call so is the whole of it. */
function assertIsEsm(codebase: Codebase, file: string): void {
  const syntax = parseSyntax(file, codebase.tree.text(file) ?? '');
  const isWhole = factsOf(codebase, file).some(({ name }) => name === 'export=');
  if (isWhole || (!syntax.isModule && factsOf(codebase, file).length > 0)) {
    throw new InvalidInputError(`${file} is a CommonJS module; its default is the whole module.`, 'Turn it into an ES module first; nothing was written.');
  }
}

/** A module that passes the file on by a star and would offer two things under one name. */
function assertNoClash({ graph }: Codebase, file: string, name: string): void {
  const seen = new Set([file]);
  for (const site of seen) {
    for (const edge of graph.edgesTo(site)) {
      const isStar = edge.names.some((crossing) => crossing.imported === '*' && crossing.exported === '*');
      const own = graph.facts(edge.from)?.exports.some((entry) => entry.name === name);
      if (!isStar || own || seen.has(edge.from)) continue;
      const origin = findOrigin(graph, edge.from, name);
      if (origin || offeredNames(graph, edge.from).names.some((offered) => offered.name === name)) throw new NameTakenError(`${edge.from} passes ${file} on and already exports '${name}'${origin ? ` (of ${origin.file})` : ''}.`, HINT);
      seen.add(edge.from);
    }
  }
}

function assertIsFree(codebase: Codebase, file: string, { name, local }: { name: string; local: string | null }): void {
  const same = factsOf(codebase, file).filter((entry) => entry.name === name);
  if (same.some((entry) => entry.local !== local || local === null)) throw new NameTakenError(`${file} already exports '${name}', which is something else.`, HINT);
  const syntax = parseSyntax(file, codebase.tree.text(file) ?? '');
  const taken = analyzeName(syntax, name);
  if (name !== local && (taken.moduleMeaning !== 0 || taken.ofModule.some((found) => found.role === 'reference'))) throw new NameTakenError(`'${name}' is already a name in ${file}.`, HINT);
  if (same.length === 0) assertNoClash(codebase, file, name);
  if (local === null || local === name) return;
  if (isNameBlocked(syntax, analyzeName(syntax, local), name)) throw new NameTakenError(`'${local}' cannot be called '${name}' everywhere in ${file}.`, HINT);
}

export function resolveDefaultToNamed(codebase: Codebase, wish: WishOf<'DEFAULT_TO_NAMED'>): ChangeOf<'DEFAULT_TO_NAMED'> {
  const suggest = (file: string): IntentSuggestion => ({ text: toNamed(file, wish.name), file, symbol: null });
  const file = resolveFile(codebase, wish.file, suggest);
  assertParses(codebase, file);
  assertIsEsm(codebase, file);
  const fact = factsOf(codebase, file).find((entry) => entry.name === 'default');
  if (!fact) throw new TargetNotFoundError(`${file} has no default export.`, 'Check the path, from the root of the project.', []);
  const origin = findOrigin(codebase.graph, file, 'default');
  if (origin && origin.file !== file) throw new TargetNotFoundError(`${file} passes '${origin.name}' of ${origin.file} on as its default.`, 'Name the file that declares it.', origin.name === 'default' ? [suggest(origin.file)] : []);
  const name = wish.name ?? fact.local;
  if (name === null) throw new InvalidInputError(`The default export of ${file} has no name of its own.`, `Say the name: '${toNamed(file, 'formatMoney')}'.`);
  assertUsableName(name, 'the name of the export');
  assertIsFree(codebase, file, { name, local: fact.local });
  return { kind: 'DEFAULT_TO_NAMED', file, name };
}

export function resolveNamedToDefault(codebase: Codebase, wish: WishOf<'NAMED_TO_DEFAULT'>): ChangeOf<'NAMED_TO_DEFAULT'> {
  const { name } = wish;
  if (name === 'default') throw new InvalidInputError("'default' is the default export already.", 'Name the export that is to become it.');
  assertUsableName(name, 'an export');
  const file = locateExport(codebase, { name, file: wish.file }, (other, found) => `make ${other} in ${word(found)} the default export`);
  assertParses(codebase, file);
  assertIsEsm(codebase, file);
  if (factsOf(codebase, file).some((entry) => entry.name === 'default')) throw new NameTakenError(`${file} has a default export already.`, 'Give that one a name first, or choose another file; nothing was written.');
  return { kind: 'NAMED_TO_DEFAULT', file, name };
}
