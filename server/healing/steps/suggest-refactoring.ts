// suggest_refactoring: changes of the affected files that would make the structure measurably better, each ready to be started, and what is left for a person.
import { coupling } from '../../graph/coupling.ts';
import { findCycles, type Cycle } from '../../graph/cycles.ts';
import { findRefactorings } from '../refactorings.ts';
import type { Step } from './step.ts';

/** Share of strong dependents from which on a file is called tightly coupled, as the product specifies it. */
const COUPLING_THRESHOLD = 0.8;
const MOST_SUGGESTIONS = 5;
const MOST_CYCLES = 20;

/** What no suggestion does: one sentence for each import that closes a cycle. */
const breaksOf = (cycles: readonly Cycle[]): string[] => cycles.flatMap((cycle) => cycle.breaks.map((edge) => `Remove the import '${edge.specifier}' in ${edge.from}:${edge.line}; it closes a cycle of ${cycle.files.length} files.`));

/** Result: what the plan found for a person, or ranked suggestions with the measures before and after, cycles with the imports that close them, and files above the coupling threshold. Changes nothing; says so when there is nothing to suggest. */
export const suggestRefactoring: Step = async ({ input, context, codebase }) => {
  if (input.forAPerson) return { kind: 'completed', result: { forAPerson: input.forAPerson } };
  const { graph } = codebase;
  const files = new Set([...(input.targets ?? []), ...(input.dependents ?? [])]);
  const cycles = findCycles(graph).filter((cycle) => cycle.files.some((file) => files.has(file))).slice(0, MOST_CYCLES);
  const tightlyCoupled = [...files].filter((file) => graph.facts(file)).map((file) => ({ file, strongShare: coupling(graph, file).strongShare })).filter(({ strongShare }) => strongShare >= COUPLING_THRESHOLD);
  const suggestions = await findRefactorings(codebase, { files, limit: MOST_SUGGESTIONS, signal: context.signal });
  return { kind: 'completed', result: { suggestions, cycles, tightlyCoupled, couplingThreshold: COUPLING_THRESHOLD, forAPerson: breaksOf(cycles) } };
};
