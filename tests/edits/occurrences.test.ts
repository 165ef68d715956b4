import { describe, expect, test } from 'vitest';
import { NAMESPACE, TYPE, VALUE } from '../../server/edits/names/name-roles.ts';
import { analyzeName } from '../../server/edits/occurrences.ts';
import { parseSyntax } from '../../server/edits/syntax.ts';

/** Puts `« »` around the occurrences of `a` that mean the module's own (or, in a module without one, a global) binding. */
function marked(text: string, path = 'x.tsx'): string {
  const syntax = parseSyntax(path, text);
  if (syntax.errors.length > 0) throw new Error(syntax.errors.join());
  const spans = analyzeName(syntax, 'a').ofModule.map((found) => syntax.nameSpan(found.node)).sort((x, y) => y.start - x.start);
  return spans.reduce((out, { start, end }) => `${out.slice(0, start)}«${out.slice(start, end)}»${out.slice(end)}`, text);
}

const isMarked = (expected: string, path?: string) => expect(marked(expected.replaceAll('«a»', 'a'), path)).toBe(expected);

describe('the module meaning of a name', () => {
  describe('is hidden by a value', () => {
    test.each([
      'const «a» = 1; function f(a) { return a } «a»',
      'const «a» = 1; const f = (a) => a; «a»',
      'const «a» = 1; const f = ({ a }, [b = a]) => a; «a»',
      'const «a» = 1; const f = ({ x: { a } }) => a; «a»',
      'const «a» = 1; const f = ({ a: b }) => «a» + b',
      'const «a» = 1; const f = (b = «a») => b',
      'const «a» = 1; const f = (...a) => a; «a»',
      'const «a» = 1; try { «a» } catch (a) { a } «a»',
      'const «a» = 1; try {} catch ({ a }) { a } «a»',
      'const «a» = 1; { a; let a = 2 } «a»',
      'const «a» = 1; function f() { { var a } return a } «a»',
      'const «a» = 1; function f() { for (var a of []) a; return a } «a»',
      'const «a» = 1; for (const a of []) a; «a»',
      'const «a» = 1; for (let a = 0; a < 1; a++) a; «a»',
      'const «a» = 1; switch (1) { case 1: let a; a } «a»',
      'const «a» = 1; function f() { a(); function a() {} } «a»',
      'const «a» = 1; const f = function a() { a }; «a»',
      'const «a» = 1; { class a {} new a() } «a»',
      'const «a» = 1; const C = class a { m() { return a } }; «a»',
      'const «a» = 1; class C { static { var a = 1; a } } «a»',
      'const «a» = 1; namespace N { const a = 2; a } «a»',
      'const «a» = 1; namespace N { export namespace M { «a» } }',
      'const «a» = 1; enum E { a, b = a } «a»',
      'const «a» = 1; { enum a { x } a.x } «a»',
      'const «a» = 1; class C { constructor(private a: string) { a } } «a»',
      'const «a» = 1; class C { m(a) { a } get x() { return «a» } }',
    ])('%s', (text) => isMarked(text));
  });

  describe('is kept apart by what a name stands for', () => {
    test.each([
      'type «a» = 1; const f = (a: «a») => a',
      'enum «a» { x } const f = (a) => { let y: typeof a.x }',
      'const «a» = 1; { namespace a { export type T = 1 } let y: a.T }',
      "import * as «a» from './x'; { namespace a { export type T = 1 } let y: a.T.U; } let z: typeof «a».x",
      'interface «a» {} function f(a: «a»): «a» { return a }',
      'const «a» = 1; function f<a>(x: a): a { return «a» }',
      'const «a» = 1; { type a = 2; let x: a; «a» }',
      'const «a» = 1; { interface a {} let x: a; «a» }',
      'class «a» {} function f<a>(x: a) { return new «a»() }',
      'class «a» {} const f = (a) => { let x: «a» = a }',
      'enum «a» { x } const f = (a) => { let y: «a».x = a }',
      'type «a» = 1; type T<a> = a; type U = «a»',
      'type «a» = 1; class C<a> { x: a } let y: «a»',
      'type «a» = 1; interface I<a> { x: a } let y: «a»',
      'type «a» = 1; type F = <a>(x: a) => a; type G = (x: «a») => «a»',
      'type «a» = 1; type U = 1 extends infer a ? a : 2; type V = «a»',
      'type «a» = 1; type M = { [a in string]: a }; type V = «a»',
      'const «a» = 1; type F = (a: string) => asserts a is string; type G = typeof «a»',
      'const «a» = 1; type T = typeof «a»; let x: typeof «a» = «a»',
      'const «a» = { b: 1 }; type T = typeof «a».b',
      'namespace «a» { export type T = 1 } let x: «a».T',
      'interface «a» {} class C implements «a» {} interface D extends «a» {}',
      'class «a» {} class C extends «a» {}',
      'interface «a» {} const «a» = 1; namespace «a» {} let x: «a» = «a»',
    ])('%s', (text) => isMarked(text, 'x.ts'));
  });

  describe('is not what only looks like the name', () => {
    test.each([
      'const «a» = 1; a: for (;;) { break a }',
      'const «a» = 1; a: for (;;) { continue a }',
      'const «a» = 1; x.a; x?.a; x.a(); x[«a»]',
      'const «a» = 1; ({ a: 1, [«a»]: 2, a() {}, get a() { return 1 } })',
      'const «a» = 1; class C { a = «a»; #a = 1; static a() { this.#a } }',
      'const «a» = 1; interface I { a: string; a(): void } type T = { a?: 1 }',
      'const «a» = 1; type T = [a: string, b?: number]',
      'const «a» = 1; let x: N.a; let y: typeof N.a',
      "const «a» = 1; import { a as b } from './x'",
      "const «a» = 1; export { a } from './x'; export { b as a } from './y'; export * as a from './z'",
      'const «a» = 1; const b = 2; export { «a» as c, b as a }',
      "const «a» = 1; 'a'; `a ${«a»}`; /a/",
    ])('%s', (text) => isMarked(text));
  });

  describe('is found', () => {
    test.each([
      'const «a» = 1; ({ «a» })',
      'let «a»; ({ b: «a» } = x)',
      'let «a»; ({ «a» } = x)',
      'let «a»; ({ «a» = 1 } = x)',
      'const { «a» } = x; «a»',
      'const { «a» = 1 } = x; «a»',
      'const { b: «a», ...c } = x; «a»',
      'const [b, «a»] = x; «a»',
      'function «a»() { return «a»() }',
      'function f() { var b = «a» } var «a»',
      'if (x) { var «a» = 1 } «a»',
      "import «a» from './x'; «a»()",
      "import * as «a» from './x'; «a».b",
      "import { b as «a» } from './x'; «a»",
      "import { «a» } from './x'; export { «a» }",
      'const «a» = 1; const x = <p title={«a»} a="a">{«a»} a</p>',
      'const «a» = { B: 1 }; const x = <«a».B />',
      '@«a» class C { @«a»() m() {} }',
      'const x = («a» as any)!; «a» satisfies T',
      'export default «a»; const «a» = 1',
      'export const «a» = 1',
      'export function «a»(x: 1): 1; export function «a»(x: 2): 2; export function «a»(x: any) { return «a» }',
      'declare global { interface W { x: typeof «a» } } const «a» = 1; export {}',
      'const «a» = 1; type T = `${typeof «a»}`',
      'const «a» = 1; let x: { [k in typeof «a»]: 1 }',
    ])('%s', (text) => isMarked(text));
  });
});

test('a component is found in JSX, and an element of the platform is not', () => {
  const names = (name: string) => {
    const syntax = parseSyntax('x.tsx', `const ${name} = 1; <${name} />; <${name}>text</${name}>; <${name}.B />`);
    return analyzeName(syntax, name).ofModule.length;
  };
  expect([names('Card'), names('card')]).toEqual([5, 2]);
});

test.each([
  ['const a = 1', VALUE],
  ['interface a {}', TYPE],
  ['class a {}', VALUE | TYPE],
  ['enum a {}', VALUE | TYPE | NAMESPACE],
  ['namespace a {}', VALUE | NAMESPACE],
  ["import { a } from './x'", VALUE | TYPE | NAMESPACE],
  ['type a = 1; const a = 1', VALUE | TYPE],
  ['function f(a) {}', 0],
  ['a', 0],
])('%s declares the meaning %i in the module', (text, meaning) => {
  expect(analyzeName(parseSyntax('x.ts', text), 'a').moduleMeaning).toBe(meaning);
});

test('offsets count a BOM and wide characters as they are on disk', () => {
  const text = "\uFEFFconst e = '😀'; const a = e; a";
  const spans = analyzeName(parseSyntax('x.ts', text), 'a').ofModule.map((found) => text.slice(found.node.start, found.node.end));
  expect(spans).toEqual(['a', 'a']);
});
