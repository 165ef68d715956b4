// What resolvers get: the database for reads, the services for commands. Owns the shape only.
import type { Changes } from '../changes/service.ts';
import type { CouplingService } from '../coupling/service.ts';
import type { IntentDebugger } from '../debugger/service.ts';
import type { Editor } from '../editor/service.ts';
import type { Engine } from '../engine/service.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Healing } from '../healing/service.ts';
import type { Codebases } from '../impact/codebases.ts';
import type { Impact } from '../impact/service.ts';
import type { Intents } from '../intents/service.ts';
import type { Receipts } from '../receipts/service.ts';
import type { Rooms } from '../rooms/service.ts';
import type { Settings } from '../settings/service.ts';
import type { Caller, Tokens } from '../tokens/service.ts';
import type { UsageService } from '../usage/service.ts';
import type { Watch } from '../watch/service.ts';

export interface Services {
  readonly prisma: PrismaClient;
  readonly codebases: Codebases;
  readonly rooms: Rooms;
  readonly intents: Intents;
  readonly impact: Impact;
  readonly coupling: CouplingService;
  readonly healing: Healing;
  readonly intentDebugger: IntentDebugger;
  readonly editor: Editor;
  readonly engine: Engine;
  readonly watch: Watch;
  readonly changes: Changes;
  readonly receipts: Receipts;
  readonly usage: UsageService;
  readonly settings: Settings;
  readonly tokens: Tokens;
}

/** `request` is there for what came over HTTP: its signal ends when whoever asked is gone. `caller` is whose access token came with it, null where none did. */
export type Context = Services & { readonly request?: Pick<Request, 'signal'>; readonly caller: Caller | null };
