import { formatMoment } from '../shared/format.ts';
import type { Refusal } from './refusal.ts';

export const NEW_TOKEN_COMMAND = 'npm run -s token -- create --name NAME';

const FORM = /^sn_[A-Za-z0-9_-]{43}$/;

interface SignInWords {
  title: string;
  /** What happened. */
  what: string;
}

/** What a refusal means for whoever sits before the page. `token`: the one that was sent. */
export function wordsOf({ code, at }: Refusal, token: string | null): SignInWords {
  const named = token === null ? 'The token' : `The token ${token.slice(0, 8)}…`;
  const when = at === null ? '' : formatMoment(at);
  switch (code) {
    case 'TOKEN_MISSING':
      return { title: 'Sign in', what: 'This server lets nobody in without an access token.' };
    case 'TOKEN_UNKNOWN':
      return { title: 'This server does not know the token', what: `${named} may not have been copied whole, or was made for another server or another data folder.` };
    case 'TOKEN_EXPIRED':
      return { title: 'Your access token has expired', what: `${named} was good until ${when}. Sign in with a new one and go on where you were: runs went on meanwhile.` };
    case 'TOKEN_REVOKED':
      return { title: 'Your access token was revoked', what: `${named} was revoked on ${when}, by somebody in Settings or in the terminal of the server. Runs that were going on are not touched by that.` };
    case 'TOO_MANY_ATTEMPTS':
      return { title: 'Too many unknown tokens', what: `Too many unknown tokens were sent from this address. The next one is looked at from ${when} on.` };
  }
}

/** Why something cannot be a token; null when it can. Spaces around it do not count. */
export function findTokenMistake(given: string): string | null {
  const token = given.trim();
  if (token === '') return 'Paste the token.';
  return FORM.test(token) ? null : `A token begins with sn_ and has 46 characters; this has ${token.length}.`;
}
