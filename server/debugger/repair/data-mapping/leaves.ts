// The members of a value, at any depth, over several examples of it. Owns the walk and its caps.
import { isRecord, type PathStep } from './mapping.ts';

const MOST_DEPTH = 4;
const MOST_LEAVES = 250;
const MOST_ITEMS = 4;

export interface Leaf {
  /** Empty for the value itself. */
  readonly path: readonly PathStep[];
  /** For each step: some example has nothing there to read it from. */
  readonly optional: readonly boolean[];
  /** One for each example; undefined where it is missing. */
  readonly values: readonly unknown[];
}

/** Long lists are not entered: their items are no members that have a meaning by their place. */
const keysOf = (value: unknown): PathStep[] => (isRecord(value) ? Object.keys(value) : Array.isArray(value) ? ['length', ...Array.from({ length: value.length > MOST_ITEMS ? 0 : value.length }, (_, index) => index)] : []);

const isOpen = (value: unknown): boolean => value !== undefined && value !== null;

function endsBefore({ path, optional }: Leaf, example: unknown): boolean {
  let at = example;
  for (const [index, step] of path.entries()) {
    if (!isOpen(at)) return optional[index] === true;
    at = (at as Readonly<Record<PathStep, unknown>>)[step];
  }
  return false;
}

/** The value and its members, outer ones first. Lists tell their length, and their items where they are short, as pairs and triples are. */
export function leavesOf(examples: readonly unknown[]): Leaf[] {
  const leaves: Leaf[] = [{ path: [], optional: [], values: examples }];
  for (const leaf of leaves) {
    if (leaf.path.length === MOST_DEPTH || leaves.length >= MOST_LEAVES) break;
    const isLong = leaf.values.some((value) => Array.isArray(value) && value.length > MOST_ITEMS);
    const keys = isLong ? new Set<PathStep>(['length']) : new Set(leaf.values.flatMap(keysOf));
    // An example that ended at an optional step before this one does not come here.
    const isOptional = leaf.values.some((value, index) => !isOpen(value) && !endsBefore(leaf, examples[index]));
    for (const key of keys) {
      if (leaves.length >= MOST_LEAVES) break;
      const values = leaf.values.map((value) => (isOpen(value) && keysOf(value).includes(key) ? (value as Readonly<Record<PathStep, unknown>>)[key] : undefined));
      leaves.push({ path: [...leaf.path, key], optional: [...leaf.optional, isOptional], values });
    }
  }
  return leaves;
}
