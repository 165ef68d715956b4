// Two copies of the room, the code as it is and the code that is tried, and the programs that profile and compare them. Owns opening, running and closing.
import type { Source } from '../../deps.ts';
import type { SandboxLimits, Scenario } from '../../scenario.ts';
import { writeChildFiles } from '../../record/child-sources.ts';
import type { FunctionPlan } from '../../record/protocol.ts';
import { functionEntries, functionPlan } from '../../record/record-function.ts';
import { RoomFiles } from '../../record/room-files.ts';
import { sandboxRequest } from '../../record/run-program.ts';
import { startInSandbox, type SandboxRequest, type SandboxResult } from '../../record/sandbox.ts';
import { openShadow, type Shadow } from '../../record/shadow-tree.ts';
import type { ProfileMessage, ProfilePlan, TrialMessage, TrialPlan } from './child/messages.ts';

type FunctionScenario = Extract<Scenario, { kind: 'FUNCTION' }>;

export interface TrialHomeRequest {
  readonly source: Source;
  readonly scenario: FunctionScenario;
  readonly limits: SandboxLimits;
  readonly signal: AbortSignal;
}

export interface Ran<T> {
  readonly messages: readonly T[];
  readonly result: SandboxResult;
}

const PROGRAMS = ['repair/performance/child/profile.ts', 'repair/performance/child/trial.ts'];

export class TrialHome {
  readonly #request: TrialHomeRequest;
  readonly #before: Shadow;
  readonly #after: Shadow;
  readonly #files: readonly string[];
  readonly #programs: readonly string[];

  private constructor(request: TrialHomeRequest, shadows: readonly [Shadow, Shadow], options: { readonly files: readonly string[]; readonly programs: readonly string[] }) {
    this.#request = request;
    [this.#before, this.#after] = shadows;
    this.#files = options.files;
    this.#programs = options.programs;
  }

  /** Throws `signal.reason` when aborted; nothing is left then. */
  static async open(request: TrialHomeRequest): Promise<TrialHome> {
    const { source, scenario, signal } = request;
    const exportsName = (source.graph.facts(scenario.file)?.exports ?? []).some(({ name }) => name === scenario.exportName.split('.')[0]);
    const entries = functionEntries(scenario, exportsName);
    const opened: Shadow[] = [];
    try {
      for (let count = 0; count < 2; count += 1) opened.push(await openShadow({ source, ...entries, signal }));
      const [before, after] = opened as [Shadow, Shadow];
      const files = [...new RoomFiles(source, new Map()).reachable(entries.entries)];
      return new TrialHome(request, [before, after], { files, programs: await writeChildFiles(before.programs, PROGRAMS) });
    } catch (error) {
      await Promise.all(opened.map((shadow) => shadow.close()));
      throw error;
    }
  }

  /** The source files of the room that the scenario can reach. */
  get files(): readonly string[] {
    return this.#files;
  }

  /** Puts the text into the version that is tried; null is the room's own. */
  async tryText(path: string, text: string | null): Promise<void> {
    await this.#after.update(path, text);
  }

  /** Makes the text that of the version that others are compared with. */
  async keepText(path: string, text: string): Promise<void> {
    await this.#before.update(path, text);
    await this.#after.update(path, text);
  }

  /** Makes these files the room's own again, in both versions. */
  async reset(paths: readonly string[]): Promise<void> {
    for (const path of paths) for (const shadow of [this.#before, this.#after]) await shadow.update(path, null);
  }

  async profile(profileMs: number): Promise<Ran<ProfileMessage | Extract<TrialMessage, { kind: 'failed' }>>> {
    const modules = this.#files.map((path) => ({ emitted: this.#before.moduleOf(path).path, path }));
    const plan: ProfilePlan = { call: functionPlan(this.#request.scenario, this.#before), modules, profileMs };
    // Node's permission flags close the inspector as well; the file system of its own holds the code without them, as it does test runners.
    return this.#run(this.#programs[0] ?? '', plan, { nodeOptions: ['--enable-source-maps'], allow: { childProcesses: true, workers: false } });
  }

  /** First the outcomes, then rounds until they or the time are used up. */
  async compare(rounds: number, budgetMs: number): Promise<Ran<TrialMessage>> {
    return this.#run(this.#programs[1] ?? '', { ...this.#trialPlan(), rounds, budgetMs, firstCallOf: null } satisfies TrialPlan, { nodeOptions: ['--expose-gc'] });
  }

  /** Milliseconds of the first call in a process of its own; null where it did not come to an end. */
  async firstCall(version: 0 | 1): Promise<number | null> {
    const { messages } = await this.#run<TrialMessage>(this.#programs[1] ?? '', { ...this.#trialPlan(), rounds: 0, budgetMs: 0, firstCallOf: version } satisfies TrialPlan, { nodeOptions: ['--expose-gc'] });
    const first = messages.find((message) => message.kind === 'first-call');
    return first?.milliseconds ?? null;
  }

  async close(): Promise<void> {
    await Promise.all([this.#before.close(), this.#after.close()]);
  }

  #trialPlan(): Pick<TrialPlan, 'calls' | 'examples'> {
    const { scenario } = this.#request;
    const both = (change: (plan: FunctionPlan) => FunctionPlan): [FunctionPlan, FunctionPlan] => [change(functionPlan(scenario, this.#before)), change(functionPlan(scenario, this.#after))];
    const examples = scenario.examples.map((example) => both((plan) => (example.kind === 'call' ? { ...plan, args: example.args, argsModule: null, expression: null } : { ...plan, expression: example.actual })));
    return { calls: both((plan) => plan), examples };
  }

  async #run<T>(entry: string, plan: object, options: Pick<SandboxRequest, 'nodeOptions' | 'allow'> | { readonly nodeOptions: readonly string[] }): Promise<Ran<T>> {
    const { limits, signal } = this.#request;
    const request = await sandboxRequest({ shadow: this.#before, home: this.#before.home, entry, limits, signal, ...options });
    const other = this.#after;
    const worker = await startInSandbox({ ...request, env: { NODE_ENV: 'test' }, readable: [...request.readable, other.room, ...other.linked] });
    const messages: T[] = [];
    worker.onMessage((message) => {
      messages.push(message as T);
      const { kind } = message as { kind: string };
      if (kind === 'done' || kind === 'failed' || kind === 'profile') void worker.stop();
    });
    worker.send(plan);
    const result = await worker.ended;
    return { messages, result };
  }
}
