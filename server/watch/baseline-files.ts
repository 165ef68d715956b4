// The files of one baseline: read and written row by row, with a limit to what they hold. Owns those rows.
import type { Tx } from '../engine/transaction.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { SavedFile } from './unhealed.ts';

/** Text of one room that is stored; of files beyond it only the hash is. */
const MOST_BYTES = 128 * 1024 * 1024;
/** Rows of one statement, and about how many bytes of text it carries. */
const CHUNK = { rows: 500, bytes: 4 * 1024 * 1024 };

/** A file as it was looked at; a null hash and text: there is none. */
export interface LookedAt {
  readonly path: string;
  readonly hash: string | null;
  readonly text: string | null;
  /** What it held in the last state that was fine; undefined where nothing of it is unhealed. */
  readonly before: string | null | undefined;
}

interface FileRow {
  readonly path: string;
  readonly hash: string | null;
  readonly bytes: number;
}

const bytesOf = (text: string | null | undefined) => (text === null || text === undefined ? null : Buffer.from(text));
const textOf = (bytes: Uint8Array | null): string | null => (bytes === null ? null : Buffer.from(bytes).toString('utf8'));

export class BaselineFiles {
  readonly #prisma: PrismaClient;
  readonly #baselineId: string;
  /** What each path holds of the limit. */
  readonly #bytes = new Map<string, number>();
  #total = 0;

  constructor(prisma: PrismaClient, baselineId: string) {
    this.#prisma = prisma;
    this.#baselineId = baselineId;
  }

  /** The hash of every file, and what is unhealed. */
  async read(): Promise<{ readonly hashes: ReadonlyMap<string, string | null>; readonly unhealed: readonly SavedFile[] }> {
    const rows = await this.#prisma.$queryRaw<FileRow[]>`
      SELECT path, hash, coalesce(octet_length(content), 0) + coalesce(octet_length(content_before), 0) AS bytes FROM watched_files WHERE baseline_id = ${this.#baselineId}::uuid`;
    for (const { path, bytes } of rows) this.#count(path, bytes);
    const unhealed = await this.#prisma.watchedFile.findMany({ where: { baselineId: this.#baselineId, isUnhealed: true } });
    return { hashes: new Map(rows.map(({ path, hash }) => [path, hash])), unhealed: unhealed.map(({ path, content, contentBefore }) => ({ path, before: textOf(contentBefore), after: textOf(content) })) };
  }

  /** What files held, as far as it is stored. */
  async readTexts(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const texts = new Map<string, string>();
    for (let from = 0; from < paths.length; from += CHUNK.rows) {
      const rows = await this.#prisma.watchedFile.findMany({ where: { baselineId: this.#baselineId, path: { in: paths.slice(from, from + CHUNK.rows) } }, select: { path: true, content: true } });
      for (const { path, content } of rows) if (content) texts.set(path, textOf(content) ?? '');
    }
    return texts;
  }

  /** These files in place of all. */
  async replaceAll(files: Iterable<LookedAt>): Promise<void> {
    await this.#prisma.watchedFile.deleteMany({ where: { baselineId: this.#baselineId } });
    this.#bytes.clear();
    this.#total = 0;
    await this.#write(this.#prisma, files);
  }

  /** These files in place of those of the same paths. */
  async replace(tx: Tx, files: readonly LookedAt[]): Promise<void> {
    if (files.length === 0) return;
    await tx.$executeRaw`DELETE FROM watched_files WHERE baseline_id = ${this.#baselineId}::uuid AND path = ANY (${files.map(({ path }) => path)}::text[])`;
    await this.#write(tx, files);
  }

  async #write(tx: Pick<Tx, 'watchedFile'>, files: Iterable<LookedAt>): Promise<void> {
    let rows: Prisma.WatchedFileCreateManyInput[] = [];
    let bytes = 0;
    for (const file of files) {
      const row = this.#rowOf(file);
      if (row.hash === null && !row.isUnhealed) continue;
      rows.push(row);
      bytes += this.#bytes.get(file.path) ?? 0;
      if (rows.length < CHUNK.rows && bytes < CHUNK.bytes) continue;
      await tx.watchedFile.createMany({ data: rows });
      [rows, bytes] = [[], 0];
    }
    if (rows.length > 0) await tx.watchedFile.createMany({ data: rows });
  }

  #rowOf({ path, hash, text, before }: LookedAt) {
    const [content, contentBefore] = [bytesOf(text), bytesOf(before)];
    const bytes = (content?.length ?? 0) + (contentBefore?.length ?? 0);
    this.#count(path, 0);
    const isStored = this.#total + bytes <= MOST_BYTES;
    if (isStored) this.#count(path, bytes);
    const isUnhealed = isStored && before !== undefined;
    return { baselineId: this.#baselineId, path, hash, content: isStored ? content : null, isUnhealed, contentBefore: isUnhealed ? contentBefore : null };
  }

  #count(path: string, bytes: number): void {
    this.#total += bytes - (this.#bytes.get(path) ?? 0);
    this.#bytes.set(path, bytes);
  }
}
