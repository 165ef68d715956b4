import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../server/edits/text-edits.ts';
import { optimise, type Optimised } from '../../../../server/debugger/repair/performance/optimise.ts';
import type { Scenario } from '../../../../server/debugger/scenario.ts';
import { openGraph } from '../../../graph/build-graph.ts';
import type { Files } from '../../../rooms/temp-project.ts';

const TIMEOUT_MS = 120_000;

const run = (value: number, file = 'src/main.ts'): Extract<Scenario, { kind: 'FUNCTION' }> => ({ kind: 'FUNCTION', file, exportName: 'run', args: [{ kind: 'json', value }], argsFile: null, examples: [{ kind: 'call', args: [{ kind: 'json', value: 3 }], expected: null }] });

async function optimiseRoom(files: Files, scenario: Scenario, signal = new AbortController().signal): Promise<{ result: Optimised; text: string | null }> {
  const source = await openGraph({ 'package.json': '{ "type": "module" }', ...files });
  const result = await optimise({ source, scenario, budgetMs: 60_000, maxPatches: 1, signal, onProgress: () => {} });
  const [edit] = result.end.kind === 'found' ? (result.end.patches[0]?.edits ?? []) : [];
  return { result, text: edit?.kind === 'modify' ? applyEdits(source.tree.text(edit.path) ?? '', edit.edits) : null };
}

const LOOKUP = 'export function label(ids: number[], users: { id: number; name: string }[]): string[] {\n  return ids.map((id) => users.find((user) => user.id === id)?.name ?? "none");\n}\n';
const MAIN = 'import { label } from "./label.ts";\nexport function run(n: number): string[] {\n  const users = Array.from({ length: n }, (_, id) => ({ id, name: `user ${id}` }));\n  return label(users.map(({ id }) => n - id), users);\n}\n';

describe('the search for a faster version', () => {
  it('names the line that takes the time, in the file that the scenario imports, and gives a patch that was measured', async () => {
    const { result, text } = await optimiseRoom({ 'src/main.ts': MAIN, 'src/label.ts': LOOKUP }, run(1500));
    expect(result.bottlenecks[0]).toMatchObject({ file: 'src/label.ts', line: 2 });
    expect(text).toContain('usersById.get(id)');
    const [patch] = result.end.kind === 'found' ? result.end.patches : [];
    expect(patch).toMatchObject({ type: 'performance_optimization', operator: 'linear-search-map' });
    expect(patch?.steps.map(({ action }) => action)).toEqual(['identify_bottleneck', 'apply_optimization', 'verify']);
    expect(patch?.evidence).toEqual([expect.objectContaining({ check: 'performance', total: 15 }), expect.objectContaining({ check: 'same-outcome', passed: 2, total: 2 })]);
  }, TIMEOUT_MS);

  it('remembers results only where one run asks again', async () => {
    const text = 'function ways(x: number, y: number): number {\n  return x === 0 || y === 0 ? 1 : ways(x - 1, y) + ways(x, y - 1);\n}\nexport const run = (n: number) => ways(n, n);\n';
    const { result } = await optimiseRoom({ 'src/main.ts': text }, run(11));
    expect(result.end).toMatchObject({ kind: 'found', patches: [{ operator: 'memoise' }] });
  }, TIMEOUT_MS);

  it('leaves what would change the outcome, and says so', async () => {
    // Unlike through text, a clone keeps what is undefined.
    const text = 'export function run(n: number): unknown[] {\n  const rows = Array.from({ length: n }, (_, id) => ({ id, gone: undefined, at: new Date(id) }));\n  return rows.map((row) => JSON.parse(JSON.stringify(row)));\n}\n';
    const { result } = await optimiseRoom({ 'src/main.ts': text }, run(500));
    expect(result.end).toMatchObject({ kind: 'none', why: 'exhausted' });
    expect(result.left).toEqual([expect.objectContaining({ why: expect.stringContaining('the outcome would change') })]);
  }, TIMEOUT_MS);

  it('says why a scenario cannot be run', async () => {
    const { result } = await optimiseRoom({ 'src/main.ts': 'export const other = 1;\n' }, run(1));
    expect(result.end).toMatchObject({ kind: 'not-repairable', why: expect.stringContaining("no export 'run'") });
  }, TIMEOUT_MS);

  it('ends where nothing applies', async () => {
    const { result } = await optimiseRoom({ 'src/main.ts': 'export const run = (n: number) => n * 2;\n' }, run(1));
    expect(result.end).toEqual({ kind: 'none', tried: 0, why: 'exhausted' });
  }, TIMEOUT_MS);

  it('takes scripts as well, and names the line', async () => {
    const text = 'const found: number[] = [];\nfor (let i = 0; i < 15000; i += 1) {\n  const value = (i * 7919) % 40009;\n  if (!found.includes(value)) found.push(value);\n}\nconsole.log(found.length);\n';
    const { result } = await optimiseRoom({ 'src/main.ts': text }, { kind: 'SCRIPT', file: 'src/main.ts', args: [], stdin: null });
    expect(result.bottlenecks[0]).toMatchObject({ file: 'src/main.ts', line: 4 });
    expect(result.end).toMatchObject({ kind: 'found', patches: [{ operator: 'growing-list-set' }] });
  }, TIMEOUT_MS);

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(optimiseRoom({ 'src/main.ts': MAIN, 'src/label.ts': LOOKUP }, run(100), controller.signal)).rejects.toThrow('enough');
  }, TIMEOUT_MS);
});
