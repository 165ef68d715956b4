// The tokens that connections are open with. Owns when it is looked whether they still hold; reads no row itself.
import type { TokenError } from './errors.ts';

export interface LiveTokensOptions {
  /** Those of the tokens that hold no more, each with why. */
  findEnded(tokenIds: readonly string[]): Promise<ReadonlyMap<string, TokenError>>;
  /** A look that could not be done; the next one follows. */
  onFailure(error: unknown): void;
  readonly lookEveryMs: number;
}

export interface LiveTokens {
  /** Calls `onEnd` once when the token holds no more, unless the returned function was called before. */
  follow(tokenId: string, onEnd: (error: TokenError) => void): () => void;
}

/** It looks only as long as somebody follows. A token can end in whatever process, and at a moment that is known: both are seen by looking. */
export function createLiveTokens({ findEnded, onFailure, lookEveryMs }: LiveTokensOptions): LiveTokens {
  const followers = new Map<string, Set<(error: TokenError) => void>>();
  let timer: NodeJS.Timeout | null = null;
  let isLooking = false;

  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      for (const [tokenId, error] of await findEnded([...followers.keys()])) for (const end of followers.get(tokenId) ?? []) end(error);
    } catch (error) {
      onFailure(error);
    } finally {
      isLooking = false;
    }
  };

  return {
    follow(tokenId, onEnd) {
      const those = followers.get(tokenId) ?? new Set();
      followers.set(tokenId, those);
      const leave = () => {
        those.delete(end);
        if (those.size === 0 && followers.get(tokenId) === those) followers.delete(tokenId);
        if (followers.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
      };
      const end = (error: TokenError) => {
        leave();
        onEnd(error);
      };
      those.add(end);
      timer ??= setInterval(() => void look(), lookEveryMs);
      return leave;
    },
  };
}
