// RoomSettings, ServerInfo: types, the settings of a room, updateSettings, serverInfo.
import { z } from 'zod';
import { OldFormPolicy } from '../generated/prisma/enums.ts';
import { DEFAULT_POLICIES, DEFAULT_THRESHOLDS, type CodebaseSettings, type Policies, type Thresholds } from '../impact/thresholds.ts';
import { SETTINGS_COLUMNS, settingsIn, type ServerInfo } from '../settings/service.ts';
import { builder } from './builder.ts';
import { errorTypes } from './errors.ts';
import { keyOf } from './ids.ts';
import { whole } from './rooms.ts';

const ThresholdsType = builder.objectRef<Thresholds>('HealingThresholds').implement({
  description: 'From where on an impact deserves what.',
  fields: (t) => ({
    healFrom: t.exposeFloat('healFrom', { description: 'From this risk on, 0 to 10, a change is healed before it is applied.' }),
    compatibilityFrom: t.exposeFloat('compatibilityFrom', { description: 'From this severity on, 0 to 10, the old form keeps working through a compatibility layer.' }),
    reviewAbove: t.exposeInt('reviewAbove', { description: 'More direct dependents than this deserve an architectural review.' }),
  }),
});

const OldFormPolicyEnum = builder.enumType(OldFormPolicy, { name: 'OldFormPolicy', description: 'When the old name or path of what changes keeps working: where something breaks severely, wherever something breaks, or nowhere.' });

const PoliciesType = builder.objectRef<Policies>('HealingPolicies').implement({
  description: 'What a room wants of a healing, whatever its thresholds say.',
  fields: (t) => ({
    oldForms: t.field({ type: OldFormPolicyEnum, resolve: ({ oldForms }) => oldForms }),
    writesGuides: t.exposeBoolean('writesGuides', { description: 'A migration writes a guide.' }),
  }),
});

const RoomSettingsType = builder.objectRef<CodebaseSettings>('RoomSettings').implement({
  description: 'How a room wants to be looked at. The watch is a setting of its own: setWatch.',
  fields: (t) => ({
    thresholds: t.field({ type: ThresholdsType, resolve: (settings) => settings.thresholds }),
    defaults: t.field({ type: ThresholdsType, description: 'What counts where nothing is set.', resolve: () => DEFAULT_THRESHOLDS }),
    policies: t.field({ type: PoliciesType, resolve: (settings) => settings.policies }),
    defaultPolicies: t.field({ type: PoliciesType, description: 'What counts where nothing is set.', resolve: () => DEFAULT_POLICIES }),
    ignoredFolders: t.stringList({ description: 'Paths of folders that are no part of the room, beside those that .gitignore names.', resolve: (settings) => [...settings.ignoredFolders] }),
  }),
});

const DatabaseKind = builder.enumType('DatabaseKind', { description: 'EMBEDDED: started by Supernova. REMOTE: that of DATABASE_URL.', values: ['EMBEDDED', 'REMOTE'] as const });

const ServerInfoType = builder.objectRef<ServerInfo>('ServerInfo').implement({
  description: 'What the server is; it is changed by starting it otherwise.',
  fields: (t) => ({
    version: t.exposeString('version'),
    nodeVersion: t.exposeString('nodeVersion'),
    typescriptVersion: t.exposeString('typescriptVersion'),
    databaseKind: t.field({ type: DatabaseKind, resolve: (info) => info.databaseKind }),
    databaseVersion: t.exposeString('databaseVersion', { description: 'Of PostgreSQL.' }),
    databaseBytes: t.exposeFloat('databaseBytes'),
    allowedRoots: t.stringList({ description: 'Folders under which rooms may be opened.', resolve: (info) => [...info.allowedRoots] }),
  }),
});

builder.prismaObjectFields('Room', (t) => ({
  settings: t.field({ type: RoomSettingsType, select: SETTINGS_COLUMNS, resolve: (room) => settingsIn(room) }),
}));

builder.queryFields((t) => ({ serverInfo: t.field({ type: ServerInfoType, resolve: (_root, _args, { settings }) => settings.serverInfo() }) }));

const UpdateSettingsInput = builder.inputType('UpdateSettingsInput', {
  description: 'What is given is set, null goes back to the default, what is left out stays.',
  fields: (t) => ({
    roomId: t.id({ required: true }),
    healFrom: t.float({ description: '0 to 10.' }),
    compatibilityFrom: t.float({ description: '0 to 10.' }),
    reviewAbove: t.int({ description: '0 to 100,000.' }),
    oldForms: t.field({ type: OldFormPolicyEnum }),
    writesGuides: t.boolean(),
    ignoredFolders: t.stringList({ description: 'At most 50 paths from the root of the room, such as src/generated.', validate: z.array(z.string().max(4096)).max(1000).nullish() }),
  }),
});

builder.mutationFields((t) => ({
  updateSettings: t.prismaField({
    type: 'Room',
    description: 'Counts from the next prediction, plan and look on. The ignored folders stay as they are while a run is writing.',
    errors: { types: errorTypes.setWatch },
    args: { input: t.arg({ type: UpdateSettingsInput, required: true }) },
    resolve: async (query, _root, { input: { roomId, ...change } }, { settings, prisma }) => {
      const { id } = await settings.updateSettings(keyOf('Room', roomId), change);
      return prisma.room.findUniqueOrThrow({ ...whole(query), where: { id } });
    },
  }),
}));
