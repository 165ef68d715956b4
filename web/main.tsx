import '@mantine/core/styles.css';
import './shared/page.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { preloadPanel } from './rooms/panels.ts';
import { RoomPage } from './rooms/RoomPage.tsx';
import { cssVariablesResolver, theme } from './shared/theme.ts';
import { readAddress } from './shared/useAddress.ts';
import { urqlClient } from './urql.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id root');

preloadPanel(readAddress(location.search).tab);

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <Provider value={urqlClient}>
        <RoomPage />
      </Provider>
    </MantineProvider>
  </StrictMode>,
);
