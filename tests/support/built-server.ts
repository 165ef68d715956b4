// The built product on data of its own, for programs that look at its page. Needs no test runner.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectApi, type ApiClient } from './api-client.ts';
import { buildProduct, portOf, removeDatabase, startProgram, type Program } from './program.ts';

export interface BuiltServer {
  readonly api: ApiClient;
  readonly origin: string;
  readonly dataDir: string;
  close(): Promise<void>;
}

async function end({ child, ended }: Program): Promise<void> {
  child.kill('SIGTERM');
  await ended;
}

/** Builds what is out of date and starts a server and worker on an empty data folder; on the sample room where `args` name no project. */
export async function startBuiltServer(args: readonly string[] = []): Promise<BuiltServer> {
  buildProduct();
  const dataDir = mkdtempSync(join(tmpdir(), 'supernova-page-'));
  const server = startProgram({ entry: 'main', args: ['--port', '0', ...args], env: { SUPERNOVA_DATA: dataDir, SUPERNOVA_LOG_LEVEL: 'warn' } });
  const close = async () => {
    await end(server);
    await removeDatabase(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const port = await portOf(server);
    const api = connectApi(port);
    return { api, origin: `http://127.0.0.1:${port}`, dataDir, close: async () => (await api.dispose(), await close()) };
  } catch (error) {
    await close();
    throw error;
  }
}
