// Sends an app inside the sandbox its request as soon as it listens. Owns waiting for the port; knows nothing of traces.
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import type { AppPlan, ChildMessage } from '../protocol.ts';
import { startWeighing } from './sample.ts';

type Response = Extract<ChildMessage, { kind: 'responded' | 'no-response' }>;

/** The code under test may replace the globals, or slow their clock down. */
const wait = globalThis.setTimeout;
const ASK_AGAIN_MS = 15;
const HOSTS = ['127.0.0.1', '::1'];

interface Around {
  /** Called just before the request that counts. */
  readonly begin: () => void;
  readonly report: (message: ChildMessage) => void;
}

/** Methods that change nothing, so that one request can be sent to warm up. */
const REPEATABLE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Waits until the app listens on the port of PORT and sends the request. The wait keeps no process alive: an app that ends before it listens
 * ends.
 */
export async function awaitResponse(plan: AppPlan, { begin, report }: Around): Promise<Response> {
  const port = Number(process.env['PORT']);
  const host = await listeningHost(port);
  if (plan.isMeasured && REPEATABLE.has(plan.request.method)) await send(plan, host, port);
  begin();
  const endWeighing = plan.isMeasured ? startWeighing() : null;
  const startedAt = performance.now();
  const response = await send(plan, host, port);
  if (endWeighing !== null) report({ kind: 'sample', milliseconds: performance.now() - startedAt, megabytes: endWeighing() });
  return response;
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listeningHost(port: number): Promise<string> {
  for (;;) {
    for (const host of HOSTS) if (await listens(host, port)) return host;
    await new Promise((resolve) => wait(resolve, ASK_AGAIN_MS).unref());
  }
}

function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function send({ request, bodyLimit }: AppPlan, host: string, port: number): Promise<Response> {
  const { method, path, headers, body } = request;
  return new Promise((resolve) => {
    const fail = (error: Error): void => resolve({ kind: 'no-response', message: error.message });
    const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = httpRequest({ host, port, method, path, headers: { host: `localhost:${port}`, ...length, ...headers }, agent: false }, (response) => {
      readBody(response, bodyLimit).then(({ text, isWhole }) => resolve({ kind: 'responded', status: response.statusCode ?? 0, contentType: String(response.headers['content-type'] ?? ''), body: text, isWhole }), fail);
    });
    sent.once('error', fail);
    sent.end(body ?? undefined);
  });
}

async function readBody(response: IncomingMessage, limit: number): Promise<{ text: string; isWhole: boolean }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= limit) chunks.push(chunk);
    else break;
  }
  return { text: Buffer.concat(chunks).toString('utf8'), isWhole: bytes <= limit };
}
