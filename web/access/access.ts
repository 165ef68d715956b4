import type { Refusal } from './refusal.ts';

/** What the page shows the server to be let in, and whether it is. */
export interface Access {
  getToken: () => string | null;
  /** Null for as long as the server lets the page in. */
  getRefusal: () => Refusal | null;
  onChange: (listener: () => void) => () => void;
  /** What became of something that was sent with a token. Null, or a token that is not in use any more, changes nothing. */
  refuse: (refusal: Refusal | null, sent: string | null) => void;
  /** From now on this token is sent; remembered, it outlives the tab. */
  signIn: (token: string, isRemembered: boolean) => void;
  /** Forgets the token. What was fetched with it goes with the page, which is to be loaded again. */
  forget: () => void;
  /** Resolves at once, unless the server refuses: then when a new token is there. */
  untilAllowed: () => Promise<void>;
}

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const KEY = 'supernova-token';

/** A browser may forbid its storage; the token is then known for as long as the page. */
function attempt<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null;
  }
}

/** `tab` lives as long as the tab, `browser` until it is cleared. */
export function createAccess({ tab, browser }: { tab: () => Store; browser: () => Store }): Access {
  let token = attempt(() => tab().getItem(KEY)) ?? attempt(() => browser().getItem(KEY));
  let refusal: Refusal | null = null;
  const listeners = new Set<() => void>();
  const change = (next: Refusal | null) => {
    refusal = next;
    for (const listener of [...listeners]) listener();
  };
  const forget = () => {
    token = null;
    for (const store of [tab, browser]) attempt(() => store().removeItem(KEY));
  };
  const onChange = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    getToken: () => token,
    getRefusal: () => refusal,
    onChange,
    refuse: (next, sent) => {
      if (next && sent === token && (next.code !== refusal?.code || next.at !== refusal.at)) change(next);
    },
    signIn: (given, isRemembered) => {
      forget();
      token = given;
      attempt(() => (isRemembered ? browser() : tab()).setItem(KEY, given));
      change(null);
    },
    forget,
    untilAllowed: async () => {
      while (refusal) await new Promise<void>((resolve) => {
        const leave = onChange(() => {
          leave();
          resolve();
        });
      });
    },
  };
}
