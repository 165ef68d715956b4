// One process of the native compiler: its start, its end, and that a call notices both its death and an abort. Knows no project and no file.
import type { ChildProcess } from 'node:child_process';
import { API, type APIOptions } from 'typescript/unstable/async';
import { CompilerWire } from './compiler-wire.ts';
import { endWithUs } from './end-with-us.ts';

/** What the compiler's own client keeps to itself: a call to a process that died would wait for ever otherwise. */
interface InnerClient {
  connect(): Promise<void>;
  readonly process: ChildProcess;
  connection: { dispose(): void };
}

export class CompilerProcess {
  readonly api: API;
  readonly #process: ChildProcess;

  private constructor(api: API, process: ChildProcess) {
    this.api = api;
    this.#process = process;
  }

  /** Throws when the process cannot be started. */
  static async start(options: APIOptions): Promise<CompilerProcess> {
    const api = new API(options);
    const { client } = api as unknown as { client: InnerClient };
    await client.connect();
    const { process } = client;
    // Killed while the compiler asks for a file, we would leave it waiting for the answer for ever, with all its memory.
    endWithUs(process);
    if (!process.stdin || !process.stdout) throw new Error('the compiler was started without its input and output');
    client.connection.dispose();
    process.stdout.removeAllListeners('data');
    client.connection = new CompilerWire({ stdin: process.stdin, stdout: process.stdout, files: options.fs ?? {} });
    return new CompilerProcess(api, process);
  }

  /** The answer of `work`; throws as soon as the process has ended or the signal is aborted, and leaves the work to itself then. */
  async whileAlive<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const ended = () => new Error('the compiler process ended');
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) throw ended();
    let stop = (): void => undefined;
    const stopped = new Promise<never>((_, reject) => {
      const onExit = () => reject(ended());
      const onAbort = () => reject(signal?.reason);
      this.#process.once('exit', onExit);
      signal?.addEventListener('abort', onAbort, { once: true });
      stop = () => {
        this.#process.off('exit', onExit);
        signal?.removeEventListener('abort', onAbort);
      };
    });
    try {
      return await Promise.race([work(), stopped]);
    } finally {
      stop();
    }
  }

  /** Resolves when the process is gone. */
  async close(): Promise<void> {
    // It only reads; left alone it would finish the check that nobody waits for any more.
    this.#process.kill('SIGKILL');
    // The client gives back what it holds; what it asks of a process that ends is never answered.
    await this.whileAlive(() => this.api.close()).catch(() => undefined);
  }
}
