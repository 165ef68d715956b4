// analyze_coupling: Martin's coupling metrics of the target and the files that import it.
import { coupling } from '../../graph/coupling.ts';
import type { Step } from './step.ts';

const SHOWN = 40;

/** Result: Ca, Ce, instability, and the share of strong edges per file, the most depended-on first; the changed files apart. Changes nothing. */
export const analyzeCoupling: Step = async ({ input, codebase }) => {
  const { graph } = codebase;
  const measure = (file: string) => ({ file, ...coupling(graph, file) });
  const dependents = (input.dependents ?? []).filter((file) => graph.facts(file)).map(measure);
  dependents.sort((a, b) => b.afferent - a.afferent || (a.file < b.file ? -1 : 1));
  const [first, ...others] = (input.targets ?? []).filter((file) => graph.facts(file)).slice(0, SHOWN).map(measure);
  return { kind: 'completed', result: { ...first, ...(others.length > 0 ? { otherTargets: others } : {}), dependents: dependents.slice(0, SHOWN) } };
};
