import { describe, expect, it } from 'vitest';
import { makePlan } from '../../server/healing/plan.ts';
import { findConflicts } from '../../server/healing/find-conflicts.ts';
import type { HealingPlan } from '../../server/healing/planned.ts';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveIntent } from '../../server/intents/resolve-intent.ts';
import { VirtualTree } from '../../server/edits/virtual-tree.ts';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import type { Files } from '../rooms/temp-project.ts';
import { openCodebase, STRICT } from '../support/open-codebase.ts';

const outline = (plan: HealingPlan) => plan.actions.map(({ actionType, priority, steps }) => `${actionType} ${priority}: ${steps.map(({ stepType }) => stepType).join(' ')}`);
const users = (count: number, text: (i: number) => string) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`src/user${i}.ts`, text(i)]));

async function planFor(files: Files, intent: string) {
  const codebase = await openCodebase({ 'tsconfig.json': STRICT, ...files });
  const before = await hashTree(codebase.tree.root);
  const change = resolveIntent(codebase, intent);
  const impact = await predictBreaks(codebase, change);
  const plan = await makePlan(codebase, change, impact);
  expect(await hashTree(codebase.tree.root)).toBe(before);
  return { codebase, plan, impact };
}

const ORIGIN = { 'src/a.ts': 'export const price = 1;\n' };
const SEVERE = { ...ORIGIN, 'src/b.ts': "import { price } from './a';\nexport const b = price;\n", 'src/c.ts': "import { b } from './b';\nexport const c = b;\n" };

describe('the actions', () => {
  it('for a severe break keep the old name, migrate and verify', async () => {
    const { plan } = await planFor(SEVERE, 'rename price to money');
    expect(outline(plan)).toEqual(['COMPATIBILITY_LAYER HIGH: APPLY_CHANGE UPDATE_IMPORTS UPDATE_REFERENCES CREATE_COMPATIBILITY_SHIM', 'MIGRATION MEDIUM: MARK_DEPRECATED CREATE_MIGRATION_GUIDE VERIFY']);
    expect(plan).toMatchObject({ decision: 'HEAL', riskMitigated: 8, notEdited: [] });
  });

  it('for a severe break keep the old path', async () => {
    const { plan } = await planFor(SEVERE, 'move src/a.ts to src/lib/a.ts');
    expect(outline(plan)).toEqual(['COMPATIBILITY_LAYER HIGH: APPLY_CHANGE UPDATE_IMPORTS CREATE_COMPATIBILITY_SHIM', 'MIGRATION MEDIUM: MARK_DEPRECATED CREATE_MIGRATION_GUIDE VERIFY']);
  });

  it('for a break below severity 8 migrate without a layer', async () => {
    const { plan, impact } = await planFor({ ...ORIGIN, 'src/b.ts': "import { price as cost } from './a';\nexport const b = cost;\n" }, 'rename price to money');
    expect(impact.analysis.overallRisk).toBe(7.5);
    expect(outline(plan)).toEqual(['MIGRATION HIGH: APPLY_CHANGE UPDATE_IMPORTS CREATE_MIGRATION_GUIDE VERIFY']);
  });

  it('for a file that scripts need which no compiler checks migrate, and keep it for them', async () => {
    const scripts = { 'src/types.ts': 'export {};\n', 'lib/request.js': 'exports.read = () => 1;\n', 'lib/reply.js': "module.exports = require('./request').read;\n" };
    const { plan } = await planFor(scripts, 'delete lib/request.js');
    expect(outline(plan)).toEqual(['MIGRATION HIGH: APPLY_CHANGE CREATE_MIGRATION_GUIDE VERIFY']);
    expect(plan).toMatchObject({ decision: 'HEAL', riskMitigated: 7, notEdited: [{ file: 'lib/reply.js', line: 1 }] });
    const moved = await planFor(scripts, 'move lib/request.js to lib/http/request.js');
    expect(moved.plan).toMatchObject({ decision: 'LOW_RISK', reasons: ['The risk is 4, below 7: the compiler sees no break, but 1 file may break where it cannot check; look there first.'] });
    expect(outline(moved.plan)).toEqual(['FIX LOW: APPLY_CHANGE UPDATE_REFERENCES VERIFY']);
  });

  it('for a change that breaks nothing apply it and verify', async () => {
    const { plan } = await planFor(ORIGIN, 'rename price to money');
    expect(outline(plan)).toEqual(['FIX LOW: APPLY_CHANGE VERIFY']);
    expect(plan).toMatchObject({ decision: 'LOW_RISK', riskMitigated: 0 });
  });

  it('say what is wrong with the configuration that they rest on', async () => {
    const { plan } = await planFor({ ...ORIGIN, 'tsconfig.json': '{ "compilerOptions": { "strict": tru } }' }, 'rename price to money');
    expect(plan.reasons.slice(1)).toEqual([expect.stringMatching(/^tsconfig\.json is not a valid tsconfig: [^\n]+$/), 'What is predicted and checked counts the tsconfig files as far as they can be read.']);
    const circle = (to: string) => JSON.stringify({ compilerOptions: { composite: true, types: [] }, include: ['src'], references: [{ path: `../${to}` }] });
    const references = await planFor({ ...ORIGIN, 'a/tsconfig.json': circle('b'), 'b/tsconfig.json': circle('a') }, 'rename price to money');
    expect(references.plan.reasons[1]).toBe('Circular project references: a/tsconfig.json -> b/tsconfig.json -> a/tsconfig.json.');
  });

  it('for 11 direct dependents add a review, and for 10 do not', async () => {
    const review = 'ARCHITECTURAL_REVIEW LOW: ANALYZE_COUPLING SUGGEST_REFACTORING';
    const importing = (i: number) => `import { price } from './a';\nexport const u${i} = price;\n`;
    expect(outline((await planFor({ ...ORIGIN, ...users(11, importing) }, 'rename price to money')).plan).at(-1)).toBe(review);
    expect(outline((await planFor({ ...ORIGIN, ...users(10, importing) }, 'rename price to money')).plan)).not.toContain(review);
    const unused = await planFor({ ...ORIGIN, ...users(11, () => "import './a';\n") }, 'rename price to money');
    expect(outline(unused.plan)).toEqual(['FIX LOW: APPLY_CHANGE VERIFY', review]);
  });
});

describe('the steps', () => {
  it('start each from the tree that the one before leaves, and together make the diff', async () => {
    const { codebase, plan } = await planFor({ ...SEVERE, 'src/d.ts': "export { price } from './a';\nexport const load = () => import('./a').then((a) => a.price);\n" }, 'rename price to money');
    const steps = plan.actions.flatMap((action) => action.steps);
    let tree = new VirtualTree(codebase.tree);
    for (const { input } of steps) tree = tree.apply(input.edits);
    expect(tree.text('src/a.ts')).toMatch(/^export const money = 1;\n\n\/\*\* @deprecated [^\n]+\nexport \{ \/\*\* @deprecated Use \{@link money\} instead\. \*\/ money as price \};\n$/);
    expect(tree.text('src/b.ts')).toBe("import { money } from './a';\nexport const b = money;\n");
    expect(tree.text('src/d.ts')).toContain('a.money');
    for (const path of tree.overlay.keys()) expect(plan.diff).toContain(`diff --git a/${path} b/${path}`);
    for (const { input, diff } of steps) expect(diff === '').toBe(input.edits.length === 0);
    expect(findConflicts(steps.flatMap(({ input }) => input.edits), (path) => codebase.tree.hash(path) ?? null)).toEqual([]);
  });

  it('survive being stored as JSON', async () => {
    const { plan } = await planFor(SEVERE, 'move src/a.ts to src/lib/a.ts');
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  it('write a guide that lists the files and what is left', async () => {
    const { codebase, plan } = await planFor({ ...SEVERE, 'src/e.ts': "import * as a from './a';\nexport const e = (key: 'price') => a[key];\n" }, 'rename price to money');
    const guide = plan.actions.flatMap(({ steps }) => steps).find(({ stepType }) => stepType === 'CREATE_MIGRATION_GUIDE')?.input.edits[0];
    expect(guide).toMatchObject({ kind: 'create', path: 'docs/migrations/rename-price-to-money.md', text: expect.stringContaining('- `src/b.ts`') });
    expect(codebase.tree.has('docs/migrations/rename-price-to-money.md')).toBe(false);
    expect(plan.notEdited).toContainEqual(expect.objectContaining({ file: 'src/e.ts', line: 2 }));
    expect(guide?.kind === 'create' && guide.text).toContain('## To do by hand\n\n- `src/e.ts:2:');
  });

  it('follow what only the compiler sees', async () => {
    const { plan } = await planFor({ ...SEVERE, 'src/loader.ts': "export const load = () => import('./a');\n", 'src/f.ts': "import { load } from './loader';\nexport const f = async () => (await load()).price;\n" }, 'rename price to money');
    expect(plan.diff).toContain('+export const f = async () => (await load()).money;');
    expect(plan.notEdited).toEqual([]);
  });
});

describe('conflicts with the disk', () => {
  const H = (name: string) => name;
  it.each([
    ['a file as it was planned', [{ kind: 'modify', path: 'a', before: H('1'), after: H('2'), edits: [] }], { a: '1' }, []],
    ['a file that is edited twice', [{ kind: 'modify', path: 'a', before: H('1'), after: H('2'), edits: [] }, { kind: 'modify', path: 'a', before: H('2'), after: H('3'), edits: [] }], { a: '1' }, []],
    ['a file that changed', [{ kind: 'modify', path: 'a', before: H('1'), after: H('2'), edits: [] }], { a: 'x' }, ['a']],
    ['a file that is gone', [{ kind: 'delete', path: 'a', before: H('1') }], {}, ['a']],
    ['a file that came', [{ kind: 'create', path: 'a', after: H('1'), text: '' }], { a: 'x' }, ['a']],
    ['a shim where a file moved away', [{ kind: 'move', from: 'a', path: 'b', before: H('1'), after: H('1'), edits: [] }, { kind: 'create', path: 'a', after: H('2'), text: '' }], { a: '1' }, []],
    ['a move onto a file', [{ kind: 'move', from: 'a', path: 'b', before: H('1'), after: H('1'), edits: [] }], { a: '1', b: 'x' }, ['b']],
  ] as const)('%s', (_, edits, disk: Readonly<Record<string, string>>, conflicts) => {
    expect(findConflicts(edits, (path) => disk[path] ?? null)).toEqual(conflicts);
  });
});
