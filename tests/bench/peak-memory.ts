// One side of the edit benchmark in a process of its own, for its peak memory: prints `{ own, compiler }` in MB.
// Usage: tsx tests/bench/peak-memory.ts ours|theirs FOLDER TARGETS_FILE
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EditTargets } from './edit-targets.ts';

const [side, folder = '', targetsFile = ''] = process.argv.slice(2);
const { moves, renames } = JSON.parse(readFileSync(targetsFile, 'utf8')) as EditTargets;

const statusOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return ''; // ended meanwhile
  }
};

/** Peak of this process' children that are still alive, from `/proc`; loader threads are none. */
function childPeakMb(): number {
  const children = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && new RegExp(`^PPid:\\s+${process.pid}$`, 'm').test(statusOf(pid)) && !/^Name:\s+(node|esbuild)$/m.test(statusOf(pid)));
  return children.reduce((sum, pid) => sum + Number(/^VmHWM:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0), 0) / 1024;
}

let compiler = 0;
if (side === 'ours') {
  const { editsOfChange } = await import('../../server/edits/change-edits.ts');
  const { Codebase } = await import('../../server/impact/codebase.ts');
  const codebase = await Codebase.open(folder);
  // What the language service has after opening: every file known and the first of them checked.
  await codebase.checker.check({ overlay: new Map(), files: renames.slice(0, 1).map(({ file }) => file) });
  for (const change of [...moves, ...renames]) await editsOfChange(codebase, change);
  compiler = childPeakMb();
  await codebase.close();
} else {
  const { openLanguageService, movePlaces, renamePlaces } = await import('./language-service.ts');
  const service = openLanguageService(folder);
  for (const { file } of renames.slice(0, 1)) service.getSemanticDiagnostics(join(folder, file));
  for (const { from, to } of moves) movePlaces(service, join(folder, from), join(folder, to));
  for (const { file, start, to } of renames) renamePlaces(service, join(folder, file), start, to);
}
console.log(JSON.stringify({ own: process.resourceUsage().maxRSS / 1024, compiler }));
