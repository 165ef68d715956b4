import { describe, expect, it } from 'vitest';
import { emitModule } from '../../server/debugger/record/emit.ts';
import { instrument } from '../../server/debugger/record/instrument.ts';
import { SiteTable } from '../../server/debugger/record/site-table.ts';
import { readNames } from '../../server/edits/names/index-names.ts';
import { parseInParts, parseSyntax } from '../../server/edits/syntax.ts';
import { TOO_DEEP } from '../../server/graph/guarded-parse.ts';
import { nestsTooDeeply } from '../../server/graph/nesting.ts';
import { parseFile, parseFileAside } from '../../server/graph/parse-file.ts';

const links = (link: string, end: string) => (count: number): string => link.repeat(count) + end;
const brackets = (open: string, close: string) => (count: number): string => open.repeat(count) + close.repeat(count);

/** Each ends the process of a parser that is given 20,000 of them. */
const DEADLY: readonly (readonly [name: string, text: (count: number) => string])[] = [
  ['functions', brackets('function a() {', '}')],
  ['functions on lines of their own', brackets('function a() {\n', '}\n')],
  ['else if', links('if (a) b; else ', 'c')],
  ['else if with blocks', links('if (a) {\n  b;\n} else ', '{}')],
  ['else if with calls of two arguments', links('if (is(a, b)) {\n  b(1, 2);\n}\nelse ', '{}')],
  ['if without else', links('if (a) ', 'c')],
  ['conditions', links('a ? b : ', 'c')],
  ['conditions on lines of their own', links('is(a, b) ? b\n  : ', 'c')],
  ['assignments', links('a = ', 'c')],
  ['assignments on lines of their own', links('a =\n', 'c')],
  ['arrow functions', links('a => ', 'c')],
  ['labels', (count) => `${Array.from({ length: count }, (_, i) => `l${i}: `).join('')}c`],
];
/** These are read, however long they are. */
const HARMLESS: readonly (readonly [name: string, text: (count: number) => string])[] = [
  ['members', links('a.', 'b')],
  ['sums', links('1 + ', '1')],
  ['calls', (count) => `a${'.b(1, 2)'.repeat(count)}`],
  ['optional members', (count) => `a${'?.b'.repeat(count)}`],
  ['comparisons', links('a === b && ', 'c')],
  ['functions in a row', links('function a(b) { return b ? 1 : 2 }', '')],
  ['statements without semicolons', links('const f = (x: number): number => x ? 1 : 2\nf(1)\nif (f(2)) f(3)\nelse f(4)\n', '')],
  ['properties', (count) => `x = { ${"a: b ? 1 : 2, 'c': (d) => d, ".repeat(count)} }`],
  ['attributes', (count) => `x = \`${'<a href="b" c="d">e</a>\n'.repeat(count)}\``],
  ['cases', (count) => `switch (a) { ${'case 1: case 2: b = c; break; '.repeat(count)} }`],
];
const COUNT = 20_000;
const sourceOf = (text: string) => ({ path: 'a.ts', text, hash: 'h', bytes: text.length });

describe.each(DEADLY)('%s that nest thousands of times', (_, textOf) => {
  const text = `import './x';\n${textOf(COUNT)};\n`;

  it('are refused by every reader with the reason, and the process goes on', async () => {
    expect(parseFile(sourceOf(text)).problems).toEqual([{ message: TOO_DEEP, line: 1, column: 1 }]);
    expect((await parseFileAside(sourceOf(text))).problems).toEqual([{ message: TOO_DEEP, line: 1, column: 1 }]);
    expect(parseSyntax('a.ts', text)).toMatchObject({ errors: [TOO_DEEP], program: { body: [] } });
    expect(parseInParts('a.ts', text, [0, 13]).comments).toEqual([]);
    expect(readNames('a.ts', text, [0, 13]).next()).toEqual({ done: true, value: null });
    expect(instrument({ path: 'a.ts', text }, new SiteTable(), { calls: true, branches: true, coverage: true, values: () => false })).toEqual({ code: text, problem: TOO_DEEP });
    for (const keepSource of [true, false]) expect(emitModule({ path: 'a.ts', code: text, format: 'esm', keepSource, rewriteSpecifier: (specifier) => specifier })).toEqual({ kind: 'failed', message: TOO_DEEP, line: 1, column: 1 });
  });

  it('are read where they are a hundred', () => {
    expect(parseFile(sourceOf(`import './x';\n${textOf(100)};\n`)).problems).toEqual([]);
  });
});

it.each(HARMLESS)('%s are read, however many there are', (_, textOf) => {
  const text = `import './x';\n${textOf(COUNT)}\n`;
  expect(nestsTooDeeply(text)).toBe(false);
  expect(parseFile(sourceOf(text)).imports.map(({ specifier }) => specifier)).toEqual(['./x']);
});
