// Accesses of a name through a namespace object that no longer has it: `ns.a` becomes `a`, with an import of its own. Owns the forms of access.
import type { Edge } from '../graph/facts.ts';
import type { ImportingFile } from './importing-file.ts';
import { importedLocals } from './import-writer.ts';
import { followNamespace as followUses } from './namespace-uses.ts';
import { analyzeName } from './occurrences.ts';
import { fileOf, skip, specifierFor, type Relocating } from './relocation-work.ts';
import { pathToOffset } from './syntax-path.ts';
import { isNode, type SyntaxNode } from './syntax.ts';

/** The whole access of which `token` is the last name; null for patterns and whatever else takes a namespace apart. */
function accessOf(file: ImportingFile, token: SyntaxNode): { node: SyntaxNode; text: (local: string) => string } | null {
  const parent = pathToOffset(file.syntax, token.start)?.ancestors.at(-1);
  const above = pathToOffset(file.syntax, token.start)?.ancestors.at(-2);
  if (parent?.type === 'MemberExpression' && parent['property'] !== undefined && (parent['property'] as SyntaxNode).start === token.start) return { node: parent, text: (local) => local };
  if (parent?.type === 'TSQualifiedName' && (parent['right'] as SyntaxNode).start === token.start) return { node: parent, text: (local) => local };
  if (parent?.type === 'JSXMemberExpression' && (parent['property'] as SyntaxNode).start === token.start) return { node: parent, text: (local) => local };
  if (parent?.type === 'TSLiteralType' && above?.type === 'TSIndexedAccessType') return { node: above, text: (local) => `typeof ${local}` };
  return null;
}

/** What the name is called in the file: as it is imported already, else by a new import. */
function localFor(work: Relocating, file: ImportingFile, edge: Edge, isType: boolean): string | null {
  if (file.path === work.to) return work.localAtHome;
  const planned = file.needed.find((one) => one.imported === work.toName && one.to === work.to && (isType || !one.isType));
  if (planned) return planned.local;
  const known = [...importedLocals(file.syntax)].find(([, one]) => one.imported === work.toName && !one.isType && file.graph.edgesFrom(file.path).some((other) => other.to === work.to && other.start === (one.statement['source'] as SyntaxNode | undefined)?.start));
  if (known) return known[0];
  const specifier = specifierFor(work, edge);
  if (specifier === null) return null;
  const local = file.freeName(work.toName === 'default' ? work.name : work.toName);
  file.needed.push({ imported: work.toName, local, isType, specifier, to: work.to });
  return local;
}

/** The import goes when nothing but the moved name was taken through it. */
function dropImport(file: ImportingFile, local: string): void {
  const found = importedLocals(file.syntax).get(local);
  if (!found) return;
  const specifiers = found.statement['specifiers'] as readonly SyntaxNode[];
  file.gone.add(specifiers.length === 1 ? found.statement : found.specifier);
}

/** Rewrites what the file takes through its local `local`, a namespace in which `path` leads to the name. */
export function followNamespace(work: Relocating, edge: Edge, local: string, path: readonly string[]): void {
  const exported = work.graph.facts(edge.from)?.exports.filter((entry) => entry.local === local) ?? [];
  for (const { name } of exported) if (!work.namespaces.some((one) => one.file === edge.from)) work.namespaces.push({ file: edge.from, path: [name, ...path] });
  if (!work.tree.text(edge.from)?.includes(work.name)) return;
  const file = fileOf(work, edge.from);
  if (!file) return;
  const uses = analyzeName(file.syntax, local).ofModule.filter((found) => found.role === 'reference');
  let rewritten = 0;
  for (const use of uses) {
    followUses(file.syntax, use, path, {
      reached: (token) => {
        work.callers.push({ file: edge.from, start: token.start });
        const access = accessOf(file, token);
        const isElement = access?.node.type === 'JSXMemberExpression' && /^[a-z]/.test(work.toName);
        const isType = work.isType || edge.names.some((name) => name.local === local && name.isType);
        const name = access && !isElement ? localFor(work, file, edge, isType) : null;
        if (!access || name === null) return skip(work, edge.from, token.start, `takes '${work.name}' out of a namespace that holds it no longer; take it from ${work.to}`);
        file.references.push({ start: access.node.start, end: access.node.end, text: access.text(name) });
        if (isNode(use.ancestors.at(-1))) rewritten += 1;
      },
      exported: () => undefined,
      unresolved: (node, reason) => skip(work, edge.from, node.start, reason),
    });
  }
  if (rewritten > 0 && rewritten === uses.length && exported.length === 0) dropImport(file, local);
}
