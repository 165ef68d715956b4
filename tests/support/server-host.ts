// The server as a process that a test can kill and start again on the same data.
import { onTestFinished } from 'vitest';
import { endProgram, portOf, removeDatabase, startProgram, type Program } from './program.ts';
import { makeTempFolder } from './temp-folder.ts';
import { connectApi, type ApiClient } from './api-client.ts';

/** Starts servers on one data folder; whatever still runs at the end of the test is killed, then the database is removed. */
export function makeHost(project: string): { dataDir: string; start(port?: number): Promise<{ server: Program; api: ApiClient; port: number }> } {
  const dataDir = makeTempFolder();
  const programs: Program[] = [];
  onTestFinished(async () => {
    for (const program of programs) await endProgram(program);
    await removeDatabase(dataDir);
  });
  return {
    dataDir,
    async start(wanted = 0) {
      const server = startProgram({ entry: 'main', args: ['--project', project, '--port', String(wanted)], env: { SUPERNOVA_DATA: dataDir, SUPERNOVA_LOG_LEVEL: 'warn' } });
      programs.push(server);
      const port = await portOf(server);
      return { server, port, api: connectApi(port) };
    },
  };
}
