// Which edges can lead elsewhere after files appeared or disappeared. May name too many, never too few.

import { posix } from 'node:path';
import { isMention, type Edge } from './facts.ts';
import { isRelative, type Resolver } from './resolve.ts';

export function staleEdges(
  changes: { readonly added: readonly string[]; readonly removed: readonly string[] },
  resolver: Resolver,
): (edge: Edge) => boolean {
  const removed = new Set(changes.removed);
  const added = new Set(changes.added.map(plainName));
  return (edge) => {
    if (edge.to !== null && removed.has(edge.to)) return true;
    if (added.size === 0) return false;
    if (edge.unresolved || (edge.to === null && (isMention(edge.kind) || edge.kind === 'REFERENCE'))) return true;
    // A package-like specifier reaches a file by mappings that need not share a name with it.
    if (!isRelative(edge.specifier)) return edge.to !== null || resolver.isMapped(edge.from);
    const name = plainName(edge.specifier);
    const isByFolder = edge.to === null || plainName(edge.to) !== name;
    return isByFolder || added.has(name);
  };
}

/** What `./a`, `./a.js`, `a.tsx` and `a.d.ts` have in common. */
function plainName(path: string): string {
  return posix
    .basename(path)
    .replace(/\?.*$/, '')
    .replace(/\.(?:[cm]?[jt]s|[jt]sx|json)$/, '')
    .replace(/\.d$/, '');
}
