// Which declarations of a file go along when one of them leaves it: overloads, merged ones, and what only they use. Owns that choice; writes no text.
import type { ReadableGraph } from '../graph/project-graph.ts';
import { commonJsKeys } from './commonjs-names.ts';
import { declarationsOf, type Declaration } from './declarations.ts';
import { isRuntimeUse } from './evaluation-reads.ts';
import { isImported } from './export-names.ts';
import { importedLocals } from './import-writer.ts';
import { refuse, type Refusal } from './move-refusal.ts';
import { analyzeName, type NameAnalysis, type Occurrence } from './occurrences.ts';
import { childrenOf, type Syntax, type SyntaxNode } from './syntax.ts';

/** A name of the old file that leaving code needs. */
export interface NeededName {
  readonly name: string;
  /** False where only types are taken from it. */
  readonly isValue: boolean;
}

export interface Leaving {
  readonly kind: 'leaving';
  readonly syntax: Syntax;
  /** The local name of the export. */
  readonly local: string;
  /** True when `export` can stand before the declaration: it is exported under its own name. */
  readonly exportsByDeclaration: boolean;
  readonly target: Declaration;
  /** The target and its private companions, in the order of the text. */
  readonly declarations: readonly Declaration[];
  readonly others: readonly Declaration[];
  /** `export { local as name }` in the old file. */
  readonly specifiers: readonly SyntaxNode[];
  /** Declared in the old file, used by what leaves, and staying. */
  readonly staying: readonly NeededName[];
  /** Locals of imports that what leaves uses. */
  readonly imports: readonly NeededName[];
  /** Uses of the target in what stays. */
  readonly usesLeft: readonly Occurrence[];
  analysisOf(name: string): NameAnalysis;
  isLeaving(offset: number): boolean;
}

export const isWithin = (declarations: readonly Declaration[], offset: number): boolean => declarations.some(({ parts }) => parts.some(({ start, end }) => start <= offset && offset < end));

/** Every identifier below a node, whatever it means. */
export function identifiersIn(declarations: readonly Declaration[]): Set<string> {
  const names = new Set<string>();
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier') names.add(String(node['name']));
    // The classic runtime of JSX calls it without naming it.
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') names.add('React');
    for (const child of childrenOf(node)) visit(child);
  };
  for (const { parts } of declarations) for (const { node } of parts) visit(node);
  return names;
}

function localExportSpecifiers(syntax: Syntax): { exported: string; local: string; specifier: SyntaxNode }[] {
  const text = (node: unknown): string => String((node as SyntaxNode)['name'] ?? (node as SyntaxNode)['value']);
  return (syntax.program['body'] as readonly SyntaxNode[])
    .filter((statement) => statement.type === 'ExportNamedDeclaration' && !statement['source'])
    .flatMap((statement) => (statement['specifiers'] as readonly SyntaxNode[]).map((specifier) => ({ exported: text(specifier['exported']), local: text(specifier['local']), specifier })));
}

/** The declarations that only leaving ones use: all candidates less those that anything else refers to, until none is left to take away. */
function companions(target: Declaration, all: readonly Declaration[], isPrivate: (declaration: Declaration) => boolean, analysisOf: (name: string) => NameAnalysis): Declaration[] {
  let leaving = [target];
  for (const declaration of leaving) {
    const used = identifiersIn([declaration]);
    for (const other of all) if (!leaving.includes(other) && isPrivate(other) && other.names.some((name) => used.has(name))) leaving.push(other);
  }
  for (;;) {
    const kept = leaving.filter((one) => one === target || one.names.every((name) => analysisOf(name).ofModule.every((found) => found.role === 'declaration' || isWithin(leaving, found.node.start))));
    if (kept.length === leaving.length) return all.filter((one) => leaving.includes(one));
    leaving = kept;
  }
}

const WRITES = new Set(['UpdateExpression', 'ForInStatement', 'ForOfStatement']);

/** True for `a = 1`, `a++`, `[a] = x`: an import cannot be written to. */
function isWrite(found: Occurrence): boolean {
  const parent = found.ancestors.at(-1);
  if (!parent || found.role === 'declaration') return false;
  if (parent.type === 'AssignmentExpression' || WRITES.has(parent.type)) return parent['left'] === found.node || parent['argument'] === found.node;
  const pattern = found.ancestors.findLast((node) => node.type !== 'Property' && node.type !== 'RestElement');
  return pattern?.type === 'ArrayPattern' || pattern?.type === 'ObjectPattern' || (pattern?.type === 'AssignmentPattern' && pattern['left'] === found.node);
}

function findTarget(graph: ReadableGraph, file: string, name: string, syntax: Syntax): { target: Declaration; local: string; all: Declaration[] } | Refusal {
  const facts = graph.facts(file)?.exports.filter((entry) => entry.name === name) ?? [];
  const local = facts[0]?.local ?? null;
  if (name === 'default') return refuse(`The default export of ${file} has no name that it could be imported by.`, `Make it a named export first: 'make the default export of ${file} named'.`);
  if (name === 'export=' || commonJsKeys(syntax, facts).length > 0) return refuse(`${file} is a CommonJS module; '${name}' cannot be moved out of it.`, 'Turn the file into an ES module first, or move the whole file.');
  if (local === null || facts.some(({ importIndex }) => importIndex !== null) || isImported(graph, file, local)) return refuse(`${file} only passes '${name}' on.`, 'Name the file that declares it.');
  const all = declarationsOf(syntax);
  const target = all.find(({ names }) => names.includes(local));
  if (!target) return refuse(`'${name}' of ${file} is declared in a way that cannot be carried along.`, 'Write it as a declaration of its own first.');
  if (target.names.length > 1) return refuse(`'${name}' of ${file} is taken out of a pattern together with ${target.names.filter((other) => other !== local).map((other) => `'${other}'`).join(', ')}.`, 'Declare it by itself first.');
  if (target.isDefault) return refuse(`'${name}' of ${file} is its default export too.`, `Make the default export named first: 'make the default export of ${file} named'.`);
  if (local !== name && target.parts.some(({ isExported }) => isExported)) return refuse(`'${name}' of ${file} is exported as '${local}' where it is declared.`, `Move '${local}', or drop one of the two names first.`);
  return { target, local, all };
}

function usedBy(leaving: readonly Declaration[], names: Iterable<string>, analysisOf: (name: string) => NameAnalysis): NeededName[] {
  const mentioned = identifiersIn(leaving);
  return [...names].filter((name) => mentioned.has(name)).flatMap((name) => {
    const uses = analysisOf(name).ofModule.filter((found) => found.role === 'reference' && isWithin(leaving, found.node.start));
    const isImplied = name === 'React';
    return uses.length > 0 || isImplied ? [{ name, isValue: isImplied || uses.some(isRuntimeUse) }] : [];
  });
}

/** What leaves `file` with its export `name`, or why it cannot. */
export function chooseLeaving(graph: ReadableGraph, { file, name }: { file: string; name: string }, syntax: Syntax): Leaving | Refusal {
  const found = findTarget(graph, file, name, syntax);
  if ('kind' in found) return found;
  const { target, local, all } = found;
  const analyses = new Map<string, NameAnalysis>();
  const analysisOf = (wanted: string): NameAnalysis => {
    const known = analyses.get(wanted) ?? analyzeName(syntax, wanted);
    analyses.set(wanted, known);
    return known;
  };
  const passed = localExportSpecifiers(syntax);
  const isPrivate = (declaration: Declaration) => declaration.parts.every(({ isExported }) => !isExported) && !declaration.names.some((one) => passed.some((entry) => entry.local === one));
  const declarations = companions(target, all, isPrivate, analysisOf);
  const others = all.filter((one) => !declarations.includes(one));
  const isLeaving = (offset: number) => isWithin(declarations, offset);
  const specifiers = passed.filter((entry) => entry.exported === name).map(({ specifier }) => specifier);
  const usesLeft = analysisOf(local).ofModule.filter((use) => use.role === 'reference' && !isLeaving(use.node.start) && !specifiers.includes(use.ancestors.at(-1) as SyntaxNode));
  const staying = usedBy(declarations, others.flatMap(({ names }) => names), analysisOf);
  const writes = usesLeft.find(isWrite) ? local : staying.find((one) => analysisOf(one.name).ofModule.some((use) => isWrite(use) && isLeaving(use.node.start)))?.name;
  if (writes !== undefined) return refuse(`'${writes}' of ${file} is written to from both sides of the move; what is imported can only be read.`, 'Let a function of its own file write it first.');
  return { kind: 'leaving', syntax, local, exportsByDeclaration: local === name, target, declarations, others, specifiers, staying, imports: usedBy(declarations, importedLocals(syntax).keys(), analysisOf), usesLeft, analysisOf, isLeaving };
}
