import type { ReactNode } from 'react';
import { Provider } from 'urql';
import { ServerLinkContext, type ServerLink } from './server-link.ts';

/** Says which server everything below it talks to. */
export function ServerLinkProvider({ link, children }: { link: ServerLink; children: ReactNode }) {
  return (
    <ServerLinkContext value={link}>
      <Provider value={link.client}>{children}</Provider>
    </ServerLinkContext>
  );
}
