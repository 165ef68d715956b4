import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findOptimisations, optimisedText } from '../../../../server/debugger/repair/performance/transformations.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';
import { LEFT, SLOW } from './programs.ts';

/** What the calls give in a fresh module of this text. */
async function outcomes(text: string, calls: readonly string[]): Promise<unknown[]> {
  const file = join(makeTempFolder(), 'module.mjs');
  writeFileSync(file, text);
  const module: Record<string, unknown> = await import(pathToFileURL(file).href);
  const run = (call: string): unknown => new Function(...Object.keys(module), `return ${call}`)(...Object.values(module));
  return Promise.all(calls.map(run));
}

describe('an optimisation', () => {
  it.each(SLOW)('is found for $name, and the outcome stays the same', async ({ operator, text, calls, says }) => {
    const found = findOptimisations('module.js', text).find((one) => one.operator === operator);
    expect(found?.description).toMatch(/\w/);
    if (!found) return;
    const after = optimisedText('module.js', text, found) ?? '';
    expect(after).toContain(says);
    expect(await outcomes(after, calls)).toStrictEqual(await outcomes(text, calls));
    expect(found.line).toBe(text.slice(0, found.start).split('\n').length);
  });

  it.each(LEFT)('is not made where $why', ({ operator, text }) => {
    expect(findOptimisations('module.js', text).filter((one) => one.operator === operator)).toEqual([]);
  });

  it('of TypeScript keeps its types', () => {
    const text = 'interface User { id: number; name: string }\nexport function join(users: User[], ids: readonly number[]): (User | undefined)[] {\n  return ids.map((id) => users.find((user) => user.id === id));\n}\n';
    const found = findOptimisations('a.ts', text).find((one) => one.operator === 'linear-search-map');
    expect(found && optimisedText('a.ts', text, found)).toContain("const usersById = new Map<(typeof users)[number]['id'], (typeof users)[number]>();");
  });

  it('uses what the scenario gave for a parameter that the file says nothing of', () => {
    const text = 'export const f = (words, some) => words.filter((word) => some.includes(word));\n';
    const operators = (kind: 'list' | 'text') => findOptimisations('a.js', text, new Map([['f', ['list', kind]]])).map((one) => one.operator);
    expect(operators('list')).toContain('linear-search-set');
    expect(operators('text')).toEqual([]);
  });

  it('is not looked for in a file that does not parse', () => {
    expect(findOptimisations('a.js', 'const = ;')).toEqual([]);
  });
});
