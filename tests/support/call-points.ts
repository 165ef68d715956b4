// Every call by which a process changes a folder or commits to the database, as numbered points: before the call and after it, and for commits also between asking and knowing. Only in processes of tests.
import { promises, type PathLike } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { sep } from 'node:path';
import pg from 'pg';

export interface CallPoint {
  readonly number: number;
  /** Such as `before rename` or `after COMMIT`. */
  readonly name: string;
}

type Call = (...args: never[]) => Promise<unknown>;

const CHANGING = ['mkdir', 'rename', 'rm', 'rmdir', 'link', 'unlink', 'writeFile', 'chmod', 'open'] as const;
const READING = ['lstat', 'readFile', 'readdir', 'access', 'realpath'] as const;
const OF_HANDLE = ['writeFile', 'chmod', 'sync', 'close'] as const;
const ENDING = /^(?:COMMIT|END)\b/i;

/** Calls `reached` at each point, from now on, and counts them from 1 again after `reset`. */
export class CallPoints {
  #count = 0;
  readonly #reached: (point: CallPoint) => void;

  constructor(reached: (point: CallPoint) => void) {
    this.#reached = reached;
  }

  reset(): void {
    this.#count = 0;
  }

  /** The calls on files of the folder; with `reads` also those that only look. */
  watchFiles(folder: () => string, { reads = false } = {}): void {
    const table = promises as unknown as Record<string, Call>;
    const isInFolder = (path: PathLike) => String(path) === folder() || String(path).startsWith(folder() + sep);
    for (const name of reads ? [...CHANGING, ...READING] : CHANGING) {
      const call = table[name] as (path: PathLike, ...rest: unknown[]) => Promise<unknown>;
      table[name] = (async (path: PathLike, ...rest: unknown[]) => {
        if (!isInFolder(path)) return call(path, ...rest);
        const result = await this.#around(name, () => call(path, ...rest));
        if (name === 'open') this.#watchHandle(result as Record<string, Call>);
        return result;
      }) as Call;
    }
    syncBuiltinESMExports();
  }

  /** The ends of transactions, the queue's too, and what is written outside of one. */
  watchDatabase(): void {
    const client = pg.Client.prototype as unknown as { query(this: pg.Client, ...args: unknown[]): unknown };
    const { query } = client;
    const points = this;
    client.query = function watched(...args) {
      const text = typeof args[0] === 'string' ? args[0] : ((args[0] as { text?: string } | undefined)?.text ?? '');
      if (!ENDING.test(text.trim())) return query.apply(this, args);
      points.#reach(`before ${text}`);
      const answer = query.apply(this, args);
      points.#reach(`during ${text}`);
      if (answer instanceof Promise) return answer.then((value: unknown) => (points.#reach(`after ${text}`), value));
      return answer;
    };
  }

  #watchHandle(handle: Record<string, Call>): void {
    for (const name of OF_HANDLE) {
      const call = handle[name]?.bind(handle) as (...args: unknown[]) => Promise<unknown>;
      handle[name] = ((...args: unknown[]) => this.#around(`file ${name}`, () => call(...args))) as Call;
    }
  }

  async #around(name: string, call: () => Promise<unknown>): Promise<unknown> {
    this.#reach(`before ${name}`);
    const result = await call();
    this.#reach(`after ${name}`);
    return result;
  }

  #reach(name: string): void {
    this.#count += 1;
    this.#reached({ number: this.#count, name });
  }
}
