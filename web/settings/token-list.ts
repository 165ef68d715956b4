import type { AccessToken } from '../access/access-documents.ts';
import { formatAgo, formatMoment } from '../shared/format.ts';

/** What a token may be given as its time to live. */
export const EXPIRIES = [{ value: '7', label: '7 days' }, { value: '30', label: '30 days' }, { value: '90', label: '90 days' }, { value: '', label: 'Never' }] as const;

export const daysOf = (expiry: string): number | null => (expiry === '' ? null : Number(expiry));

type Dates = Pick<AccessToken, 'createdAt' | 'lastUsedAt' | 'expiresAt' | 'revokedAt'>;

export const isHolding = ({ revokedAt, expiresAt }: Dates, nowMs: number): boolean => revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > nowMs);

/** Those that hold, and those that hold no more, each in the order of the list. */
export function splitTokens<Token extends Dates>(tokens: readonly Token[], nowMs: number): { holding: Token[]; ended: Token[] } {
  return { holding: tokens.filter((token) => isHolding(token, nowMs)), ended: tokens.filter((token) => !isHolding(token, nowMs)) };
}

/** The life of a token in one line. */
export function describeToken({ createdAt, lastUsedAt, expiresAt, revokedAt }: Dates, nowMs: number): string {
  const used = lastUsedAt === null ? 'never used' : `last used ${formatAgo(lastUsedAt, nowMs)}`;
  const expires = expiresAt === null ? 'does not expire' : `${Date.parse(expiresAt) > nowMs ? 'expires' : 'expired'} ${formatMoment(expiresAt)}`;
  return `Created ${formatAgo(createdAt, nowMs)}, ${used}, ${revokedAt === null ? expires : `revoked ${formatMoment(revokedAt)}`}.`;
}
