// The call tree that is recorded: order of entry, and whose call it was across await, timers, callbacks and generators.
import { beforeAll, describe, expect, it } from 'vitest';
import { describeValue } from '../../../server/debugger/describe-value.ts';
import { restoreMessage } from '../../../server/debugger/record/child/runtime-messages.ts';
import type { InstrumentOptions } from '../../../server/debugger/record/instrument-work.ts';
import type { EncodedValue } from '../../../server/debugger/values.ts';
import { runPrograms, treeOf, type Program, type ProgramRun } from './run-instrumented.ts';

const CALLS: InstrumentOptions = { calls: true, branches: false, coverage: false, values: () => false };

/** Runs every case in one process and then looks at each. */
function eachRun(cases: readonly (readonly [name: string, code: string, ...rest: unknown[]])[], options: InstrumentOptions, look: (run: ProgramRun, rest: readonly unknown[]) => void, path?: string): void {
  let runs: ProgramRun[] = [];
  beforeAll(async () => {
    runs = await runPrograms(cases.map(([name, code]): Program => ({ name, code, ...(path ? { path } : {}) })), options);
  }, 60_000);
  it.each(cases.map(([name], index) => [name, index] as const))('%s', (_, index) => {
    const run = runs[index]!;
    expect(restoreMessage(run.instrumented)).toBe(run.plain);
    look(run, cases[index]!.slice(2));
  });
}

const wait = 'const wait = (ms = 0) => new Promise((r) => setTimeout(r, ms));';

describe('calls belong to the function that made them', () => {
  eachRun(
    [
      ['directly', 'function a() { b(); c(); } function b() { c(); } function c() {} a(); c();', 'a(b(c) c) c'],
      ['in native callbacks', 'function a() { return [3, 1, 2].sort(compare).map((x) => twice(x)); } function compare(x, y) { return x - y; } function twice(x) { return x * 2; } a();', 'a(compare compare compare compare a.<anonymous>(twice) a.<anonymous>(twice) a.<anonymous>(twice))'],
      ['by getters, iterators and conversions', 'const o = { get v() { return inner(); }, valueOf() { return 1; }, *[Symbol.iterator]() { yield inner(); } }; function inner() { return 1; } function a() { return o.v + o + [...o][0]; } a();', 'a(o.v(inner) o.valueOf o.[Symbol.iterator](inner))'],
      ['after what it called threw', 'function a() { try { b(); } catch { c(); } finally { d(); } } function b() { c(); throw new Error(); } function c() {} function d() {} try { a(); b(); } catch { c(); } d();', 'a(b(c) c d) b(c) c d'],
      ['after await', `${wait} async function a() { b(); await wait(); b(); await c(); b(); } async function c() { await wait(); b(); } function b() {} export const done = a();`, 'a(b wait(wait.<anonymous>) b c(wait(wait.<anonymous>) b) b)'],
      ['in branches of Promise.all that take turns', `${wait} async function one() { await wait(3); step('one'); await wait(6); step('one'); } async function two() { await wait(5); step('two'); await wait(5); step('two'); } function step() {} async function both() { await Promise.all([one(), two()]); step(); } export const done = both();`, 'both(one(wait(wait.<anonymous>) step wait(wait.<anonymous>) step) two(wait(wait.<anonymous>) step wait(wait.<anonymous>) step) step)'],
      ['after a rejected await, in catch and in finally', `async function fail() { await null; throw new Error(); } function b() {} async function a() { try { await fail(); } catch { b(); await null; b(); } finally { b(); } try { try { await fail(); } finally { b(); } } catch { b(); } } export const done = a();`, 'a(fail b b b fail b b)'],
      ['of a timer, where it was set', 'function a() { setTimeout(later, 1); setImmediate(() => later()); process.nextTick(later); queueMicrotask(later); } function later() { b(); } function b() {} a(); export const done = new Promise((r) => setTimeout(r, 10));', 'a(later(b) later(b) a.<anonymous>(later(b)) later(b)) done.<anonymous>'],
      ['of a reaction, where it was registered', 'function a(p) { return p.then(b).then(c, b).catch(b).finally(d); } function b() {} function c() { d(); throw 1; } function d() {} export const done = a(Promise.resolve());', 'a(b c(d) b d)'],
      ['of a listener, where it was added', "import { EventEmitter } from 'node:events'; const e = new EventEmitter(); function a() { e.on('x', heard); e.once('x', () => b()); } function heard() { b(); } function b() {} function emit() { e.emit('x'); } a(); emit(); export const done = new Promise((r) => setTimeout(() => { e.emit('x'); r(); }, 1));", 'a emit(heard(b) a.<anonymous>(b)) done.<anonymous>(done.<anonymous>(heard(b)))'],
      ['of a closure that the event loop calls, where it was written', "import { readFile } from 'node:fs'; function a(path) { return new Promise((r) => readFile(path, (e, t) => { b(); r(); })); } function b() {} export const done = a(new URL(import.meta.url));", 'a(a.<anonymous>(a.<anonymous>(b)))'],
      ['of a closure that is called directly, by its caller', 'function make() { return () => inner(); } function inner() {} const f = make(); f(); function g(h) { h(); } g(f);', 'make make.<anonymous>(inner) g(make.<anonymous>(inner))'],
      ['between steps of a generator', 'function* g() { a(); yield 1; b(); yield* inner(); a(); } function* inner() { a(); yield 2; b(); } function a() {} function b() {} function use() { for (const x of g()) other(x); } function other() {} use();', 'use(g(a b inner(a b) a) other other)'],
      ['between steps of an async generator', `${wait} async function* g() { a(); yield 1; await wait(); b(); yield* [2]; a(); } function a() {} function b() {} async function use() { for await (const x of g()) other(x); b(); } function other() {} export const done = use();`, 'use(g(a wait(wait.<anonymous>) b a) other other b)'],
      ['while somebody waits in for await', `${wait} async function slow() { for await (const x of [wait(4), wait(8)]) one(); one(); } function one() {} async function fast() { await wait(2); two(); await wait(4); two(); } function two() {} export const done = Promise.all([slow(), fast()]);`, 'slow(wait(wait.<anonymous>) wait(wait.<anonymous>) one one one) fast(wait(wait.<anonymous>) two wait(wait.<anonymous>) two)'],
      ['in defaults of parameters', 'function a(x = b(), { y = c() } = {}) { d(); } function b() { c(); } function c() {} function d() {} a(); a(1); const f = (x = b()) => d(); f(); async function g(x = b()) { await null; d(); } export const done = g();', 'a(b(c) c d) a(c d) f(b(c) d) g(b(c) d)'],
      ['in constructors, fields and static blocks', 'class A { x = make(); constructor() { b(); } static { make(); } static s = make(); } class B extends A { y = make(); constructor() { b(); super(); b(); } } function make() {} function b() {} new A(); new B();', 'make make A.constructor(make b) B.constructor(b A.constructor(make b) make b)'],
      ['at the top of a module around await', `function a() {} a(); await null; a(); function b() { a(); } b(); await new Promise((r) => setTimeout(r, 1)); b();`, 'a a b(a) <anonymous> b(a)'],
      ['in an async function after it was called from a callback', `${wait} function start() { return new Promise((r) => setTimeout(async () => { await wait(); b(); r(); }, 1)); } function b() {} export const done = start();`, 'start(start.<anonymous>(start.<anonymous>(wait(wait.<anonymous>) b)))'],
      ['when functions are declared twice', 'function a() { var b; function b() {} c(); try { return d(); } finally { c(); } } function c() {} function d() { c(); } a(); c();', 'a(c d(c) c) c'],
    ],
    CALLS,
    (run, [expected]) => expect(treeOf(run.trace)).toBe(expected),
    'program.js',
  );
});

describe('functions have names', () => {
  eachRun(
    [
      ['of declarations, variables and properties', 'function a() {} const b = () => {}; let c; c = function () {}; const o = { d() {}, e: () => {}, f: { g() {} }, ["h"]: () => {}, "i-j": () => {} }; [a, b, c, o.d, o.e, o.f.g, o.h, o["i-j"]].forEach((f) => f()); const outer = () => { function named() {} named(); (() => 1)(); }; outer();', 'a b c o.d o.e o.f.g o.["h"] o.i-j outer named outer.<anonymous> <anonymous>'],
      ['of members', 'const K = class { m() {} static s() {} #p() {} get g() { return 1; } f = () => {}; run() { this.#p(); this.f(); this.t = () => {}; this.t(); } }; new K().m(); K.s(); new K().run(); new K().g; K.prototype.added = function () {}; new K().added(); class D { constructor() {} [Symbol.iterator]() {} } new D()[Symbol.iterator]();', 'K.m K.s K.run K.#p K.f K.t K.g K.added D.constructor D.[Symbol.iterator]'],
      ['inside calls that wrap them', 'const wrap = (f) => f; const handler = wrap(() => {}); handler(); const o = { k: wrap(function () {}) }; o.k(); const n = wrap(function own() {}); n();', 'wrap handler.<anonymous> o.k.<anonymous> own'],
      ['of exports', 'export default function () {} export const a = () => {}; import("./program" + "x").catch(() => {}); a();', 'a'],
    ],
    CALLS,
    (run, [expected]) => {
      const names = run.trace.calls.map((call) => run.trace.functions[call.site]!.name);
      expect(new Set(names)).toEqual(new Set([...String(expected).split(' '), ...names.filter((name) => name === '<anonymous>')]));
    },
  );
});

describe('arguments, results and ends', () => {
  const text = (value: EncodedValue | undefined): string => (value === undefined ? 'none' : describeValue(value, 80));
  eachRun(
    [
      ['of functions that are asked for', 'function want_a(x, ...r) { x.v = 2; return other(x); } function other(x) { return x.v; } want_a({ v: 1 }, 3, [4]);', ['want_a [{v: 1}, 3, [4]] 2 returned', 'other none none returned']],
      ['that throw', 'const want_a = ({ x, y = 2 }, [z]) => { throw new TypeError(`${x}${y}${z}`); }; try { want_a({ x: 1 }, [3]); } catch {}', ['want_a [{x: 1, y: 2}, [3]] TypeError: 123 threw']],
      ['that give nothing', 'function want_a() { if (arguments.length) return; } want_a(); want_a(undefined); const want_b = () => null; want_b();', ['want_a [] undefined returned', 'want_a [undefined] undefined returned', 'want_b [] null returned']],
      ['of async functions', 'async function want_a(x) { await null; if (x > 1) throw new Error("no"); return x; } async function want_b() { return want_a(1); } async function want_c() { return Promise.reject(new Error("later")); } export const done = Promise.allSettled([want_a(2), want_b(), want_c()]);', ['want_a [2] Error: no threw', 'want_b [] 1 returned', 'want_a [1] 1 returned', 'want_c [] Error: later threw']],
      ['of functions that return promises', 'const want_a = () => new Promise((r) => setTimeout(() => r({ ok: true }), 1)); const want_b = () => Promise.reject(new Error("lost")); export const done = want_a().then(() => want_b()).catch((e) => print(e.message));', ['want_a [] {ok: true} returned', 'want_b [] Error: lost threw']],
      ['of generators that are left open', 'function* want_g(x) { yield x; yield 2; return 3; } const a = want_g(1); a.next(); [...want_g(5)];', ['want_g [1] none open', 'want_g [5] 3 returned']],
      ['of async functions that never end', 'async function want_a() { await new Promise(() => {}); } want_a();', ['want_a [] none open']],
      ['whose getters would do something', 'function want_a(o) { return Object.keys(o).length; } want_a({ get x() { print("ran"); return 1; }, p: new Proxy({}, { get() { print("trap"); } }) }); print("end");', ['want_a [{x: (getter), p: (Proxy)}] 2 returned']],
    ],
    { ...CALLS, values: (name) => name.startsWith('want_') },
    (run, [expected]) => {
      const told = run.trace.calls.map((call) => `${run.trace.functions[call.site]!.name} ${call.args ? `[${call.args.map(text).join(', ')}]` : 'none'} ${text(call.result)} ${call.end}`).filter((line) => !line.includes('<anonymous>'));
      expect(told).toEqual(expected);
    },
  );
});

describe('conditions tell what they said and what they saw', () => {
  eachRun(
    [
      ['if and its operands', 'function f(a, b) { if (a > 1 && b) return 1; return 0; } f(1, 2); f(2, null);', ['f logical a > 1 = false {a: 1}', 'f if a > 1 && b = false {a: 1}', 'f logical a > 1 = true {a: 2}', 'f logical b = false {b: null}', 'f if a > 1 && b = false {a: 2, b: null}']],
      ['members, calls and receivers', 'function f(xs, o) { if (xs.includes(o.k[0]) || !o.n?.m) return xs.length ? "a" : "b"; } f([1], { k: [1] }); f([], { k: [2] });', ['f logical xs.includes(o.k[0]) = true {xs.includes(o.k[0]): true, o.k[0]: 1, xs: [1]}', 'f if xs.includes(o.k[0]) || !o.n?.m = true {xs.includes(o.k[0]): true, o.k[0]: 1, xs: [1]}', 'f conditional xs.length = true {xs.length: 1}', 'f logical xs.includes(o.k[0]) = false {xs.includes(o.k[0]): false, o.k[0]: 2, xs: []}', 'f logical !o.n?.m = true {o.n?.m: undefined}', 'f if xs.includes(o.k[0]) || !o.n?.m = true {xs.includes(o.k[0]): false, o.k[0]: 2, xs: [], o.n?.m: undefined}', 'f conditional xs.length = false {xs.length: 0}']],
      ['loops', 'function f(n) { for (let i = 0; i < n; i++) ; for (const x of []) ; do n--; while (n > 0); } f(1);', ['f loop i < n = true {i: 0, n: 1}', 'f loop i < n = false {i: 1, n: 1}', 'f loop const x of [] = false {[]: []}', 'f loop n > 0 = false {n: 0}']],
      ['switch', 'function f(k) { switch (k.t) { case "a": return 1; case "b": default: return 2; } } f({ t: "a" }); f({ t: "z" });', ['f switch k.t = true {k.t: "a"}', 'f switch case "a" = true {}', 'f switch k.t = true {k.t: "z"}', 'f switch default = true {}']],
      ['calls that hang on an operator', 'function f(a) { a && g(); a ?? g(); return a || 5; } function g() {} f(0);', ['f logical a = false {a: 0}']],
      ['the call they are in, and how many calls there were before', 'function f() { g(); if (g()) g(); } function g() { return 1; } f(); if (f) f();', ['f if g() = true {g(): 1} before 3', ' if f = true {f: (function f)} before 4', 'f if g() = true {g(): 1} before 7']],
    ],
    { ...CALLS, branches: true },
    ({ trace }, [expected]) => {
      const told = trace.branches.map(({ call, site, taken, values, before }) => {
        const { kind, text: condition } = trace.branchSites[site]!;
        const seen = Object.entries(values).map(([name, value]) => `${name}: ${text(value)}`);
        const line = `${call < 0 ? '' : trace.functions[trace.calls[call]!.site]!.name} ${kind} ${condition} = ${taken} {${seen.join(', ')}}`;
        return String((expected as string[])[0]).includes(' before ') ? `${line} before ${before}` : line;
      });
      expect(told).toEqual(expected);
    },
  );
  const text = (value: EncodedValue): string => describeValue(value, 80);
});

describe('messages of errors are those of the source', () => {
  const failing = (code: string) => `const o = {}; let u; const f = (x) => x; const tell = async (work) => { try { await work(); } catch (e) { print(e.name, e.message); } }; export const done = tell(async () => { ${code} });`;
  const cases = [
    'u.x', 'o.a.b', 'o.f()', 'u()', 'o[u]()', 'if (o[f("k")](1)) f()', 'if (o.a.includes(u)) f()', '(await o).foo()', 'const { x } = await u', 'const { x } = f(await u)', '(await f(u))()', 'new o.K()', 'new (await f(u))()',
    'for (const x of u) f(x)', 'for (const x of o.list) f(x)', 'for (const x of f(o)) f(x)', 'for (const x of await o) f(x)', 'for (const x of o["k"]) f(x)', 'for (const x of this) f(x)', 'for (const x of 5) f(x)', 'for (const x of (o.a ? [] : o)) f(x)', 'for (const [a] of [u]) f(a)',
    'for await (const x of o) f(x)', 'for await (const x of f(u)) f(x)', 'for await (const x of o.list) f(x)', 'Math.max(...o)', 'f(...u)', 'null.x', '"a" in 5', 'o instanceof 3', 'f?.().x', 'undeclared', 'if (undeclared > 1) f()', 'lateName; const lateName = 1', 'o.a?.b.c; u.d?.e', 'const k = 1; k = 2',
    '(u ?? o).foo()', '(u || o).foo()', '(o.a ? o : u).x', 'class K { #p; static has(v) { return v.#p; } } K.has(o)', 'BigInt(1) + 1', 'JSON.parse("{")', '[].reduce((a) => a)', 'o.x.y = 1', 'delete u.x', 'f.call.call(1)', '`${Symbol()}`', 'switch (u.kind) { case 1: }', 'while (u.next()) ;', 'throw new Error(f("own"))',
  ];
  eachRun(
    cases.map((code) => [code, failing(code)] as const),
    { calls: true, branches: true, coverage: true, values: () => true },
    () => undefined,
    'program.js',
  );
});
