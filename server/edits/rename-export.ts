// Computes every edit of "this export gets another name". Owns which tokens change; applying and checking is done elsewhere.
import type { CrossingName, Edge } from '../graph/facts.ts';
import type { ProjectGraph } from '../graph/project-graph.ts';
import type { DependentEdits, ExportSite, NotEdited } from './edit-plan.ts';
import type { TextEdit } from './file-edit.ts';
import { isImported } from './export-names.ts';
import { renamePassedOn } from './rename-passed-on.ts';
import { followImportType, followNamespace, type NamespaceVisitor } from './namespace-uses.ts';
import { commonJsKeys, followOwnExports, isCommonJs } from './commonjs-names.ts';
import { augmentedDeclarations } from './module-augmentations.ts';
import { analyzeName, type NameAnalysis, type Occurrence } from './occurrences.ts';
import { addSite, createWork, editsOf, replaceToken, skip, syntaxOf, type Work } from './rename-work.ts';
import { pathToOffset, type SyntaxPath } from './syntax-path.ts';
import { isNode, type Syntax, type SyntaxNode } from './syntax.ts';
import type { ReadableTree } from './virtual-tree.ts';

export interface RenameEdits {
  /** Edits of the declaring file. */
  readonly declaration: readonly TextEdit[];
  /** By path, the declaring file left out. */
  readonly dependents: ReadonlyMap<string, DependentEdits>;
  /** The declaring file and every module that passes the name on. */
  readonly sites: readonly ExportSite[];
  readonly notEdited: readonly NotEdited[];
}

export interface RenameRequest {
  readonly tree: ReadableTree;
  readonly graph: ProjectGraph;
  /** The file that declares the export. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
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

const isExportSpecifier = (found: Occurrence) => found.ancestors.at(-1)?.type === 'ExportSpecifier';
const exportedName = (specifier: SyntaxNode): string => {
  const exported = specifier['exported'] as SyntaxNode;
  return String(exported['name'] ?? exported['value']);
};

/** Renames a module-scope binding and what leaves the file under its name. */
function renameBinding(work: Work, file: string, syntax: Syntax, binding: { from: string; to: string }): void {
  const key = `${file}\n${binding.from}`;
  if (work.renamedBindings.has(key)) return;
  work.renamedBindings.add(key);
  const edits = editsOf(work, file);
  for (const found of analyzeName(syntax, binding.from).ofModule) {
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
  for (const found of analyzeName(syntax, local).ofModule) {
    const parent = found.ancestors.at(-1) as SyntaxNode;
    if (!isExportSpecifier(found) || exportedName(parent) !== work.from) continue;
    const isShort = (parent['exported'] as SyntaxNode).start === (parent['local'] as SyntaxNode).start;
    editsOf(work, file).imports.push(isShort ? replaceToken(found.node, `${local} as ${work.to}`) : replaceToken(parent['exported'] as SyntaxNode, work.to));
    addSite(work, file, [work.from]);
  }
}

function renameNamedImport(work: Work, edge: Edge, local: string): void {
  const syntax = syntaxOf(work, edge.from);
  const specifier = syntax && findSpecifier(syntax, edge, 'local', local);
  if (!syntax || !specifier) return;
  const imported = specifier['imported'] as SyntaxNode | undefined;
  if (!imported) return; // a default import: its name is the importer's own
  const edits = editsOf(work, edge.from);
  const analysis = analyzeName(syntax, local);
  // An import inside of `declare module 'x' { ... }` binds the name there only.
  const isOfModule = analysis.ofModule.some((found) => found.ancestors.at(-1) === specifier);
  if (imported.start !== (specifier['local'] as SyntaxNode).start) {
    edits.imports.push(replaceToken(imported, work.to));
    renameExportsOfBinding(work, edge.from, syntax, local);
  } else if (!isOfModule || isNameBlocked(syntax, analysis, work.to)) {
    edits.imports.push(replaceToken(imported, `${work.to} as ${local}`));
    if (isOfModule) renameExportsOfBinding(work, edge.from, syntax, local);
  } else {
    edits.imports.push(replaceToken(imported, work.to));
    renameBinding(work, edge.from, syntax, { from: local, to: work.to });
  }
}

/** The import or export specifier of an edge whose local (or exported) name is `name`. */
function findSpecifier(syntax: Syntax, edge: Edge, field: 'local' | 'exported', name: string): SyntaxNode | null {
  const statement = pathToOffset(syntax, edge.start)?.ancestors.findLast((node) => node.type === 'ImportDeclaration' || node.type === 'ExportNamedDeclaration');
  const specifiers = (statement?.['specifiers'] ?? []) as SyntaxNode[];
  return specifiers.find((specifier) => isNode(specifier[field]) && String((specifier[field] as SyntaxNode)['name'] ?? (specifier[field] as SyntaxNode)['value']) === name) ?? null;
}

function visitorFor(work: Work, file: string): NamespaceVisitor {
  const edits = editsOf(work, file);
  return {
    reached: (token, form) => {
      const edit = replaceToken(token, work.to);
      edits.references.push(form === 'shorthand-pattern' ? { ...edit, text: `${work.to}: ${work.from}` } : edit);
    },
    exported: (name, path) => (name === null ? addModuleSite(work, file, path) : addSite(work, file, [name, ...path])),
    unresolved: (node, reason) => skip(work, file, node.start, reason),
  };
}

/** The default import of a CommonJS module is the whole of it. */
function addModuleSite(work: Work, file: string, path: readonly string[]): void {
  addSite(work, file, path);
  if (isCommonJs(work.graph.facts(file), syntaxOf(work, file))) addSite(work, file, ['default', ...path]);
}

function followLocalNamespace(work: Work, file: string, local: string, path: readonly string[]): void {
  // A file without the name cannot reach it; it can only pass the namespace on, which its facts tell without parsing it again.
  if (work.tree.text(file)?.includes(work.from) === false) {
    for (const entry of work.graph.facts(file)?.exports ?? []) if (entry.local === local) addSite(work, file, [entry.name, ...path]);
    return;
  }
  const syntax = syntaxOf(work, file);
  if (!syntax) return;
  for (const use of analyzeName(syntax, local).ofModule) {
    if (use.role === 'reference') followNamespace(syntax, use, path, visitorFor(work, file));
  }
}

function renameAugmentation(work: Work, edge: Edge, node: SyntaxNode, path: readonly string[]): void {
  const syntax = syntaxOf(work, edge.from);
  if (!syntax || path.length > 1) return;
  for (const found of augmentedDeclarations(syntax, node, work.from)) editsOf(work, edge.from).references.push(editOccurrence(found, work.from, work.to));
}

/** Dynamic imports, require calls and import types: what happens to the expression is read from the tree. */
function followExpression(work: Work, edge: Edge, path: readonly string[]): void {
  // Only the address of the module stands there; nothing is taken from it.
  if (edge.kind === 'MOCK' && edge.names.length === 0) return;
  const syntax = syntaxOf(work, edge.from);
  const at: SyntaxPath | null = syntax && pathToOffset(syntax, edge.start);
  if (!syntax || !at) return;
  const index = at.ancestors.findLastIndex((node) => node.type === 'ImportExpression' || node.type === 'CallExpression' || node.type === 'TSImportType' || node.type === 'TSImportEqualsDeclaration' || node.type === 'TSModuleDeclaration');
  const node = at.ancestors[index];
  if (!node) return;
  const expression = { node, ancestors: at.ancestors.slice(0, index) };
  if (node.type === 'TSImportType') followImportType(syntax, expression, path, visitorFor(work, edge.from));
  else if (node.type === 'TSModuleDeclaration') renameAugmentation(work, edge, node, path);
  else if (node.type === 'TSImportEqualsDeclaration') followLocalNamespace(work, edge.from, String((node['id'] as SyntaxNode)['name']), path);
  else followNamespace(syntax, expression, path, visitorFor(work, edge.from));
}

function passReexport(work: Work, edge: Edge, name: CrossingName, path: readonly string[]): void {
  if (name.imported === '*') {
    const shadowed = name.exported === '*' && (path[0] === 'default' || work.graph.facts(edge.from)?.exports.some((entry) => entry.name === path[0]));
    if (!shadowed) addSite(work, edge.from, name.exported === '*' || name.exported === null ? path : [name.exported, ...path]);
    return;
  }
  if (path.length > 1) return addSite(work, edge.from, [name.exported ?? name.imported, ...path.slice(1)]);
  const syntax = syntaxOf(work, edge.from);
  const specifier = syntax && findSpecifier(syntax, edge, 'exported', name.exported ?? '');
  if (!specifier) return;
  const local = specifier['local'] as SyntaxNode;
  const exported = specifier['exported'] as SyntaxNode;
  const edits = editsOf(work, edge.from).imports;
  edits.push(replaceToken(local, work.to));
  if (name.exported !== work.from) return;
  if (exported.start !== local.start) edits.push(replaceToken(exported, work.to));
  addSite(work, edge.from, [work.from]);
}

function followEdge(work: Work, edge: Edge, path: readonly string[]): void {
  const isStatement = edge.kind === 'STATIC' || edge.kind === 'REEXPORT' || edge.kind === 'STAR' || (edge.kind === 'TYPE' && edge.names.some((name) => name.local !== null || name.exported !== null));
  if (!isStatement) return followExpression(work, edge, path);
  for (const name of edge.names) {
    if (name.imported !== '*' && name.imported !== path[0]) continue;
    if (name.exported !== null) passReexport(work, edge, name, path);
    else if (name.local !== null && name.imported === '*') followLocalNamespace(work, edge.from, name.local, path);
    else if (name.local !== null && path.length > 1) followLocalNamespace(work, edge.from, name.local, path.slice(1));
    else if (name.local !== null) renameNamedImport(work, edge, name.local);
  }
}

/** Renames the keys, and the binding behind them when it has the same name and the new one is free. */
function renameCommonJs(work: Work, syntax: Syntax, keys: ReturnType<typeof commonJsKeys>, hasSameName: boolean): void {
  const analysis = analyzeName(syntax, work.from);
  const withBinding = hasSameName && analysis.moduleMeaning !== 0 && !isNameBlocked(syntax, analysis, work.to);
  if (withBinding) {
    for (const { token, isShorthand } of keys) if (isShorthand) work.publicKeys.add(token.start);
    renameBinding(work, work.file, syntax, { from: work.from, to: work.to });
  }
  for (const { token, isShorthand } of keys) {
    work.declaration.push(replaceToken(token, isShorthand && !withBinding ? `${work.to}: ${work.from}` : work.to));
  }
  followOwnExports(syntax, work.from, visitorFor(work, work.file));
}

function renameDeclaration(work: Work): void {
  const syntax = syntaxOf(work, work.file);
  const facts = work.graph.facts(work.file)?.exports.filter((entry) => entry.name === work.from) ?? [];
  const fact = facts[0];
  if (!syntax || !fact) throw new Error(`${work.file} does not export ${work.from}`);
  const keys = commonJsKeys(syntax, facts);
  addModuleSite(work, work.file, [work.from]);
  if (keys.length > 0) renameCommonJs(work, syntax, keys, facts.some((entry) => entry.local === work.from));
  else if (fact.importIndex !== null || isImported(work.graph, work.file, fact.local)) renamePassedOn(work, syntax);
  else if (fact.local === work.from) renameBinding(work, work.file, syntax, { from: work.from, to: work.to });
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
  for (let site = work.queue.shift(); site; site = work.queue.shift()) {
    for (const edge of request.graph.edgesTo(site.file)) followEdge(work, edge, site.path);
  }
  return { declaration: work.declaration, dependents: work.dependents, sites: [...work.sites.values()], notEdited: work.notEdited };
}
