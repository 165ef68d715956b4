// A process that starts a sandbox and waits, to be killed: `tsx start-and-wait.ts <request.json>`. Says when the program in it runs.
import { readFileSync } from 'node:fs';
import { startInSandbox, type SandboxRequest } from '../../../server/debugger/record/sandbox.ts';

const request = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as SandboxRequest;
const worker = await startInSandbox({ ...request, signal: new AbortController().signal });
worker.onMessage(() => console.log('running'));
await worker.ended;
