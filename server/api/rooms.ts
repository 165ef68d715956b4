// Room: type, queries, createRoom.
import { z } from 'zod';
import { builder } from './builder.ts';
import { errorTypes } from './errors.ts';
import { keyOf } from './ids.ts';
import { CouplingType } from './coupling.ts';
import { FoundImpactType, ImpactChangeEnum, MOST_DEPENDENTS, TargetTypeEnum } from './find-impact.ts';
import { findFile, findFiles, findSymbols, GraphSummaryType, SourceFileType, SourceSymbolType, summarizeGraph } from './graph.ts';
import { MOST_FILES, ProjectGraphType } from './project-graph.ts';
import { MOST_REFACTORINGS, RefactoringType } from './refactorings.ts';
import { ShimType } from './shims.ts';

const MOST_SHIMS = 200;

builder.prismaNode('Room', {
  id: { field: 'id' },
  description: 'One codebase that is open in Supernova.',
  fields: (t) => ({
    name: t.exposeString('name'),
    rootPath: t.exposeString('rootPath', { description: 'Absolute path on the machine that runs the server.' }),
    isSample: t.exposeBoolean('isSample'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    graph: t.field({
      type: GraphSummaryType,
      description: 'Figures of the import graph as it is on disk now.',
      select: { id: true },
      resolve: async (room, _args, { codebases }) => summarizeGraph(codebases, room.id),
    }),
    projectGraph: t.field({
      type: ProjectGraphType,
      description: 'Every file and import as it is on disk now, in columns: for drawing. Beyond first, the files with the fewest neighbours are left out.',
      args: { first: t.arg.int({ required: true, defaultValue: 5000, description: `At most ${MOST_FILES}.`, validate: z.number().min(1).max(MOST_FILES) }) },
      complexity: 500,
      select: { id: true },
      resolve: (room, { first }, { coupling }) => coupling.drawGraph(room.id, first),
    }),
    coupling: t.field({
      type: CouplingType,
      description: 'Coupling of its files, folders and communities, cycles, and what is changed together, as it is on disk now.',
      select: { id: true },
      resolve: (room, _args, { coupling }) => coupling.measure(room.id),
    }),
    refactorings: t.field({
      type: [RefactoringType],
      description: 'Changes that would make its structure measurably better, the best first. Each was tried on the graph in memory; the compiler is asked what a run of it would keep. It can take a while.',
      args: { first: t.arg.int({ required: true, defaultValue: 5, description: `At most ${MOST_REFACTORINGS}.`, validate: z.number().min(1).max(MOST_REFACTORINGS) }) },
      select: { id: true },
      resolve: (room, { first }, { healing }) => healing.listRefactorings(room.id, first),
    }),
    findImpact: t.field({
      type: FoundImpactType,
      description: 'Who depends on a target, and how risky a change of it is as far as the graph tells as it is on disk now: nothing is tried. A target that is not found is an error with a code and a hint.',
      args: {
        targetType: t.arg({ type: TargetTypeEnum, required: true }),
        targetId: t.arg.string({ required: true, validate: z.string().max(4096) }),
        changeType: t.arg({ type: ImpactChangeEnum, required: true, defaultValue: 'MODIFICATION' }),
        first: t.arg.int({ required: true, defaultValue: 100, description: `Dependents of either sort that are listed: at most ${MOST_DEPENDENTS}.`, validate: z.number().min(1).max(MOST_DEPENDENTS) }),
      },
      select: { id: true },
      resolve: (room, { targetType, targetId, changeType, first }, { coupling }) => coupling.findImpact(room.id, { targetType, targetId, changeType, limit: first }),
    }),
    shims: t.field({
      type: [ShimType],
      description: 'What the room keeps for old callers, as it is on disk now, by path.',
      args: { first: t.arg.int({ required: true, defaultValue: 50, description: `At most ${MOST_SHIMS}.`, validate: z.number().min(1).max(MOST_SHIMS) }) },
      select: { id: true },
      resolve: (room, { first }, { healing }) => healing.listShims(room.id, first),
    }),
    files: t.field({
      type: [SourceFileType],
      description: 'Source files whose path holds every word of matching, the best first: for completion while somebody types.',
      args: { matching: t.arg.string({ defaultValue: '', validate: z.string().max(500) }), first: t.arg.int({ defaultValue: 10, validate: z.int().min(1).max(50) }) },
      select: { id: true },
      resolve: async (room, { matching, first }, { codebases }) => findFiles(codebases, room.id, { matching: matching ?? '', first: first ?? 10 }),
    }),
    symbols: t.field({
      type: [SourceSymbolType],
      description: 'Exports whose name holds matching, where they are declared, the best first: for completion while somebody types. None for nothing.',
      args: { matching: t.arg.string({ required: true, validate: z.string().max(500) }), first: t.arg.int({ required: true, defaultValue: 10, validate: z.int().min(1).max(50) }) },
      select: { id: true },
      resolve: async (room, args, { codebases }) => findSymbols(codebases, room.id, args),
    }),
    file: t.field({
      type: SourceFileType,
      nullable: true,
      description: 'Null for what is no source file of the room.',
      args: { path: t.arg.string({ required: true, validate: z.string().max(4096) }) },
      select: { id: true },
      resolve: async (room, { path }, { codebases }) => findFile(codebases, room.id, path),
    }),
    intentCaptures: t.relatedConnection('intentCaptures', { cursor: 'id', totalCount: true, maxSize: 100, query: { orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] } }),
  }),
});

builder.queryFields((t) => ({
  rooms: t.prismaConnection({
    type: 'Room',
    cursor: 'id',
    maxSize: 100,
    totalCount: (_root, _args, { prisma }) => prisma.room.count(),
    resolve: (query, _root, _args, { prisma }) => prisma.room.findMany({ ...query, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] }),
  }),
  room: t.prismaField({
    type: 'Room',
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    resolve: (query, _root, { id }, { prisma }) => prisma.room.findUnique({ ...query, where: { id: keyOf('Room', id) } }),
  }),
}));

const CreateRoomInput = builder.inputType('CreateRoomInput', {
  fields: (t) => ({
    rootPath: t.string({ required: true, description: 'Absolute path of a folder under an allowed root.', validate: z.string().min(1).max(4096) }),
    name: t.string({ description: "Default: the folder's name.", validate: z.string().max(120).nullish() }),
  }),
});

builder.mutationField('createRoom', (t) =>
  t.prismaField({
    type: 'Room',
    description: 'Opens a folder as a room; a folder that is one already is returned as it is.',
    errors: { types: errorTypes.createRoom },
    args: { input: t.arg({ type: CreateRoomInput, required: true }) },
    resolve: async (query, _root, { input }, { rooms, prisma }) => {
      const { id } = await rooms.createRoom(input);
      return prisma.room.findUniqueOrThrow({ ...whole(query), where: { id } });
    },
  }),
);

/** plugin-prisma builds an empty select when a union query picks only an error branch. */
export function whole<Query extends { select?: object | null }>(query: Query): Query {
  return query.select && Object.keys(query.select).length === 0 ? { ...query, select: { id: true } } : query;
}
