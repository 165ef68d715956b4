// One side of the speed comparison in a process of its own, so that neither pays for the other's memory. Answers each change with the time that it took.
// Started by prediction-speed.ts: predict-worker.ts ours|theirs FOLDER CONFIG...
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LanguageService } from 'typescript-6';
import type { Change } from '../../server/intents/change.ts';

export interface Question {
  readonly change: Change;
  /** The files that differ and those that depend on them: what the language service is to check again. */
  readonly overlay: readonly (readonly [string, string | null])[];
  readonly files: readonly string[];
}

export interface Answer {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly errors: number;
}

const [side, folder = '', ...configs] = process.argv.slice(2);
/** Linux counts the time of processes in hundredths of a second. */
const TICK_MS = 10;

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // ended meanwhile
  }
};

/** CPU time of the processes that this one started and that still run: the native compiler. */
function childrenMs(): number {
  const stats = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).map((pid) => read(`/proc/${pid}/stat`));
  const fields = stats.map((stat) => stat.slice(stat.lastIndexOf(')') + 2).split(' '));
  return fields.filter((own) => Number(own[1]) === process.pid).reduce((sum, own) => sum + (Number(own[11]) + Number(own[12])) * TICK_MS, 0);
}

const cpuMs = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1000 + childrenMs();

interface Side {
  work(question: Question): Promise<number>;
  close(): Promise<void>;
}

async function openOurs(): Promise<Side> {
  const { Codebase } = await import('../../server/impact/codebase.ts');
  const { predictBreaks } = await import('../../server/impact/predict-breaks.ts');
  const codebase = await Codebase.open(folder);
  // As a server does once nobody has asked for a second.
  await codebase.prepare();
  return {
    work: async ({ change }) => {
      codebase.remembered.clear();
      const { predictions } = await predictBreaks(codebase, change);
      return predictions.filter(({ certainty }) => certainty === 'CERTAIN').flatMap(({ affectedComponents }) => affectedComponents).length;
    },
    close: () => codebase.close(),
  };
}

/** Under every tsconfig, as ours does. */
async function openTheirs(): Promise<Side> {
  const { openLanguageServices } = await import('./language-service.ts');
  const overlay = new Map<string, string | null>();
  const services = openLanguageServices(folder, configs, overlay);
  return {
    work: ({ overlay: texts, files }) => {
      overlay.clear();
      for (const [path, text] of texts) overlay.set(join(folder, path), text);
      const paths = files.map((file) => join(folder, file));
      const errorsOf = (service: LanguageService, path: string) => service.getSemanticDiagnostics(path).length + service.getSyntacticDiagnostics(path).length;
      const errors = services.map((service) => {
        const program = service.getProgram();
        return paths.filter((path) => program?.getSourceFile(path)).reduce((sum, path) => sum + errorsOf(service, path), 0);
      });
      return Promise.resolve(errors.reduce((sum, own) => sum + own, 0));
    },
    close: () => Promise.resolve(services.forEach((service) => service.dispose())),
  };
}

const { work, close } = await (side === 'ours' ? openOurs() : openTheirs());

process.on('message', async (question: Question | 'end') => {
  if (question === 'end') {
    await close();
    process.disconnect();
    return;
  }
  const [started, at] = [cpuMs(), performance.now()];
  const errors = await work(question);
  const wallMs = performance.now() - at;
  process.send?.({ cpuMs: cpuMs() - started, wallMs, errors } satisfies Answer);
});
