// Runs one program to its end on behalf of the launcher; a signal to the launcher reaches the program.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Ends the launcher with a sentence for people instead of a stack. */
export class LaunchError extends Error {}

/** Runs with the launcher's own input and output; resolves to the exit status. */
export async function runVisible(program, args, options) {
  return (await run(program, args, { ...options, stdio: 'inherit' })).status;
}

/** Runs without a word; shows everything it said and throws LaunchError when it fails. */
export async function runQuiet(program, args, { failure, ...options }) {
  const { status, output } = await run(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  if (status === 0) return;
  process.stderr.write(output);
  throw new LaunchError(failure);
}

function run(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, options);
    let output = '';
    let wanted = null;
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
    const forward = (signal) => {
      wanted = signal;
      child.kill(signal);
    };
    for (const signal of forwarded) process.on(signal, forward);
    const settle = (finish) => {
      for (const signal of forwarded) process.off(signal, forward);
      finish();
    };
    child.on('error', (error) => settle(() => reject(error)));
    child.on('close', (code, signal) => {
      const endedBy = wanted ?? signal;
      const status = endedBy === null ? code : 128 + constants.signals[endedBy];
      // A step that was interrupted is no failure to explain: the launcher ends as the signal asked.
      settle(() => (wanted === null ? resolve({ status, output }) : process.exit(status)));
    });
  });
}
