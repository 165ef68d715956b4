// Reads a text that somebody hands over: a file that is named on the command line, or standard input. Knows no room.

import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { InvalidInputError } from '../errors.ts';

const MOST_BYTES = 16 * 1024 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a file (an absolute path), or of `input` for null. Throws InvalidInputError where there is none, or too much. */
export async function readGivenText(path: string | null, input: Readable): Promise<string> {
  const name = path ?? 'Standard input';
  try {
    return utf8.decode(Buffer.concat(await readAll(path === null ? input : await openFile(path))));
  } catch (error) {
    if (error instanceof TypeError) throw new InvalidInputError(`${name} is not UTF-8 text.`, 'Give a text file.');
    throw error;
  }
}

async function openFile(path: string): Promise<Readable> {
  try {
    const file = await open(path);
    return file.createReadStream();
  } catch (error) {
    throw new InvalidInputError(`Could not read ${path}: ${error instanceof Error ? error.message : String(error)}`, 'Check the path; it is taken from the folder you are in.');
  }
}

async function readAll(stream: Readable): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw new InvalidInputError(`More than ${MOST_BYTES} bytes were given.`, 'Give less at once.');
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EISDIR') throw new InvalidInputError('A folder was given in the place of a file.', 'Name a file.');
    throw error;
  }
  return chunks;
}
