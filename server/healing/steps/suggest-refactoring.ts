// suggest_refactoring: import cycles that the affected files are part of, and a small set of imports whose removal breaks them.
import { coupling } from '../../graph/coupling.ts';
import { findCycles } from '../../graph/cycles.ts';
import type { Step } from './step.ts';

/** Share of strong dependents from which on a file is called tightly coupled, as the product specifies it. */
const COUPLING_THRESHOLD = 0.8;

/** Result: cycles with the edges to remove, and files above the coupling threshold. Changes nothing; says so when there is nothing to suggest. */
export const suggestRefactoring: Step = async ({ input, codebase }) => {
  const { graph } = codebase;
  const affected = new Set([...(input.targets ?? []), ...(input.dependents ?? [])]);
  const cycles = findCycles(graph).filter((cycle) => cycle.files.some((file) => affected.has(file)));
  const tight = [...affected].filter((file) => graph.facts(file)).map((file) => ({ file, strongShare: coupling(graph, file).strongShare })).filter(({ strongShare }) => strongShare >= COUPLING_THRESHOLD);
  const suggestions = cycles.flatMap((cycle) => cycle.breaks.map((edge) => `Remove the import '${edge.specifier}' in ${edge.from}:${edge.line}; it closes a cycle of ${cycle.files.length} files.`));
  return { kind: 'completed', result: { cycles, tightlyCoupled: tight, couplingThreshold: COUPLING_THRESHOLD, suggestions } };
};
