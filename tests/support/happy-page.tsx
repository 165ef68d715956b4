// A page without a browser, whose server answers as the test says. Owns the globals that React and the page look at.
import { Window } from 'happy-dom';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { onTestFinished, vi } from 'vitest';
import { SupernovaProvider } from '../../web/embed/SupernovaProvider.tsx';

/** A page without a browser; its globals stay until the process of this file ends, because React looks at them after it was unmounted. */
export function openHappyPage(): HTMLElement {
  const window = new Window();
  for (const [name, value] of Object.entries({ window, document: window.document, requestAnimationFrame: window.requestAnimationFrame.bind(window), cancelAnimationFrame: window.cancelAnimationFrame.bind(window), IS_REACT_ACT_ENVIRONMENT: false })) vi.stubGlobal(name, value);
  return window.document.body as unknown as HTMLElement;
}

/** A socket that never connects: what is live is tested with a server. */
class SilentSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly readyState = SilentSocket.CONNECTING;
  close(): void {}
  send(): void {}
}

const TURNS = 5;

interface Asked {
  readonly operationName: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The data of an answer, or a promise of it; one that throws is a server that does not answer. */
export type Answers = Readonly<Record<string, (variables: Asked['variables']) => unknown>>;

/** Shows a component that talks to a server which gives these answers, by the names of operations; what was asked, in order. */
export function showWithServer(component: ReactNode, answers: Answers): { readonly body: HTMLElement; readonly asked: Asked[] } {
  const body = openHappyPage();
  const asked: Asked[] = [];
  // The cache tells of everything that it does not have yet.
  vi.spyOn(console, 'debug').mockReturnValue(undefined);
  vi.stubGlobal('WebSocket', SilentSocket);
  vi.stubGlobal('fetch', async (_url: string, { body: sent }: { body: string }) => {
    const request = JSON.parse(sent) as Asked;
    asked.push(request);
    const answer = answers[request.operationName];
    if (!answer) throw new Error(`the test has no answer to ${request.operationName}`);
    const data = await answer(request.variables);
    // The page is drawn between a question and its answer, as it is with any server.
    for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
    return new Response(JSON.stringify({ data }), { headers: { 'content-type': 'application/json' } });
  });
  const root = createRoot(body);
  onTestFinished(() => root.unmount());
  root.render(<SupernovaProvider server="http://server.example">{component}</SupernovaProvider>);
  return { body, asked };
}
