// What the terminal says of a project without changing it: who depends on a target, and how well the whole is put together. Owns the words.
import type { App } from '../app.ts';
import type { FoundImpact, ImpactedFile } from '../coupling/find-impact.ts';
import type { Refactoring, Standing } from '../coupling/refactoring.ts';
import type { RoomCoupling } from '../coupling/room-coupling.ts';

const SHOWN = 20;
const SHOWN_REFACTORINGS = 8;

export async function inspectTarget(app: App, roomId: string, target: string): Promise<FoundImpact> {
  const targetType = await app.coupling.targetTypeOf(roomId, target);
  return app.coupling.findImpact(roomId, { targetType, targetId: target, changeType: 'MODIFICATION', limit: SHOWN });
}

const rowOf = ({ file, strength, whyPath }: ImpactedFile): string => {
  const hops = whyPath.slice(1, -1).map((hop) => `${hop.file}${hop.isBarrel ? ' (barrel)' : ''}`);
  return `  ${strength.toFixed(2)} ${file}${hops.length > 0 ? ` through ${hops.join(', ')}` : ''}`;
};

function rowsOf(files: readonly ImpactedFile[], count: number): string[] {
  return [...files.map(rowOf), ...(count > files.length ? [`  and ${count - files.length} more`] : [])];
}

export function describeImpact({ target, directDependents, directCount, transitiveDependents, transitiveCount, overallRisk, riskFactors }: FoundImpact): string {
  const [file = ''] = target.files;
  const folder = target.folder === undefined ? null : `${target.files.length} ${target.files.length === 1 ? 'file' : 'files'} in ${target.folder}/`;
  const name = folder ?? (target.symbol === null ? file : `${target.symbol} in ${file}`);
  return `${[
    `${name}: risk ${overallRisk.toFixed(1)}`,
    ...riskFactors.map(({ points, reason }) => `  ${points.toFixed(1)} ${reason}`),
    `${directCount} direct ${directCount === 1 ? 'dependent' : 'dependents'}, with their strength`, ...rowsOf(directDependents, directCount),
    ...(transitiveCount === 0 ? [] : [`${transitiveCount} through others`, ...rowsOf(transitiveDependents, transitiveCount)]),
  ].join('\n')}\n`;
}

export interface StructureReport extends Pick<RoomCoupling, 'files' | 'metrics'> {
  readonly refactorings: readonly Refactoring[];
}

export async function inspectStructure(app: App, roomId: string): Promise<StructureReport> {
  const { files, metrics } = await app.coupling.measure(roomId);
  return { files, metrics, refactorings: await app.healing.listRefactorings(roomId, SHOWN_REFACTORINGS) };
}

/** What a refactoring is judged by, as it is told. */
const MEASURES: readonly (readonly [name: string, read: (standing: Standing) => number])[] = [
  ['files in cycles', ({ metrics }) => metrics.cyclicFiles],
  ['ties across folders', ({ metrics }) => metrics.crossFolderTies],
  ['reach of changes', ({ metrics }) => metrics.reach],
  ['modularity of folders', ({ metrics }) => metrics.folderModularity],
  ['modularity of communities', ({ metrics }) => metrics.modularity],
  ['importers of the file', ({ place }) => place?.ca ?? 0],
  ['imports of the file', ({ place }) => place?.ce ?? 0],
];

const inWords = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(3));

/** The measures that differ, as one sentence. */
function describeMeasures({ before, after }: Pick<Refactoring, 'before' | 'after'>): string {
  const told = MEASURES.flatMap(([name, read]) => {
    const [old, now] = [inWords(read(before)), inWords(read(after))];
    return old === now ? [] : [`${name} ${old} to ${now}`];
  });
  const words = told.join(', ');
  return words === '' ? '' : ` ${words[0]?.toUpperCase()}${words.slice(1)}.`;
}

export function describeStructure({ files, metrics, refactorings }: StructureReport): string {
  const lines = refactorings.flatMap(({ title, why, intent, keepsOldForm, before, after }) => [
    `${title}`,
    `  ${why}${describeMeasures({ before, after })}${keepsOldForm ? ' The old form is kept for callers, deprecated.' : ''}`,
    `  ${intent.includes('\n') ? 'As a diff: see --json, or press it on the page.' : intent}`,
  ]);
  return `${[
    `${files} files, ${metrics.cycles} ${metrics.cycles === 1 ? 'cycle' : 'cycles'} of ${metrics.cyclicFiles} files, modularity ${metrics.modularity.toFixed(2)} (folders ${metrics.folderModularity.toFixed(2)})`,
    ...(lines.length === 0 ? ['No change that was tried would make it measurably better.'] : lines),
  ].join('\n')}\n`;
}
