// The parent's side of the repair worker: sends work in batches, and starts the worker again where a candidate killed or blocked it.
// Owns the process; knows nothing of candidates but their code.
import { startInSandbox, type SandboxRequest, type SandboxWorker } from '../record/sandbox.ts';
import type { CodeOfUnit, FromWorker, ToWorker, TriedCandidate } from './child/messages.ts';

export type OpenMessage = Extract<ToWorker, { kind: 'open' }>;
export type Opened = Extract<FromWorker, { kind: 'opened' }>;
type Answer<K extends FromWorker['kind']> = Extract<FromWorker, { kind: K }>;

/** Beside what the examples need on the unchanged program. */
const ANSWER_MS = 1_200;
const CAREFUL_MS = 500;

/** The worker could not be started, or the module cannot be loaded. */
export class WorkerFailure extends Error {}

interface Waiting {
  readonly resolve: (message: FromWorker | null) => void;
}

export class WorkerClient {
  readonly #home: SandboxRequest;
  readonly #open: OpenMessage;
  #worker: SandboxWorker | null = null;
  /** Of the first start: measuring again would cost the endless examples' time each time. */
  #allowances: Opened['allowances'] | null = null;
  #waiting: Waiting[] = [];
  /** Answers that came before anyone asked for them: of several in one chunk the later ones do. */
  #early: FromWorker[] = [];
  /** What a candidate may take at most, milliseconds. */
  #pace = 100;
  restarts = 0;

  private constructor(home: SandboxRequest, open: OpenMessage) {
    this.#home = home;
    this.#open = open;
  }

  /** Starts the worker and loads the modules. Throws WorkerFailure with what the code said. */
  static async start(home: SandboxRequest, open: OpenMessage): Promise<{ client: WorkerClient; opened: Opened }> {
    const client = new WorkerClient(home, open);
    try {
      return { client, opened: await client.#begin() };
    } catch (error) {
      await client.close();
      throw error;
    }
  }

  async #begin(): Promise<Opened> {
    const worker = await startInSandbox(this.#home);
    this.#worker = worker;
    const ready = this.#next(20_000);
    worker.onMessage((message) => {
      if (this.#worker !== worker) return;
      const waiting = this.#waiting.shift();
      if (waiting) waiting.resolve(message as FromWorker);
      else this.#early.push(message as FromWorker);
    });
    void worker.ended.then(() => {
      if (this.#worker === worker) this.#drop();
    });
    if ((await ready)?.kind !== 'ready') throw new WorkerFailure(`The sandbox did not start: ${(await worker.stop()).stderr.slice(0, 500)}`);
    const opened = await this.#ask({ ...this.#open, allowances: this.#allowances }, 30_000);
    if (opened?.kind === 'opened') {
      this.#pace = 2 * Math.max(20, ...opened.allowances.map(({ milliseconds }) => milliseconds));
      this.#allowances = opened.allowances;
      return opened;
    }
    throw new WorkerFailure(opened?.kind === 'failed' ? opened.message : 'The code did not end while it was loaded.');
  }

  /** Everyone who waits for a process that has gone is told so. */
  #drop(): void {
    for (const { resolve } of this.#waiting.splice(0)) resolve(null);
  }

  #next(timeoutMs: number): Promise<FromWorker | null> {
    const early = this.#early.shift();
    if (early) return Promise.resolve(early);
    return new Promise((resolve) => {
      let isAnswered = false;
      // An answer may have come while this process was busy: it is read before the time counts as over.
      const timer = setTimeout(() => setImmediate(() => setImmediate(() => isAnswered || this.#drop())), timeoutMs);
      this.#waiting.push({ resolve: (message) => ((isAnswered = true), clearTimeout(timer), resolve(message)) });
    });
  }

  #ask(message: ToWorker, timeoutMs: number): Promise<FromWorker | null> {
    const answer = this.#next(timeoutMs);
    if (!this.#worker?.send(message)) this.#drop();
    return answer;
  }

  async #restart(): Promise<void> {
    this.restarts += 1;
    const worker = this.#worker;
    // What the old one still says is not listened to.
    this.#worker = null;
    await worker?.stop();
    this.#drop();
    this.#early = [];
    await this.#begin();
  }

  /**
   * Runs candidates; the results are in their order. One that blocks or kills the worker counts as endless. At most one call at a
   * time is restarting; calls may overlap otherwise.
   */
  async tryAll(candidates: readonly (readonly CodeOfUnit[])[], patience: number): Promise<TriedCandidate[]> {
    // Answers one by one and answers of batches must not mix.
    for (let careful: Promise<unknown> | null = null; careful !== this.#careful; ) await (careful = this.#careful);
    const answer = await this.#ask({ kind: 'try', candidates, patience, isCareful: false }, (ANSWER_MS + candidates.length * this.#pace) * patience);
    if (answer?.kind === 'tried' && answer.results.length === candidates.length) return [...answer.results];
    return this.#tryCarefully(candidates, patience);
  }

  #careful: Promise<unknown> = Promise.resolve();

  #tryCarefully(candidates: readonly (readonly CodeOfUnit[])[], patience: number): Promise<TriedCandidate[]> {
    const work = this.#careful.then(() => this.#tryOneByOne(candidates, patience));
    this.#careful = work.catch(() => null);
    return work;
  }

  async #tryOneByOne(candidates: readonly (readonly CodeOfUnit[])[], patience: number): Promise<TriedCandidate[]> {
    const results: TriedCandidate[] = [];
    const timeoutMs = (CAREFUL_MS + this.#pace) * patience;
    while (results.length < candidates.length && !this.#home.signal.aborted) {
      await this.#restart();
      let answer = await this.#ask({ kind: 'try', candidates: candidates.slice(results.length), patience, isCareful: true }, timeoutMs);
      while (answer?.kind === 'tried') {
        results.push(...answer.results);
        if (results.length === candidates.length) return results;
        answer = await this.#next(timeoutMs);
      }
      results.push(this.#nothing());
    }
    while (results.length < candidates.length) results.push(this.#nothing());
    return results;
  }

  #nothing(): TriedCandidate {
    return { passed: '0'.repeat(this.#open.examples.length), near: 0, print: '@', endless: this.#open.examples.length, broken: null };
  }

  /** Null where the worker did not answer; it is running again then. */
  async ask<K extends FromWorker['kind']>(message: ToWorker, kind: K): Promise<Answer<K> | null> {
    const answer = await this.#ask(message, 8_000);
    if (answer?.kind === kind) return answer as Answer<K>;
    if (answer === null && !this.#home.signal.aborted) await this.#restart();
    return null;
  }

  async close(): Promise<void> {
    await this.#worker?.stop();
    this.#drop();
  }
}
