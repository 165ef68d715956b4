// Which names are read while a module is evaluated, and not later by a function of it. Owns that question for names of one file.
import type { Part } from './declarations.ts';
import { VALUE } from './names/name-roles.ts';
import { analyzeName, type Occurrence } from './occurrences.ts';
import { isNode, type Syntax, type SyntaxNode } from './syntax.ts';

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

function isCalledAtOnce(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  return (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent['callee'] === node;
}

/** True for a value in a function body or an instance field: it is read when somebody calls. */
function isDeferred(found: Occurrence): boolean {
  return found.ancestors.some((node, i) => {
    const inside = found.ancestors[i + 1] ?? found.node;
    if (FUNCTIONS.has(node.type)) return !isCalledAtOnce(node, found.ancestors[i - 1]);
    const isField = node.type === 'PropertyDefinition' || node.type === 'AccessorProperty';
    return isField && node['static'] !== true && isNode(node['value']) && node['value'] === inside;
  });
}

/** True for a reference that exists at run time. `typeof a` in a type does not. */
export function isRuntimeUse(found: Occurrence): boolean {
  if (found.role !== 'reference' || (found.meaning & VALUE) === 0) return false;
  const isType = found.ancestors.some((node) => node.type === 'TSTypeQuery' || (node.type === 'TSInterfaceDeclaration') || node.type === 'TSTypeAliasDeclaration');
  const parent = found.ancestors.at(-1);
  return !isType && !(parent?.type === 'ExportSpecifier' && (parent['exportKind'] === 'type' || found.ancestors.at(-2)?.['exportKind'] === 'type'));
}

/** True where the module uses its own name so. */
export const isUsedAtRuntime = (syntax: Syntax, name: string): boolean => analyzeName(syntax, name).ofModule.some(isRuntimeUse);

/** A named stretch of the file: reading its name at evaluation may run what is in it. */
export interface Stretch {
  readonly names: readonly string[];
  readonly parts: readonly Pick<Part, 'start' | 'end'>[];
}

/**
 * The first of the names that is read at evaluation inside of `isInside`, directly or by a function or class of `stretches` that is itself
 * mentioned at evaluation. Errs towards saying yes. @param occurrencesOf of a module-level name, as the file binds it.
 */
export function findEvaluationRead(names: readonly string[], request: { occurrencesOf(name: string): readonly Occurrence[]; isInside(offset: number): boolean; stretches: readonly Stretch[] }): string | null {
  for (const name of names) {
    const seen = new Set([name]);
    for (const target of seen) {
      const uses = request.occurrencesOf(target).filter((found) => isRuntimeUse(found) && request.isInside(found.node.start) && found.ancestors.at(-1)?.type !== 'ExportSpecifier');
      if (uses.some((found) => !isDeferred(found))) return name;
      for (const { node } of uses) for (const stretch of request.stretches) if (stretch.parts.some(({ start, end }) => start <= node.start && node.start < end)) for (const inner of stretch.names) seen.add(inner);
    }
  }
  return null;
}
