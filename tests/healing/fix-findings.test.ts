import { describe, expect, it } from 'vitest';
import { makePlan } from '../../server/healing/plan.ts';
import type { HealingPlan } from '../../server/healing/planned.ts';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { predictEffects, withEffects } from '../../server/impact/predict-effects.ts';
import type { Change } from '../../server/intents/change.ts';
import { VirtualTree } from '../../server/edits/virtual-tree.ts';
import type { Files } from '../rooms/temp-project.ts';
import { openCodebase, STRICT_WITH_DOM } from '../support/open-codebase.ts';
import { createMemoryRun } from '../support/step-context.ts';

const outline = (plan: HealingPlan) => plan.actions.map(({ actionType, priority, description, steps }) => `${actionType} ${priority}: ${description}: ${steps.map(({ stepType }) => stepType).join(' ')}`);

async function planFor(files: Files, edit: Record<string, string>, isApplied = false) {
  const codebase = await openCodebase({ 'tsconfig.json': STRICT_WITH_DOM, ...files, ...(isApplied ? edit : {}) });
  const change: Change = { kind: 'EDIT', isApplied, files: Object.entries(edit).map(([path, text]) => ({ path, text, ...(isApplied ? { base: typeof files[path] === 'string' ? files[path] : null } : {}) })) };
  const impact = withEffects(await predictBreaks(codebase, change), await predictEffects(codebase, change));
  const plan = await makePlan(codebase, change, impact);
  let tree = new VirtualTree(codebase.tree);
  for (const { input } of plan.actions.flatMap(({ steps }) => steps)) tree = tree.apply(input.edits);
  return { codebase, plan, impact, text: (path: string) => tree.text(path) };
}

const EMPTY = { 'src/a.ts': 'export {};\n', 'src/user.ts': "import './a';\n" };
const SPREAD = 'export function twice(xs: number[]) {\n  let all: number[] = [];\n  for (const x of xs) all = [...all, x * 2];\n  return all;\n}\n';
const LOADS = 'export async function load(ids: string[]) {\n  const out: Response[] = [];\n  for (const id of ids) {\n    out.push(await fetch(id));\n  }\n  return out;\n}\n';
const EVAL = 'export const run = (code: string): unknown => eval(code);\n';

describe('the plan of an edit with findings', () => {
  it('fixes each kind in an action of its own, with a check, and leaves the rest to a person', async () => {
    const { plan, impact, text } = await planFor(EMPTY, { 'src/a.ts': SPREAD + LOADS + EVAL });
    expect(impact.predictions.map(({ predictionType, affectedComponents: [first] }) => [predictionType, first?.code, first?.line])).toEqual([['SECURITY', 'EVAL', 13], ['PERFORMANCE', 'ACCUMULATING_SPREAD', 3], ['PERFORMANCE', 'AWAIT_IN_LOOP', 9]]);
    expect(impact.analysis).toMatchObject({ overallRisk: 8, decision: 'HEAL' });
    expect(outline(plan)).toEqual([
      'FIX LOW: Apply the change and update what refers to it: APPLY_CHANGE VERIFY',
      'FIX MEDIUM: Add to one array with push instead of copying it, in 1 place: APPLY_CHANGE VERIFY',
      'FIX MEDIUM: Wait for independent reads together with Promise.all, in 1 place: APPLY_CHANGE VERIFY',
      'ARCHITECTURAL_REVIEW HIGH: For a person: 1 finding in 1 file that no fix is surely safe for: SUGGEST_REFACTORING',
    ]);
    expect(text('src/a.ts')).toBe(`${SPREAD.replace('all = [...all, x * 2]', 'all.push(x * 2)')}export async function load(ids: string[]) {\n  const out: Response[] = await Promise.all(Array.from(ids, (id) => fetch(id)));\n  return out;\n}\n${EVAL}`);
    expect(plan.notEdited).toEqual([{ file: 'src/a.ts', line: 13, column: EVAL.indexOf('eval') + 1, reason: expect.stringMatching(/runs a text as code.*JSON\.parse/s) }]);
    expect(plan.reasons.join(' ')).toContain('2 findings of the new contents have a fix');
  });

  it('says why a place was not fixed', async () => {
    const { plan } = await planFor(EMPTY, { 'src/a.ts': 'export const f = (x: object) => JSON.parse(JSON.stringify(x));\n' });
    expect(outline(plan).slice(1)).toEqual(['ARCHITECTURAL_REVIEW LOW: For a person: 1 finding in 1 file that no fix is surely safe for: SUGGEST_REFACTORING']);
    expect(plan.notEdited[0]?.reason).toContain('Not fixed: the copied value may hold functions');
    expect(plan.actions[1]?.steps[0]?.input.forAPerson).toEqual([`src/a.ts:1:33 ${plan.notEdited[0]?.reason}`]);
  });

  it('waits at once for functions of other files that only read, and for no others', async () => {
    const read = (call: string) => `import { load } from './store';\nexport async function all(ids: string[]) {\n  const out: string[] = [];\n  for (const id of ids) out.push(await ${call});\n  return out;\n}\n`;
    const store = (body: string) => ({ ...EMPTY, 'src/store.ts': `import { readFile } from 'node:fs/promises';\nimport { pathOf } from './paths';\nconst known: string[] = [];\nexport const count = (): number => known.length;\nexport async function load(id: string): Promise<string> { ${body} }\n`, 'src/paths.ts': "export const pathOf = (id: string): string => `data/${encodeURIComponent(id)}.json`;\n", 'src/node.d.ts': "declare module 'node:fs/promises' { export function readFile(path: string, encoding: string): Promise<string>; }\n" });
    const reads = await planFor(store('const text = await readFile(pathOf(id), "utf8"); return text.trim();'), { 'src/a.ts': read('load(id)') });
    expect(reads.text('src/a.ts')).toContain('await Promise.all(Array.from(ids, (id) => load(id)))');
    for (const body of ['known.push(id); return readFile(pathOf(id), "utf8");', 'return (await fetch(pathOf(id), { method: "POST" })).text();']) {
      const writes = await planFor(store(body), { 'src/a.ts': read('load(id)') });
      expect(writes.text('src/a.ts')).toBe(read('load(id)'));
      expect(writes.plan.notEdited[0]?.reason).toContain('Not fixed: what is called may change something');
    }
  });

  it('tells a person of each place by itself', async () => {
    const { plan, impact } = await planFor(EMPTY, { 'src/a.ts': EVAL + EVAL.replace('run', 'again') });
    expect(impact.predictions[0]?.summary).toMatch(/in 2 places$/);
    expect(plan.actions.at(-1)?.steps.map(({ description }) => description)).toEqual(['src/a.ts:1: Adds code that runs a text as code', 'src/a.ts:2: Adds code that runs a text as code']);
    expect(plan.notEdited.map(({ reason }) => reason).join()).not.toContain('in 2 places');
  });

  it('leaves a fix out that would not compile', async () => {
    const edit = 'interface Data { readonly id: string }\nexport const f = (x: Data): { other: number } => JSON.parse(JSON.stringify(x));\n' + SPREAD;
    const { plan, text } = await planFor(EMPTY, { 'src/a.ts': edit });
    expect(text('src/a.ts')).toBe(edit.replace('all = [...all, x * 2]', 'all.push(x * 2)'));
    expect(plan.notEdited).toEqual([expect.objectContaining({ line: 2, reason: expect.stringContaining('Not fixed: with the fix the file no longer compiles') })]);
  });

  it('fixes several places of a kind in one step', async () => {
    const { plan, text } = await planFor(EMPTY, { 'src/a.ts': SPREAD + SPREAD.replace('twice', 'again'), 'src/b.ts': SPREAD });
    expect(outline(plan)[1]).toBe('FIX MEDIUM: Add to one array with push instead of copying it, in 3 places: APPLY_CHANGE VERIFY');
    expect([text('src/a.ts'), text('src/b.ts')].join('')).not.toContain('[...all');
  });

  it('fixes an edit that was made already', async () => {
    const { plan, text } = await planFor(EMPTY, { 'src/a.ts': SPREAD }, true);
    expect(outline(plan).at(-1)).toBe('FIX MEDIUM: Add to one array with push instead of copying it, in 1 place: APPLY_CHANGE VERIFY');
    expect(text('src/a.ts')).toContain('all.push(x * 2)');
  });

  it('has a word for a person about a new import cycle', async () => {
    const { plan } = await planFor({ 'src/a.ts': "import { b } from './b';\nexport const a = () => b;\n", 'src/b.ts': 'export const b = 1;\n' }, { 'src/b.ts': "import { a } from './a';\nexport const b = 1;\nexport const again = a;\n" });
    expect(outline(plan).at(-1)).toContain('ARCHITECTURAL_REVIEW MEDIUM: For a person: 1 finding');
    expect(plan.notEdited).toEqual([{ file: 'src/b.ts', line: 1, column: 19, reason: expect.stringContaining('Closes an import cycle of 2 files') }]);
  });

  it('is as before where nothing was found', async () => {
    const { plan } = await planFor(EMPTY, { 'src/a.ts': 'export const a = 1;\n' });
    expect(outline(plan)).toEqual(['FIX LOW: Apply the change and update what refers to it: APPLY_CHANGE VERIFY']);
    expect(plan.notEdited).toEqual([]);
  });
});

describe('the check of a fix', () => {
  it('fails when what it was made for is found again, and names the file', async () => {
    const { codebase, plan } = await planFor(EMPTY, { 'src/a.ts': SPREAD });
    const withoutFix: HealingPlan = { ...plan, actions: plan.actions.map((action, i) => (i === 1 ? { ...action, steps: action.steps.slice(1) } : action)) };
    const done = await createMemoryRun(codebase).heal(withoutFix);
    expect(done.at(-1)).toMatchObject({ stepType: 'VERIFY', outcome: { kind: 'failed', code: 'FINDINGS_LEFT', message: 'ACCUMULATING_SPREAD is still found in src/a.ts after its fix.', files: ['src/a.ts'] } });
  });

  it('passes over places of the same kind that the plan said it leaves', async () => {
    const { codebase, plan } = await planFor(EMPTY, { 'src/a.ts': `${SPREAD}export const join = (xs: number[][]) => xs.reduce<number[]>((all, x) => [...all, ...x], []);\n` });
    const done = await createMemoryRun(codebase).heal(plan);
    expect(done.map(({ stepType, outcome }) => [stepType, outcome.kind])).toEqual([['APPLY_CHANGE', 'completed'], ['VERIFY', 'completed'], ['APPLY_CHANGE', 'completed'], ['VERIFY', 'completed'], ['SUGGEST_REFACTORING', 'completed']]);
  });
});
