import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProfileNode } from '../../../../server/debugger/repair/performance/child/messages.ts';
import { candidatesIn, seenArguments } from '../../../../server/debugger/repair/performance/candidates.ts';
import { Profile } from '../../../../server/debugger/repair/performance/hot-spots.ts';
import { fileEdit, lineEdits } from '../../../../server/debugger/repair/performance/line-edits.ts';
import { medianOf, ratioOf } from '../../../../server/debugger/repair/performance/statistics.ts';
import { applyEdits, normalizeEdits } from '../../../../server/edits/text-edits.ts';

describe('the ratio of two versions', () => {
  const rounds = (ratios: readonly number[]) => ratios.map((ratio) => [10, 10 * ratio] as const);

  it.each([
    [[0.5, 0.5, 0.5, 0.5, 0.5], 0.5, 0, Number.POSITIVE_INFINITY],
    [[0.5, 0.4, 0.6, 0.5, 0.5, 0.5], 0.5, 0.4, 0.6],
    [[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 9], 0.5, 0.2, 0.8],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], 8, 4, 12],
  ])('of %j has the median %d and the interval %d to %d', (ratios, median, low, high) => {
    expect(ratioOf(rounds(ratios))).toMatchObject({ median, low, high, rounds: ratios.length });
  });

  it('has an interval around its median', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 6, maxLength: 60 }), (ratios) => {
      const { low, median, high } = ratioOf(rounds(ratios));
      expect(low).toBeLessThanOrEqual(median);
      expect(median).toBeLessThanOrEqual(high);
    }));
  });

  it('counts the rounds in which the second version was faster', () => {
    expect(ratioOf(rounds([0.5, 1.5, 0.9])).faster).toBe(2);
  });

  it('takes the middle of two for an even number', () => {
    expect(medianOf([4, 1, 3, 2])).toBe(2.5);
  });
});

const node = (id: number, parent: number, part: Partial<ProfileNode>): ProfileNode => ({ id, parent, name: 'f', file: null, url: '', line: 1, selfMicroseconds: 0, ticks: [], ...part });

/** run() in line 1 calls find in line 5, which calls built-in code. */
const NODES: readonly ProfileNode[] = [
  node(1, 0, { name: '(root)' }),
  node(2, 1, { name: 'run', file: 'a.ts', url: 'file:///a', line: 1, selfMicroseconds: 100, ticks: [[2, 10]] }),
  node(3, 2, { name: 'find', file: 'a.ts', url: 'file:///a', line: 5, selfMicroseconds: 300, ticks: [[6, 3], [7, 1]] }),
  node(4, 3, { name: 'includes', selfMicroseconds: 400 }),
  node(5, 1, { name: 'parse', url: 'file:///room/node_modules/pkg/index.js', selfMicroseconds: 200 }),
  node(6, 1, { name: '(idle)', selfMicroseconds: 9000 }),
];

describe('a profile', () => {
  const profile = new Profile(NODES);

  it('gives the lines that take the time, built-in code counted for who calls it', () => {
    expect(profile.bottlenecks().map(({ line, name, self }) => [line, name, Number(self.toFixed(3))])).toEqual([[6, 'find', 0.625], [2, 'run', 0.1], [7, 'find', 0.075]]);
  });

  it('gives a function the time of all it calls', () => {
    expect(profile.shareOf({ file: 'a.ts', firstLine: 1, lastLine: 3 })).toBeCloseTo(0.8);
    expect(profile.shareOf({ file: 'a.ts', firstLine: 5, lastLine: 9 })).toBeCloseTo(0.7);
    expect(profile.shareOf({ file: 'b.ts', firstLine: 1, lastLine: 9 })).toBe(0);
  });

  it('leaves waiting out, and tells how much of it there was', () => {
    expect(profile.milliseconds).toBe(1);
    expect(profile.idleShare).toBeCloseTo(0.9);
  });

  it('names the package that takes the most', () => {
    expect(profile.outside()).toEqual({ url: 'file:///room/node_modules/pkg/index.js', share: 0.2 });
  });
});

describe('the candidates', () => {
  const hot = 'export function find(xs, ys) {\n  ys.map((y) => y);\n  return xs.filter((x) => ys.includes(x));\n}\n';
  const file = { path: 'a.ts', text: `${'\n'.repeat(4)}${hot}` };
  const cold = { path: 'b.ts', text: hot };
  const lookout = { files: [cold, file], counts: [], seen: new Map() };

  it('are those in code that takes time', () => {
    expect(candidatesIn({ ...lookout, profile: new Profile(NODES) }).map(({ path, operator }) => `${path} ${operator}`)).toEqual(['a.ts linear-search-set']);
  });

  it('are all of them where there is no profile', () => {
    expect(candidatesIn({ ...lookout, profile: null })).toHaveLength(2);
  });

  it('hold what is remembered between calls only where there are several in one run', () => {
    const text = 'export function f(n) {\n  return n < 2 ? 1 : f(n - 1) * n;\n}\n';
    const profile = new Profile([node(1, 0, { name: 'f', file: 'c.ts', url: 'file:///c', selfMicroseconds: 10, ticks: [[2, 1]] })]);
    const operators = (count: number) => candidatesIn({ files: [{ path: 'c.ts', text }], profile, counts: [{ file: 'c.ts', line: 1, count }], seen: new Map() }).map(({ operator }) => operator);
    expect(operators(1)).toEqual([]);
    expect(operators(2)).toEqual(['memoise']);
  });

  it('know what the scenario gives the function', () => {
    const given = (value: unknown) => ({ kind: 'json', value }) as const;
    const seen = seenArguments({ kind: 'FUNCTION', file: 'a.ts', exportName: 'api.find', args: [given([1]), given('a'), given(1)], argsFile: null, examples: [{ kind: 'call', args: [given([2]), given(3), { kind: 'expression', source: '5' }], expected: null }] });
    expect(seen.get('a.ts')?.get('find')).toEqual(['list', null, null]);
  });
});

describe('edits of lines', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 8 }).map((lines) => lines.join('\n'));

  it('turn the one text into the other', () => {
    fc.assert(fc.property(text, text, (before, after) => {
      const edits = lineEdits(before, after);
      expect(applyEdits(before, normalizeEdits(edits))).toBe(after);
    }));
  });

  it('touch only the lines that differ', () => {
    expect(lineEdits('a\nb\nc\n', 'a\nX\nc\n')).toEqual([{ start: 2, end: 4, text: 'X\n' }]);
    expect(fileEdit('a.ts', 'a\n', 'a\nb\n')).toMatchObject({ kind: 'modify', path: 'a.ts', edits: [{ start: 2, end: 2, text: 'b\n' }] });
  });
});
