// The way out of the sandbox: messages to the parent and the file of the trace, out of reach of the code that runs. Knows no scenario.
import { writeFileSync } from 'node:fs';
import { serialize } from 'node:v8';
import type { ChildMessage } from '../protocol.ts';

const loose = process as unknown as Record<string, unknown>;
const send = process.send?.bind(process);
// The code under test would take itself for a worker of somebody.
for (const name of ['send', 'disconnect']) loose[name] = undefined;

export function report(message: ChildMessage): void {
  send?.(message);
}

/** Writes what the recorder holds; a disk that is full or a limit that is reached costs the trace, not the outcome. */
export function writeTrace(file: string | null, snapshot: unknown): void {
  if (file === null || snapshot === null) return;
  try {
    writeFileSync(file, serialize(snapshot));
  } catch {
    // The parent finds no file and says that there is no trace.
  }
}
