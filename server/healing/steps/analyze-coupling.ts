// analyze_coupling: Martin's coupling metrics of the target and the files that import it.
import { coupling } from '../../graph/coupling.ts';
import { targetAfter } from '../planned.ts';
import type { Step } from './step.ts';

const SHOWN = 40;

/** Result: Ca, Ce, instability, and the share of strong edges per file, the most depended-on first. Changes nothing. */
export const analyzeCoupling: Step = async ({ input, codebase }) => {
  const { graph } = codebase;
  const target = targetAfter(input);
  const measure = (file: string) => ({ file, ...coupling(graph, file) });
  const dependents = (input.dependents ?? []).filter((file) => graph.facts(file)).map(measure);
  dependents.sort((a, b) => b.afferent - a.afferent || (a.file < b.file ? -1 : 1));
  return { kind: 'completed', result: { ...measure(target), dependents: dependents.slice(0, SHOWN) } };
};
