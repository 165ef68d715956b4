// Computes every edit of "this file gets another path". Owns which specifiers change and to what; applying and checking is done elsewhere.
import type { Edge } from '../graph/facts.ts';
import type { ReadableGraph } from '../graph/project-graph.ts';
import type { TextEdit } from './file-edit.ts';
import type { DependentEdits, NotEdited } from './edit-plan.ts';
import { isRelative, moveSpecifier, type Alias } from './specifier.ts';
import { positionAt } from './syntax.ts';
import type { ReadableTree } from './virtual-tree.ts';

export interface MoveEdits {
  /** Edits of the moved file's own specifiers. */
  readonly own: readonly TextEdit[];
  /** By path of the dependent: import and export clauses, and the strings in calls (dynamic imports, require, mocks). */
  readonly dependents: ReadonlyMap<string, DependentEdits>;
  readonly notEdited: readonly NotEdited[];
}

export interface MoveRequest {
  readonly tree: ReadableTree;
  readonly graph: ReadableGraph;
  readonly from: string;
  readonly to: string;
  /** Prefixes that a file may use in its specifiers. */
  aliasesFor(file: string): readonly Alias[];
}

/** The quotes (or backticks) stay: only what is between them is replaced. */
const rewrite = (edge: Edge, specifier: string): TextEdit => ({ start: edge.start + 1, end: edge.end - 1, text: specifier });

const isCall = (edge: Edge): boolean => edge.kind === 'DYNAMIC' || edge.kind === 'REQUIRE' || edge.kind === 'MOCK';

/** A relative specifier that shows how they are written: one of the importer's own, else one that reaches the same file. */
function relativeModel({ graph, from }: MoveRequest, importer: string): { specifier: string; target: string } | undefined {
  const own = graph.edgesFrom(importer);
  const model = [...own, ...graph.edgesTo(from), ...graph.edgesFrom(from)].find((edge) => isRelative(edge.specifier) && edge.to !== null);
  return model?.to ? { specifier: model.specifier, target: model.to } : undefined;
}

function rewriteDependents(request: MoveRequest, notEdited: NotEdited[]): Map<string, DependentEdits> {
  const dependents = new Map<string, DependentEdits>();
  for (const edge of request.graph.edgesTo(request.from)) {
    if (edge.from === request.from) continue;
    const specifier = moveSpecifier({ specifier: edge.specifier, importer: edge.from, oldTarget: request.from, newTarget: request.to, aliases: request.aliasesFor(edge.from), model: relativeModel(request, edge.from) });
    if (specifier === null) {
      notEdited.push({ file: edge.from, line: edge.line, column: edge.column, reason: `'${edge.specifier}' reaches the file through an exact alias or a package entry; change that entry to '${request.to}'` });
    } else if (specifier !== edge.specifier) {
      const edits = dependents.get(edge.from) ?? { imports: [], references: [] };
      (isCall(edge) ? edits.references : edits.imports).push(rewrite(edge, specifier));
      dependents.set(edge.from, edits);
    }
  }
  return dependents;
}

function rewriteOwn(request: MoveRequest): TextEdit[] {
  const own: TextEdit[] = [];
  for (const edge of request.graph.edgesFrom(request.from)) {
    if (!isRelative(edge.specifier) || edge.to === null) continue;
    const target = edge.to === request.from ? request.to : edge.to;
    const specifier = moveSpecifier({ specifier: edge.specifier, importer: request.to, oldTarget: edge.to, newTarget: target, aliases: [] });
    if (specifier !== null && specifier !== edge.specifier) own.push(rewrite(edge, specifier));
  }
  return own;
}

/** Places in configuration files that name the old path as text. */
function mentionsInConfig(request: MoveRequest, paths: Iterable<string>): NotEdited[] {
  const bare = request.from.replace(/(\.d)?\.[cm]?[jt]sx?$/, '');
  const found: NotEdited[] = [];
  for (const path of paths) {
    if (!/(^|\/)(package|tsconfig[^/]*|jsconfig)\.json$|\.config\.[cm]?[jt]s$|\.mdx$/.test(path)) continue;
    const text = request.tree.text(path) ?? '';
    for (let at = text.indexOf(bare); at !== -1; at = text.indexOf(bare, at + bare.length)) {
      if (/[\w-]/.test(text[at + bare.length] ?? '') || /[\w-]/.test(text[at - 1] ?? '')) continue;
      found.push({ file: path, ...positionAt(text, at), reason: `names the old path '${bare}' in a configuration file` });
    }
  }
  return found;
}

/** Every specifier that must change when `from` moves to `to`, in the style it is written in. `paths`: all text files of the room. */
export function moveFile(request: MoveRequest, paths: Iterable<string>): MoveEdits {
  const notEdited = mentionsInConfig(request, paths);
  const dependents = rewriteDependents(request, notEdited);
  return { own: rewriteOwn(request), dependents, notEdited };
}
