// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, onTestFinished, test } from 'vitest';
import { OtherVersionNote } from '../../../web/embed/OtherVersionNote.tsx';
import { foldConnection, initialConnection } from '../../../web/shared/connection-state.ts';
import { ServerLinkContext, type ServerLink } from '../../../web/shared/server-link.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

test('the panel says that its server is of another version from when it is refused until it connects to one that is not', async () => {
  let state = initialConnection;
  const listeners = new Set<() => void>();
  const connection = { getState: () => state, onChange: (listener: () => void) => (listeners.add(listener), () => listeners.delete(listener)) };
  const note = (event: 'connected' | 'other-version') => act(async () => {
    state = foldConnection(state, event, 0);
    listeners.forEach((listener) => listener());
  });
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  onTestFinished(() => act(async () => root.unmount()));
  await act(async () => root.render(<ServerLinkContext value={{ connection } as unknown as ServerLink}><OtherVersionNote /></ServerLinkContext>));
  await note('connected');
  expect(place.textContent).toBe('');
  await note('other-version');
  expect(place.querySelector('[role=status]')?.textContent).toContain('different versions');
  await note('connected');
  expect(place.textContent).toBe('');
});
