// Runs oxlint on texts, in a process of its own over a folder of its own. Owns that process and that folder; knows no rule. It reads code and runs none of it.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { oxlintConfig, oxlintProgram } from './oxlint-config.ts';

export interface Diagnostic {
  /** Place of the text in the list. */
  readonly index: number;
  /** `plugin(rule)`. */
  readonly code: string;
  readonly message: string;
  /** UTF-8 offsets, the most telling first. */
  readonly spans: readonly { readonly offset: number; readonly length: number }[];
}

interface RawDiagnostic {
  readonly code?: string;
  readonly message: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly offset: number; readonly length: number } }[];
}

const OUTPUT_LIMIT = 32 * 1024 * 1024;

function run(args: readonly string[], cwd: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    // Of the environment only what a process needs: no option of Node and no configuration reaches it.
    const child = spawn(process.execPath, args, { cwd, env: { PATH: process.env['PATH'] ?? '', TMPDIR: cwd }, stdio: ['ignore', 'pipe', 'pipe'], signal, killSignal: 'SIGKILL' });
    const parts: Buffer[] = [];
    let size = 0;
    let complaint = '';
    child.stdout.on('data', (part: Buffer) => {
      size += part.length;
      if (size > OUTPUT_LIMIT) child.kill('SIGKILL');
      else parts.push(part);
    });
    child.stderr.on('data', (part: Buffer) => (complaint = (complaint + part.toString()).slice(0, 2_000)));
    child.once('error', reject);
    child.once('close', () => (size > OUTPUT_LIMIT ? reject(new Error('oxlint found more than can be read')) : parts.length === 0 ? reject(new Error(`oxlint could not start: ${complaint}`)) : resolve(Buffer.concat(parts).toString())));
  });
}

function parse(output: string): readonly RawDiagnostic[] {
  // A configuration that it refuses is told in words.
  if (!output.startsWith('{')) throw new Error(`oxlint: ${output.slice(0, 500)}`);
  return (JSON.parse(output) as { diagnostics: readonly RawDiagnostic[] }).diagnostics;
}

/** Every diagnostic of the texts; `path` says only which language each is in. Throws when oxlint cannot run, or the signal is aborted first. */
export async function runOxlint(texts: readonly { readonly path: string; readonly text: string }[], signal: AbortSignal): Promise<Diagnostic[]> {
  const folder = await mkdtemp(join(tmpdir(), 'supernova-findings-'));
  try {
    await writeFile(join(folder, 'oxlint.json'), oxlintConfig());
    // Under their own names a pattern or a folder could leave them out.
    await Promise.all(texts.map(({ path, text }, i) => writeFile(join(folder, `t${i}${extname(path)}`), text)));
    const output = await run([oxlintProgram().path, '-c', 'oxlint.json', '--disable-nested-config', '--no-ignore', '-f', 'json', '.'], folder, signal);
    return parse(output).flatMap(({ code, message, filename, labels }) => {
      const index = Number(/t(\d+)\.[a-z]+$/.exec(filename)?.[1] ?? Number.NaN);
      return code === undefined || Number.isNaN(index) ? [] : [{ index, code, message, spans: labels.map(({ span }) => span) }];
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
