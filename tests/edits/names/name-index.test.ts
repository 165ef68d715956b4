import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import { readNames } from '../../../server/edits/names/index-names.ts';
import { CLAUSE, OTHER, PLAIN, type NameIndex } from '../../../server/edits/names/name-index.ts';
import { analyzeName } from '../../../server/edits/occurrences.ts';
import { parseSyntax } from '../../../server/edits/syntax.ts';
import { parseFile } from '../../../server/graph/parse-file.ts';

const ascending = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

function indexed(path: string, text: string): NameIndex {
  const { statements } = parseFile({ path, text, hash: 'h', bytes: text.length });
  const reading = readNames(path, text, statements);
  let step = reading.next();
  while (!step.done) step = reading.next();
  if (!step.value) throw new Error(`${path} has no index`);
  return step.value;
}

/** Says of every word of a text whether the index knows what the tree tells. Returns how many names it knows. */
function compareAll(path: string, text: string): number {
  const [index, syntax] = [indexed(path, text), parseSyntax(path, text)];
  expect(syntax.errors).toEqual([]);
  let known = 0;
  for (const name of new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu))) {
    const { moduleMeaning, ofModule } = analyzeName(syntax, name);
    expect(index.has(name), `${name} in ${path}`).toBe(moduleMeaning !== 0);
    if (moduleMeaning === 0) continue;
    known += 1;
    expect(ascending(index.places(name, PLAIN | CLAUSE | OTHER)), `${name} in ${path}`).toEqual(ascending(ofModule.map(({ node }) => node.start)));
  }
  const docs = syntax.comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*')).flatMap(({ start, end }) => [start, end]);
  expect([...index.docs], `comments of ${path}`).toEqual(docs);
  return known;
}

test.each<[what: string, path: string, text: string]>([
  ['a name in its own scopes', 'a.ts', "import { a } from './a';\nexport function f(b = a) { const a = b; { var c = a } return c }\nexport const d = (a: string) => a, e = () => a;\n"],
  ['a name that is hoisted', 'a.ts', "export const f = () => g(late);\nif (f) { var late = 1 }\nfunction g(x: number) { return late + x }\n"],
  ['merged namespaces and enums', 'a.ts', "import { b } from './b';\nexport namespace N { export const a = b; namespace N { export const c = a } }\nnamespace N { export const b = a }\nexport enum E { x = 1, y = x }\nenum E { z = y }\nexport const a = N.b, x = E.z, y = b;\n"],
  ['types beside values', 'a.ts', 'export function Record(a: Record<string, 1>) { return Record }\nexport type T<T2> = { [K in keyof T2]: K } | (T2 extends infer U ? U : T);\nexport interface U<T> extends V<T> { m<V>(v: V): T }\ninterface V<X> { x: X }\n'],
  ['classes and decorators', 'a.ts', "import { dec, B } from './b';\n/** @since 1 */\n@dec({ B })\nexport class A extends B { @dec m(@dec b = B) {} static { var B = 1 } n = B }\nexport const c = A;\n"],
  ['JSX', 'a.tsx', "import { A, a, b } from './a';\nexport const e = <A.B c={A} a={a}><a>{b}</a><A>A</A></A.B>;\nexport const b2 = <b />;\n"],
  ['shorthands, patterns and exports', 'a.ts', "import { a, b as c } from './a';\nlet d = 1;\nexport const e = { a, c, d: d };\n({ a: d, d = a } = e);\nexport const { a: f, ...g } = e;\nexport { d, c as default };\nexport { a } from './b';\n"],
  ['escapes and Unicode', 'a.ts', "import { \\u0061bc, größe } from './a';\nexport const b = abc + gr\\u00f6ße;\n"],
  ['labels, members and keys', 'a.ts', "import { a, b } from './a';\na: for (;;) break a;\nexport const c = { a: b.a, [a]: b?.[a], get b() { return a } };\nexport class D { a = b; #b = a; b() { return this.a } }\n"],
])('%s: the index says what the tree says', (_, path, text) => {
  expect(compareAll(path, text)).toBeGreaterThan(0);
});

test('of every name of our own sources and of a library the index says what the tree says', () => {
  const files = [...globSync('server/edits/**/*.ts'), ...globSync('web/runs/*.tsx'), ...globSync('node_modules/rxjs/src/internal/{*,operators/[a-m]*}.ts')];
  const known = files.map((file) => [file, readFileSync(file, 'utf8')] as const).filter(([, text]) => /^(?:import|export) /m.test(text)).map(([file, text]) => compareAll(file, text));
  expect(known.length).toBeGreaterThan(150);
  expect(known.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1_000);
}, 60_000);

test('a long module is read in pieces and says the same', () => {
  const text = `import { a } from './a';\n${Array.from({ length: 3_000 }, (_, n) => `/** The ${n}th. */\nexport const b${n} = a + ${n > 0 ? `b${n - 1}` : '0'};\n`).join('')}`;
  expect(text.length).toBeGreaterThan(100_000);
  const index = indexed('a.ts', text);
  expect(index.places('a', PLAIN)).toHaveLength(3_000);
  expect(index.places('b1500', PLAIN).map((at) => text.slice(at, at + 5))).toEqual(['b1500', 'b1500']);
  expect(index.docs).toHaveLength(6_000);
});

test('what is taken from a name by a dot is told apart from every other use', () => {
  const text = "import * as ns from './a';\nns.one; ns?.one(); ns['one']; ns.then(); ns.oneMore; f(ns);\nexport type T = ns.one | typeof ns;\nfunction f(x: unknown) {}\n";
  const index = indexed('a.ts', text);
  expect(index.members(text, 'ns', 'one').map(({ member: at }) => text.slice(at - 4, at + 4))).toEqual(['\nns.one;', 'ns?.one(', ' ns.one ']);
  expect(index.loose('ns').map((at) => text.slice(at, at + 7))).toEqual(["ns['one", 'ns.then', 'ns);\nex', 'ns;\nfun']);
});
