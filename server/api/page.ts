// Serves the built page. Owns caching and the fall-back to index.html; reads nothing outside of its folder.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.ico': 'image/x-icon', '.json': 'application/json; charset=utf-8', '.map': 'application/json; charset=utf-8', '.woff2': 'font/woff2', '.txt': 'text/plain; charset=utf-8',
};

const compress = promisify(gzip);
const COMPRESSIBLE = new Set(['.js', '.css', '.svg', '.json', '.map']);
/** By file: those below assets/ have a hash in their name, so their contents never change. */
const compressed = new Map<string, Promise<Buffer>>();

function readCompressed(file: string): Promise<Buffer> {
  const known = compressed.get(file);
  if (known) return known;
  const reading = readFile(file).then((content) => compress(content));
  compressed.set(file, reading);
  // What could not be read once is tried again.
  reading.catch(() => compressed.delete(file));
  return reading;
}

const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

async function findFile(folder: string, path: string): Promise<{ file: string; size: number } | null> {
  const file = normalize(join(folder, path));
  if (!file.startsWith(folder + sep)) return null;
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? { file, size: found.size } : null;
}

/** Answers GET and HEAD: a file of the folder, or index.html for paths without an extension (the page routes them itself). */
export async function servePage(folder: string, path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return void response.writeHead(400, { 'content-type': 'text/plain' }).end('The address is not valid.\n');
  }
  const found = decoded.includes('\0') ? null : ((await findFile(folder, decoded)) ?? (extname(decoded) === '' ? await findFile(folder, 'index.html') : null));
  if (!found) return void response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('There is no such page.\n');
  const isHashed = decoded.startsWith('/assets/');
  const isCompressible = isHashed && COMPRESSIBLE.has(extname(found.file));
  const content = isCompressible && /\bgzip\b/.test(String(request.headers['accept-encoding'])) ? await readCompressed(found.file) : null;
  response.writeHead(200, {
    'content-type': TYPES[extname(found.file)] ?? 'application/octet-stream',
    'content-length': content?.length ?? found.size,
    ...(content && { 'content-encoding': 'gzip' }),
    ...(isCompressible && { vary: 'accept-encoding' }),
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  if (request.method === 'HEAD') return void response.end();
  if (content) return void response.end(content);
  await pipeline(createReadStream(found.file), response).catch(() => response.destroy());
}
