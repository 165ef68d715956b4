import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { asksForTokens, ConfigError, explainListenError, findPackageRoot, readConfig, type TokenRule } from '../server/config.ts';
import { makeTempFolder } from './support/temp-folder.ts';

test('without any setting everything has its default', () => {
  const cwd = makeTempFolder();
  expect(readConfig({ env: {}, argv: [], cwd })).toEqual({
    role: 'all',
    host: '127.0.0.1',
    port: 4000,
    asksForTokens: false,
    dataDir: join(cwd, '.supernova'),
    sampleDir: join(cwd, '.supernova/sample'),
    databaseUrl: null,
    project: null,
    allowedRoots: [cwd, join(cwd, '.supernova/sample')],
    allowedOrigins: [],
    logLevel: 'info',
    concurrency: 4,
    packageRoot: findPackageRoot(),
  });
});

test('relative paths start where the person was, not where npm went', () => {
  const base = makeTempFolder();
  for (const name of ['supernova', 'work', 'app', 'other']) mkdirSync(join(base, name));
  const env = { INIT_CWD: join(base, 'work'), SUPERNOVA_DATA: 'data', SUPERNOVA_ALLOWED_ROOTS: ['../other', '../app'].join(delimiter) };
  const config = readConfig({ env, argv: ['--project', '../app'], cwd: join(base, 'supernova') });
  expect(config.project).toBe(join(base, 'app'));
  expect(config.dataDir).toBe(join(base, 'work/data'));
  expect(config.allowedRoots).toEqual([join(base, 'work'), join(base, 'work/data/sample'), join(base, 'app'), join(base, 'other')]);
});

test('a project behind a symbolic link is named by its real folder', () => {
  const base = makeTempFolder();
  mkdirSync(join(base, 'real'));
  symlinkSync(join(base, 'real'), join(base, 'link'));
  expect(readConfig({ env: {}, argv: ['--project=link'], cwd: base }).project).toBe(join(base, 'real'));
});

test('options win over the environment, and empty variables count as absent', () => {
  const env = { SUPERNOVA_PORT: '5000', SUPERNOVA_HOST: '', SUPERNOVA_LOG_LEVEL: 'debug', DATABASE_URL: 'postgresql://u:p@h/db' };
  const config = readConfig({ env, argv: ['--port', '0'], cwd: makeTempFolder() });
  expect(config).toMatchObject({ port: 0, host: '127.0.0.1', logLevel: 'debug', databaseUrl: 'postgresql://u:p@h/db' });
});

test.each<[host: string, auto: boolean]>([
  ['127.0.0.1', false], ['127.8.9.10', false], ['localhost', false], ['::1', false],
  ['0.0.0.0', true], ['::', true], ['192.168.1.5', true], ['fe80::1', true], ['laptop.local', true], ['127.evil.example', true], ['localhost.evil.example', true],
])('tokens are asked for on %s: always, never, and by default %s', (host, auto) => {
  expect((['auto', 'always', 'never'] as const satisfies TokenRule[]).map((rule) => asksForTokens(rule, host))).toEqual([auto, true, false]);
  const read = (argv: string[], env: NodeJS.ProcessEnv = {}) => readConfig({ env, argv: ['--host', host, ...argv], cwd: makeTempFolder() }).asksForTokens;
  expect([read([]), read(['--tokens', 'always'], { SUPERNOVA_TOKENS: 'never' }), read([], { SUPERNOVA_TOKENS: 'never' })]).toEqual([auto, true, false]);
});

test('allowed origins are read without repeats', () => {
  const env = { SUPERNOVA_ALLOWED_ORIGINS: 'https://app.example.com, http://localhost:5173,https://app.example.com' };
  expect(readConfig({ env, argv: [], cwd: makeTempFolder() }).allowedOrigins).toEqual(['https://app.example.com', 'http://localhost:5173']);
});

test.each<{ what: string; env?: NodeJS.ProcessEnv; argv?: string[]; message: RegExp; hint: RegExp }>([
  { what: 'a port that is no number', env: { SUPERNOVA_PORT: 'http' }, message: /SUPERNOVA_PORT.*"http"/, hint: /0 to 65535/ },
  { what: 'a port that is too high', argv: ['--port', '70000'], message: /--port.*"70000"/, hint: /0 to 65535/ },
  { what: 'a host with a path', env: { SUPERNOVA_HOST: 'http://x/' }, message: /SUPERNOVA_HOST.*"http:\/\/x\/"/, hint: /IP address/ },
  { what: 'an unknown log level', env: { SUPERNOVA_LOG_LEVEL: 'loud' }, message: /SUPERNOVA_LOG_LEVEL is "loud"/, hint: /fatal, error, warn/ },
  { what: 'a project that is missing', argv: ['--project', 'missing'], message: /--project is "missing"/, hint: /existing folder/ },
  { what: 'a project that is a file', argv: ['--project', 'file.ts'], message: /file\.ts is not a folder/, hint: /existing folder/ },
  { what: 'an empty project', argv: ['--project', ''], message: /--project is ""/, hint: /existing folder/ },
  { what: 'an allowed root that is missing', env: { SUPERNOVA_ALLOWED_ROOTS: 'missing' }, message: /SUPERNOVA_ALLOWED_ROOTS is "missing"/, hint: /existing folder/ },
  { what: 'an origin with a path', env: { SUPERNOVA_ALLOWED_ORIGINS: 'https://app.example.com, http://localhost:5173/' }, message: /"http:\/\/localhost:5173\/"/, hint: /without a path/ },
  { what: 'any origin', env: { SUPERNOVA_ALLOWED_ORIGINS: '*' }, message: /"\*"/, hint: /scheme, host and port/ },
  { what: 'a database of another kind', env: { DATABASE_URL: 'mysql://u:s3cret@h/db' }, message: /^DATABASE_URL cannot be used: (?!.*s3cret)/, hint: /postgresql:\/\// },
  { what: 'a number of rooms that is too large', env: { SUPERNOVA_CONCURRENCY: '65' }, message: /SUPERNOVA_CONCURRENCY.*"65"/, hint: /1 to 64/ },
  { what: 'an unknown rule for tokens', argv: ['--tokens', 'sometimes'], message: /--tokens.*"sometimes"/, hint: /auto, always, never/ },
  { what: 'a role that does not exist', argv: ['--role', 'boss'], message: /--role.*"boss"/, hint: /server, worker/ },
  { what: 'a port for a worker', argv: ['--role', 'worker', '--port', '0'], message: /worker cannot use --port/, hint: /--concurrency/ },
  { what: 'an unknown option', argv: ['--prot', '1'], message: /--prot/, hint: /Known options/ },
])('$what is refused', ({ env = {}, argv = [], message, hint }) => {
  const cwd = makeTempFolder();
  writeFileSync(join(cwd, 'file.ts'), '');
  const read = (): unknown => readConfig({ env, argv, cwd });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(expect.objectContaining({ message: expect.stringMatching(message), hint: expect.stringMatching(hint) }));
});

test.each([
  ['EADDRINUSE', /another program uses this port/],
  ['EACCES', /may not use the port/],
  ['EADDRNOTAVAIL', /does not have that address/],
])('a listen that fails with %s is explained', (code, message) => {
  expect(explainListenError(Object.assign(new Error('listen'), { code }), { host: '127.0.0.1', port: 4000 })?.message).toMatch(message);
});

test('a failure that has nothing to do with listening is not explained away', () => {
  expect(explainListenError(new Error('other'), { host: '127.0.0.1', port: 4000 })).toBeNull();
});
