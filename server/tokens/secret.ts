// The secrets of access tokens. Owns their form; what is kept of one is its hash and its first characters.
import { createHash, randomBytes } from 'node:crypto';

const RANDOM_BYTES = 32;
const FORM = /^sn_[A-Za-z0-9_-]{43}$/;
const SHOWN = 8;

export const makeSecret = (): string => `sn_${randomBytes(RANDOM_BYTES).toString('base64url')}`;

/** What cannot be a secret needs no look into the database. */
export const isSecret = (text: string): boolean => FORM.test(text);

/** A secret of 256 random bits needs no salt and no slow hash: there is nothing to guess. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Five characters of the random part: enough to tell tokens apart, and no help in guessing the other 38. */
export const startOfSecret = (secret: string): string => secret.slice(0, SHOWN);
