import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePlan } from '../../server/healing/plan.ts';
import { Codebase } from '../../server/impact/codebase.ts';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { resolveIntent, resolveWish } from '../../server/intents/resolve-intent.ts';
import type { Wish } from '../../server/intents/wish.ts';
import { wordsOf } from '../../server/intents/words/words-of-change.ts';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { createMemoryRun } from '../support/step-context.ts';

interface IntentCase {
  /** In words; what a change as data is called. */
  readonly intent: string;
  readonly change?: Wish;
  /** `file:line:column` of places that are listed and stay broken. */
  readonly left?: readonly string[];
  /** A part of the sentence that says what was understood. */
  readonly understood?: string;
  readonly contains?: Readonly<Record<string, readonly string[]>>;
  readonly absent?: Readonly<Record<string, readonly string[]>>;
  /** `file:line:column: reason` of places that the plan lists as not edited. */
  readonly listed?: readonly string[];
  /** By file, parts of the reasons for which places in it are listed as not edited. */
  readonly reasons?: Readonly<Record<string, readonly string[]>>;
}

const PROJECTS = join(import.meta.dirname, '../fixtures/projects');

let folder: string;
let codebase: Codebase | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supernova-fixture-'));
});

afterEach(async () => {
  await codebase?.close();
  codebase = undefined;
  rmSync(folder, { recursive: true, force: true });
});

for (const theme of readdirSync(PROJECTS)) {
  const cases = JSON.parse(readFileSync(join(PROJECTS, theme, 'intents.json'), 'utf8')) as IntentCase[];
  describe(`the project ${theme}`, () => {
    it.each(cases)('heals "$intent" without a new problem and comes back byte for byte', async ({ intent, change: wish, left = [], understood = '', contains = {}, absent = {}, listed = [], reasons = {} }) => {
      cpSync(join(PROJECTS, theme), folder, { recursive: true, filter: (path) => !path.endsWith('intents.json') });
      codebase = await Codebase.open(folder);
      const before = await hashTree(folder);
      const change = wish ? resolveWish(codebase, wish) : resolveIntent(codebase, intent);
      expect(wordsOf(change).understood).toContain(understood);
      const impact = await predictBreaks(codebase, change);
      const plan = await makePlan(codebase, change, impact);
      expect(await hashTree(folder)).toBe(before);
      expect(plan.notEdited.map(({ file, line, column, reason }) => `${file}:${line}:${column}: ${reason}`)).toEqual(expect.arrayContaining([...listed]));
      for (const [path, parts] of Object.entries(reasons)) {
        const places = plan.notEdited.filter(({ file }) => file === path).map(({ reason }) => reason);
        for (const part of parts) expect(places, path).toContainEqual(expect.stringContaining(part));
      }
      if (wish?.kind === 'EDIT') expect(plan.notEdited.map(({ file, line, column }) => `${file}:${line}:${column}`).toSorted()).toEqual(left.toSorted());

      const run = createMemoryRun(codebase);
      const steps = await run.heal(plan);
      // A layer that is one whole module has no name to tag, so its MARK_DEPRECATED is skipped.
      expect(steps.filter(({ stepType, outcome }) => outcome.kind !== 'completed' && !(stepType === 'MARK_DEPRECATED' && outcome.kind === 'skipped'))).toEqual([]);
      expect(steps.some(({ stepType }) => stepType === 'VERIFY')).toBe(true);
      for (const [path, texts] of Object.entries(contains)) for (const text of texts) expect(readFileSync(join(folder, path), 'utf8'), path).toContain(text);
      for (const [path, texts] of Object.entries(absent)) {
        for (const text of texts) expect(existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : '', path).not.toContain(text);
      }

      expect(await run.rollBack()).toMatchObject({ kind: 'completed' });
      expect(await hashTree(folder)).toBe(before);
    });
  });
}
