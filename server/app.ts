// Puts the services together on one database. Owns the wiring that the server, the command line and the tests share.
import type { Logger } from 'pino';
import type { Services } from './api/context.ts';
import { createChanges } from './changes/service.ts';
import { createCoupling } from './coupling/service.ts';
import { createIntentDebugger, type IntentDebugger } from './debugger/service.ts';
import { createEditor } from './editor/service.ts';
import { createEngine } from './engine/service.ts';
import type { EngineLimits } from './engine/options.ts';
import type { PrismaClient } from './generated/prisma/client.ts';
import { createHealing, loadEdits, storeAccuracy, storeTestAccuracy } from './healing/service.ts';
import { createBranchRows } from './healing/runs/branch-rows.ts';
import { createStepRunner } from './healing/step-runner.ts';
import { Codebases } from './impact/codebases.ts';
import { createImpact } from './impact/service.ts';
import { createIntents } from './intents/service.ts';
import { createReceipts } from './receipts/service.ts';
import { createRooms, type RoomsOptions } from './rooms/service.ts';
import { createSettings } from './settings/service.ts';
import { createTokens } from './tokens/service.ts';
import { createUsage } from './usage/service.ts';
import { createWatch } from './watch/service.ts';

export interface AppOptions {
  readonly database: { readonly prisma: PrismaClient; readonly url: string; readonly kind?: 'embedded' | 'remote' };
  readonly allowedRoots: RoomsOptions['allowedRoots'];
  readonly logger: Logger;
  readonly limits?: Partial<EngineLimits>;
  /** It lives on between requests: idle time is used to prepare for the next one. */
  readonly isServer?: boolean;
  /** It lets nobody in without an access token. */
  readonly asksForTokens?: boolean;
  /** How long the project's tests may take before and after a change together; a verified run waits that long at most to tell how right its prediction was. */
  readonly testTimeMs?: number;
}

const TEST_TIME_MS = 30_000;

export interface App extends Services {
  /** Begins to look after runs and debugger sessions whose process died, in a server to watch rooms and, unless `executesRuns` is false, to execute runs. */
  start(role?: { readonly executesRuns: boolean }): Promise<void>;
  /** Stops the engine, the debugger and the compilers; the database stays open. */
  close(): Promise<void>;
}

/** Nothing runs yet: `start()` begins to execute runs. */
export function createApp({ database, allowedRoots, logger, limits = {}, isServer = false, asksForTokens = false, testTimeMs = TEST_TIME_MS }: AppOptions): App {
  const { prisma, url } = database;
  const rooms = createRooms({ prisma, allowedRoots });
  const settings = createSettings({ prisma, allowedRoots: allowedRoots === 'OPEN_ROOMS' ? [] : allowedRoots, databaseKind: database.kind === 'embedded' ? 'EMBEDDED' : 'REMOTE' });
  const codebases = new Codebases((roomId) => rooms.rootOf(roomId), isServer, (roomId) => settings.settingsOf(roomId));
  // The debugger's fixes are applied by the engine, whose last step asks the debugger what they claim.
  const verifyFix: IntentDebugger['verifyFix'] = (fixId, before, signal) => intentDebugger.verifyFix(fixId, before, signal);
  const runner = createStepRunner({
    codebases,
    verifyFix,
    loadEdits: (runId) => loadEdits(prisma, runId),
    storeAccuracy: (hold, accuracy) => storeAccuracy(prisma, hold, accuracy),
    tests: { runTests: (tests, signal) => intentDebugger.runTests(tests, signal), timeMs: testTimeMs },
    storeTestAccuracy: (hold, accuracy) => storeTestAccuracy(prisma, hold, accuracy),
    branchRows: createBranchRows(prisma),
  });
  const engine = createEngine({ prisma, url, runner, logger, limits });
  const openCodebase = async (roomId: string) => {
    const codebase = await codebases.get(roomId);
    await codebase.refresh();
    return codebase;
  };
  const impact = createImpact({ prisma, codebases });
  const healing = createHealing({ prisma, codebases, engine });
  const intents = createIntents({ prisma, openCodebase });
  const watch = createWatch({ prisma, url, logger, rootOf: (roomId) => rooms.rootOf(roomId), intents, impact, healing });
  const changes = createChanges({ url, logger, rootOf: (roomId) => rooms.rootOf(roomId) });
  const intentDebugger = createIntentDebugger({ prisma, url, logger, healing, openSource: openCodebase, findNewProblems: impact.findNewProblems });
  return {
    prisma,
    codebases,
    rooms,
    engine,
    intents,
    impact,
    coupling: createCoupling({ openCodebase }),
    healing,
    intentDebugger,
    watch,
    changes,
    receipts: createReceipts({ prisma }),
    usage: createUsage({ prisma }),
    editor: createEditor({ prisma, codebases, watch }),
    settings,
    tokens: createTokens({ prisma, logger, isAskedFor: asksForTokens }),
    async start(role) {
      intentDebugger.start();
      if (isServer) watch.start();
      await engine.start(role);
    },
    async close() {
      await changes.stop();
      await watch.stop();
      await intentDebugger.stop();
      await engine.stop();
      await runner.close();
      await codebases.close();
    },
  };
}
