// Declarations that a module merges into another: `declare module './shape' { interface Shape {} }`. Owns finding them; edits nothing.
import { analyzeName, type Occurrence } from './occurrences.ts';
import type { Syntax, SyntaxNode } from './syntax.ts';

/** Declarations and uses of `name` that belong to the augmenting block. Everything a block declares is merged, exported or not. */
export function augmentedDeclarations(syntax: Syntax, declaration: SyntaxNode, name: string): Occurrence[] {
  const analysis = analyzeName(syntax, name);
  const isInside = (found: Occurrence) => found.ancestors.includes(declaration);
  const scopes = new Set(analysis.all.filter((found) => isInside(found) && found.role === 'declaration').map((found) => found.scopes.at(-1)));
  const block = [...scopes].find((scope) => scope === declaration['body']);
  return block ? analysis.boundTo(block) : [];
}
