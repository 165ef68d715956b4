// What comes into the projects of a room, or leaves them, between two states of it. Owns that comparison; asks no compiler.

/** Absolute paths of the files of each project, by its config. */
export type ProjectContents = ReadonlyMap<string, readonly string[]>;

const areEqual = (names: readonly string[], others: readonly string[]): boolean => names.length === others.length && names.every((name, index) => name === others[index]);

/** Those that one of the projects has and had not, and those that it had and has no more; each once. */
export function movedFiles(before: ProjectContents, after: ProjectContents): { entered: string[]; left: string[] } {
  const [entered, left] = [new Set<string>(), new Set<string>()];
  const collect = (into: Set<string>, names: readonly string[], others: ReadonlySet<string>) => names.forEach((name) => others.has(name) || into.add(name));
  for (const config of new Set([...before.keys(), ...after.keys()])) {
    // A project that is open in one of the states alone is covered in the other one: another project has all files of it.
    const was = before.get(config) ?? [...before.values()].flat();
    const is = after.get(config) ?? [...after.values()].flat();
    if (areEqual(was, is)) continue;
    collect(entered, after.has(config) ? is : [], new Set(was));
    collect(left, before.has(config) ? was : [], new Set(is));
  }
  return { entered: [...entered], left: [...left] };
}
