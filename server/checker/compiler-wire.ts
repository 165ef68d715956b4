// The messages between us and a process of the native compiler: JSON-RPC 2.0 with Content-Length headers, on its stdio. Owns framing and who waits for which answer.
import type { Readable, Writable } from 'node:stream';
import type { FileSystem } from 'typescript/unstable/fs';

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

const HEADER_END = '\r\n\r\n';

/**
 * Takes the place of the connection of the compiler's own client, which takes several times as long for each message: a check of 250 files is 250
 * answers, and after a file was added the compiler asks for dozens of paths. What is written in one turn goes out at once.
 */
export class CompilerWire {
  readonly #stdin: Writable;
  readonly #files: FileSystem;
  readonly #waiting = new Map<number | string, Waiting>();
  #lastId = 0;
  #unsent: string[] = [];
  #chunks: Buffer[] = [];
  #received = 0;
  /** How much must have come for the message that is under way. */
  #needed = 0;

  constructor({ stdin, stdout, files }: { stdin: Writable; stdout: Readable; files: FileSystem }) {
    this.#stdin = stdin;
    this.#files = files;
    // The exit of the process tells it better.
    stdin.on('error', () => undefined);
    stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
  }

  /** The compiler's answer. It waits for as long as the compiler does. */
  sendRequest({ method }: { readonly method: string }, params: unknown): Promise<unknown> {
    const id = (this.#lastId += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send({ id, method, params: typeof params === 'object' && params !== null ? params : [params ?? null] });
    });
  }

  /** Ends every wait. */
  dispose(reason = new Error('the connection to the compiler was closed')): void {
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }

  #send(message: Message): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    if (this.#unsent.length === 0) queueMicrotask(() => this.#flush());
    this.#unsent.push(`Content-Length: ${Buffer.byteLength(body)}${HEADER_END}${body}`);
  }

  #flush(): void {
    const text = this.#unsent.join('');
    this.#unsent = [];
    if (this.#stdin.writable) this.#stdin.write(text);
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#received += chunk.length;
    if (this.#received < this.#needed) return;
    const bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    try {
      const rest = bytes.subarray(this.#takeAll(bytes));
      this.#chunks = rest.length === 0 ? [] : [rest];
      this.#received = rest.length;
    } catch (error) {
      this.dispose(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Returns where the message begins of which there is only a part. */
  #takeAll(bytes: Buffer): number {
    this.#needed = 0;
    for (let at = 0; ; ) {
      const header = bytes.indexOf(HEADER_END, at);
      if (header === -1) return at;
      const length = /content-length: *(\d+)/i.exec(bytes.toString('latin1', at, header))?.[1];
      if (length === undefined) throw new Error('the compiler sent a message without a length');
      const end = header + HEADER_END.length + Number(length);
      if (end > bytes.length) {
        this.#needed = end - at;
        return at;
      }
      this.#take(JSON.parse(bytes.toString('utf8', header + HEADER_END.length, end)) as Message);
      at = end;
    }
  }

  #take({ id, method, params, result, error }: Message): void {
    if (id === undefined) return;
    if (method !== undefined) return this.#send({ id, result: this.#answer(method, String(Array.isArray(params) ? params[0] : params)) });
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }

  /** Null means: ask the disk. Only of a text null is an answer, so that is wrapped. */
  #answer(method: string, path: string): unknown {
    const { readFile, fileExists, directoryExists, getAccessibleEntries } = this.#files;
    if (method === 'readFile') {
      const content = readFile?.(path);
      return content === undefined ? null : { content };
    }
    const ask = { fileExists, directoryExists, getAccessibleEntries }[method];
    if (!ask) throw new Error(`the compiler asked for ${method}`);
    return ask(path) ?? null;
  }
}
