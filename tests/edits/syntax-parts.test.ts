import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import { analyzeName } from '../../server/edits/occurrences.ts';
import { pathToOffset } from '../../server/edits/syntax-path.ts';
import { childrenOf, parseInParts, parseSyntax, type Syntax, type SyntaxNode } from '../../server/edits/syntax.ts';
import { parseFile } from '../../server/graph/parse-file.ts';

const inParts = (path: string, text: string): Syntax => parseInParts(path, text, parseFile({ path, text, hash: 'h', bytes: text.length }).statements);
const spans = (syntax: Syntax, name: string) => analyzeName(syntax, name).ofModule.map(({ node, role, meaning, ancestors, scopes }) => [node.start, role, meaning, ancestors.map(({ type, start, end }) => [type, start, end].join(' ')).slice(1), scopes.length]);

function names(node: SyntaxNode, found = new Set<string>()): Set<string> {
  if (node.type === 'Identifier') found.add(String(node['name']));
  for (const child of childrenOf(node)) names(child, found);
  return found;
}

const SOURCES: readonly [string, string, string][] = [
  ['statements around imports and exports', 'a.ts', "const b = 1;\nimport { a } from './a';\nfunction c() { return a + b }\nexport { c, b as d };\nc();\n"],
  ['an exported class with a decorator in front', 'a.ts', "import { dec, B } from './b';\n/** @since 1 */\n@dec({ B })\nexport class A extends B { @dec m(@dec b = B) {} }\nexport const c = A;\n"],
  ['awaits at the top', 'a.ts', "import { a } from './a';\nconst b = await a();\nexport { b };\nfor await (const c of b) a(c);\n"],
  ['merged namespaces', 'a.ts', 'export namespace N { export const a = 1 }\nnamespace N { export const b = a }\nexport const a = N.b;\n'],
  ['a name in a template, a regex and a comment', 'a.ts', 'export const a = `${b} b`, c = /b/;\n// b\nvar b: typeof a;\n'],
  ['parameters with decorators', 'a.ts', 'import { a } from "a";\nexport class C { constructor(@a() private x = a, @a ...rest: a[]) {} }\n'],
  ['lines that end in CR and LF', 'a.ts', "import { a } from './a';\r\nexport const b = a;\r\nlet c = b\r\n"],
  ['JSX', 'a.tsx', "import { A } from './a';\nexport const b = <A.B c={A}>A</A.B>;\nconst A2 = A;\n"],
];

test.each(SOURCES)('%s: every name means in parts what it means in the whole', (_, path, text) => {
  const whole = parseSyntax(path, text);
  expect(whole.errors).toEqual([]);
  for (const name of names(whole.program)) expect(spans(inParts(path, text), name), name).toEqual(spans(whole, name));
});

test('every name of our own sources means in parts what it means in the whole, whatever is asked first', () => {
  const files = globSync('server/{edits,graph,intents,checker}/**/*.ts');
  expect(files.length).toBeGreaterThan(50);
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const whole = parseSyntax(file, text);
    const parts = inParts(file, text);
    for (const name of names(whole.program)) expect(spans(parts, name), `${name} in ${file}`).toEqual(spans(whole, name));
    expect((parts.program['body'] as SyntaxNode[]).map(({ type, start, end }) => [type, start, end])).toEqual((whole.program['body'] as SyntaxNode[]).map(({ type, start, end }) => [type, start, end]));
  }
}, 60_000);

test('a node is the same whenever it is asked for, and the path to it is that of the whole', () => {
  const [, path, text] = SOURCES[0]!;
  const parts = inParts(path, text);
  const at = text.indexOf('a + b');
  const first = pathToOffset(parts, at);
  expect(first?.node).toMatchObject({ type: 'Identifier', name: 'a', start: at });
  expect(analyzeName(parts, 'a').all.map(({ node }) => node)).toContain(first?.node);
  expect(parts.program['body']).toContain(first?.ancestors[1]);
  expect(first?.ancestors.map(({ type }) => type)).toEqual(pathToOffset(parseSyntax(path, text), at)?.ancestors.map(({ type }) => type));
});

test('beside a function, a type of the same name is another thing', () => {
  const text = 'export function Record(a: Record<string, 1>) { return Record }\n';
  expect(analyzeName(parseSyntax('a.ts', text), 'Record').ofModule.map(({ node }) => node.start)).toEqual([16, text.lastIndexOf('Record')]);
});
