// One file that takes a name from a new place: what goes, what is needed, what is rewritten. Owns how those become edits; which they are is decided by relocate-importers.ts.
import type { ReadableGraph } from '../graph/project-graph.ts';
import { cutElements, cutRegions, type Span } from './cut-text.ts';
import type { DependentEdits } from './edit-plan.ts';
import type { TextEdit } from './file-edit.ts';
import { styleOf, writeImports, type NeededImport, type Style } from './import-writer.ts';
import { analyzeName } from './occurrences.ts';
import { editOccurrence } from './rename-export.ts';
import type { Syntax, SyntaxNode } from './syntax.ts';

export class ImportingFile {
  readonly path: string;
  readonly syntax: Syntax;
  readonly graph: ReadableGraph;
  readonly style: Style;
  /** Specifiers and whole statements that go. */
  readonly gone = new Set<SyntaxNode>();
  readonly needed: NeededImport[] = [];
  readonly imports: TextEdit[] = [];
  readonly references: TextEdit[] = [];
  /** Other statements that go. */
  readonly cuts: Span[] = [];
  /** Module-level names of the file that get another one. */
  readonly renames: { readonly from: string; readonly to: string }[] = [];
  /** Export statements, each behind the statement that it is split from; their ends by statement. */
  readonly exportsAfter = new Map<SyntaxNode, string[]>();

  constructor(path: string, syntax: Syntax, graph: ReadableGraph, style: Style = styleOf(syntax)) {
    this.style = style;
    this.path = path;
    this.syntax = syntax;
    this.graph = graph;
  }

  /** True when the module scope has no such name and no global of it is used; what goes does not count, nor what was bound by it. */
  isFreeAtTop(name: string): boolean {
    if (this.needed.some(({ local }) => local === name)) return false;
    const found = analyzeName(this.syntax, name).ofModule;
    const goes = found.filter(({ ancestors }) => ancestors.some((node) => this.gone.has(node)));
    const wasBound = goes.some(({ role }) => role === 'declaration');
    return found.every((one) => goes.includes(one) || (wasBound && one.role === 'reference'));
  }

  /** A name like `wanted` that means nothing in the file yet. */
  freeName(wanted: string): string {
    if (this.isFree(wanted)) return wanted;
    for (let n = 2; ; n += 1) if (!new RegExp(`(?<![\\w$])${wanted.replaceAll('$', '\\$')}${n}(?![\\w$])`, 'u').test(this.syntax.text)) return `${wanted}${n}`;
  }

  /** True when no scope of the file declares the name and nothing outside of it is meant by it; what goes does not count. */
  isFree(name: string): boolean {
    if (this.needed.some(({ local }) => local === name)) return false;
    return analyzeName(this.syntax, name).all.every((found) => found.ancestors.some((node) => this.gone.has(node)));
  }

  /** How it names a file that it imports already; else what `make` says. */
  specifierOf(target: string, make: () => string): string {
    return this.graph.edgesFrom(this.path).find((edge) => edge.to === target && edge.kind !== 'MOCK')?.specifier ?? make();
  }

  /** The edits of clauses, with the imports that are needed. `more`: imports besides. */
  clauseEdits(more: readonly NeededImport[] = []): TextEdit[] {
    const { syntax, gone } = this;
    const statements = (syntax.program['body'] as readonly SyntaxNode[]).filter((statement) => Array.isArray(statement['specifiers']));
    const whole = statements.filter((statement) => gone.has(statement));
    const cut = statements.filter((statement) => !gone.has(statement)).flatMap((statement) => {
      const specifiers = statement['specifiers'] as readonly SyntaxNode[];
      return specifiers.some((specifier) => gone.has(specifier)) ? this.#cutSpecifiers(statement, specifiers) : [];
    });
    const end = this.style.lineEnd;
    const behind = [...this.exportsAfter].map(([statement, lines]) => (gone.has(statement) ? null : { start: statement.end, end: statement.end, text: lines.map((line) => end + line).join('') }));
    const instead = [...this.exportsAfter].filter(([statement]) => gone.has(statement)).map(([statement, lines]) => ({ start: statement.start, end: statement.end, text: lines.join(end) }));
    const cutWhole = cutRegions(syntax, [...whole.filter((statement) => !this.exportsAfter.has(statement)), ...this.cuts]);
    return [...cutWhole, ...instead, ...cut, ...behind.filter((edit) => edit !== null), ...this.imports, ...writeImports(this, [...this.needed, ...more])];
  }

  /** The edits of uses. */
  useEdits(): TextEdit[] {
    const renamed = this.renames.flatMap(({ from, to }) => analyzeName(this.syntax, from).ofModule.filter(({ role }) => role === 'reference').map((found) => editOccurrence(found, from, to)));
    return [...this.references, ...renamed];
  }

  edits(): DependentEdits {
    return { imports: this.clauseEdits(), references: this.useEdits() };
  }

  /** `import d, { a, b }`: names go out of the braces, and the braces with the last one. */
  #cutSpecifiers(statement: SyntaxNode, specifiers: readonly SyntaxNode[]): TextEdit[] {
    const named = specifiers.filter((specifier) => specifier.type === 'ImportSpecifier' || specifier.type === 'ExportSpecifier');
    const others = specifiers.filter((specifier) => !named.includes(specifier) && !this.gone.has(specifier));
    const lastOther = others.at(-1);
    if (named.every((specifier) => this.gone.has(specifier)) && lastOther && named.length > 0) {
      const close = this.syntax.text.indexOf('}', named.at(-1)?.end);
      return [{ start: lastOther.end, end: close + 1, text: '' }];
    }
    // `import d, * as ns`: only one of the two goes.
    const single = specifiers.find((specifier) => !named.includes(specifier) && this.gone.has(specifier));
    if (single && lastOther && named.length === 0) return [{ start: Math.min(lastOther.end, single.end), end: Math.max(lastOther.start, single.end), text: '' }];
    if (single) return [{ start: single.start, end: this.syntax.text.indexOf('{', single.end), text: '' }];
    return statement['source'] || named.length > 0 ? cutElements(this.syntax, named, this.gone) : [];
  }
}
