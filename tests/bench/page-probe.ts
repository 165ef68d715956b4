// Measures a page from inside: when it is ready, long tasks, frames, nodes, and through DevTools its CPU time and memory. Knows no panel.
import type { CDPSession, Page } from 'playwright-core';
import { at } from './percentile.ts';

// Texts, not functions: the program that runs this adds helpers to functions that a page does not have.
const PROBE = `(() => {
  const probe = { long: [], ready: null, frames: null, nodes: 0 };
  window.__probe = probe;
  new PerformanceObserver((list) => list.getEntries().forEach(({ startTime, duration }) => probe.long.push([startTime, duration]))).observe({ type: 'longtask', buffered: true });
  const look = () => {
    if (probe.ready === null && document.querySelector('[data-testid=intent]') && document.querySelector('[data-testid=connection][data-status=CONNECTED]')) probe.ready = performance.now();
    if (probe.ready !== null) observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, attributeFilter: ['data-status'] });
})()`;

const BEGIN = `(() => {
  const probe = window.__probe;
  Object.assign(probe, { long: [], frames: [], nodes: 0 });
  const tick = (now) => {
    if (probe.frames === null) return;
    probe.frames.push(now);
    if (probe.frames.length % 10 === 1) probe.nodes = Math.max(probe.nodes, document.getElementsByTagName('*').length);
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
})()`;

const END = `(() => {
  const { long, frames, nodes } = window.__probe;
  window.__probe.frames = null;
  return { long: long.map(([, duration]) => duration), frames: frames.slice(1).map((now, i) => now - frames[i]), nodes };
})()`;

export interface Smoothness {
  readonly longTasks: number;
  readonly longestMs: number;
  readonly frames: { readonly count: number; readonly p50Ms: number; readonly p95Ms: number; readonly worstMs: number };
  /** Most elements that were in the page at once. */
  readonly nodes: number;
  /** Of the page's main thread. */
  readonly busyMs: number;
  /** After a garbage collection. */
  readonly heapMb: number;
}

export interface ProbedPage {
  readonly page: Page;
  readonly throttle: (rate: number) => Promise<void>;
  /** Time from the navigation until the intent can be said and the page is live, and no long task was begun for a second. */
  readonly timeToInteractive: (url: string) => Promise<number>;
  readonly measure: (act: () => Promise<unknown>) => Promise<Smoothness>;
}

interface Probe {
  readonly long: readonly (readonly [number, number])[];
  readonly ready: number | null;
}

const QUIET_MS = 1_000;

async function settle(page: Page): Promise<number> {
  for (;;) {
    const { ready, long, now } = (await page.evaluate('({ ready: window.__probe.ready, long: window.__probe.long, now: performance.now() })')) as Probe & { now: number };
    const interactive = ready === null ? Infinity : Math.max(ready, ...long.map(([start, duration]) => start + duration));
    if (now - interactive >= QUIET_MS) return interactive;
    await page.waitForTimeout(100);
  }
}

async function readMetrics(devtools: CDPSession): Promise<ReadonlyMap<string, number>> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return new Map(metrics.map(({ name, value }) => [name, value]));
}

export async function probePage(page: Page): Promise<ProbedPage> {
  await page.addInitScript(PROBE);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  return {
    page,
    throttle: (rate) => devtools.send('Emulation.setCPUThrottlingRate', { rate }).then(() => undefined),
    async timeToInteractive(url) {
      await page.goto(url, { waitUntil: 'commit' });
      return settle(page);
    },
    async measure(act) {
      const before = await readMetrics(devtools);
      await page.evaluate(BEGIN);
      await act();
      const { long, frames, nodes } = (await page.evaluate(END)) as { long: number[]; frames: number[]; nodes: number };
      const busyMs = ((await readMetrics(devtools)).get('TaskDuration')! - before.get('TaskDuration')!) * 1000;
      await devtools.send('HeapProfiler.collectGarbage');
      const heapMb = (await readMetrics(devtools)).get('JSHeapUsedSize')! / 1e6;
      return { longTasks: long.length, longestMs: Math.max(0, ...long), frames: { count: frames.length, p50Ms: at(frames, 0.5), p95Ms: at(frames, 0.95), worstMs: Math.max(0, ...frames) }, nodes, busyMs, heapMb };
    },
  };
}

/** Scrolls a box from its top by `step` pixels a frame, then to its middle and its end. */
export async function scrollThrough(page: Page, selector: string, { frames = 120, step = 400 } = {}): Promise<void> {
  await page.evaluate(`new Promise((done) => {
    const box = document.querySelector(${JSON.stringify(selector)});
    let left = ${frames};
    const tick = () => {
      if (left-- > 0) box.scrollTop += ${step};
      else if (left > -20) box.scrollTop = box.scrollHeight / 2;
      else if (left > -40) box.scrollTop = box.scrollHeight;
      else return done();
      requestAnimationFrame(tick);
    };
    tick();
  })`);
}
