// The settings of rooms, and what the server says of itself. Owns those columns of the rooms table; what the settings do is decided where they are used.
import manifest from '../../package.json' with { type: 'json' };
import { ACTIVE_RUNS } from '../engine/states.ts';
import { InvalidInputError, NotFoundError } from '../errors.ts';
import type { PrismaClient, Room } from '../generated/prisma/client.ts';
import { DEFAULT_POLICIES, DEFAULT_THRESHOLDS, type CodebaseSettings } from '../impact/thresholds.ts';
import { readSettings, type SettingsChange } from './read-settings.ts';

export interface ServerInfo {
  readonly version: string;
  readonly nodeVersion: string;
  readonly typescriptVersion: string;
  readonly databaseKind: 'EMBEDDED' | 'REMOTE';
  readonly databaseVersion: string;
  readonly databaseBytes: number;
  /** Folders under which rooms may be opened. */
  readonly allowedRoots: readonly string[];
}

export interface SettingsOptions {
  readonly prisma: PrismaClient;
  readonly allowedRoots: readonly string[];
  readonly databaseKind: ServerInfo['databaseKind'];
}

export interface Settings {
  /** How a room wants to be looked at; the defaults where it says nothing. Throws NotFoundError. */
  settingsOf(roomId: string): Promise<CodebaseSettings>;
  /** Counts from the next prediction, plan and look on. Throws NotFoundError and InvalidInputError; ignored folders stay as they are while a run is writing. */
  updateSettings(roomId: string, change: SettingsChange): Promise<Room>;
  /** Nothing of the environment is told but this. */
  serverInfo(): Promise<ServerInfo>;
}

/** The columns of a room that are its settings. */
export const SETTINGS_COLUMNS = { healFrom: true, compatibilityFrom: true, reviewAbove: true, oldForms: true, writesGuides: true, ignoredFolders: true } as const;

type SettingsRow = Pick<Room, keyof typeof SETTINGS_COLUMNS>;

/** Fills in the defaults. */
export function settingsIn({ healFrom, compatibilityFrom, reviewAbove, oldForms, writesGuides, ignoredFolders }: SettingsRow): CodebaseSettings {
  const { healFrom: heal, compatibilityFrom: compatibility, reviewAbove: review } = DEFAULT_THRESHOLDS;
  const thresholds = { healFrom: healFrom ?? heal, compatibilityFrom: compatibilityFrom ?? compatibility, reviewAbove: reviewAbove ?? review };
  return { thresholds, policies: { oldForms: oldForms ?? DEFAULT_POLICIES.oldForms, writesGuides: writesGuides ?? DEFAULT_POLICIES.writesGuides }, ignoredFolders };
}

const noRoom = (roomId: string) => new NotFoundError(`There is no room ${roomId}.`, 'List the rooms; it may have been deleted.');

export function createSettings({ prisma, allowedRoots, databaseKind }: SettingsOptions): Settings {
  return {
    async settingsOf(roomId) {
      const room = await prisma.room.findUnique({ where: { id: roomId }, select: SETTINGS_COLUMNS });
      if (!room) throw noRoom(roomId);
      return settingsIn(room);
    },
    async updateSettings(roomId, change) {
      const { healFrom, compatibilityFrom, reviewAbove, oldForms, writesGuides, ignoredFolders } = readSettings(change);
      const data = {
        ...(healFrom === undefined ? {} : { healFrom }), ...(compatibilityFrom === undefined ? {} : { compatibilityFrom }), ...(reviewAbove === undefined ? {} : { reviewAbove }),
        ...(oldForms === undefined ? {} : { oldForms }), ...(writesGuides === undefined ? {} : { writesGuides }),
        ...(ignoredFolders === undefined ? {} : { ignoredFolders: [...(ignoredFolders ?? [])] }),
      };
      // A file that leaves the room between two steps of a run would be missing where the run is verified.
      const still = ignoredFolders === undefined ? {} : { runs: { none: { status: { in: [...ACTIVE_RUNS] } } } };
      const [room] = await prisma.room.updateManyAndReturn({ where: { id: roomId, ...still }, data });
      if (room) return room;
      if (!(await prisma.room.findUnique({ where: { id: roomId }, select: { id: true } }))) throw noRoom(roomId);
      throw new InvalidInputError('The ignored folders cannot be changed while a run is writing to the room.', 'Wait until it has ended, or cancel it, and save again; nothing was changed.');
    },
    async serverInfo() {
      const [database] = await prisma.$queryRaw<{ version: string; bytes: number }[]>`SELECT current_setting('server_version') AS version, pg_database_size(current_database())::float8 AS bytes`;
      return { version: manifest.version, nodeVersion: process.version, typescriptVersion: manifest.dependencies.typescript, databaseKind, databaseVersion: database?.version ?? '', databaseBytes: database?.bytes ?? 0, allowedRoots };
    },
  };
}
