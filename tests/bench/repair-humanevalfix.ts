// The share of HumanEvalFix-JavaScript tasks that the correction search repairs, with all assertions visible and with a seeded half of them.
// Usage: tsx tests/bench/repair-humanevalfix.ts --data <file.jsonl> [--mode all|half|both] [--tasks 4,12,.. | 0%4] [--seed 1] [--budget 30000] [--docstring] [--verbose]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import vm from 'node:vm';
import { applyEdits } from '../../server/edits/text-edits.ts';
import type { Source } from '../../server/debugger/deps.ts';
import { ProjectGraph } from '../../server/graph/project-graph.ts';
import { SourceTree } from '../../server/rooms/source-tree.ts';
import type { Patch, SearchProgress } from '../../server/debugger/fix.ts';
import type { ExpressionExample } from '../../server/debugger/scenario.ts';
import { searchCorrection } from '../../server/debugger/repair/search.ts';
import { createRandom } from './seeded-random.ts';
import { readAssertions } from './read-assertions.ts';

interface Task {
  readonly task_id: string;
  readonly declaration: string;
  readonly buggy_solution: string;
  readonly test: string;
  readonly docstring: string;
  readonly bug_type: string;
  readonly entry_point: string;
}

interface Outcome {
  readonly task: Task;
  /** The first patch passes every assertion. */
  readonly isRight: boolean;
  readonly shown: number;
  readonly shownRight: number;
  readonly isFound: boolean;
  readonly tookMs: number;
  readonly firstMs: number | null;
  readonly tried: number;
  readonly note: string;
}

const { values: options } = parseArgs({
  options: { data: { type: 'string' }, mode: { type: 'string', default: 'both' }, tasks: { type: 'string' }, seed: { type: 'string', default: '1' }, budget: { type: 'string', default: '30000' }, docstring: { type: 'boolean', default: false }, verbose: { type: 'boolean', default: false } },
});
if (options.data === undefined) throw new Error('--data <file.jsonl> is needed');
const tasks = readFileSync(options.data, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Task).filter(isChosen);

/** `--tasks 4,12` by number; `--tasks 0%4` those whose number leaves 0 when divided by 4. */
function isChosen({ task_id }: Task): boolean {
  const number = Number(task_id.split('/')[1]);
  if (options.tasks === undefined) return true;
  const modulo = /^(\d+)%(\d+)$/.exec(options.tasks);
  return modulo ? number % Number(modulo[2]) === Number(modulo[1]) : options.tasks.split(',').map(Number).includes(number);
}

/** The last function that the declaration begins; the given name differs from it in letter case now and then. */
const nameOf = ({ declaration, entry_point }: Task): string => [...declaration.matchAll(/^(?:const|let|var|function)\s+(\w+)/gm)].at(-1)?.[1] ?? entry_point;
const moduleOf = (task: Task): string => `${task.declaration}${task.buggy_solution}\nexport { ${nameOf(task)} };\n`;

/** Runs the task's own assertions on a module; the judge, apart from all code of the debugger. */
function passesAll(code: string, task: Task): boolean {
  let failures = 0;
  const context = vm.createContext({ console: { assert: (truth: unknown) => void (failures += truth ? 0 : 1), log: () => {} } });
  try {
    vm.runInContext(`${code.replace(/\nexport \{[^}]*\};\n/, '\n')}\n${task.test}`, context, { timeout: 10_000 });
    return failures === 0;
  } catch {
    return false;
  }
}

const room = mkdtempSync(join(tmpdir(), 'supernova-bench-'));
process.on('exit', () => rmSync(room, { recursive: true, force: true }));

/** The program as a room of one file. */
async function openRoom(path: string, code: string): Promise<Source> {
  writeFileSync(join(room, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(room, path), code);
  const tree = await SourceTree.open(room);
  await tree.scan();
  return { tree, graph: await ProjectGraph.build(tree, room) };
}

async function repair(task: Task, mode: 'all' | 'half'): Promise<Outcome> {
  const code = moduleOf(task);
  const assertions = readAssertions(task.test);
  const visible = mode === 'all' ? assertions : chooseHalf(assertions, code, task);
  const path = 'task.js';
  const source = await openRoom(path, code);
  const started = performance.now();
  let firstMs: number | null = null;
  const onProgress = ({ found }: SearchProgress): void => {
    if (found > 0) firstMs ??= performance.now() - started;
  };
  const failed = { task, isRight: false, shown: 0, shownRight: 0, isFound: false, firstMs: null, tried: 0 };
  try {
    const end = await searchCorrection({
      source,
      scenario: { kind: 'FUNCTION', file: path, exportName: nameOf(task), args: null, argsFile: null, examples: visible },
      objective: { examples: visible }, intent: options.docstring ? task.docstring : '', budgetMs: Number(options.budget), maxPatches: 5, seed: Number(options.seed), signal: new AbortController().signal, onProgress,
    });
    const tookMs = performance.now() - started;
    if (end.kind !== 'found') return { ...failed, tookMs, tried: end.kind === 'none' ? end.tried : 0, note: end.kind === 'none' ? end.why : end.why.split('\n')[0]! };
    const rights = end.patches.map((patch) => passesAll(patched(code, patch), task));
    return { task, isRight: rights[0] === true, shown: rights.length, shownRight: rights.filter(Boolean).length, isFound: true, tookMs, firstMs, tried: end.tried, note: end.patches.map((patch, at) => `${rights[at] ? '+' : '-'}${patch.score.toFixed(1)} ${patch.description}`).join('\n      ') };
  } catch (error) {
    return { ...failed, tookMs: performance.now() - started, note: String(error) };
  }
}

function patched(code: string, patch: Patch): string {
  const [edit] = patch.edits;
  return edit?.kind === 'modify' ? applyEdits(code, edit.edits) : code;
}

/** A seeded half of the assertions, with at least one that fails on the buggy program. */
function chooseHalf(assertions: readonly ExpressionExample[], code: string, task: Task): ExpressionExample[] {
  const number = Number(task.task_id.split('/')[1]);
  const random = createRandom(Number(options.seed) * 1000 + number);
  const shuffled = assertions.map((assertion) => ({ assertion, key: random() })).sort((a, b) => a.key - b.key).map(({ assertion }) => assertion);
  const half = shuffled.slice(0, Math.ceil(shuffled.length / 2));
  const fails = (example: ExpressionExample): boolean => !holds(example, code);
  if (half.some(fails)) return half;
  const failing = shuffled.find(fails);
  return failing ? [failing, ...half.slice(1)] : half;
}

function holds({ actual, expected }: ExpressionExample, code: string): boolean {
  const check = expected === null ? `Boolean(${actual})` : `JSON.stringify([${actual}]) === JSON.stringify([${expected}])`;
  try {
    return vm.runInNewContext(`${code.replace(/\nexport \{[^}]*\};\n/, '\n')}\n${check}`, {}, { timeout: 2_000 }) === true;
  } catch {
    return false;
  }
}

const quantile = (numbers: readonly number[], part: number): number => [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))] ?? 0;

function report(mode: string, outcomes: readonly Outcome[]): void {
  const share = (right: number, all: number): string => `${right} of ${all} (${((100 * right) / Math.max(1, all)).toFixed(1)} %)`;
  console.log(`\n${mode === 'all' ? '(a) all assertions visible' : '(b) a random half visible'}${options.docstring ? ', docstring given' : ''}: first patch passes all: ${share(outcomes.filter(({ isRight }) => isRight).length, outcomes.length)}`);
  for (const type of [...new Set(tasks.map(({ bug_type }) => bug_type))].sort()) {
    const own = outcomes.filter(({ task }) => task.bug_type === type);
    console.log(`  ${type.padEnd(18)} ${share(own.filter(({ isRight }) => isRight).length, own.length)}`);
  }
  const first = outcomes.flatMap(({ firstMs }) => (firstMs === null ? [] : [firstMs]));
  const tried = outcomes.reduce((sum, one) => sum + one.tried, 0);
  const seconds = outcomes.reduce((sum, one) => sum + one.tookMs, 0) / 1000;
  console.log(`  first fix: median ${(quantile(first, 0.5) / 1000).toFixed(2)} s, p90 ${(quantile(first, 0.9) / 1000).toFixed(2)} s; ${Math.round(tried / seconds)} candidates/s; some patch found: ${share(outcomes.filter(({ isFound }) => isFound).length, outcomes.length)}`);
  console.log(`  shown patches that were right: ${share(outcomes.reduce((sum, one) => sum + one.shownRight, 0), outcomes.reduce((sum, one) => sum + one.shown, 0))}`);
  console.log('  published GPT-4 pass@1 on the 164 tasks: 48.2 %; it sees the tests but cannot run code.');
}

// Something must wait while a folder is being removed, or the process ends in the middle.
const awake = setInterval(() => {}, 60_000);
for (const mode of ['all', 'half'] as const) {
  if (options.mode !== 'both' && options.mode !== mode) continue;
  const outcomes: Outcome[] = [];
  for (const task of tasks) {
    const outcome = await repair(task, mode);
    outcomes.push(outcome);
    console.log(`${outcome.isRight ? 'right' : outcome.isFound ? 'WRONG' : 'none '} ${task.task_id.padEnd(15)} ${task.bug_type.padEnd(16)} ${(outcome.tookMs / 1000).toFixed(1)} s ${outcome.tried} tried${options.verbose || !outcome.isFound ? `\n      ${outcome.note}` : ''}`);
  }
  report(mode, outcomes);
}
clearInterval(awake);
