// Access tokens: makes, revokes and recognises them. Owns their rows and what is remembered of failed attempts; what they open is decided in api/.
import { pause } from '../engine/abort.ts';
import { openStream } from '../engine/stream.ts';
import { InvalidInputError, NotFoundError } from '../errors.ts';
import type { AccessToken, Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { TokenError, TokenExpiredError, TokenMissingError, TokenRevokedError, TokenUnknownError, TooManyAttemptsError } from './errors.ts';
import { createFailedAttempts } from './failed-attempts.ts';
import { createLiveTokens, type LiveTokens } from './live-tokens.ts';
import { readTokenWish, type TokenWish } from './read-token-wish.ts';
import { hashSecret, isSecret, makeSecret, startOfSecret } from './secret.ts';

export interface TokensOptions {
  readonly prisma: PrismaClient;
  readonly logger: { warn(details: object, message: string): void };
  /** Whether the server lets nobody in without one. */
  readonly isAskedFor: boolean;
}

/** Whose token a request came with: its name is told as who did something. */
export interface Caller {
  readonly tokenId: string;
  readonly name: string;
}

export interface NewToken {
  readonly token: AccessToken;
  /** Nobody can read it again. */
  readonly secret: string;
}

export interface Tokens extends LiveTokens {
  readonly isAskedFor: boolean;
  /** Whose the secret is. Throws a TokenError. `address` is where it came from: of one that sent too many unknown ones none is looked up for a while. */
  recognise(secret: string | null, address: string): Promise<Caller>;
  /** Throws InvalidInputError. */
  createToken(wish: TokenWish): Promise<NewToken>;
  /** A token that holds for 30 days, where there is none that holds; null where there is one. */
  createFirstToken(): Promise<NewToken | null>;
  /** What is open with it ends within seconds. To revoke twice is to revoke once. Throws NotFoundError. */
  revokeToken(tokenId: string): Promise<AccessToken>;
  /** The newest first. */
  listTokens(first: number): Promise<AccessToken[]>;
  /** The same, now and whenever it changed; stays open. */
  tokenLists(first: number, signal?: AbortSignal): AsyncGenerator<AccessToken[], void>;
}

const DAY_MS = 24 * 60 * 60_000;
const FIRST_TOKEN_DAYS = 30;
const MOST_HOLDING = 200;
const USED_EVERY_MS = 60_000;
const LOOK_EVERY_MS = 1_000;

const holdingAt = (now: Date): Prisma.AccessTokenWhereInput => ({ revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] });

/** Why a token does not hold; null when it does. */
export function findTokenProblem({ name, revokedAt, expiresAt }: Pick<AccessToken, 'name' | 'revokedAt' | 'expiresAt'>, now: Date): TokenError | null {
  if (revokedAt) return new TokenRevokedError(name, revokedAt);
  return expiresAt && expiresAt <= now ? new TokenExpiredError(name, expiresAt) : null;
}

/** Notes the use of tokens, at most once a minute for each. */
async function noteUse(prisma: PrismaClient, tokenIds: readonly string[], now: Date): Promise<void> {
  await prisma.accessToken.updateMany({ where: { id: { in: [...tokenIds] }, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: new Date(now.getTime() - USED_EVERY_MS) } }] }, data: { lastUsedAt: now } });
}

/** Those of the tokens that hold no more, each with why; the others are used now. */
async function findEnded(prisma: PrismaClient, tokenIds: readonly string[]): Promise<ReadonlyMap<string, TokenError>> {
  const now = new Date();
  const rows = new Map((await prisma.accessToken.findMany({ where: { id: { in: [...tokenIds] } } })).map((row) => [row.id, row]));
  const ended = new Map(tokenIds.flatMap((id): [string, TokenError][] => {
    const row = rows.get(id);
    const problem = row ? findTokenProblem(row, now) : new TokenUnknownError();
    return problem ? [[id, problem]] : [];
  }));
  const stale = [...rows.values()].filter(({ id, lastUsedAt }) => !ended.has(id) && now.getTime() - (lastUsedAt?.getTime() ?? 0) >= USED_EVERY_MS);
  if (stale.length > 0) await noteUse(prisma, stale.map(({ id }) => id), now);
  return ended;
}

export function createTokens({ prisma, logger, isAskedFor }: TokensOptions): Tokens {
  const attempts = createFailedAttempts();
  const listTokens = (first: number) => prisma.accessToken.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: first });

  async function createToken(wish: TokenWish): Promise<NewToken> {
    const { name, expiresInDays } = readTokenWish(wish);
    const now = new Date();
    if ((await prisma.accessToken.count({ where: holdingAt(now) })) >= MOST_HOLDING) throw new InvalidInputError(`There are ${MOST_HOLDING} access tokens that hold, which is the most there may be.`, 'Revoke some that are not used any more; no token was made.');
    const secret = makeSecret();
    const expiresAt = expiresInDays === null ? null : new Date(now.getTime() + expiresInDays * DAY_MS);
    return { secret, token: await prisma.accessToken.create({ data: { name, sha256: hashSecret(secret), startsWith: startOfSecret(secret), expiresAt } }) };
  }

  return {
    isAskedFor,
    ...createLiveTokens({ findEnded: (tokenIds) => findEnded(prisma, tokenIds), onFailure: (error) => logger.warn({ err: error }, 'the access tokens that are in use could not be looked at'), lookEveryMs: LOOK_EVERY_MS }),
    async recognise(secret, address) {
      if (secret === null) throw new TokenMissingError();
      if (!isSecret(secret)) throw new TokenUnknownError();
      const now = new Date();
      const blockedUntil = attempts.findBlock(address, now.getTime());
      if (blockedUntil) throw new TooManyAttemptsError(blockedUntil);
      const row = await prisma.accessToken.findUnique({ where: { sha256: hashSecret(secret) } });
      if (!row) {
        attempts.note(address, now.getTime());
        throw new TokenUnknownError();
      }
      const problem = findTokenProblem(row, now);
      if (problem) throw problem;
      if (now.getTime() - (row.lastUsedAt?.getTime() ?? 0) >= USED_EVERY_MS) await noteUse(prisma, [row.id], now);
      return { tokenId: row.id, name: row.name };
    },
    createToken,
    async createFirstToken() {
      const hasOne = await prisma.accessToken.count({ where: holdingAt(new Date()) });
      return hasOne > 0 ? null : createToken({ name: 'first token', expiresInDays: FIRST_TOKEN_DAYS });
    },
    async revokeToken(tokenId) {
      await prisma.accessToken.updateMany({ where: { id: tokenId, revokedAt: null }, data: { revokedAt: new Date() } });
      const row = await prisma.accessToken.findUnique({ where: { id: tokenId } });
      if (!row) throw new NotFoundError(`There is no access token ${tokenId}.`, 'Read the list of access tokens again.');
      return row;
    },
    listTokens,
    tokenLists: (first, signal = new AbortController().signal) =>
      openStream(signal, async function* (open) {
        for (let known = ''; !open.aborted; await pause(LOOK_EVERY_MS, open)) {
          const tokens = await listTokens(first);
          const found = JSON.stringify(tokens);
          if (found === known) continue;
          known = found;
          yield tokens;
        }
      }),
  };
}
