import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { AnalyzeImpact, CaptureEdit, PlanHealing, ReadRun, RollbackRun, TriggerHealing } from '../support/documents.ts';
import { STRICT_WITH_DOM } from '../support/open-codebase.ts';
import { smallProject, writeFiles } from '../support/projects.ts';
import { startTestApp } from '../support/test-app.ts';
import { dataOf, openRoom, readEvents } from '../support/walk-through.ts';

const NODE = "declare module 'node:child_process' { export function exec(command: string): void; export function execFile(file: string, args: string[]): void; }\n";
const REPORT = `import { exec } from 'node:child_process';

interface Line { readonly price: number; readonly tags: readonly string[] }

export async function load(ids: string[]) {
  const out: Response[] = [];
  for (const id of ids) {
    out.push(await fetch(id));
  }
  return out;
}

export const copy = (line: Line): Line => JSON.parse(JSON.stringify(line));
export const show = (folder: string) => exec(\`ls -l \${folder}\`);
export const id = () => Math.random().toString(36).slice(2);
export const compute = (formula: string): unknown => eval(formula);
`;
const FIXED = `import { execFile } from 'node:child_process';

interface Line { readonly price: number; readonly tags: readonly string[] }

export async function load(ids: string[]) {
  const out: Response[] = await Promise.all(Array.from(ids, (id) => fetch(id)));
  return out;
}

export const copy = (line: Line): Line => structuredClone(line);
export const show = (folder: string) => execFile('ls', ['-l', folder]);
export const id = () => crypto.randomUUID();
export const compute = (formula: string): unknown => eval(formula);
`;

test('an edit with findings is predicted, fixed where that is surely safe, verified and rolled back byte for byte', { timeout: 120_000 }, async () => {
  const api = await startTestApp({ project: (folder: string) => writeFiles(folder, { ...smallProject, 'tsconfig.json': STRICT_WITH_DOM, 'src/node.d.ts': NODE, 'src/report.ts': 'export {};\n' }) });
  const original = await hashTree(api.roomFolder);
  const roomId = await openRoom(api, api.roomFolder);
  const captured = dataOf((await api.graphql(CaptureEdit, { roomId, edit: { files: [{ path: 'src/report.ts', text: REPORT }] } })).captureIntent);

  const { predictions, analysis } = dataOf((await api.graphql(AnalyzeImpact, { intentId: captured.id })).analyzeImpact);
  expect(predictions.edges.map(({ node }) => [node.predictionType, node.certainty, node.severity, node.affectedComponents[0]?.code, node.affectedComponents[0]?.line])).toEqual([
    ['SECURITY', 'CERTAIN', 8, expect.stringMatching(/BUILT_COMMAND|EVAL/), expect.any(Number)],
    ['SECURITY', 'CERTAIN', 8, expect.stringMatching(/BUILT_COMMAND|EVAL/), expect.any(Number)],
    ['PERFORMANCE', 'CERTAIN', 4, 'AWAIT_IN_LOOP', 8],
    ['SECURITY', 'POSSIBLE', 4, 'WEAK_RANDOM', 15],
    ['PERFORMANCE', 'CERTAIN', 3, 'JSON_CLONE', 13],
  ].sort((a, b) => Number(b[2]) - Number(a[2])));
  expect(analysis).toMatchObject({ overallRisk: 8, decision: 'HEAL' });

  const planned = dataOf((await api.graphql(PlanHealing, { intentId: captured.id })).planHealing);
  expect(planned.actions.map(({ actionType, executions }) => [actionType, executions.map(({ stepType }) => stepType).join(' ')])).toEqual([...Array.from({ length: 5 }, () => ['FIX', 'APPLY_CHANGE VERIFY']), ['ARCHITECTURAL_REVIEW', 'SUGGEST_REFACTORING']]);
  expect(planned.notEdited).toEqual([{ file: 'src/report.ts', reason: expect.stringContaining('runs a text as code') }]);
  expect(readFileSync(join(api.roomFolder, 'src/report.ts'), 'utf8')).toBe('export {};\n');
  const { data } = await api.send('query ($id: ID!) { run(id: $id) { actions { prediction { affectedComponents { code } } } } }', { id: planned.id });
  const answered = (data?.['run'] as { actions: { prediction: { affectedComponents: { code: string }[] } | null }[] }).actions.map(({ prediction }) => prediction?.affectedComponents[0]?.code);
  expect(answered.slice(1).sort()).toEqual(['AWAIT_IN_LOOP', 'BUILT_COMMAND', 'JSON_CLONE', 'WEAK_RANDOM', undefined].sort());

  dataOf((await api.graphql(TriggerHealing, { runId: planned.id })).triggerHealing);
  expect((await readEvents(api, planned.id, { until: ['RUN_COMPLETED', 'RUN_FAILED'] })).at(-1)).toMatchObject({ type: 'RUN_COMPLETED' });
  expect(readFileSync(join(api.roomFolder, 'src/report.ts'), 'utf8')).toBe(FIXED);
  const { run } = await api.graphql(ReadRun, { id: planned.id });
  const verified = run?.actions.slice(1, 5).map(({ executions }) => executions.find(({ stepType }) => stepType === 'VERIFY'));
  expect(verified).toEqual(Array.from({ length: 4 }, () => expect.objectContaining({ status: 'COMPLETED', result: expect.objectContaining({ newProblems: [], findingsFixed: 1 }) })));
  expect(run?.actions[5]?.executions[0]).toMatchObject({ status: 'COMPLETED', result: { forAPerson: [expect.stringContaining('src/report.ts:16:54')] } });

  dataOf((await api.graphql(RollbackRun, { runId: planned.id })).rollbackRun);
  await readEvents(api, planned.id, { until: ['ROLLBACK_COMPLETED', 'ROLLBACK_REFUSED'] });
  expect(await hashTree(api.roomFolder)).toBe(original);
});
