// Where a default export is taken by the key `default` of a module object. Owns only that walk; the compiler does not see these as uses of the name behind the export.
import type { EditSource } from './edit-plan.ts';
import { addModuleSite, followReferences } from './export-references.ts';
import type { Place } from './reference-finder.ts';
import { addSite, createWork } from './rename-work.ts';

/** Tokens such as the `default` of `m.default(x)` and `{ default: load }`, through barrels too; import clauses are left out. */
export function usesOfDefault({ tree, graph }: Pick<EditSource, 'tree' | 'graph'>, file: string): Place[] {
  const work = createWork({ tree, graph, file, from: 'default', to: 'default' });
  const places: Place[] = [];
  addModuleSite(work, file, ['default']);
  followReferences(work, {
    imported: () => undefined,
    reexported: ({ edge }, exported) => addSite(work, edge.from, [exported]),
    starred: () => false,
    reached: (path, { start, end }) => void places.push({ file: path, start, end }),
    augmented: () => undefined,
  });
  return places;
}
