// Names with the members that are meant of them, as a tree: of a namespace in a namespace, one name may be something else and the rest what it was.
// Owns that arithmetic; knows nothing of files.

/** By name the members that are meant of it; null for all of it. */
export type Names = ReadonlyMap<string, Members>;
export type Members = Names | null;
type Tree = Map<string, Tree | null>;

/** Deeper ones stand for all that is behind them: a namespace may hold itself. */
const DEEPEST = 5;

/** All of each. */
export const namesOf = (names: Iterable<string>): Names => new Map([...names].map((name) => [name, null]));

/** Whether a chain of members is among them, or part of it, or they are part of it. */
export function touches(members: Members, chain: readonly string[]): boolean {
  let at: Members | undefined = members;
  for (const name of chain) {
    if (at === null) return true;
    at = at.get(name);
    if (at === undefined) return false;
  }
  return true;
}

const copyOf = (members: Members, depth: number): Tree | null => (members === null || depth > DEEPEST ? null : new Map([...members].map(([name, behind]) => [name, copyOf(behind, depth + 1)])));

function add(tree: Tree, names: Names, depth: number): Names {
  const fresh = new Map<string, Members>();
  for (const [name, members] of names) {
    const known = tree.get(name);
    if (known === null) continue;
    if (known === undefined || members === null) {
      const copy = copyOf(members, depth);
      tree.set(name, copy);
      fresh.set(name, copy);
      continue;
    }
    const own = add(known, members, depth + 1);
    if (own.size > 0) fresh.set(name, own);
  }
  return fresh;
}

/** Names that grow. */
export class GrowingNames {
  readonly #tree: Tree = new Map();

  get names(): Names {
    return this.#tree;
  }

  /** What was not among them. */
  add(names: Names): Names {
    return add(this.#tree, names, 1);
  }
}
