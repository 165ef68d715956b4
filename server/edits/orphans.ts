// What only removed code used: private declarations of the same file, and imports. Owns finding them; a thing that is used anywhere else stays.
import { analyzeName, type Occurrence } from './occurrences.ts';
import type { Span } from './statement-spans.ts';
import { childrenOf, isNode, type Syntax, type SyntaxNode } from './syntax.ts';
import { declaredIn, type Declared } from './top-level.ts';

export interface Orphans {
  readonly declarations: readonly Declared[];
  readonly specifiers: ReadonlySet<SyntaxNode>;
}

/** Names that JSX says without writing them. */
const IMPLICIT = new Set(['React', 'h', 'jsx', 'Fragment', 'preact']);

function identifiersIn(node: SyntaxNode, names = new Set<string>()): Set<string> {
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') names.add(String(node['name']));
  for (const child of childrenOf(node)) identifiersIn(child, names);
  return names;
}

const isInside = (node: Span, spans: readonly Span[]): boolean => spans.some((span) => span.start <= node.start && node.end <= span.end);

/** Tells whether a name is used, or exported, outside of spans; each name is looked up once. */
function createUses(syntax: Syntax): (name: string, spans: readonly Span[]) => boolean {
  const known = new Map<string, readonly Occurrence[]>();
  const referencesTo = (name: string): readonly Occurrence[] => {
    const before = known.get(name);
    if (before) return before;
    const found = analyzeName(syntax, name).ofModule.filter(({ role }) => role === 'reference');
    known.set(name, found);
    return found;
  };
  return (name, spans) => referencesTo(name).some(({ node }) => !isInside({ start: node.start, end: node.start + name.length }, spans));
}

/** Private and pure declarations that the removed nodes reach, each with everything that is declared under its names. */
function reachable(syntax: Syntax, removed: readonly SyntaxNode[]): Map<Declared, readonly string[]> {
  const all = declaredIn(syntax);
  const found = new Map<Declared, readonly string[]>();
  const queue = [...removed];
  for (const node of queue) {
    const names = identifiersIn(node);
    for (const declared of all) {
      if (found.has(declared) || removed.includes(declared.node) || !declared.names.some((name) => names.has(name))) continue;
      // Merged declarations live and die together.
      const merged = all.filter((other) => other.names.some((name) => declared.names.includes(name)));
      if (merged.some((other) => other.isExported || !other.isPure || removed.includes(other.node))) continue;
      for (const other of merged) if (!found.has(other)) found.set(other, other.names);
      queue.push(...merged.map((other) => other.node));
    }
  }
  return found;
}

/** Everything private that only the removed nodes used, directly or through each other. Method: start with all that they reach, and revive what is used from outside until nothing changes. */
export function findOrphans(syntax: Syntax, removed: readonly SyntaxNode[]): Orphans {
  const dead = reachable(syntax, removed);
  const isUsedOutside = createUses(syntax);
  for (let revived = true; revived;) {
    revived = false;
    const spans = [...removed, ...[...dead.keys()].map(({ node }) => node)];
    for (const names of dead.values()) {
      if (!names.some((name) => isUsedOutside(name, spans))) continue;
      for (const other of [...dead.keys()]) if (other.names.some((name) => names.includes(name))) dead.delete(other);
      revived = true;
      break;
    }
  }
  const nodes = [...removed, ...[...dead.keys()].map(({ node }) => node)];
  const names = new Set(nodes.flatMap((node) => [...identifiersIn(node)]));
  const specifiers = [...childrenOf(syntax.program)].filter((node) => node.type === 'ImportDeclaration').flatMap((node) => node['specifiers'] as SyntaxNode[]);
  const unused = specifiers.filter(({ local }) => {
    const name = isNode(local) ? String(local['name']) : '';
    return names.has(name) && !IMPLICIT.has(name) && !isUsedOutside(name, nodes);
  });
  return { declarations: [...dead.keys()], specifiers: new Set(unused) };
}
