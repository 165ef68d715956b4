// Performance optimisation of a session. Owns what is told of it beside its patches: where the time goes, and what was tried and left.
import type { Found, FindRequest } from './find-patches.ts';
import { optimise } from '../repair/performance/optimise.ts';

const MOST_PATCHES = 5;
const TOLD = 3;

/** Patches that are measurably faster with the same outcome. Throws `signal.reason` when aborted. */
export async function optimiseScenario({ source, parts, signal, onProgress }: FindRequest, budgetMs: number): Promise<Found> {
  const { scenario, settings } = parts;
  if (!scenario) throw new Error('an optimisation needs a scenario');
  const { end, bottlenecks, left } = await optimise({ source, scenario, budgetMs, maxPatches: MOST_PATCHES, limits: settings.limits, signal, onProgress });
  const common = { distinction: null, heldBack: new Set<number>() };
  if (end.kind === 'found') return { ...common, patches: end.patches, tried: end.tried, reasons: [], kind: 'found' };
  if (end.kind === 'not-repairable') return { ...common, patches: [], tried: 0, reasons: [`Performance: not repairable here: ${end.why}`], kind: end.kind };
  const slow = bottlenecks.slice(0, TOLD).map(({ file, line, self }) => `${file}:${line} (${Math.round(self * 100)} %)`);
  const where = slow.length === 0 ? '' : ` The time goes to ${slow.join(', ')}.`;
  const why = left.slice(0, TOLD).map(({ description, file, line, why: reason }) => `${description} in ${file}:${line} was left: ${reason}.`);
  return { ...common, patches: [], tried: end.tried, reasons: [`Performance: nothing that was tried is measurably faster.${where}`, ...why], kind: end.why === 'cancelled' ? 'cancelled' : 'none' };
}
