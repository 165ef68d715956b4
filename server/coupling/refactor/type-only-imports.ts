// Imports in run-time cycles that are used as types only: with `import type` they load nothing. Owns the proof that no value is used, and the edit.
import { statementOf } from '../../edits/export-references.ts';
import type { EditSource } from '../../edits/edit-plan.ts';
import { isUsedAtRuntime } from '../../edits/evaluation-reads.ts';
import type { TextEdit } from '../../edits/file-edit.ts';
import { ParsedFiles } from '../../edits/parsed-files.ts';
import type { Syntax, SyntaxNode } from '../../edits/syntax.ts';
import { overlayDiff } from '../../edits/unified-diff.ts';
import { VirtualTree } from '../../edits/virtual-tree.ts';
import { isRuntimeEdge, stronglyConnected } from '../../graph/cycles.ts';
import type { Edge } from '../../graph/facts.ts';
import { groupBy } from '../../graph/group-by.ts';
import type { Structure } from '../../graph/structure.ts';
import type { Candidate } from './candidate.ts';

/** Of a cycle, the files that are read and the imports that are weighed against each other: a huge one is not cut by hundreds of edits. */
const MOST_FILES = 500;
const MOST_IMPORTS = 60;
const TYPESCRIPT = /\.[cm]?tsx?$/;

/** All imports of one file by another that can become imports of types. */
interface Erasable {
  readonly from: string;
  readonly to: string;
  readonly line: number;
  readonly edits: readonly TextEdit[];
}

/** `import type` in place of `import`; null where a value is used, or where the clause cannot be written so. */
function erase(syntax: Syntax, statement: SyntaxNode): TextEdit[] | null {
  const specifiers = (statement['specifiers'] ?? []) as readonly SyntaxNode[];
  const isMixed = specifiers.length > 1 && specifiers.some(({ type }) => type === 'ImportDefaultSpecifier');
  if (statement.type !== 'ImportDeclaration' || statement['importKind'] === 'type' || specifiers.length === 0 || isMixed) return null;
  const locals = specifiers.map((specifier) => String((specifier['local'] as SyntaxNode)['name']));
  if (locals.some((local) => isUsedAtRuntime(syntax, local))) return null;
  const inline = specifiers.filter((specifier) => specifier['importKind'] === 'type').map(({ start, end }) => ({ start, end: start + (/^type\s+/.exec(syntax.text.slice(start, end))?.[0].length ?? 0), text: '' }));
  const at = statement.start + 'import'.length;
  return [{ start: at, end: at, text: ' type' }, ...inline];
}

function erasableBetween(files: ParsedFiles, edges: readonly Edge[]): TextEdit[] | null {
  const edits: TextEdit[] = [];
  for (const edge of edges) {
    const syntax = edge.kind === 'STATIC' ? files.syntax(edge.from) : null;
    const statement = syntax && statementOf(syntax, edge);
    const erased = syntax && statement && erase(syntax, statement);
    if (!erased) return null;
    edits.push(...erased);
  }
  return edits;
}

/** How many files stay in cycles of a part when these imports go. */
function cyclicWithout(part: readonly string[], targets: ReadonlyMap<string, readonly string[]>, gone: readonly Erasable[]): number {
  const keys = new Set(gone.map(({ from, to }) => `${from}\n${to}`));
  return stronglyConnected(part, (file) => (targets.get(file) ?? []).filter((to) => !keys.has(`${file}\n${to}`))).filter(({ length }) => length > 1).flat().length;
}

/** The smallest part of them that does as much, found by leaving out one after the other. */
function needed(part: readonly string[], targets: ReadonlyMap<string, readonly string[]>, all: readonly Erasable[]): Erasable[] {
  const best = cyclicWithout(part, targets, all);
  return all.reduce<Erasable[]>((kept, one) => {
    const without = kept.filter((other) => other !== one);
    return cyclicWithout(part, targets, without) === best ? without : kept;
  }, [...all]);
}

function candidateOf({ tree }: EditSource, part: readonly string[], imports: readonly Erasable[], isOpened: boolean): Candidate {
  const base = new VirtualTree(tree);
  const edits = groupBy(imports, ({ from }) => from);
  const after = base.apply([...edits].flatMap(([path, rows]) => base.modify(path, rows.flatMap((row) => row.edits)) ?? []));
  const diff = overlayDiff(tree, after.overlay);
  const [first] = imports;
  const many = imports.length > 1 ? ` and ${imports.length - 1} more` : '';
  return {
    kind: 'TYPE_ONLY_IMPORT',
    title: `Make the import of ${first?.to} in ${first?.from}:${first?.line}${many} type-only`,
    why: `${imports.length === 1 ? 'It is' : 'They are'} used as ${imports.length === 1 ? 'a type' : 'types'} only and ${imports.length === 1 ? 'closes' : 'close'} a cycle of ${part.length} files.`,
    intent: diff,
    wish: { kind: 'EDIT', files: [], diff, isApplied: false },
    focus: { before: first?.from ?? '', after: first?.from ?? '' },
    promise: 10 + part.length,
    cycle: isOpened ? [...part].sort()[0] : undefined,
  };
}

/** At most one for each cycle. */
export function typeOnlyImports(source: EditSource, { modules, cycleOf }: Structure): Candidate[] {
  const { graph } = source;
  const files = new ParsedFiles(source.tree);
  const parts = groupBy(modules.files.filter((_, place) => cycleOf[place] !== null), (file) => cycleOf[modules.placeOf.get(file) ?? -1]);
  return [...parts.values()].flatMap((part) => {
    const inside = new Set(part);
    const edgesOf = new Map(part.map((file) => [file, graph.edgesFrom(file).filter((edge) => edge.to !== null && edge.to !== file && inside.has(edge.to) && isRuntimeEdge(edge))]));
    const targets = new Map([...edgesOf].map(([file, edges]) => [file, [...new Set(edges.map(({ to }) => to ?? ''))]]));
    const erasable = [...targets].filter(([from]) => TYPESCRIPT.test(from)).slice(0, MOST_FILES).flatMap(([from, tos]) => tos.flatMap((to): Erasable[] => {
      const edges = (edgesOf.get(from) ?? []).filter((edge) => edge.to === to);
      const edits = erasableBetween(files, edges);
      return edits ? [{ from, to, line: edges[0]?.line ?? 1, edits }] : [];
    })).slice(0, MOST_IMPORTS);
    if (erasable.length === 0 || cyclicWithout(part, targets, erasable) === part.length) return [];
    const imports = needed(part, targets, erasable);
    return [candidateOf(source, part, imports, cyclicWithout(part, targets, imports) === 0)];
  });
}
