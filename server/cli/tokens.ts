// `npm run token`: makes, lists and revokes the access tokens of a server's database. Owns its arguments and what is printed.
import { parseArgs } from 'node:util';
import type { App } from '../app.ts';
import { InvalidInputError } from '../errors.ts';
import type { AccessToken } from '../generated/prisma/client.ts';
import type { TokenWish } from '../tokens/read-token-wish.ts';
import { findTokenProblem, type NewToken } from '../tokens/service.ts';

export const TOKEN_USAGE = `Usage: npm run -s token -- create --name NAME [--expires 30d | never]
       npm run -s token -- list
       npm run -s token -- revoke ID

Access tokens of the server whose data folder (SUPERNOVA_DATA) or DATABASE_URL this is; the server need not be running.

  --name NAME      who or what will use it; told as who did something
  --expires DAYS   30d (the default), any other number of days, or never
  --json           print one JSON object on standard output`;

export type TokenRequest = { readonly kind: 'CREATE'; readonly wish: TokenWish } | { readonly kind: 'LIST' } | { readonly kind: 'REVOKE'; readonly tokenId: string };

const OPTIONS = { name: { type: 'string' }, expires: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LISTED = 500;

const refuse = (message: string): never => {
  throw new InvalidInputError(message, TOKEN_USAGE);
};

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: true });
  } catch (error) {
    return refuse(`Could not read the command line: ${(error as Error).message}`);
  }
}

function readDays(expires: string): number | null {
  if (expires === 'never') return null;
  const [, days] = /^(\d{1,6})d?$/.exec(expires) ?? [];
  return days === undefined ? refuse(`'${expires.slice(0, 40)}' is no time after which a token expires.`) : Number(days);
}

type Parsed = ReturnType<typeof parse>;

/** Null where only the usage is asked for. Throws InvalidInputError. */
export function parseTokenArguments(argv: readonly string[]): { readonly isJson: boolean; readonly request: TokenRequest | null } {
  const parsed = parse(argv);
  return { isJson: parsed.values.json === true, request: parsed.values.help === true ? null : readRequest(parsed) };
}

function readRequest({ values, positionals: [command, id, ...more] }: Parsed): TokenRequest {
  if (more.length > 0 || (command !== 'revoke' && id !== undefined)) return refuse(`'${more[0] ?? id}' is one argument too many.`);
  if (command !== 'create' && (values.name ?? values.expires) !== undefined) return refuse('--name and --expires belong to create.');
  switch (command) {
    case 'create':
      return { kind: 'CREATE', wish: { name: values.name ?? refuse('The token needs a name.'), expiresInDays: readDays(values.expires ?? '30d') } };
    case 'list':
      return { kind: 'LIST' };
    case 'revoke':
      return { kind: 'REVOKE', tokenId: id !== undefined && UUID.test(id) ? id : refuse('The token that is to be revoked needs its id, as list prints it.') };
    default:
      return refuse(command === undefined ? 'Nothing was asked for.' : `'${command.slice(0, 40)}' is none of create, list and revoke.`);
  }
}

const dayOf = (at: Date | null): string => (at === null ? 'never' : at.toISOString().slice(0, 16).replace('T', ' '));

function statusOf(token: AccessToken, now: Date): string {
  if (token.revokedAt) return 'revoked';
  return findTokenProblem(token, now) ? 'expired' : 'holds';
}

/** A table; all times in UTC. */
export function describeTokens(tokens: readonly AccessToken[], now: Date): string {
  if (tokens.length === 0) return 'There is no access token. Make one with: npm run -s token -- create --name NAME\n';
  const rows = tokens.map((token) => [token.id, token.name, `${token.startsWith}…`, statusOf(token, now), dayOf(token.createdAt), dayOf(token.lastUsedAt), dayOf(token.expiresAt)]);
  const table = [['ID', 'NAME', 'STARTS WITH', 'STATUS', 'CREATED', 'LAST USED', 'EXPIRES'], ...rows];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()}\n`).join('');
}

/** What is printed of a new token. */
export const describeNewToken = ({ token, secret }: NewToken): string => `${secret}\n\nThis is the token "${token.name}". It is shown only now, and ${token.expiresAt ? `expires at ${dayOf(token.expiresAt)} UTC` : 'does not expire'}.\n`;

const shown = ({ sha256: _, ...token }: AccessToken): object => token;

/** Does what is asked, and returns what to print. Throws InvalidInputError and NotFoundError. */
export async function askOfTokens({ tokens }: Pick<App, 'tokens'>, request: TokenRequest, isJson: boolean): Promise<string> {
  const print = (data: object, words: string) => (isJson ? `${JSON.stringify(data, null, 2)}\n` : words);
  switch (request.kind) {
    case 'CREATE': {
      const made = await tokens.createToken(request.wish);
      return print({ ...shown(made.token), secret: made.secret }, describeNewToken(made));
    }
    case 'LIST': {
      const list = await tokens.listTokens(LISTED);
      return print(list.map(shown), describeTokens(list, new Date()));
    }
    case 'REVOKE': {
      const token = await tokens.revokeToken(request.tokenId);
      return print(shown(token), `The token "${token.name}" is revoked; what was open with it ends within seconds.\n`);
    }
  }
}
