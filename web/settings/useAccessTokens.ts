import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { AccessTokensChangedDocument, CreateAccessTokenDocument, OwnTokenDocument, RevokeAccessTokenDocument, type AccessToken } from '../access/access-documents.ts';
import { outcomeOf, type Failure } from '../shared/failure.ts';
import { useServerLink } from '../shared/server-link.ts';
import { useLiveSubscription } from '../shared/useLiveSubscription.ts';

/** A token that was just made; its secret is known here and nowhere else. */
export interface FreshToken {
  name: string;
  secret: string;
}

export interface AccessTokens {
  /** The newest first; null until they are known. */
  tokens: readonly AccessToken[] | null;
  /** The one that the page is signed in with. */
  own: { id: string; name: string } | null;
  isAskedFor: boolean;
  fresh: FreshToken | null;
  failure: Failure | null;
  isBusy: boolean;
  /** True when it was made. */
  create: (name: string, days: number | null) => Promise<boolean>;
  revoke: (id: string) => Promise<void>;
  /** The secret was kept elsewhere. */
  forgetFresh: () => void;
}

export function useAccessTokens(): AccessTokens {
  const { plainClient } = useServerLink();
  const [{ data }] = useQuery({ query: OwnTokenDocument, requestPolicy: 'cache-and-network' });
  const [tokens, setTokens] = useState<readonly AccessToken[] | null>(null);
  const [fresh, setFresh] = useState<FreshToken | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isCreating, setCreating] = useState(false);
  const [, sendRevoke] = useMutation(RevokeAccessTokenDocument);
  // Shown at once, by when it was asked for; the server's own list follows.
  const [revoked, setRevoked] = useState<Readonly<Record<string, string>>>({});
  useLiveSubscription('access-tokens', AccessTokensChangedDocument, { variables: () => ({}), next: ({ accessTokensChanged }) => setTokens(accessTokensChanged) });
  return {
    tokens: tokens && tokens.map((token) => ({ ...token, revokedAt: token.revokedAt ?? revoked[token.id] ?? null })),
    own: data?.ownAccessToken ?? null, isAskedFor: data?.asksForTokens ?? false, fresh, failure, isBusy: isCreating,
    async create(name, days) {
      setCreating(true);
      // Not through the cache, which would keep the secret.
      const result = await plainClient.mutation(CreateAccessTokenDocument, { name, days }).toPromise();
      setCreating(false);
      const outcome = outcomeOf(result.data?.createAccessToken, result.error);
      setFailure(outcome.kind === 'failed' ? outcome.failure : null);
      if (outcome.kind === 'done') setFresh({ name: outcome.data.token.name, secret: outcome.data.secret });
      return outcome.kind === 'done';
    },
    async revoke(id) {
      setRevoked((others) => ({ ...others, [id]: new Date().toISOString() }));
      const result = await sendRevoke({ id });
      const outcome = outcomeOf(result.data?.revokeAccessToken, result.error);
      setFailure(outcome.kind === 'failed' ? outcome.failure : null);
      if (outcome.kind === 'failed') setRevoked(({ [id]: _, ...others }) => others);
    },
    forgetFresh: () => setFresh(null),
  };
}
