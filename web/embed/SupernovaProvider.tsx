// Supernova for another React application: `import { SupernovaProvider, SelfHealingPanel } from 'supernova/react'`. Owns what that gives out; tests/fixtures/embed/App.tsx is an example.
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { NavigationContext, type Navigation } from '../shared/navigation.ts';
import type { ServerLink } from '../shared/server-link.ts';
import { ServerLinkProvider } from '../shared/ServerLinkProvider.tsx';
import { writeAddress } from '../shared/useAddress.ts';
import { openServerLink } from '../urql.ts';

export { SelfHealingPanel, type SelfHealingPanelProps } from './SelfHealingPanel.tsx';
export { useIntentDebugger } from './useIntentDebugger.ts';
export { useSelfHealing } from './useSelfHealing.ts';
export type { DebugFix, DebugSession, DebugSessionRequest, DebuggerStatus, GivenValue, HealingResult, HealingRun, HealingStatus, IntentDebugger, PastHealing, RunStatus, SelfHealing, SupernovaError } from './public-types.ts';

export interface SupernovaProviderProps {
  /** The address of the server, for example `http://localhost:4000`. It must allow the origin of your page: `SUPERNOVA_ALLOWED_ORIGINS`. */
  server: string;
  /** An access token, where the server asks for one. */
  token?: string;
  children: ReactNode;
}

/** Connects everything below it with one server: requests, and a socket that stays open and is made again when it is lost. */
export function SupernovaProvider({ server, token, children }: SupernovaProviderProps): ReactNode {
  const [link, setLink] = useState<ServerLink | null>(null);
  useEffect(() => {
    const opened = openServerLink({ url: new URL('/graphql', server), token });
    setLink(opened);
    return () => opened.connection.close();
  }, [server, token]);
  // The address of the host is the host's: hooks lead nowhere, and links go to the page of the server.
  const navigation = useMemo<Navigation>(() => ({ goTo: () => {}, hrefOf: (address) => new URL(`/${writeAddress(address)}`, server).href }), [server]);
  return link && <NavigationContext value={navigation}><ServerLinkProvider link={link}>{children}</ServerLinkProvider></NavigationContext>;
}
