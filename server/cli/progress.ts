// Shows the events of a run in a terminal: one line a step, redrawn while it works. Owns the look; decides nothing.
import { styleText } from 'node:util';
import type { RunEvent } from '../generated/prisma/client.ts';

/** Where progress goes: `isLive` redraws the current line, else each step is told once it ended. */
export interface Screen {
  write(text: string): void;
  readonly isLive: boolean;
  readonly columns: number;
}

interface StepName {
  readonly label: string;
  readonly startedAt: number;
}

const MARKS: Readonly<Record<string, string>> = { COMPLETED: styleText('green', '✔'), FAILED: styleText('red', '✘'), SKIPPED: styleText('gray', '↷'), CANCELLED: styleText('yellow', '■') };

/** Names of the steps by execution id, as the plan has them; a restore is added while the run goes on. */
export class ProgressView {
  readonly #screen: Screen;
  readonly #labels: Map<string, string>;
  readonly #running = new Map<string, StepName>();

  constructor(screen: Screen, labels: ReadonlyMap<string, string>) {
    this.#screen = screen;
    this.#labels = new Map(labels);
  }

  show(event: RunEvent): void {
    const payload = event.payload as { status?: string; message?: string; path?: string; done?: number; total?: number; position?: number };
    const id = event.executionId ?? '';
    if (event.type === 'RUN_QUEUED' || event.type === 'ROLLBACK_QUEUED') this.#line(`waiting${payload.position && payload.position > 1 ? `, number ${payload.position} in the queue` : ''}`);
    if (event.type === 'STEP_STARTED') {
      this.#running.set(id, { label: this.#labels.get(id) ?? 'Put every file back', startedAt: event.createdAt.getTime() });
      this.#redraw(id, '');
    }
    if (event.type === 'STEP_PROGRESS') this.#redraw(id, `${payload.done ?? 0}/${payload.total ?? 0} ${payload.path ?? ''}`);
    if (event.type === 'STEP_ENDED') this.#end(id, event, payload);
    if (event.type === 'RUN_RESTORING') this.#line(styleText('yellow', `putting the files back: ${payload.message ?? ''}`));
  }

  #end(id: string, event: RunEvent, payload: { status?: string; message?: string }): void {
    const step = this.#running.get(id);
    if (!step) return;
    this.#running.delete(id);
    const took = `${event.createdAt.getTime() - step.startedAt} ms`;
    const message = payload.message ? `\n    ${payload.message}` : '';
    this.#line(`${MARKS[payload.status ?? ''] ?? '·'} ${step.label} ${styleText('gray', took)}${message}`);
  }

  #redraw(id: string, detail: string): void {
    const step = this.#running.get(id);
    if (!this.#screen.isLive || !step) return;
    const text = `… ${step.label} ${detail}`;
    this.#screen.write(`\r\u001b[K${text.slice(0, Math.max(20, this.#screen.columns - 1))}`);
  }

  #line(text: string): void {
    this.#screen.write(`${this.#screen.isLive ? '\r\u001b[K' : ''}${text}\n`);
  }
}
