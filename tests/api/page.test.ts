import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { servePage } from '../../server/api/page.ts';

const SCRIPT = `export const words = ${JSON.stringify('again and '.repeat(1_000))};\n`;
const folder = mkdtempSync(join(tmpdir(), 'supernova-page-'));
const server = createServer((asked, answer) => void servePage(folder, asked.url ?? '/', asked, answer));

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<p>page</p>');
  writeFileSync(join(folder, 'assets/main-1.js'), SCRIPT);
  writeFileSync(join(folder, 'assets/picture-1.png'), SCRIPT);
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
  server.close();
  await once(server, 'close');
  rmSync(folder, { recursive: true });
});

async function get(path: string, encoding?: string) {
  const asked = request({ port: (server.address() as AddressInfo).port, path, headers: encoding === undefined ? {} : { 'accept-encoding': encoding } }).end();
  const [answer] = await once(asked, 'response');
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
}

test.each([
  ['a script, for who takes gzip', '/assets/main-1.js', 'gzip, br', 'gzip', 'accept-encoding'],
  ['a script, for who takes nothing', '/assets/main-1.js', undefined, undefined, 'accept-encoding'],
  ['a picture', '/assets/picture-1.png', 'gzip', undefined, undefined],
  ['the page, whose name stays when it changes', '/', 'gzip', undefined, undefined],
])('%s is compressed only where that is of use', async (_, path, accepted, encoding, vary) => {
  const { status, headers, body } = await get(path, accepted);
  expect([status, headers['content-encoding'], headers['vary']]).toEqual([200, encoding, vary]);
  expect(headers['content-length']).toBe(String(body.length));
  const text = (encoding === 'gzip' ? gunzipSync(body) : body).toString();
  expect(text).toBe(path === '/' ? '<p>page</p>' : SCRIPT);
  if (encoding === 'gzip') expect(body.length).toBeLessThan(SCRIPT.length / 10);
});
