// One side of the edit benchmark in a process of its own, so that neither side pays for the other's memory. Answers each change with the time it took.
// Started by edits-and-language-service.ts: edit-worker.ts ours|theirs FOLDER wall|cpu
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from './edit-targets.ts';
import type { ServicePlace } from './language-service.ts';

export type Question = { readonly kind: 'change'; readonly change: Target } | { readonly kind: 'end' };
/** `places` are those of the language service. Peaks in MB. */
export type Answer = { readonly ms: number; readonly places: readonly ServicePlace[] } | { readonly own: number; readonly compiler: number };

const [side, folder = '', clock] = process.argv.slice(2);

const statusOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return ''; // ended meanwhile
  }
};

/** Peak of the compiler, which is a child of this process beside those of the loader. */
function compilerPeakMb(): number {
  const statuses = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).map(statusOf).filter((status) => new RegExp(`^PPid:\\s+${process.pid}$`, 'm').test(status));
  return statuses.filter((status) => !/^Name:\s+(node|esbuild)$/m.test(status)).reduce((sum, status) => sum + Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0), 0) / 1024;
}

/** The first check makes the compiler of either side read the whole project. */
async function openOurs(): Promise<{ work(change: Target): Promise<ServicePlace[]>; close(): Promise<void> }> {
  const { editsOfChange } = await import('../../server/edits/change-edits.ts');
  const { Codebase } = await import('../../server/impact/codebase.ts');
  const codebase = await Codebase.open(folder);
  await codebase.checker.check({ overlay: new Map(), files: codebase.graph.files().slice(0, 1) });
  await codebase.prepare();
  return {
    work: async (change) => {
      codebase.remembered.clear();
      await editsOfChange(codebase, change);
      return [];
    },
    close: () => codebase.close(),
  };
}

async function openTheirs(): ReturnType<typeof openOurs> {
  const { openLanguageService, movePlaces, renamePlaces } = await import('./language-service.ts');
  const service = openLanguageService(folder);
  const first = service.getProgram()?.getSourceFiles().find(({ fileName }) => fileName.startsWith(folder));
  if (first) service.getSemanticDiagnostics(first.fileName);
  return {
    work: (change) => Promise.resolve(change.kind === 'MOVE_FILE' ? movePlaces(service, join(folder, change.from), join(folder, change.to)) : renamePlaces(service, join(folder, change.file), change.start, change.to)),
    close: () => Promise.resolve(service.dispose()),
  };
}

const now = (): number => (clock === 'cpu' ? (process.cpuUsage().user + process.cpuUsage().system) / 1000 : performance.now());
const answer = (message: Answer): void => void process.send?.(message);
const { work, close } = await (side === 'ours' ? openOurs() : openTheirs());

process.on('message', async (question: Question) => {
  if (question.kind === 'end') {
    answer({ own: process.resourceUsage().maxRSS / 1024, compiler: side === 'ours' ? compilerPeakMb() : 0 });
    await close();
    process.disconnect();
    return;
  }
  const started = now();
  const places = await work(question.change);
  answer({ ms: now() - started, places });
});
