// The terminal: the same services as the server, without its port. Owns standard output and the exit status.
import { resolve } from 'node:path';
import { styleText } from 'node:util';
import { pino } from 'pino';
import { createApp, type App } from './app.ts';
import { parseCliArguments, USAGE, type CliArguments } from './cli/arguments.ts';
import { debugOnce, describeDebugging } from './cli/debug.ts';
import { DEBUG_USAGE, parseDebugArguments } from './cli/debug-arguments.ts';
import { describeAccuracy, describeEstimate, describePrediction, describeTestAccuracy } from './cli/describe-prediction.ts';
import { cancelIfRunning, followRun, isSuccess, planIntent, problemsLeft, readGivenChange, reportOf, type Report } from './cli/heal.ts';
import { describeImpact, describeStructure, inspectStructure, inspectTarget } from './cli/inspect.ts';
import { askOfRun, describeRollback, describeSteps, keyOfRun, type RunRequest } from './cli/on-run.ts';
import type { Screen } from './cli/progress.ts';
import { askOfTokens, parseTokenArguments, TOKEN_USAGE } from './cli/tokens.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './db.ts';
import { DomainError } from './errors.ts';
import { isSuggesting } from './intents/errors.ts';

const SHOWN_PREDICTIONS = 12;

function describePlan(report: Report): string {
  const lines = [styleText('bold', report.understood ?? ''), ...report.reasons.map((reason) => `  ${reason}`)];
  for (const prediction of report.predictions.slice(0, SHOWN_PREDICTIONS)) lines.push(...describePrediction(prediction));
  const more = report.predictions.length - SHOWN_PREDICTIONS;
  if (more > 0) lines.push(`  and ${more} more`);
  for (const { file, line, column, reason } of report.notEdited) lines.push(styleText('yellow', `  not edited ${file}:${line}:${column} ${reason}`));
  lines.push(`  ${describeEstimate(report.estimate)}`);
  return `${lines.join('\n')}\n`;
}

function describeBranch({ branch, commit }: Report['run']): string {
  return branch === null || commit === null ? '' : `\nBranch ${branch} is at ${commit.slice(0, 10)}; your files are as they were. Take it with: git merge ${branch}\nLook at it with: git switch ${branch}\n`;
}

function describeEnd(report: Report): string {
  const { run } = report;
  const error = run.error as { message: string; hint: string } | null;
  const left = problemsLeft(report);
  const healed = !run.isVerified ? styleText('yellow', 'Healed, not verified: nothing was checked after the last write.') : left === 0 ? styleText('green', 'Healed.') : styleText('yellow', `Healed, but ${left} ${left === 1 ? 'place' : 'places'} of the edit itself ${left === 1 ? 'does' : 'do'} not compile; see 'not edited' above.`);
  const { accuracy, testAccuracy } = report;
  if (run.status === 'COMPLETED') return `${accuracy ? `${describeAccuracy(accuracy)}\n` : ''}${testAccuracy ? `${describeTestAccuracy(testAccuracy)}\n` : ''}${healed}${describeBranch(run)} Roll back with: npm run heal -- --rollback ${run.id}\n`;
  if (run.status === 'ADOPTED') return `${styleText('yellow', 'Adopted, not verified.')} Roll back with: npm run heal -- --rollback ${run.id}\n`;
  const proof = run.treeHashBefore === null || run.treeHashBefore !== run.treeHashAfter ? null : 'The tree is byte for byte what it was.';
  if (run.status === 'ROLLED_BACK' && run.branch !== null) return `${styleText('green', 'Rolled back.')} The branch ${run.branch} is deleted; your files were never touched.\n`;
  if (run.status === 'ROLLED_BACK') return `${styleText('green', 'Rolled back.')} ${proof ?? 'The files of the run are restored or merged; the tree is not what it was, because something else changed it meanwhile.'}\n`;
  const again = run.status === 'FAILED' || run.status === 'CANCELLED' ? `\nTry again with: npm run heal -- --retry ${run.id}` : '';
  return `${styleText('red', run.status)}${error ? `: ${error.message}\n${error.hint}` : ''}${proof === null ? '' : `\n${proof}`}${again}\n`;
}

async function heal(app: App, args: CliArguments, screen: Screen): Promise<Report> {
  const folder = process.env['INIT_CWD'] ?? process.cwd();
  const wish = await readGivenChange(args, { folder, input: process.stdin });
  const room = await app.rooms.createRoom({ rootPath: resolve(folder, args.project ?? '.') });
  const planned = await planIntent(app, { roomId: room.id, intent: args.intent, wish });
  const plan = await reportOf(app, planned.id);
  screen.write(describePlan(plan));
  if (args.isDryRun) return plan;
  return execute(app, planned.id, { after: 0, screen, begin: () => app.healing.triggerHealing(planned.id, args.branch === null ? {} : { mode: 'BRANCH', branch: args.branch }) });
}

async function askAndFollow(app: App, request: RunRequest, screen: Screen): Promise<Report> {
  const { runId } = request;
  const before = await app.prisma.healingRun.findUnique({ where: { id: runId }, select: { lastEventNumber: true } });
  if (request.kind !== 'SKIP') return execute(app, runId, { after: before?.lastEventNumber ?? 0, screen, begin: () => askOfRun(app, request) });
  await askOfRun(app, request);
  return reportOf(app, runId);
}

async function execute(app: App, runId: string, { after, screen, begin }: { after: number; screen: Screen; begin: () => Promise<unknown> }): Promise<Report> {
  await app.start();
  await begin();
  let asked = false;
  const cancel = () => {
    if (asked) return;
    asked = true;
    screen.write('\nstopping at the next safe point and putting the files back\n');
    void cancelIfRunning(app, runId);
  };
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  await followRun(app, runId, { after, screen });
  return reportOf(app, runId);
}

function explain(error: unknown): string {
  if (!(error instanceof DomainError)) return `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
  const suggestions = isSuggesting(error) && error.suggestions.length > 0 ? `Did you mean:\n${error.suggestions.map((suggestion) => `  ${suggestion.text}\n`).join('')}` : '';
  return `${styleText('red', error.message)}\n${error.hint}\n${suggestions}`;
}

function errorObject(error: unknown): object {
  if (!(error instanceof DomainError)) return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error), hint: '' };
  return { code: error.code, message: error.message, hint: error.hint, ...(isSuggesting(error) ? { suggestions: error.suggestions } : {}) };
}

async function withApp<R>(folder: string | null, work: (app: App) => Promise<R>): Promise<R> {
  const project = folder === null ? [] : ['--project', folder];
  const config = readConfig({ env: process.env, argv: project, cwd: process.cwd() });
  const logger = pino({ level: config.logLevel === 'info' ? 'error' : config.logLevel }, pino.destination(2));
  const database = await openDatabase(config);
  const app = createApp({ database, allowedRoots: config.allowedRoots, logger });
  try {
    return await work(app);
  } finally {
    await app.close();
    await database.close();
  }
}

function screenFor(isJson: boolean): Screen {
  const stream = isJson ? process.stderr : process.stdout;
  return { write: (text) => void stream.write(text), isLive: stream.isTTY === true, columns: stream.columns ?? 80 };
}

async function showReceipt(project: string | null, runId: string, isJson: boolean): Promise<number> {
  const key = keyOfRun(runId);
  process.stdout.write(await withApp(project, (app) => app.receipts.printReceipt(key, isJson ? 'JSON' : 'MARKDOWN')));
  return 0;
}

/** Looks, and changes nothing. */
async function runInspect({ project, inspect, isJson }: CliArguments): Promise<number> {
  if (inspect !== null && inspect !== 'STRUCTURE' && 'receipt' in inspect) return showReceipt(project, inspect.receipt, isJson);
  const [report, words] = await withApp(project, async (app) => {
    const room = await app.rooms.createRoom({ rootPath: resolve(process.env['INIT_CWD'] ?? process.cwd(), project ?? '.') });
    if (inspect === 'STRUCTURE' || inspect === null) {
      const structure = await inspectStructure(app, room.id);
      return [structure, describeStructure(structure)];
    }
    const impact = await inspectTarget(app, room.id, inspect.target);
    return [impact, describeImpact(impact)];
  });
  process.stdout.write(isJson ? `${JSON.stringify(report, null, 2)}\n` : words);
  return 0;
}

/** Asks something of a run that exists, and follows it to its end. */
async function runOnRun({ project, isJson, isDryRun }: CliArguments, asked: RunRequest): Promise<number> {
  const request = { ...asked, runId: keyOfRun(asked.runId) };
  if (isDryRun && request.kind === 'ROLLBACK') {
    const words = await withApp(project, async (app) => (isJson ? JSON.stringify(await app.healing.previewRollback(request.runId), null, 2) : describeRollback(app, request.runId)));
    return process.stdout.write(`${words.trimEnd()}\n`), 0;
  }
  const [report, steps] = await withApp(project, async (app) => [await askAndFollow(app, request, screenFor(isJson)), await describeSteps(app, request.runId)] as const);
  if (request.kind === 'SKIP') return process.stdout.write(isJson ? `${JSON.stringify(report, null, 2)}\n` : steps), 0;
  process.stdout.write(isJson ? `${JSON.stringify(report, null, 2)}\n` : `${isSuccess(report.run.status) ? '' : steps}${describeEnd(report)}`);
  return isSuccess(report.run.status) ? 0 : 1;
}

async function runHeal(argv: readonly string[]): Promise<number> {
  const args = parseCliArguments(argv);
  if (args.isHelp) return process.stdout.write(`${USAGE}\n`), 0;
  if (args.inspect !== null) return runInspect(args);
  const screen = screenFor(args.isJson);
  if (args.onRun !== null) return runOnRun(args, args.onRun);
  const report = await withApp(args.project, (app) => heal(app, args, screen));
  if (args.isJson) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else process.stdout.write(args.isDryRun ? report.diff : describeEnd(report));
  return args.isDryRun || isSuccess(report.run.status) ? 0 : 1;
}

async function runDebug(argv: readonly string[]): Promise<number> {
  const { session, project, budgetMs, isApplied, isJson } = parseDebugArguments(argv);
  if (!session) return process.stdout.write(`${DEBUG_USAGE}\n`), 0;
  const report = await withApp(project, async (app) => {
    const room = await app.rooms.createRoom({ rootPath: resolve(process.env['INIT_CWD'] ?? process.cwd(), project ?? '.') });
    return debugOnce(app, { session: { ...session, roomId: room.id }, budgetMs, isApplied, screen: screenFor(isJson) });
  });
  process.stdout.write(isJson ? `${JSON.stringify(report, null, 2)}\n` : describeDebugging(report));
  return report.status === 'not-fixed' || (report.run !== null && report.run.status !== 'COMPLETED') ? 1 : 0;
}

async function runToken(argv: readonly string[]): Promise<number> {
  const { isJson, request } = parseTokenArguments(argv);
  if (request === null) return process.stdout.write(`${TOKEN_USAGE}\n`), 0;
  process.stdout.write(await withApp(null, (app) => askOfTokens(app, request, isJson)));
  return 0;
}

const COMMANDS = new Map([['debug', runDebug], ['token', runToken]]);

async function main(): Promise<number> {
  const isJson = process.argv.includes('--json');
  try {
    const [command = '', ...rest] = process.argv.slice(2);
    return await (COMMANDS.get(command)?.(rest) ?? runHeal(process.argv.slice(2)));
  } catch (error) {
    if (isJson) process.stdout.write(`${JSON.stringify({ error: errorObject(error) }, null, 2)}\n`);
    else process.stderr.write(explain(error));
    return 1;
  }
}

process.exitCode = await main();
