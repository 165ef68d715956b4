// Coupling: how tightly the parts of a room are tied. Owns its shape in GraphQL, and how its lists are paged.
import { z } from 'zod';
import type { Community, History, ModuleCoupling, RoomCoupling, TiedFolder } from '../coupling/room-coupling.ts';
import type { Cycle } from '../graph/cycles.ts';
import type { StructureMetrics } from '../graph/structure.ts';
import { builder } from './builder.ts';

const MOST = 200;
const SHOWN_FILES = 100;

export const StructureMetricsType = builder.objectRef<StructureMetrics>('StructureMetrics').implement({
  description: 'How well a project is put together, in numbers of its whole import graph.',
  fields: (t) => ({
    cycles: t.exposeInt('cycles', { description: 'Cycles of the imports that are not marked as types.' }),
    cyclicFiles: t.exposeInt('cyclicFiles', { description: 'Files in them.' }),
    ties: t.exposeInt('ties', { description: 'Pairs of files that import each other one way or both.' }),
    crossFolderTies: t.exposeInt('crossFolderTies'),
    crossCommunityTies: t.exposeInt('crossCommunityTies'),
    folderModularity: t.exposeFloat('folderModularity', { description: "Newman's Q of the folders, -0.5 to 1." }),
    modularity: t.exposeFloat('modularity', { description: "Newman's Q of the communities that Louvain finds." }),
    reach: t.exposeFloat('reach', { description: 'Pairs of files of which a change of one can reach the other through imports.' }),
  }),
});

const ModuleType = builder.objectRef<ModuleCoupling>('ModuleCoupling').implement({
  description: "A file with Martin's metrics.",
  fields: (t) => ({
    file: t.exposeString('file'),
    ca: t.exposeInt('afferent', { description: 'Source files that depend on it directly.' }),
    ce: t.exposeInt('efferent', { description: 'Source files that it depends on directly.' }),
    instability: t.exposeFloat('instability', { description: 'Ce / (Ca + Ce).' }),
    transitive: t.exposeInt('transitive', { description: 'Files that depend on it only through others.' }),
    strong: t.exposeInt('strong', { description: 'Direct dependents that take more than 0.7 of its exported names.' }),
    strongShare: t.exposeFloat('strongShare', { description: 'Strong dependents over all dependents.' }),
    community: t.exposeInt('community'),
  }),
});

const FolderType = builder.objectRef<TiedFolder>('FolderCoupling').implement({
  description: 'A folder with everything below it.',
  fields: (t) => ({
    folder: t.exposeString('folder'),
    files: t.exposeInt('files'),
    ca: t.exposeInt('ca', { description: 'Files outside that depend on one inside.' }),
    ce: t.exposeInt('ce', { description: 'Files outside that one inside depends on.' }),
    instability: t.exposeFloat('instability', { description: 'Ce / (Ca + Ce).' }),
    strong: t.exposeInt('strong', { description: 'Files outside that take more than 0.7 of the exported names of the files inside that they import.' }),
    strongShare: t.exposeFloat('strongShare', { description: 'Strong dependents over all files outside that depend on it, through others too.' }),
  }),
});

const CommunityType = builder.objectRef<Community>('Community').implement({
  description: 'Files that depend on each other more than on the rest, as Louvain finds them.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'As in the project graph; 0 is the largest.' }),
    size: t.exposeInt('size'),
    folder: t.exposeString('folder', { description: 'The folder of most of its files.' }),
    files: t.stringList({ description: `The first ${SHOWN_FILES}.`, resolve: ({ files }) => files.slice(0, SHOWN_FILES) }),
    innerTies: t.exposeInt('innerTies'),
    outerTies: t.exposeInt('outerTies'),
  }),
});

const CycleBreakType = builder.objectRef<Cycle['breaks'][number]>('CycleBreak').implement({
  description: 'Imports of one file by another whose removal helps to break a cycle.',
  fields: (t) => ({ from: t.exposeString('from'), to: t.exposeString('to'), specifier: t.exposeString('specifier'), line: t.exposeInt('line') }),
});

const CycleType = builder.objectRef<Cycle>('ImportCycle').implement({
  description: 'Files that import each other in a circle, imports marked as types left out.',
  fields: (t) => ({
    size: t.int({ resolve: ({ files }) => files.length }),
    files: t.stringList({ description: `The first ${SHOWN_FILES}.`, resolve: ({ files }) => files.slice(0, SHOWN_FILES) }),
    breaks: t.field({ type: [CycleBreakType], description: `The first ${SHOWN_FILES} of a small set of imports without which there is no cycle.`, resolve: ({ breaks }) => breaks.slice(0, SHOWN_FILES) }),
  }),
});

const CoChangeType = builder.objectRef<History['pairs'][number]>('CoChange').implement({
  description: 'Two files that the same commits change.',
  fields: (t) => ({
    file: t.exposeString('file', { description: 'Whoever changes this one' }),
    other: t.exposeString('other', { description: 'changed that one as well.' }),
    support: t.exposeInt('support', { description: 'Commits that changed both.' }),
    confidence: t.exposeFloat('confidence', { description: 'Support over the commits that changed the first, 0 to 1.' }),
    isTied: t.exposeBoolean('isTied', { description: 'One imports the other.' }),
  }),
});

const HistoryType = builder.objectRef<History>('ChangeHistory').implement({
  description: 'What the commits of the repository change together; commits of more than 30 files tie no two of them.',
  fields: (t) => ({
    absent: t.exposeString('absent', { nullable: true, description: 'Why there is no history; null where there is one.' }),
    commits: t.exposeInt('commits', { description: 'Commits that were read, the newest ones.' }),
    pairs: t.field({ type: [CoChangeType], description: 'The surest first.', resolve: ({ pairs }) => [...pairs] }),
  }),
});

const first = z.number().min(1).max(MOST);
const skip = z.number().min(0).max(1_000_000);
const HOW_MANY = `At most ${MOST}.`;

export const CouplingType = builder.objectRef<RoomCoupling>('Coupling').implement({
  description: 'How tightly the parts of a room are tied.',
  fields: (t) => {
    const page = { first: t.arg.int({ required: true, defaultValue: 50, description: HOW_MANY, validate: first }), skip: t.arg.int({ required: true, defaultValue: 0, validate: skip }) };
    return {
      files: t.exposeInt('files'),
      metrics: t.field({ type: StructureMetricsType, resolve: ({ metrics }) => metrics }),
      modules: t.field({ type: [ModuleType], description: 'Those with the most direct dependents and dependencies first.', args: page, resolve: (coupling, args) => coupling.modules(args) }),
      folderCount: t.exposeInt('folderCount'),
      folders: t.field({ type: [FolderType], description: 'Those with the most neighbours outside first.', args: page, resolve: (coupling, args) => coupling.folders(args) }),
      communityCount: t.exposeInt('communityCount', { description: 'Communities of more than one file.' }),
      communities: t.field({ type: [CommunityType], description: 'The largest first.', args: page, resolve: (coupling, args) => coupling.communities(args) }),
      cycles: t.field({ type: [CycleType], description: 'The largest first.', args: page, resolve: (coupling, args) => coupling.cycles(args) }),
      history: t.field({ type: HistoryType, description: 'Read from the git repository that the room is in, if it is in one.', args: { first: t.arg.int({ required: true, defaultValue: 50, description: `Pairs: at most ${MOST}.`, validate: first }) }, resolve: (coupling, args) => coupling.history(args.first) }),
    };
  },
});
