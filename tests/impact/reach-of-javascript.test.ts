import { testReach, type Trap } from './reach-traps.ts';

const NUMBER = 'export const f = () => 1;\n';
const STRING = "export const f = () => '';\n";
const USE = "import { g } from './b';\nexport const use: number = g();\n";
const TYPE = (type: string) => `/** @typedef {{ n: ${type} }} T */\nexport {};\n`;

const SEEN: Record<string, Trap> = {
  'a result': { files: { 'a.js': NUMBER, 'b.js': "import { f } from './a.js';\nexport function g() { return f(); }\n", 'c.ts': USE }, after: STRING, breaks: ['c.ts'], asked: ['b.js'] },
  'a result behind a name that is not exported': { files: { 'a.js': NUMBER, 'b.js': "import { f } from './a.js';\nconst inner = () => f();\nexport const g = () => inner();\n", 'c.ts': USE }, after: STRING, breaks: ['c.ts'], asked: ['b.js'] },
  'a class that extends one': { files: { 'a.js': 'export class A { constructor() { this.n = 1; } }\n', 'b.js': "import { A } from './a.js';\nexport class B extends A {}\n", 'c.ts': "import { B } from './b';\nexport const use: number = new B().n;\n" }, after: "export class A { constructor() { this.n = ''; } }\n", breaks: ['c.ts'], asked: ['b.js'] },
  'what is put on a function in another one': { files: { 'a.js': NUMBER, 'b.js': "import { f } from './a.js';\nexport function h() {}\nexport const init = (h.g = f, 1);\n", 'c.ts': "import { h } from './b';\nexport const use: number = h.g();\n" }, after: STRING, breaks: ['c.ts'], asked: ['b.js'] },
  'what is put on an object': { files: { 'a.js': NUMBER, 'b.js': "import { f } from './a.js';\nexport const h = {};\nh.g = f;\n", 'c.ts': "import { h } from './b';\nexport const use: number = h.g();\n" }, after: STRING, breaks: ['c.ts'], asked: ['b.js'] },
  'a type that a comment says': { files: { 'a.ts': 'export interface T { n: number }\n', 'b.js': "/** @import { T } from './a' */\n/** @type {T} */\nexport const t = { n: /** @type {any} */ (1) };\n", 'c.ts': "import { t } from './b';\nexport const use: number = t.n;\n" }, after: 'export interface T { n: string }\n', breaks: ['c.ts'], asked: ['b.js'] },
  'a type that a comment takes of an import': { files: { 'a.js': 'export class A { constructor() { this.n = 1; } }\n', 'b.js': "import { A } from './a.js';\n/** @param {A} a */\nexport const g = (a) => a;\nexport const other = () => new A();\n", 'c.ts': "import { g, other } from './b';\nexport const use: number = g(other()).n;\n" }, after: "export class A { constructor() { this.n = ''; } }\n", breaks: ['c.ts'], asked: ['b.js'] },
  'a type that a comment declares': { files: { 'a.js': TYPE('number'), 'c.ts': "import type { T } from './a';\nexport const use = (t: T): number => t.n;\n" }, after: TYPE('string'), breaks: ['c.ts'] },
  'a type that a comment declares with another one': { files: { 'a.js': TYPE('number'), 'b.js': "/** @typedef {import('./a.js').T} U */\nexport {};\n", 'c.ts': "import type { U } from './b';\nexport const use = (u: U): number => u.n;\n" }, after: TYPE('string'), breaks: ['c.ts'], asked: ['b.js'] },
  'a type that a comment of the same file declares': { files: { 'a.ts': 'export interface T { n: number }\n', 'b.js': "/** @import { T } from './a' */\n/** @typedef {{ t: T }} U */\n/** @type {U} */\nexport const u = /** @type {any} */ (1);\n", 'c.ts': "import { u } from './b';\nexport const use: number = u.t.n;\n" }, after: 'export interface T { n: string }\n', breaks: ['c.ts'], asked: ['b.js'] },
  'a member of a namespace that a comment says': { files: { 'a.ts': 'export interface T { n: number }\nexport const f = 1;\n', 'c.js': "import * as ns from './a';\n/** @param {ns.T} t @returns {number} */\nexport const use = (t) => t.n;\nexport const other = ns.f;\n" }, after: 'export interface T { n: string }\nexport const f = 1;\n', breaks: ['c.js'] },
  'a default export': { files: { 'a.js': NUMBER, 'b.js': "import { f } from './a.js';\nexport default f();\n", 'c.ts': "import b from './b';\nexport const use: number = b;\n" }, after: STRING, breaks: ['c.ts'], asked: ['b.js'] },
  'CommonJS': { files: { 'a.js': NUMBER, 'b.cjs': "const { f } = require('./a.js');\nmodule.exports = { g: f };\n", 'c.ts': "import { g } from './b.cjs';\nexport const use: number = g();\n" }, after: STRING, breaks: ['c.ts'], asked: ['b.cjs'] },
  'a comment that is not true any more': { files: { 'a.js': '/** @returns {any} */\nexport const f = () => 1;\n', 'c.ts': "import { f } from './a';\nexport const use: string = f();\n" }, after: '/** @returns {number} */\nexport const f = () => 1;\n', breaks: ['c.ts'] },
};

const UNSEEN: Record<string, Trap> = {
  'another name of the file': { files: { 'a.js': 'export const f = 1;\nexport const h = 1;\n', 'c.ts': "import { h } from './a';\nexport const use: number = h;\n" }, after: 'export const h = 1;\n', breaks: [] },
  'another class of a file between': { files: { 'a.js': NUMBER, 'b.js': "import { f } from './a.js';\nexport class B { m() { return f(); } }\nexport class D { m() { return 1; } }\n", 'c.ts': "import { D } from './b';\nexport const use: number = new D().m();\n" }, after: STRING, breaks: [] },
  'another member of a namespace': { files: { 'a.js': 'export const f = 1;\nexport const h = 1;\n', 'c.js': "import * as ns from './a.js';\nexport const use = ns.h;\n" }, after: 'export const h = 1;\n', breaks: [] },
  'another name of a barrel': { files: { 'a.js': NUMBER, 'b.js': "export * from './a.js';\nexport const g = () => 1;\n", 'c.ts': USE }, after: STRING, breaks: [] },
};

testReach(SEEN, UNSEEN);
