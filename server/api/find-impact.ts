// FoundImpact: who depends on a target. Owns its shape in GraphQL.
import type { FoundImpact, ImpactedFile } from '../coupling/find-impact.ts';
import { builder } from './builder.ts';
import { RiskFactorType, WhyHopType } from './impact-parts.ts';

export const MOST_DEPENDENTS = 500;

export const TargetTypeEnum = builder.enumType('TargetType', {
  values: {
    FILE: { description: 'A path; the end of one does where only one file fits.' },
    SYMBOL: { description: "An exported name: 'src/a.ts#name', or the name alone where one file declares it." },
    COMPONENT: { description: "As a symbol; or a file, for the export that has the file's name, its default export, or its only value." },
    FOLDER: { description: 'A folder with everything below it.' },
  } as const,
});

export const ImpactChangeEnum = builder.enumType('ImpactChange', { description: 'What is about to happen to a target.', values: ['MODIFICATION', 'MOVE', 'RENAME', 'SIGNATURE', 'DELETION'] as const });

const ImpactedFileType = builder.objectRef<ImpactedFile>('ImpactedFile').implement({
  description: 'A file that depends on a target.',
  fields: (t) => ({
    file: t.exposeString('file'),
    distance: t.exposeInt('distance', { description: 'Imports on the shortest way, barrels counted.' }),
    strength: t.exposeFloat('strength', { description: '0 to 1. Direct: the share of the names that it takes, times uses / (uses + 1). Transitive: the product along the way.' }),
    names: t.exposeInt('names', { description: 'Names that it takes, of the target or of the next file on the way.' }),
    uses: t.exposeInt('uses', { description: 'Places that use them, and names that it passes on.' }),
    whyPath: t.field({ type: [WhyHopType], description: 'The shortest chain of imports to the target; a barrel is a hop of its own.', resolve: ({ whyPath }) => [...whyPath] }),
  }),
});

export const FoundImpactType = builder.objectRef<FoundImpact>('FoundImpact').implement({
  description: 'Who depends on a target, and how risky a change of it is.',
  fields: (t) => ({
    targetType: t.field({ type: TargetTypeEnum, resolve: ({ target }) => target.targetType }),
    files: t.stringList({ description: 'The files of the target: the first 500.', resolve: ({ target }) => target.files.slice(0, MOST_DEPENDENTS) }),
    symbol: t.string({ nullable: true, description: 'The exported name that was found; null for a file or a folder.', resolve: ({ target }) => target.symbol }),
    changeType: t.field({ type: ImpactChangeEnum, resolve: ({ changeType }) => changeType }),
    overallRisk: t.exposeFloat('overallRisk', { description: '0 to 10: the sum of the factors.' }),
    riskFactors: t.field({ type: [RiskFactorType], resolve: ({ riskFactors }) => [...riskFactors] }),
    couplingScore: t.exposeFloat('couplingScore', { description: 'Direct dependents with a strength above 0.7, over all dependents.' }),
    directCount: t.exposeInt('directCount'),
    directDependents: t.field({ type: [ImpactedFileType], description: 'The strongest first. Of a symbol: whoever says its name, through however many barrels, and these barrels.', resolve: ({ directDependents }) => [...directDependents] }),
    transitiveCount: t.exposeInt('transitiveCount'),
    transitiveDependents: t.field({ type: [ImpactedFileType], description: 'The nearest first.', resolve: ({ transitiveDependents }) => [...transitiveDependents] }),
  }),
});
