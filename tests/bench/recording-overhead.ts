// What recording costs: the same programs plain, instrumented, and under V8's own precise coverage with counts of calls, in turns in one process.
// Usage: tsx tests/bench/recording-overhead.ts [rounds]
import { Session } from 'node:inspector';
import { runInThisContext } from 'node:vm';
import { Recorder } from '../../server/debugger/record/child/runtime.ts';
import { DEFAULT_RECORDER_LIMITS } from '../../server/debugger/record/child/runtime-install.ts';
import { emitModule } from '../../server/debugger/record/emit.ts';
import { instrument } from '../../server/debugger/record/instrument.ts';
import type { InstrumentOptions } from '../../server/debugger/record/instrument-work.ts';
import { SiteTable } from '../../server/debugger/record/site-table.ts';

interface Subject {
  readonly name: string;
  /** Highest ratio with calls only that the design allows. */
  readonly target: number;
  readonly source: string;
}

const SUBJECTS: readonly Subject[] = [
  {
    name: 'nothing but calls (fib 27)',
    target: 1.9,
    source: 'function fib(n: number): number { return n < 2 ? n : fib(n - 1) + fib(n - 2); }\nexports.run = (): number => fib(27);',
  },
  {
    name: 'a parser (JSON, recursive descent, 300 kB)',
    target: 1.5,
    source: `
class Parser {
  private at = 0;
  constructor(private readonly text: string) {}
  parse(): unknown { const value = this.value(); this.blank(); if (this.at < this.text.length) this.fail('end'); return value; }
  private value(): unknown {
    this.blank();
    switch (this.text[this.at]) {
      case '{': return this.object();
      case '[': return this.array();
      case '"': return this.string();
      case 't': return this.word('true', true);
      case 'f': return this.word('false', false);
      case 'n': return this.word('null', null);
      default: return this.number();
    }
  }
  private object(): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    this.at += 1; this.blank();
    if (this.text[this.at] === '}') { this.at += 1; return result; }
    for (;;) {
      this.blank(); const key = this.string(); this.blank(); this.expect(':');
      result[key] = this.value(); this.blank();
      if (this.text[this.at] === ',') this.at += 1; else { this.expect('}'); return result; }
    }
  }
  private array(): unknown[] {
    const result: unknown[] = [];
    this.at += 1; this.blank();
    if (this.text[this.at] === ']') { this.at += 1; return result; }
    for (;;) {
      result.push(this.value()); this.blank();
      if (this.text[this.at] === ',') this.at += 1; else { this.expect(']'); return result; }
    }
  }
  private string(): string {
    this.expect('"');
    let result = '';
    let from = this.at;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 34) { result += this.text.slice(from, this.at); this.at += 1; return result; }
      if (code === 92) { result += this.text.slice(from, this.at); result += this.escape(); from = this.at; } else if (code !== code) this.fail('"'); else this.at += 1;
    }
  }
  private escape(): string {
    const character = this.text[this.at + 1]!;
    this.at += 2;
    if (character === 'u') { this.at += 4; return String.fromCharCode(parseInt(this.text.slice(this.at - 4, this.at), 16)); }
    return character === 'n' ? '\\n' : character === 't' ? '\\t' : character;
  }
  private number(): number {
    const from = this.at;
    if (this.text[this.at] === '-') this.at += 1;
    while (isNumeric(this.text.charCodeAt(this.at))) this.at += 1;
    if (from === this.at) this.fail('a value');
    return Number(this.text.slice(from, this.at));
  }
  private word<T>(text: string, value: T): T { for (const character of text) this.expect(character); return value; }
  private blank(): void { while (this.text.charCodeAt(this.at) <= 32) this.at += 1; }
  private expect(character: string): void { if (this.text[this.at] !== character) this.fail(character); this.at += 1; }
  private fail(what: string): never { throw new SyntaxError(\`expected \${what} at \${this.at}\`); }
}
function isNumeric(code: number): boolean { return (code >= 48 && code <= 57) || code === 46 || code === 101 || code === 69 || code === 43 || code === 45; }
const text = JSON.stringify(Array.from({ length: 2500 }, (_, id) => ({ id, name: 'item ' + id, tags: ['a', 'b\\n', null], price: id * 1.25, active: id % 3 === 0, nested: { x: [id, -id] } })), null, 1);
exports.run = (): number => (new Parser(text).parse() as unknown[]).length;`,
  },
  {
    name: 'data work (group, sort, aggregate 60,000 rows)',
    target: 1.0,
    source: `
interface Row { readonly key: string; readonly value: number; readonly day: number }
const rows: Row[] = Array.from({ length: 60_000 }, (_, at) => ({ key: 'k' + ((at * 7919) % 500), value: (at * 104_729) % 1000, day: at % 365 }));
function groupBy(items: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const item of items) { const group = groups.get(item.key); if (group) group.push(item); else groups.set(item.key, [item]); }
  return groups;
}
function summarize(key: string, group: readonly Row[]): { key: string; total: number; median: number; days: number } {
  const values = Float64Array.from(group, ({ value }) => value).sort();
  let total = 0;
  for (const value of values) total += value;
  return { key, total, median: values[values.length >> 1] ?? 0, days: new Set(group.map(({ day }) => day)).size };
}
exports.run = (): number => {
  const summaries = [...groupBy(rows)].map(([key, group]) => summarize(key, group)).sort((a, b) => b.total - a.total);
  return JSON.parse(JSON.stringify(summaries)).length;
};`,
  },
];

const CALLS: InstrumentOptions = { calls: true, branches: false, coverage: false, values: () => false };
const VARIANTS: Readonly<Record<string, InstrumentOptions | null>> = {
  plain: null,
  calls: CALLS,
  'calls and statements': { ...CALLS, coverage: true },
  'all but values': { ...CALLS, coverage: true, branches: true },
};

let loaded = 0;

/** Loads a program as a script of its own: V8 would take the same text from its cache, and its machine code with it. */
function load(subject: Subject, options: InstrumentOptions | null): () => unknown {
  const code = options ? instrument({ path: 'subject.ts', text: subject.source }, new SiteTable(), options).code : subject.source;
  const emitted = emitModule({ path: 'subject.cts', code, format: 'cjs', rewriteSpecifier: (specifier) => specifier });
  if (emitted.kind === 'failed') throw new Error(emitted.message);
  const exported: { run?: () => unknown } = {};
  loaded += 1;
  (runInThisContext(`(function (exports) {${emitted.code}\n})//${loaded}`) as (exports: object) => void)(exported);
  return exported.run!;
}

/** Milliseconds of processor time: others on the machine do not count. */
function time(run: () => unknown): number {
  const from = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

const quantile = (values: readonly number[], part: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))]!;

/** One run while V8 counts calls and blocks. The program is loaded anew, because only code that is compiled meanwhile has counters of blocks. */
function timeUnderCoverage(session: Session, subject: Subject): number {
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const run = load(subject, null);
  for (let warm = 0; warm < 8; warm += 1) run();
  const spent = time(run);
  session.post('Profiler.takePreciseCoverage');
  session.post('Profiler.stopPreciseCoverage');
  return spent;
}

function measure(subject: Subject, rounds: number): void {
  const recorder = new Recorder(DEFAULT_RECORDER_LIMITS);
  Object.defineProperty(globalThis, '__supernova', { value: recorder, configurable: true });
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  const runs = Object.fromEntries(Object.entries(VARIANTS).map(([name, options]) => [name, load(subject, options)]));
  const times: Record<string, number[]> = Object.fromEntries([...Object.keys(VARIANTS), 'precise coverage of V8'].map((name) => [name, []]));
  for (let round = -5; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(runs)) {
      recorder.start();
      const spent = time(run);
      if (round >= 0) times[name]!.push(spent);
    }
  }
  // Apart from the others, which it would slow down as well; with plain runs of its own between.
  const plainBetween: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times['precise coverage of V8']!.push(timeUnderCoverage(session, subject));
    const run = load(subject, null);
    for (let warm = 0; warm < 8; warm += 1) run();
    plainBetween.push(time(run));
  }
  session.disconnect();
  console.log(`\n${subject.name}: plain ${quantile(times['plain']!, 0.5).toFixed(2)} ms`);
  for (const [name, all] of Object.entries(times)) {
    if (name === 'plain') continue;
    const base = name.startsWith('precise') ? plainBetween : times['plain']!;
    const ratios = all.map((spent, at) => spent / base[at]!);
    const target = name === 'calls' ? `   target ${subject.target.toFixed(1)}` : '';
    console.log(`  ${name.padEnd(24)} ${quantile(all, 0.5).toFixed(2).padStart(8)} ms   ${(quantile(all, 0.5) / quantile(base, 0.5)).toFixed(2)}x   (of pairs ${quantile(ratios, 0.1).toFixed(2)} to ${quantile(ratios, 0.9).toFixed(2)})${target}`);
  }
}

const rounds = Number(process.argv[2] ?? 30);
console.log(`Node ${process.version}, ${rounds} rounds in turns, medians`);
for (const subject of SUBJECTS) measure(subject, rounds);
