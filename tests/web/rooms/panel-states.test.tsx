// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, onTestFinished, test } from 'vitest';
import { PANELS } from '../../../web/rooms/panels.ts';
import { OfflineNote } from '../../../web/shared/OfflineNote.tsx';
import { ServerLinkProvider } from '../../../web/shared/ServerLinkProvider.tsx';
import { readAddress, type Tab } from '../../../web/shared/useAddress.ts';
import { openEmptyServer, type EmptyServer, type Manner } from '../../support/empty-server.ts';

// Not part of happy-dom; text areas that grow ask it.
Object.defineProperty(document, 'fonts', { value: new EventTarget() });

const LIMIT_MS = 30_000;
const until = <T,>(read: () => T) => expect.poll(read, { timeout: LIMIT_MS, interval: 20 });

interface Shown extends EmptyServer {
  count: (selector: string) => number;
  text: () => string;
  press: (name: string) => void;
}

function show(tab: Tab, manner: Manner): Shown {
  const server = openEmptyServer(manner);
  const box = document.body.appendChild(document.createElement('div'));
  const root = createRoot(box);
  onTestFinished(() => (root.unmount(), box.remove()));
  const Panel = PANELS[tab];
  root.render(
    <MantineProvider>
      <ServerLinkProvider link={server.link}>
        <Suspense fallback={null}><Panel roomId="room" address={readAddress(`?tab=${tab}${tab === 'preview' ? '&run=run' : ''}`)} /></Suspense>
        <OfflineNote />
      </ServerLinkProvider>
    </MantineProvider>,
  );
  return Object.assign(server, {
    count: (selector: string) => box.querySelectorAll(selector).length,
    text: () => box.textContent ?? '',
    press: (name: string) => [...box.querySelectorAll('button')].find(({ textContent }) => textContent === name)?.click(),
  });
}

/** Their subscriptions tell that they may have missed something; the page does not ask by itself. */
const TOLD = new Set(['SessionList', 'OwnToken']);

/** What each tab says where there is nothing, and the command of it that needs the server, if any. */
const TABLE: readonly (readonly [Tab, string, string | null])[] = [
  ['dev', 'The project holds no file that is not ignored.', 'Read again'],
  ['diffs', 'No run has changed anything yet.', null],
  ['receipts', 'No run yet.', null],
  ['graph', 'This project has no TypeScript or JavaScript files', null],
  ['healing', 'Nothing is changed until you say so', 'Analyze'],
  ['debugger', 'No session yet.', 'Start and record'],
  ['preview', 'The plan writes no file', 'Check again'],
  ['usage', 'No run was started in these days.', null],
  ['settings', 'Heal from risk', null],
];

test.each(TABLE)('the tab %s shows a skeleton while it reads, says what did not work and tries again, and then what is there', { timeout: 2 * LIMIT_MS }, async (tab, nothing) => {
  const waiting = show(tab, 'silent');
  await until(() => waiting.count('[data-testid=loading][aria-busy=true][aria-label^="Reading "]')).toBeGreaterThan(0);
  expect(waiting.count('[role=alert]')).toBe(0);

  const page = show(tab, 'away');
  await until(() => page.count('[role=alert]')).toBeGreaterThan(0);
  expect(page.count('[data-testid=loading]')).toBe(0);
  expect(page.text()).toMatch(/Reading [a-z ]+ did not work\.The server did not answer\./);
  page.manner = 'empty';
  for (let attempts = page.count('[role=alert]'); attempts > 0; attempts -= 1) {
    page.press('Try again');
    await until(() => page.count('[role=alert]')).toBeLessThan(attempts);
  }
  await until(page.text).toContain(nothing);
  await until(() => page.count('[data-testid=loading]')).toBe(0);
});

test.each(TABLE)('the tab %s keeps what it shows without a connection, says since when, switches off what cannot work, and reads everything again once it is back', { timeout: 2 * LIMIT_MS }, async (tab, nothing, command) => {
  const page = show(tab, 'empty');
  await until(page.text).toContain(nothing);
  const read = new Set(page.asked.filter((name) => !TOLD.has(name)));
  page.manner = 'away';
  page.connect({ status: 'RECONNECTING', lostAtMs: new Date(2026, 0, 1, 18, 4, 9).getTime() });
  await until(page.text).toContain('The server cannot be reached since 18:04:09.');
  expect(page.text()).toContain(nothing);
  const off = [...document.querySelectorAll('button[aria-disabled=true]')];
  expect(off.map(({ textContent }) => textContent)).toEqual(command === null ? [] : expect.arrayContaining([command]));
  for (const button of off) expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toContain('since 18:04:09. This works again once it is back.');

  page.manner = 'empty';
  page.asked.length = 0;
  page.connect({ status: 'CONNECTED', lostAtMs: null, generation: 2 });
  await until(() => new Set(page.asked)).toEqual(read);
  await until(() => page.count('[data-testid=offline]')).toBe(0);
  expect(page.text()).toContain(nothing);
});
