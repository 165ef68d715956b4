import { expect, test } from 'vitest';
import { describeTokens, parseTokenArguments } from '../../server/cli/tokens.ts';
import type { AccessToken } from '../../server/generated/prisma/client.ts';

const ID = '01890000-0000-7000-8000-000000000000';

test.each([
  [['create', '--name', 'laptop'], { kind: 'CREATE', wish: { name: 'laptop', expiresInDays: 30 } }],
  [['create', '--name', 'ci', '--expires', '7d'], { kind: 'CREATE', wish: { name: 'ci', expiresInDays: 7 } }],
  [['create', '--name', 'ci', '--expires', 'never'], { kind: 'CREATE', wish: { name: 'ci', expiresInDays: null } }],
  [['list'], { kind: 'LIST' }],
  [['revoke', ID], { kind: 'REVOKE', tokenId: ID }],
  [['--help'], null],
])('%j is understood', (argv, request) => {
  expect(parseTokenArguments(argv)).toEqual({ isJson: false, request });
  expect(parseTokenArguments([...argv, '--json'])).toEqual({ isJson: true, request });
});

test.each([
  [[], /Nothing was asked for/],
  [['make'], /'make' is none of create, list and revoke/],
  [['create'], /needs a name/],
  [['create', 'laptop'], /'laptop' is one argument too many/],
  [['create', '--name', 'ci', '--expires', '2 weeks'], /'2 weeks' is no time/],
  [['list', '--name', 'ci'], /belong to create/],
  [['revoke'], /needs its id/],
  [['revoke', 'laptop'], /needs its id/],
  [['revoke', ID, ID], /one argument too many/],
  [['--nmae', 'ci'], /--nmae/],
])('%j is refused with the usage', (argv, message) => {
  expect(() => parseTokenArguments(argv)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringMatching(message), hint: expect.stringContaining('Usage:') }));
});

test('a list says of each token whether it holds, and no secret or hash', () => {
  const token = (fields: Partial<AccessToken>): AccessToken => ({ id: ID, name: 'laptop', sha256: 'f00d', startsWith: 'sn_AbCde', createdAt: new Date('2026-01-01T10:00:00Z'), expiresAt: null, lastUsedAt: null, revokedAt: null, ...fields });
  const day = new Date('2026-02-01T00:00:00Z');
  const list = describeTokens([token({}), token({ name: 'old', expiresAt: day }), token({ name: 'lost', revokedAt: day, lastUsedAt: day })], day);
  expect(list.split('\n').map((line) => line.slice(38))).toEqual([
    'NAME    STARTS WITH  STATUS   CREATED           LAST USED         EXPIRES',
    'laptop  sn_AbCde…    holds    2026-01-01 10:00  never             never',
    'old     sn_AbCde…    expired  2026-01-01 10:00  never             2026-02-01 00:00',
    'lost    sn_AbCde…    revoked  2026-01-01 10:00  2026-02-01 00:00  never',
    '',
  ]);
  expect(list).not.toContain('f00d');
  expect(describeTokens([], day)).toContain('npm run -s token -- create');
});
