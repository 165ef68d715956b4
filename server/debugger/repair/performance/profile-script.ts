// Where a script spends its time: one run of it in the sandbox under the profiler. Owns that run.
import type { Source } from '../../deps.ts';
import { writeChildFiles } from '../../record/child-sources.ts';
import { sandboxRequest } from '../../record/run-program.ts';
import { startInSandbox } from '../../record/sandbox.ts';
import { openShadow } from '../../record/shadow-tree.ts';
import type { SandboxLimits, Scenario } from '../../scenario.ts';
import type { ProfileMessage, ProfileNode, ProgramProfilePlan } from './child/messages.ts';

export interface ScriptProfileRequest {
  readonly source: Source;
  readonly scenario: Extract<Scenario, { kind: 'SCRIPT' }>;
  /** The source files that it can reach. */
  readonly files: readonly string[];
  readonly limits: SandboxLimits;
  readonly signal: AbortSignal;
}

/** Null where it did not come to its end, or where the sandbox has no profiler. */
export async function profileScript({ source, scenario, files, limits, signal }: ScriptProfileRequest): Promise<readonly ProfileNode[] | null> {
  const shadow = await openShadow({ source, entries: [scenario.file], signal });
  try {
    const [preload = ''] = await writeChildFiles(shadow.programs, ['repair/performance/child/profile-program.ts']);
    // Node's permission flags close the inspector as well; the file system of its own holds the code without them, as it does test runners.
    const request = await sandboxRequest({ shadow, home: shadow.home, entry: shadow.moduleOf(scenario.file).path, stdin: scenario.stdin, nodeOptions: ['--enable-source-maps', '--import', preload], limits, signal, allow: { childProcesses: true, workers: false } });
    const worker = await startInSandbox({ ...request, args: scenario.args, env: { NODE_ENV: 'test' } });
    const messages: ProfileMessage[] = [];
    worker.onMessage((message) => messages.push(message as ProfileMessage));
    worker.send({ modules: files.map((path) => ({ emitted: shadow.moduleOf(path).path, path })) } satisfies ProgramProfilePlan);
    await worker.ended;
    return messages.find(({ kind }) => kind === 'profile')?.nodes ?? null;
  } finally {
    await shadow.close();
  }
}
