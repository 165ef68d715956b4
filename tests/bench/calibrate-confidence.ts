// Writes the outcomes that confidence starts from: the correction search on programs of our own with seeded bugs, judged on inputs that it
// did not see. Prints the Brier score and a reliability table, each program estimated from all the others.
// Usage: npm run bench:calibrate -- [--budget 8000] [--write]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { featuresOf, type CheckedPatch } from '../../server/debugger/activities/features.ts';
import type { Evidence } from '../../server/debugger/fix.ts';
import { brierScore, estimateConfidence, type RecordedOutcome } from '../../server/debugger/repair/confidence.ts';
import { searchCorrection } from '../../server/debugger/repair/search.ts';
import { brokenCode, openRoom, patchedText, resultsOf, toExample } from '../debugger/repair/open-room.ts';
import { SEEDED_PROGRAMS, type SeededProgram } from '../debugger/repair/seeded-programs.ts';

const { values: options } = parseArgs({ options: { budget: { type: 'string', default: '8000' }, write: { type: 'boolean', default: false } } });
const folder = mkdtempSync(join(tmpdir(), 'supernova-bench-'));
const path = 'program.ts';
/** Shares of the inputs that the search sees; of the others every second one is a check that it does not see. */
const SHARES = [0.3, 0.5, 0.8];

const attempt = <T>(work: () => Promise<T>): Promise<T | undefined> => work().catch(() => undefined);

interface Judged extends RecordedOutcome {
  readonly program: string;
}

async function outcomesOf(program: SeededProgram, share: number): Promise<Judged[]> {
  const wrong = brokenCode(program);
  const { inputs, code } = program;
  const expected = await resultsOf(code, inputs);
  const givesAll = async (text: string, indexes: readonly number[]) => isDeepStrictEqual(await attempt(() => resultsOf(text, indexes.map((at) => inputs[at]!))), indexes.map((at) => expected[at]));
  const failing: number[] = [];
  for (const at of inputs.keys()) if (!(await givesAll(wrong, [at]))) failing.push(at);
  const visible = [...inputs.keys()].filter((at) => at < Math.ceil(inputs.length * share));
  if (!visible.some((at) => failing.includes(at))) visible.push(failing[0]!);
  const hidden = [...inputs.keys()].filter((at) => !visible.includes(at));
  const heldBack = hidden.filter((_, index) => index % 2 === 0);
  const source = await openRoom(folder, { 'package.json': '{ "type": "module" }', [path]: wrong });
  const examples = visible.map((at) => toExample(inputs[at]!, expected[at]));
  const end = await searchCorrection({ source, scenario: { kind: 'FUNCTION', file: path, exportName: 'run', args: null, argsFile: null, examples }, objective: { examples }, budgetMs: Number(options.budget), maxPatches: 5, seed: 1, signal: new AbortController().signal, onProgress: () => {} });
  if (end.kind !== 'found') return [];
  const outcomes: Judged[] = [];
  for (const isChecked of [false, true]) {
    const kept: CheckedPatch[] = [];
    for (const [index, patch] of end.patches.entries()) {
      if (isChecked && (heldBack.length === 0 || !(await givesAll(patchedText(path, wrong, patch), heldBack)))) continue;
      const held: Evidence[] = isChecked ? [{ check: 'held-back-examples', passed: heldBack.length, total: heldBack.length, details: '' }] : [];
      kept.push({ patch, index, evidence: [...patch.evidence, ...held], status: isChecked ? 'VERIFIED' : 'PLAUSIBLE' });
    }
    for (const each of kept) outcomes.push({ program: program.name, features: featuresOf(each, kept, end.distinction), isRight: await givesAll(patchedText(path, wrong, each.patch), [...inputs.keys()]) });
  }
  return outcomes;
}

function report(outcomes: readonly Judged[]): void {
  const estimates = outcomes.map(({ program, features, isRight }) => ({ isRight, value: estimateConfidence(features, outcomes.filter((other) => other.program !== program), []).value }));
  console.log(`${outcomes.length} outcomes, ${outcomes.filter(({ isRight }) => isRight).length} right; Brier score ${brierScore(estimates).toFixed(3)} (0.250 is what one half always gives)`);
  for (let low = 0; low < 1; low += 0.2) {
    const within = estimates.filter(({ value }) => value >= low && value < low + 0.2);
    if (within.length === 0) continue;
    const mean = within.reduce((sum, { value }) => sum + value, 0) / within.length;
    console.log(`  said ${(mean * 100).toFixed(0).padStart(3)} %, right ${((100 * within.filter(({ isRight }) => isRight).length) / within.length).toFixed(0).padStart(3)} %, of ${within.length}`);
  }
}

const all: Judged[] = [];
const awake = setInterval(() => {}, 60_000);
try {
  for (const program of SEEDED_PROGRAMS) for (const share of SHARES) all.push(...(await outcomesOf(program, share)));
} finally {
  clearInterval(awake);
  rmSync(folder, { recursive: true, force: true });
}
report(all);
if (options.write) {
  const rows = all.map(({ features, isRight }) => `  ${JSON.stringify([features.type, features.status, features.operator, features.examples, features.heldBack, features.tests, features.rivals, features.differingRivals, features.rank, isRight]).replaceAll('"', "'").replaceAll(',', ', ')},`);
  const lines = rows.flatMap((row, index) => (index % 2 === 0 ? [[row, (rows[index + 1] ?? '').trim()].join(' ').trimEnd()] : []));
  const text = `// Outcomes of fixes that ship with the product, written by \`npm run bench:calibrate -- --write\`. Data only.
import type { ConfidenceFeatures, RecordedOutcome } from './confidence.ts';

type Row = readonly [type: ConfidenceFeatures['type'], status: ConfidenceFeatures['status'], operator: string, examples: number, heldBack: number, tests: number, rivals: number, differingRivals: number, rank: number, isRight: boolean];

const ROWS: readonly Row[] = [
${lines.join('\n')}
];

export const PRIOR_OUTCOMES: readonly RecordedOutcome[] = ROWS.map(([type, status, operator, examples, heldBack, tests, rivals, differingRivals, rank, isRight]) => ({ features: { type, status, operator, examples, heldBack, tests, rivals, differingRivals, rank }, isRight }));
`;
  writeFileSync(new URL('../../server/debugger/repair/confidence-prior.ts', import.meta.url), text);
}
