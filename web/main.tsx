import '@mantine/core/styles.css';
import './shared/page.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { RoomPage } from './rooms/RoomPage.tsx';
import { cssVariablesResolver, theme } from './shared/theme.ts';
import { urqlClient } from './urql.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id root');

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <Provider value={urqlClient}>
        <RoomPage />
      </Provider>
    </MantineProvider>
  </StrictMode>,
);
