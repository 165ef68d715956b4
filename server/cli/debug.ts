// What `npm run debug` does: start a session, record, search, apply, with the same services as the server. Owns the order and the report.
import { styleText } from 'node:util';
import type { App } from '../app.ts';
import type { StartInput } from '../debugger/service.ts';
import { explainStored } from '../debugger/service.ts';
import { followRun } from './heal.ts';
import type { Screen } from './progress.ts';

export interface DebugReport {
  readonly sessionId: string;
  readonly status: 'as-expected' | 'fixed' | 'fix-found' | 'not-fixed';
  readonly recording: { readonly end: string; readonly message: string; readonly examples: readonly unknown[] } | null;
  readonly explanation: string | null;
  readonly discrepancies: unknown;
  readonly suspects: readonly { readonly file: string; readonly line: number; readonly text: string; readonly score: number; readonly reasons: readonly string[] }[];
  readonly search: { readonly kind: string; readonly message: string; readonly tried: number } | null;
  readonly fixes: readonly { readonly id: string; readonly status: string; readonly confidence: number; readonly description: string; readonly diff: string; readonly evidence: unknown }[];
  readonly run: { readonly id: string; readonly status: string; readonly error: unknown } | null;
}

export interface DebugRequest {
  readonly session: StartInput;
  readonly budgetMs: number;
  readonly isApplied: boolean;
  readonly screen: Screen;
}

/** Shows the events of a session until one of `ends`; returns the number of that one. */
async function follow(app: App, sessionId: string, { screen, after, ends }: { screen: Screen; after: number; ends: string }): Promise<number> {
  const stop = new AbortController();
  const redraw = (text: string) => screen.isLive && screen.write(`\r\u001b[K${text.slice(0, Math.max(20, screen.columns - 1))}`);
  let last = after;
  for await (const { number, type, payload } of app.intentDebugger.debugEvents(sessionId, after, stop.signal)) {
    last = number;
    const { message, tried, perSecond, best, examples } = payload as { message?: string; tried?: number; perSecond?: number; best?: number; examples?: number };
    if (tried !== undefined) redraw(`… ${tried} candidates, ${Math.round(perSecond ?? 0)} a second, best ${best ?? 0} of ${examples ?? 0}`);
    else if (message !== undefined && type !== ends) redraw(`… ${message}`);
    if (type !== ends) continue;
    screen.write(`${screen.isLive ? '\r\u001b[K' : ''}${message ?? ''}\n`);
    break;
  }
  stop.abort();
  return last;
}

async function reportOf(app: App, sessionId: string, run: DebugReport['run']): Promise<DebugReport> {
  const session = await app.prisma.intentDebuggerSession.findUniqueOrThrow({ where: { id: sessionId }, include: { recordings: { orderBy: { createdAt: 'desc' }, take: 1 }, fixes: { orderBy: { position: 'asc' } } } });
  const [recording] = session.recordings;
  const examples = (recording?.examples ?? []) as { passed: boolean }[];
  const isAsExpected = (recording?.report as { end?: string } | undefined)?.end === 'completed' && (session.discrepancies as unknown[] | null)?.length === 0 && examples.every(({ passed }) => passed);
  return {
    sessionId,
    status: run?.status === 'COMPLETED' ? 'fixed' : isAsExpected ? 'as-expected' : session.fixes.length > 0 ? 'fix-found' : 'not-fixed',
    recording: recording ? { ...(recording.report as { end: string; message: string }), examples } : null,
    explanation: explainStored(session.discrepancies),
    discrepancies: session.discrepancies,
    suspects: session.suspects as unknown as DebugReport['suspects'],
    search: session.search as unknown as DebugReport['search'],
    fixes: session.fixes.map(({ id, status, confidence, description, diff, evidence }) => ({ id, status, confidence, description, diff, evidence })),
    run,
  };
}

/** Runs a whole session. Throws what the services throw. */
export async function debugOnce(app: App, { session, budgetMs, isApplied, screen }: DebugRequest): Promise<DebugReport> {
  const { id } = await app.intentDebugger.startDebugSession(session);
  const cancel = () => void app.intentDebugger.cancelDebugging(id).catch(() => undefined);
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  await app.start();
  await app.intentDebugger.recordBehavior(id);
  const recorded = await follow(app, id, { screen, after: 0, ends: 'RECORDING_ENDED' });
  const found = await reportOf(app, id, null);
  if (found.status === 'as-expected') return found;
  for (const { file, line, score, text, reasons } of found.suspects.slice(0, 5)) screen.write(styleText('yellow', `  ${score.toFixed(2)} ${file}:${line} ${text.split('\n')[0]}  ${reasons[0] ?? ''}\n`));
  await app.intentDebugger.suggestFixes({ sessionId: id, budgetMs });
  await follow(app, id, { screen, after: recorded, ends: 'SEARCH_ENDED' });
  const searched = await reportOf(app, id, null);
  const [best] = searched.fixes;
  if (!isApplied || best?.status !== 'VERIFIED') return searched;
  const run = await app.intentDebugger.applyFix(best.id);
  await followRun(app, run.id, { after: 0, screen });
  const ended = await app.prisma.healingRun.findUniqueOrThrow({ where: { id: run.id }, select: { id: true, status: true, error: true } });
  return reportOf(app, id, ended);
}

/** The report for a person. */
export function describeDebugging(report: DebugReport): string {
  const lines: string[] = [];
  if (report.status === 'as-expected') lines.push(styleText('green', 'It does what was expected.'));
  for (const [index, fix] of report.fixes.slice(0, 3).entries()) lines.push(`${index + 1}. ${styleText(fix.status === 'VERIFIED' ? 'green' : 'yellow', fix.status.toLowerCase())} (confidence ${Math.round(fix.confidence * 100)} %) ${fix.description}`, fix.diff);
  if (report.run) lines.push(report.run.status === 'COMPLETED' ? `${styleText('green', 'Fixed.')} Roll back with: npm run heal -- --rollback ${report.run.id}` : `${styleText('red', report.run.status)} ${(report.run.error as { message?: string } | null)?.message ?? ''}`);
  return `${lines.join('\n')}\n`;
}
