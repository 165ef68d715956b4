import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { applyMapping } from '../../../../server/debugger/repair/data-mapping/apply.ts';
import { deriveMapping, deriveMappings } from '../../../../server/debugger/repair/data-mapping/derive.ts';
import { describeMapping } from '../../../../server/debugger/repair/data-mapping/describe.ts';
import { mappingBody, mappingSource } from '../../../../server/debugger/repair/data-mapping/source.ts';
import { CASES, pairsOf } from './examples.ts';

/** Runs the written code. */
const run = (body: string, value: unknown): unknown => new Function('x', body)(value);

describe('a mapping', () => {
  it.each(CASES)('is found where $name', ({ rows, source, unseen = [] }) => {
    const mapping = deriveMapping(pairsOf(rows));
    expect(mapping).not.toBeNull();
    if (!mapping) return;
    expect(mappingSource(mapping, 'x')).toBe(source);
    for (const [actual, expected] of [...rows, ...unseen]) {
      expect(applyMapping(mapping, actual)).toStrictEqual(expected);
      expect(run(`return ${mappingSource(mapping, 'x')}`, actual)).toStrictEqual(expected);
      expect(run(mappingBody(mapping, 'x').join('\n'), actual)).toStrictEqual(expected);
    }
    expect(describeMapping(mapping).every((line) => line.length > 0)).toBe(true);
  });

  it.each([
    ['the values are the same', [[1, 1], ['a', 'a']]],
    ['there is no pair', []],
    ['one input has two results', [[1, 'a'], [1, 'b']]],
    ['nothing ties the results to the inputs', [[1, 'q'], [2, 'zebra'], [3, 'k9'], [4, '']]],
    ['the results are only remembered, three rows of a table that were seen once', [['low', 1], ['mid', 7], ['high', 3]]],
  ] as const)('is not claimed where %s', (_, rows) => {
    expect(deriveMapping(pairsOf(rows))).toBeNull();
  });

  it('changes neither the pairs nor its input', () => {
    const input = Object.freeze({ tags: Object.freeze(['b', 'a']), n: '1' });
    const mapping = deriveMapping([{ actual: input, expected: { tags: ['b', 'a'], n: 1 } }]);
    expect(mapping && applyMapping(mapping, input)).toStrictEqual({ tags: ['b', 'a'], n: 1 });
  });

  it('of a long list is found by a sample and checked on the whole', () => {
    const actual = Array.from({ length: 1000 }, (_, id) => ({ id, ts: id * 1000 + 1.7e12, tags: `a,b${id}` }));
    const expected = actual.map(({ id, ts, tags }) => ({ id: String(id), time: new Date(ts).toISOString(), tags: tags.split(',') }));
    const mapping = deriveMapping([{ actual, expected }]);
    expect(mapping && mappingSource(mapping, 'rows')).toBe("rows.map((row) => ({ id: String(row.id), time: new Date(row.ts).toISOString(), tags: row.tags.split(',') }))");
    const broken = expected.with(999, { id: 'other', time: '', tags: [] });
    expect(deriveMapping([{ actual, expected: broken }])).toBeNull();
  });
});

describe('doubts', () => {
  it('name two sources that fit every example as well', () => {
    const found = deriveMappings(pairsOf([[{ owner: 'u-17', editor: 'u-17' }, { user: 'u-17' }]]));
    const [doubt] = found?.doubts ?? [];
    expect(doubt?.at).toBe('user');
    expect([doubt?.chosen, ...(doubt?.others ?? [])].map((mapping) => mapping && mappingSource(mapping, 'x'))).toEqual(expect.arrayContaining(['x.owner', 'x.editor']));
    expect(found?.alternatives.map((mapping) => mappingSource(mapping, 'x'))).toContain('{ user: x.editor }');
  });

  it('go away with an example that tells the sources apart', () => {
    const found = deriveMappings(pairsOf([[{ owner: 'u-17', editor: 'u-17' }, { user: 'u-17' }], [{ owner: 'u-18', editor: 'u-19' }, { user: 'u-19' }]]));
    expect(found && mappingSource(found.mapping, 'x')).toBe('{ user: x.editor }');
    expect(found?.doubts).toEqual([]);
  });

  it.each([
    ['a factor that one pair shows', [[{ a: 2 }, { a: 2000 }]], 'one pair of numbers'],
    ['a constant that one pair shows', [[{ id: 1234 }, { id: 1234, kind: 'order' }]], 'one example shows this value'],
    ['a default of which nothing else is seen', [[null, 0]], 'no example shows what becomes of a value that is there'],
  ] as const)('tell %s', (_, rows, why) => {
    expect(deriveMappings(pairsOf(rows))?.doubts.map((doubt) => doubt.why).join('\n')).toContain(why);
  });
});

describe('pairs held back', () => {
  it('are counted', () => {
    const found = deriveMappings(pairsOf([[20, 68], [100, 212], [-40, -40]]), pairsOf([[0, 32]]));
    expect(found?.heldBack).toEqual({ passed: 4, total: 4 });
  });

  it('reject what fits only the others', () => {
    expect(deriveMapping(pairsOf([[2, 4]]))).not.toBeNull();
    expect(deriveMappings(pairsOf([[2, 4]]), pairsOf([[3, 100]]))).toBeNull();
  });

  it('choose among mappings that fit the others', () => {
    const found = deriveMappings(pairsOf([[{ owner: 'u-17', editor: 'u-17' }, { user: 'u-17' }]]), pairsOf([[{ owner: 'u-1', editor: 'u-2' }, { user: 'u-2' }]]));
    expect(found && mappingSource(found.mapping, 'x')).toBe('{ user: x.editor }');
  });
});

describe('whatever is found', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 3 }, fc.string({ maxLength: 6 }), fc.integer({ min: -1000, max: 1000 }), fc.boolean(), fc.constant(null), fc.array(tie('any'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('id', 'user_id', 'name', 'a', 'b', 'x y'), tie('any'), { maxKeys: 4 })),
  })).any;

  it('gives every expected value, by the mapping and by the code written for it', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ actual: value, expected: value }), { minLength: 1, maxLength: 3 }), (pairs) => {
        const found = deriveMappings(pairs);
        for (const mapping of found ? [found.mapping, ...found.alternatives] : []) {
          for (const { actual, expected } of pairs) {
            expect(applyMapping(mapping, actual)).toStrictEqual(expected);
            expect(run(`return ${mappingSource(mapping, 'x')}`, actual)).toStrictEqual(expected);
            expect(run(mappingBody(mapping, 'x').join('\n'), actual)).toStrictEqual(expected);
          }
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
