// WatchEvent: type, the watch of a room, setWatch, takeSavesAsTheyAre, watchEvents.
import { encodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import type { WatchEvent } from '../generated/prisma/client.ts';
import { WatchEventType, WatchMode } from '../generated/prisma/enums.ts';
import { builder } from './builder.ts';
import { errorTypes } from './errors.ts';
import { keyOf } from './ids.ts';
import { whole } from './rooms.ts';

const MOST_EVENTS = 200;

const WatchModeEnum = builder.enumType(WatchMode, { name: 'WatchMode', description: 'What is done when files of a room are saved: nothing; what breaks is predicted and its healing planned; the same, and what is to be healed is healed at once.' });
const WatchEventTypeEnum = builder.enumType(WatchEventType, { name: 'WatchEventType' });

interface RefusedBecause {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

const RefusedBecauseType = builder.objectRef<RefusedBecause>('RefusedBecause').implement({
  description: 'Why a save could not be looked at.',
  fields: (t) => ({ code: t.exposeString('code'), message: t.exposeString('message'), hint: t.exposeString('hint') }),
});

export const WatchEventObject = builder.objectRef<WatchEvent>('WatchEvent').implement({
  description: 'What the watch of a room saw and did. Numbers count 1, 2, 3 within one room, without gap or repeat. Each look covers all saves that are not healed yet, so the newest one says how things are.',
  fields: (t) => ({
    number: t.exposeInt('number'),
    type: t.field({ type: WatchEventTypeEnum, resolve: (event) => event.type }),
    roomId: t.id({ resolve: (event) => encodeGlobalID('Room', event.roomId) }),
    message: t.exposeString('message', { description: 'One sentence that says what was seen and done.' }),
    isBurst: t.exposeBoolean('isBurst', { description: 'Many files at once, or a stream of saves: looked at together, and never healed without being asked.' }),
    files: t.exposeStringList('files', { description: 'The files that the look covers, at most 100.' }),
    fileCount: t.exposeInt('fileCount'),
    error: t.field({ type: RefusedBecauseType, nullable: true, resolve: (event) => event.error as unknown as RefusedBecause | null }),
    noticedMs: t.exposeInt('noticedMs', { nullable: true, description: 'From the first sign of the save until the look began; null where no sign was seen.' }),
    checkMs: t.exposeInt('checkMs', { nullable: true, description: 'How long the look took.' }),
    createdAt: t.field({ type: 'DateTime', resolve: (event) => event.createdAt }),
    intentCapture: t.prismaField({ type: 'IntentCapture', nullable: true, resolve: (query, event, _args, { prisma }) => (event.intentCaptureId === null ? null : prisma.intentCapture.findUnique({ ...query, where: { id: event.intentCaptureId } })) }),
    run: t.prismaField({ type: 'HealingRun', nullable: true, description: 'The run that heals it: planned, or started.', resolve: (query, event, _args, { prisma }) => (event.runId === null ? null : prisma.healingRun.findUnique({ ...query, where: { id: event.runId } })) }),
  }),
});

builder.prismaObjectFields('Room', (t) => ({
  watch: t.expose('watch', { type: WatchModeEnum, description: 'What is done when files are saved.' }),
  watchEvents: t.field({
    type: [WatchEventObject],
    description: 'The newest of them, the newest first.',
    args: { first: t.arg.int({ required: true, defaultValue: 20, description: `At most ${MOST_EVENTS}.`, validate: z.number().min(1).max(MOST_EVENTS) }) },
    select: { id: true },
    resolve: (room, { first }, { prisma }) => prisma.watchEvent.findMany({ where: { roomId: room.id }, orderBy: { number: 'desc' }, take: first }),
  }),
}));

builder.mutationFields((t) => ({
  setWatch: t.prismaField({
    type: 'Room',
    description: 'Says what is to be done when files of the room are saved, in any editor.',
    errors: { types: errorTypes.setWatch },
    args: { roomId: t.arg.id({ required: true }), mode: t.arg({ type: WatchModeEnum, required: true }) },
    resolve: async (query, _root, { roomId, mode }, { watch, prisma }) => {
      const { id } = await watch.setWatch(keyOf('Room', roomId), mode);
      return prisma.room.findUniqueOrThrow({ ...whole(query), where: { id } });
    },
  }),
  takeSavesAsTheyAre: t.prismaField({
    type: 'Room',
    description: 'From now on the saved files count as they are: what the watch suggested is withdrawn.',
    errors: { types: errorTypes.setWatch },
    args: { roomId: t.arg.id({ required: true }) },
    resolve: async (query, _root, { roomId }, { watch, prisma }) => {
      const { id } = await watch.takeAsIs(keyOf('Room', roomId));
      return prisma.room.findUniqueOrThrow({ ...whole(query), where: { id } });
    },
  }),
}));

builder.subscriptionField('watchEvents', (t) =>
  t.field({
    type: WatchEventObject,
    description: 'First everything stored after that number (0: from the start), then live, without gap or repeat.',
    args: { roomId: t.arg.id({ required: true }), after: t.arg.int({ defaultValue: 0 }) },
    subscribe: (_root, { roomId, after }, { watch }) => watch.watchEvents(keyOf('Room', roomId), Math.max(0, after ?? 0)),
    resolve: (event) => event,
  }),
);
