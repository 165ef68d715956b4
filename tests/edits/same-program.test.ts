import { describe, expect, test } from 'vitest';
import { isSameProgram, onlyDeclaresMore, runsTheSame } from '../../server/edits/same-program.ts';

describe('texts that are the same program', () => {
  test.each([
    ['white space and semicolons', 'a.ts', "import { a } from './a'\nexport const b = (x: number) => { return x + a }\n", "import { a } from './a';\n\nexport const b = (x: number) => {\n  return x + a;\n};\n"],
    ['quotes and commas at ends', 'a.ts', "export const a = ['x', 'y'];\n", 'export const a = [\n  "x",\n  "y",\n];\n'],
    ['parentheses', 'a.ts', 'export const a = (1 + 2);\nexport const f = x => (x);\n', 'export const a = 1 + 2;\nexport const f = (x) => x;\n'],
    ['line ends', 'a.ts', 'export const a = 1;\r\nexport const b = 2n;\r\n', 'export const a = 1;\nexport const b = 2n;\n'],
    ['the layout of JSX', 'a.tsx', 'export const a = <p>one {b} <i>two</i></p>;', 'export const a = (\n  <p>\n    one {b} <i>two</i>\n  </p>\n);'],
    ['the layout of a comment', 'a.ts', '/** Says it.\n  * Twice. */\nexport const a = 1;', '/**\n * Says it.\n * Twice.\n */\nexport const a = 1;'],
    ['the layout of JSON', 'a.json', '{"a":[1,2]}', '{\n  "a": [1, 2]\n}\n'],
    ['the wrapping of Markdown', 'a.md', 'one\ntwo', 'one two\n'],
  ])('%s', (_, path, before, after) => {
    expect(before).not.toBe(after);
    expect(isSameProgram(path, before, after)).toBe(true);
    expect(isSameProgram(path, after, before)).toBe(true);
  });
});

describe('texts that are not', () => {
  test.each([
    ['another value', 'a.ts', 'export const a = 1;', 'export const a = 2;'],
    ['another type', 'a.ts', 'export const a: 1 | 2 = 1;', 'export const a: 1 = 1;'],
    ['a blank in a text', 'a.ts', "export const a = 'x y';", "export const a = 'x  y';"],
    ['a blank in a template', 'a.ts', 'export const a = `x y`;', 'export const a = `x\ny`;'],
    ['another bigint', 'a.ts', 'export const a = 1n;', 'export const a = 2n;'],
    ['another pattern', 'a.ts', 'export const a = /x/;', 'export const a = /y/;'],
    ['a compiler comment', 'a.ts', '// @ts-expect-error it is wrong\nexport const a: string = 1;', '// it is wrong\nexport const a: string = 1;'],
    ['a blank in JSX', 'a.tsx', 'export const a = <p>one {b}</p>;', 'export const a = <p>one{b}</p>;'],
    ['words in JSX', 'a.tsx', 'export const a = <p>one</p>;', 'export const a = <p>two</p>;'],
    ['a text that does not parse', 'a.ts', 'export const = 1;', 'export  const = 1;'],
    ['another value in JSON', 'a.json', '{"a":1}', '{"a":2}'],
    ['broken JSON', 'a.json', '{"a":', '{ "a":'],
  ])('%s', (_, path, before, after) => {
    expect(isSameProgram(path, before, after)).toBe(false);
  });
});

test.each([
  ['another comment', '/** Says it. */\nexport const a = 1;', '// It says it.\nexport const a = 1; // one', true],
  ['another value beside it', '// one\nexport const a = 1;', '// two\nexport const a = 2;', false],
])('%s: runs the same: %4$s', (_, before, after, expected) => {
  expect(runsTheSame('a.ts', before, after)).toBe(expected);
});

const OLD = "import { b } from './b';\nexport const a = b();\n";
test.each([
  ['a function', `${OLD}export function f(): void {}\n`, true],
  ['a type in front', `export interface T { n: number }\n${OLD}`, true],
  ['two values between', OLD.replace('export const a', 'const [one, two] = [1, 2];\nexport const a'), false],
  ['a value between', OLD.replace('export const a', 'export const one = 1, two = [one];\nexport const a'), true],
  ['what is called', `${OLD}export const c = b();\n`, false],
  ['a call', `${OLD}b();\n`, false],
  ['a name that is said already', `${OLD}export function b(): void {}\n`, false],
  ['an import', `import './c';\n${OLD}`, false],
  ['a star', `${OLD}export * from './c';\n`, false],
  ['another value', OLD.replace('b()', 'b(1)'), false],
  ['another order', OLD.split('\n').reverse().join('\n'), false],
  ['less', "import { b } from './b';\n", false],
  ['a default export', `${OLD}export default function () {}\n`, false],
  ['what does not parse', `${OLD}export function (\n`, false],
])('%s beside what there was is only declared: %3$s', (_, after, expected) => {
  expect(onlyDeclaresMore('a.ts', OLD, after)).toBe(expected);
});

test('what a script declares is for all', () => {
  expect(onlyDeclaresMore('a.ts', 'var a = 1;', 'var a = 1;\nfunction f() {}')).toBe(false);
});
