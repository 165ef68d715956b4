import '@mantine/core/styles.css';
import './shared/page.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { access } from './access/page-access.ts';
import { SignInGate } from './access/SignInGate.tsx';
import { preloadPanel } from './rooms/panels.ts';
import { RoomPage } from './rooms/RoomPage.tsx';
import { RoomsDocument } from './rooms/useRooms.ts';
import { OtherBuildNote } from './shared/OtherBuildNote.tsx';
import { ServerLinkProvider } from './shared/ServerLinkProvider.tsx';
import { cssVariablesResolver, theme } from './shared/theme.ts';
import { readAddress } from './shared/useAddress.ts';
import { openServerLink } from './urql.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id root');

preloadPanel(readAddress(location.search).tab);

const link = openServerLink({ url: new URL('/graphql', location.href), access });
// Asked while the page is still being drawn: nothing of a tab is shown before its room is known.
void link.client.query(RoomsDocument, {}).toPromise();

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <ServerLinkProvider link={link}>
        <SignInGate>
          <RoomPage />
          <OtherBuildNote />
        </SignInGate>
      </ServerLinkProvider>
    </MantineProvider>
  </StrictMode>,
);
