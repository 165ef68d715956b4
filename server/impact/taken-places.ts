// Whose imports a new file can take over: those that lead to another file, or nowhere, as long as it is not there. May name too many, never too few.
import { posix } from 'node:path';
import type { EditSource } from '../edits/edit-plan.ts';
import { manifestOf } from '../edits/package-entries.ts';
import type { Edge } from '../graph/facts.ts';
import { isRelative } from '../graph/resolve.ts';

/** What files have in common of which an import takes one. */
export const stemOf = (path: string): string => path.replace(/(?:\/index)?(?:\.d)?\.[^./]+$/, '');
const lastName = (path: string): string => posix.basename(stemOf(path));
/** `.`, `./` and `../..` say no name. */
const NAMES_NO_FILE = /(?:^|\/)\.*$/;

/** The names of the packages that the room itself holds. */
const ownNames = ({ tree }: EditSource): string[] => [...tree.paths()].flatMap((path) => (/(?:^|\/)package\.json$/.test(path) ? (manifestOf(tree, path)?.name ?? []) : []));

/** The files that may import one of the created ones, in no order. */
export function filesLeadingTo(source: EditSource, created: readonly string[]): string[] {
  if (created.length === 0) return [];
  const { graph } = source;
  const stems = new Set(created.map(stemOf));
  const lastNames = new Set([...stems].map((stem) => posix.basename(stem)));
  let packages: readonly string[] | null = null;
  const isOwn = (specifier: string) => specifier.startsWith('#') || (packages ??= ownNames(source)).some((name) => specifier === name || specifier.startsWith(`${name}/`));
  const isMapped = (file: string) => {
    const config = graph.tsconfigs.governing(file)?.config;
    return config !== undefined && (config.baseUrl !== null || config.paths !== null);
  };
  const canLeadThere = ({ from, to, unresolved, specifier }: Edge): boolean => {
    const isNamed = lastNames.has(lastName(`${specifier}.ts`)) || lastNames.has(lastName(specifier));
    if (isRelative(specifier)) return to === null && (isNamed || (unresolved && NAMES_NO_FILE.test(specifier)));
    return (isNamed || unresolved) && (to !== null || isOwn(specifier) || isMapped(from));
  };
  const others = graph.files().filter((path) => stems.has(stemOf(path)));
  const taken = [...others, ...created].flatMap((path) => graph.edgesTo(path).map(({ from }) => from));
  return [...new Set([...taken, ...graph.files().filter((path) => graph.edgesFrom(path).some(canLeadThere))])];
}
