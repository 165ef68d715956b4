// Computes every edit of "this export gets another name". Owns which tokens change; applying and checking is done elsewhere.
import type { ReadableGraph } from '../graph/project-graph.ts';
import { commonJsKeys, followOwnExports } from './commonjs-names.ts';
import type { DependentEdits, ExportSite, NotEdited } from './edit-plan.ts';
import { isImported } from './export-names.ts';
import { addModuleSite, clauseNameOf, followReferences, type ClauseName, type ReferenceVisitor } from './export-references.ts';
import type { TextEdit } from './file-edit.ts';
import { CLAUSE, IN_JSX, OTHER, PLAIN } from './names/name-index.ts';
import { readOnce } from './read-once.ts';
import { settleShorthands } from './shorthand-edits.ts';
import { renamePassedOn } from './rename-passed-on.ts';
import { analyzeName, type NameAnalysis, type Occurrence } from './occurrences.ts';
import { addSite, createWork, editsOf, namesOf, replaceToken, skip, syntaxOf, type Work } from './rename-work.ts';
import { isNode, type Syntax, type SyntaxNode } from './syntax.ts';
import type { ReadableTree } from './virtual-tree.ts';
import { mayHoldWord } from './words.ts';

export interface RenameEdits {
  /** Edits of the declaring file. */
  readonly declaration: readonly TextEdit[];
  /** By path, the declaring file left out. */
  readonly dependents: ReadonlyMap<string, DependentEdits>;
  /** The declaring file and every module that passes the name on. */
  readonly sites: readonly ExportSite[];
  readonly notEdited: readonly NotEdited[];
  /** The files as they were parsed for it. */
  parse(file: string): Syntax | null;
  /** The files whose own binding of the old name gets the new one. */
  readonly renamedIn: ReadonlySet<string>;
}

export interface RenameRequest {
  readonly tree: ReadableTree;
  readonly graph: ReadableGraph;
  /** The file that declares the export. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Names that another change brings to a file at the same time: they are solved by an alias as well. */
  isTaken?(file: string, name: string): boolean;
  /** Files of the same tree that were parsed for another name; what is parsed is added. */
  readonly parsed?: Map<string, Syntax>;
}

/** The edit of one occurrence of a binding that gets the name `to`. */
export function editOccurrence(found: Occurrence, from: string, to: string): TextEdit {
  const parent = found.ancestors.at(-1) as SyntaxNode;
  const token = replaceToken(found.node, to);
  // `{ a }` names a public key and a binding at once: the key stays.
  const inPattern = found.ancestors.at(-2)?.type === 'ObjectPattern';
  const value = parent['value'];
  const isShorthandValue = parent.type === 'Property' && parent['shorthand'] === true && isNode(value) && (value === found.node || value['left'] === found.node);
  if (isShorthandValue && (found.role === 'reference' || inPattern)) return { ...token, text: `${from}: ${to}` };
  if (parent.type === 'AssignmentPattern' && found.ancestors.at(-2)?.['shorthand'] === true && parent['left'] === found.node) return { ...token, text: `${from}: ${to}` };
  return token;
}

/** True when `to` cannot take the place of `from` at every occurrence: it is declared, captured or already used there. */
export function isNameBlocked(syntax: Syntax, analysis: NameAnalysis, to: string): boolean {
  const taken = analyzeName(syntax, to);
  if (taken.moduleMeaning !== 0) return true;
  if (taken.ofModule.some((found) => found.role === 'reference')) return true;
  // A component under a lower-case name would become an element of the platform.
  if (/^[a-z]/.test(to) && analysis.ofModule.some((found) => found.node.type === 'JSXIdentifier' && found.ancestors.at(-1)?.type !== 'JSXMemberExpression')) return true;
  return analysis.ofModule.some((found) => taken.isShadowedAt(found.scopes, found.meaning));
}

/** True when the file does not hold the new name at all, and no element of JSX bears the old one. */
function isSurelyFree(work: Work, file: string, local: string): boolean {
  const [facts, names, text] = [work.graph.facts(file), namesOf(work, file), work.tree.text(file)];
  return facts !== undefined && names !== null && text !== undefined && names.places(local, IN_JSX).length === 0 && !mayHoldWord(facts, text, work.to);
}

const isExportSpecifier = (found: Occurrence) => found.ancestors.at(-1)?.type === 'ExportSpecifier';
const exportedName = (specifier: SyntaxNode): string => {
  const exported = specifier['exported'] as SyntaxNode;
  return clauseNameOf(exported);
};

/** Renames a module-scope binding and what leaves the file under its name. */
function renameBinding(work: Work, file: string, binding: { from: string; to: string }): void {
  const key = `${file}\n${binding.from}`;
  if (work.renamedBindings.has(key)) return;
  work.renamedBindings.add(key);
  const edits = editsOf(work, file);
  // In CommonJS, which has no index, a plain token can be a public key.
  const names = namesOf(work, file);
  const known = names?.has(binding.from) ? names : null;
  for (const start of known?.places(binding.from, PLAIN) ?? []) edits.references.push({ start, end: start + binding.from.length, text: binding.to });
  const others = known?.places(binding.from, OTHER);
  const syntax = others?.length === 0 ? null : syntaxOf(work, file);
  for (const found of syntax ? analyzeName(syntax, binding.from, others).ofModule : []) {
    const parent = found.ancestors.at(-1) as SyntaxNode;
    if (parent.type === 'ImportSpecifier' || parent.type === 'ImportDefaultSpecifier') continue;
    if (!isExportSpecifier(found)) {
      const isPublicKey = file === work.file && work.publicKeys.has(found.node.start);
      edits.references.push(isPublicKey ? replaceToken(found.node, binding.to) : editOccurrence(found, binding.from, binding.to));
      continue;
    }
    edits.imports.push(replaceToken(found.node, binding.to));
    if (exportedName(parent) === work.from && (parent['exported'] as SyntaxNode).start !== (parent['local'] as SyntaxNode).start) {
      edits.imports.push(replaceToken(parent['exported'] as SyntaxNode, work.to));
    }
    if (exportedName(parent) === work.from) addSite(work, file, [work.from]);
  }
}

/** Renames only what leaves the file: the binding keeps its name because the new one is taken there. */
function renameExportsOfBinding(work: Work, file: string, syntax: Syntax, local: string): void {
  const names = namesOf(work, file);
  for (const found of analyzeName(syntax, local, names?.has(local) ? names.places(local, OTHER) : undefined).ofModule) {
    const parent = found.ancestors.at(-1) as SyntaxNode;
    if (!isExportSpecifier(found) || exportedName(parent) !== work.from) continue;
    const isShort = (parent['exported'] as SyntaxNode).start === (parent['local'] as SyntaxNode).start;
    editsOf(work, file).imports.push(isShort ? replaceToken(found.node, `${local} as ${work.to}`) : replaceToken(parent['exported'] as SyntaxNode, work.to));
    addSite(work, file, [work.from]);
  }
}

/** `a` or `a as b`, never `b as b`: the edit that makes the other name of a specifier `name`. */
function renameOuter(specifier: SyntaxNode, outer: 'imported' | 'local', name: string): TextEdit {
  const [token, other] = [specifier[outer] as SyntaxNode, specifier[outer === 'imported' ? 'local' : 'exported'] as SyntaxNode];
  const isRepeated = token.start !== other.start && token.type === 'Identifier' && clauseNameOf(other) === name;
  return isRepeated ? { start: token.start, end: other.end, text: name } : replaceToken(token, name);
}

const BESIDE_NAMES = /^[\w$\s,{}]*\bfrom\s*$/;

/** Where `{ a }` of an import stands whose one token names the export and the binding; null where the clause has to be read. */
function plainClause(work: Work, { from, start: specifier }: ClauseName['edge'], local: string): number | null {
  const [start, ...others] = namesOf(work, from)?.places(local, CLAUSE) ?? [];
  if (start === undefined || others.length > 0 || !isSurelyFree(work, from, local) || work.isTaken?.(from, work.to) === true) return null;
  const text = work.tree.text(from) ?? '';
  const isPlain = !/\bas\s+$/.test(text.slice(Math.max(0, start - 20), start)) && BESIDE_NAMES.test(text.slice(start, specifier));
  return isPlain ? start : null;
}

function renameNamedImport(work: Work, at: ClauseName, local: string): void {
  const { edge } = at;
  const start = at.imported === local ? plainClause(work, edge, local) : null;
  if (start === null) return renameReadImport(work, at, local);
  editsOf(work, edge.from).imports.push({ start, end: start + local.length, text: work.to });
  renameBinding(work, edge.from, { from: local, to: work.to });
}

function renameReadImport(work: Work, { edge, syntax, specifier }: ClauseName, local: string): void {
  const imported = specifier['imported'] as SyntaxNode | undefined;
  if (!imported) return; // a default import: its name is the importer's own
  const edits = editsOf(work, edge.from);
  const names = namesOf(work, edge.from);
  const readName = readOnce(() => analyzeName(syntax, local));
  // An import inside of `declare module 'x' { ... }` binds the name there only.
  const isOfModule = names ? names.places(local, CLAUSE).includes((specifier['local'] as SyntaxNode).start) : readName().ofModule.some((found) => found.ancestors.at(-1) === specifier);
  const isBlocked = (): boolean => !isSurelyFree(work, edge.from, local) && isNameBlocked(syntax, readName(), work.to);
  if (imported.start !== (specifier['local'] as SyntaxNode).start) {
    edits.imports.push(renameOuter(specifier, 'imported', work.to));
    renameExportsOfBinding(work, edge.from, syntax, local);
  } else if (!isOfModule || isBlocked() || work.isTaken?.(edge.from, work.to) === true) {
    edits.imports.push(replaceToken(imported, `${work.to} as ${local}`));
    if (isOfModule) renameExportsOfBinding(work, edge.from, syntax, local);
  } else {
    edits.imports.push(replaceToken(imported, work.to));
    renameBinding(work, edge.from, { from: local, to: work.to });
  }
}

function renameReexport(work: Work, { edge, specifier }: ClauseName, exported: string): void {
  const edits = editsOf(work, edge.from).imports;
  const tokens = [specifier['local'] as SyntaxNode, specifier['exported'] as SyntaxNode] as const;
  edits.push(exported === work.from ? replaceToken(tokens[0], work.to) : renameOuter(specifier, 'local', work.to));
  if (exported !== work.from) return;
  if (tokens[0].start !== tokens[1].start) edits.push(replaceToken(tokens[1], work.to));
  addSite(work, edge.from, [work.from]);
}

function visitorOf(work: Work): ReferenceVisitor {
  return {
    imported: (at, local) => renameNamedImport(work, at, local),
    reexported: (at, exported) => renameReexport(work, at, exported),
    starred: () => true,
    reached: (file, token, form) => {
      const edit = replaceToken(token, work.to);
      editsOf(work, file).references.push(form === 'shorthand-pattern' ? { ...edit, text: `${work.to}: ${work.from}` } : edit);
    },
    augmented: (file, found) => editsOf(work, file).references.push(editOccurrence(found, work.from, work.to)),
  };
}

/** Renames the keys, and the binding behind them when it has the same name and the new one is free. */
function renameCommonJs(work: Work, syntax: Syntax, keys: ReturnType<typeof commonJsKeys>, hasSameName: boolean): void {
  const analysis = analyzeName(syntax, work.from);
  const withBinding = hasSameName && analysis.moduleMeaning !== 0 && !isNameBlocked(syntax, analysis, work.to);
  if (withBinding) {
    for (const { token, isShorthand } of keys) if (isShorthand) work.publicKeys.add(token.start);
    renameBinding(work, work.file, { from: work.from, to: work.to });
  }
  for (const { token, isShorthand } of keys) {
    work.declaration.push(replaceToken(token, isShorthand && !withBinding ? `${work.to}: ${work.from}` : work.to));
  }
  const visitor = visitorOf(work);
  followOwnExports(syntax, work.from, {
    reached: (token, form) => visitor.reached(work.file, token, form),
    exported: (name, path) => (name === null ? addModuleSite(work, work.file, path) : addSite(work, work.file, [name, ...path])),
    unresolved: (node, reason) => skip(work, work.file, node.start, reason),
  });
}

function renameDeclaration(work: Work): void {
  const facts = work.graph.facts(work.file)?.exports.filter((entry) => entry.name === work.from) ?? [];
  const fact = facts[0];
  const syntax = syntaxOf(work, work.file);
  if (!syntax || !fact) throw new Error(`${work.file} does not export ${work.from}`);
  const isBinding = namesOf(work, work.file)?.places(work.from, PLAIN | OTHER).includes(fact.start) === true;
  const keys = isBinding ? [] : commonJsKeys(syntax, facts);
  addModuleSite(work, work.file, [work.from]);
  if (keys.length > 0) renameCommonJs(work, syntax, keys, facts.some((entry) => entry.local === work.from));
  else if (fact.importIndex !== null || isImported(work.graph, work.file, fact.local)) renamePassedOn(work, syntax);
  else if (fact.local === work.from) renameBinding(work, work.file, { from: work.from, to: work.to });
  else work.declaration.push({ start: fact.start, end: fact.end, text: work.to });
}

/**
 * Every edit that renames the export `from` of `file` to `to`: declaration, imports, re-exports through any number of barrels,
 * uses of the bindings, namespace access, patterns, import types. A name that is taken in an importing file is solved by an alias there.
 * Expects that the caller has checked that the new name is free in the declaring file and in every module that passes it on.
 */
export function renameExport(request: RenameRequest): RenameEdits {
  const work = createWork(request);
  renameDeclaration(work);
  return followSites(work);
}

/** The same where the declaration says `to` already, or is gone: only what refers to it. `tree` and `graph` are those after that. */
export function renameReferences(request: RenameRequest): RenameEdits {
  const work = createWork(request);
  addModuleSite(work, request.file, [request.from]);
  return followSites(work);
}

function followSites(work: Work): RenameEdits {
  followReferences(work, visitorOf(work));
  const settled = new Map([...work.dependents].map(([file, { imports, references }]) => [file, { imports, references: settleShorthands(references, work) }]));
  return { declaration: settleShorthands(work.declaration, work), dependents: settled, sites: [...work.sites.values()], notEdited: work.notEdited, parse: (file) => syntaxOf(work, file), renamedIn: new Set([...work.renamedBindings].filter((key) => key.endsWith(`\n${work.from}`)).map((key) => key.slice(0, key.indexOf('\n')))) };
}
