// Rooms whose watch goes on in one process after another, for tests.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createApp } from '../../server/app.ts';
import { connectPrisma } from '../../server/db.ts';
import type { WatchEvent } from '../../server/generated/prisma/client.ts';
import { writeFiles, type Files } from '../support/projects.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { openRoom } from '../support/walk-through.ts';

export interface Ending {
  /** As a server ends that is told to. */
  close(): Promise<void>;
}

export interface Watched {
  /** Answers and executes runs; it watches nothing. */
  readonly api: TestApp;
  /** As the API names it, and as the database does. */
  readonly roomId: string;
  readonly id: string;
  /** What is told next. */
  next(): Promise<WatchEvent>;
  save(files: Files): void;
  /** A server that watches, in this process. */
  serve(): Promise<Ending>;
  /** The same in a process of its own, to be killed. */
  spawn(): Promise<{ kill(): Promise<void> }>;
}

/** A room whose watch is on; nobody watches it yet. */
export async function openWatched(project: Files): Promise<Watched> {
  const api = await startTestApp({ project: (folder) => writeFiles(folder, project) });
  const roomId = await openRoom(api, api.roomFolder);
  const { id } = await api.app.prisma.room.findFirstOrThrow();
  await api.app.watch.setWatch(id, 'SUGGEST');
  const stopped = new AbortController();
  const events = api.app.watch.watchEvents(id, 0, stopped.signal);
  onTestFinished(() => stopped.abort());
  return {
    api, roomId, id,
    async next() {
      const { value } = await events.next();
      if (!value) throw new Error('the events ended');
      return value;
    },
    save: (files) => writeFiles(api.roomFolder, files),
    async serve() {
      const prisma = connectPrisma(api.databaseUrl);
      const app = createApp({ database: { prisma, url: api.databaseUrl }, allowedRoots: [api.roomFolder], logger: pino({ level: 'silent' }), isServer: true });
      let isOpen = true;
      const close = async () => {
        if (!isOpen) return;
        isOpen = false;
        await app.close();
        await prisma.$disconnect();
      };
      onTestFinished(close);
      await app.start({ executesRuns: false });
      return { close };
    },
    async spawn() {
      const child = fork(fileURLToPath(new URL('watch-process.ts', import.meta.url)), [api.databaseUrl, api.roomFolder], { execArgv: ['--import', 'tsx'] });
      const kill = async () => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGKILL');
        await once(child, 'exit');
      };
      onTestFinished(kill);
      return { kill };
    },
  };
}
