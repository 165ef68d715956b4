// The expected execution path as lines and as JSON. Owns both notations; what the names and wildcards mean is the server's business.
import { asNumber, asRecord, asText } from '../read-json.ts';

export type ExpectedCall = string | { call: string; calls?: ExpectedCall[]; times?: number } | { anyOrder: ExpectedCall[] };

export type ReadPath = { kind: 'path'; path: ExpectedCall[] } | { kind: 'empty' } | { kind: 'problem'; message: string };

/** One line while it is read; `children` fills as deeper lines follow. */
interface Line {
  indent: number;
  name: string;
  times: number | null;
  isGroup: boolean;
  children: Line[];
}

const BULLET = /^(?:[-•]|\d+[.)])\s+/;
const TIMES = /\s+[x×](\d+)$/i;
const GROUP = /^any order:?$/i;
const WIDTH_OF_TAB = 4;

const widthOf = (indentation: string): number => [...indentation].reduce((width, character) => width + (character === '\t' ? WIDTH_OF_TAB : 1), 0);

function readLine(text: string): Line {
  const indentation = /^[ \t]*/.exec(text)?.[0] ?? '';
  const words = text.trim().replace(BULLET, '').trim();
  const times = TIMES.exec(words);
  return { indent: widthOf(indentation), name: times ? words.slice(0, times.index).trim() : words, times: times ? Number(times[1]) : null, isGroup: GROUP.test(words), children: [] };
}

function problemOf(line: Line, parent: Line | undefined): string | null {
  if (line.times === 0) return 'A call that never happens is left out instead of being written with x0.';
  if (line.isGroup) return line.times === null ? null : 'A group has no count; count the calls in it.';
  if (/\s/.test(line.name)) return `“${line.name}” is not the name of one call. Write one call a line, such as validate(), Cart.total or validate*.`;
  if (line.name === '...' && line.times !== null) return '“...” already stands for any number of calls.';
  if (parent && !parent.isGroup && (parent.name === '...' || parent.name === '*')) return `A call cannot be nested in “${parent.name}”, which stands for calls without a name.`;
  return null;
}

function callOf(line: Line): ExpectedCall {
  const calls = line.children.map(callOf);
  if (line.isGroup) return { anyOrder: calls };
  if (calls.length === 0 && line.times === null) return line.name;
  return { call: line.name, ...(calls.length > 0 && { calls }), ...(line.times !== null && { times: line.times }) };
}

/** Reads one call a line; deeper lines are calls made by the one above. `x3` behind a call counts it, `any order:` opens a group. */
export function readPathLines(text: string): ReadPath {
  const root: Line = { indent: -1, name: '', times: null, isGroup: true, children: [] };
  const open: Line[] = [root];
  for (const [at, source] of text.split(/\r?\n/).entries()) {
    if (source.trim() === '') continue;
    const line = readLine(source);
    while (open.length > 1 && (open.at(-1)?.indent ?? -1) >= line.indent) open.pop();
    const parent = open.at(-1) ?? root;
    const before = parent.children.at(-1);
    const isMisaligned = before !== undefined && before.indent !== line.indent;
    const message = isMisaligned ? 'This line stands between two levels. Indent it like the calls beside it.' : problemOf(line, parent);
    if (message) return { kind: 'problem', message: `Line ${at + 1}: ${message}` };
    parent.children.push(line);
    open.push(line);
  }
  if (root.children.length === 0) return { kind: 'empty' };
  const empty = findEmptyGroup(root.children);
  return empty ? { kind: 'problem', message: 'A group “any order:” holds no call. Indent its calls below it.' } : { kind: 'path', path: root.children.map(callOf) };
}

const findEmptyGroup = (lines: readonly Line[]): Line | undefined => lines.find((line) => (line.isGroup && line.children.length === 0) || findEmptyGroup(line.children));

/** A call from JSON, or what is wrong with it. `where` names the place for the message. */
function readCall(value: unknown, where: string): ExpectedCall | Error {
  if (typeof value === 'string') return value.trim() === '' ? new Error(`${where} is empty.`) : value;
  const record = asRecord(value);
  const group = record?.['anyOrder'];
  if (Array.isArray(group)) {
    const calls = readCalls(group, `${where}.anyOrder`);
    return calls instanceof Error ? calls : { anyOrder: calls };
  }
  const call = asText(record?.['call']);
  if (!record || !call) return new Error(`${where} must be the name of a call, { "call": …, "calls": […], "times": … } or { "anyOrder": […] }.`);
  const calls = record['calls'] === undefined ? [] : readCalls(record['calls'], `${where}.calls`);
  if (calls instanceof Error) return calls;
  const times = record['times'] === undefined ? null : asNumber(record['times']);
  if (record['times'] !== undefined && (times === null || times < 1 || !Number.isInteger(times))) return new Error(`${where}.times must be a whole number from 1.`);
  return { call, ...(record['calls'] !== undefined && { calls }), ...(times !== null && { times }) };
}

function readCalls(value: unknown, where: string): ExpectedCall[] | Error {
  if (!Array.isArray(value)) return new Error(`${where} must be an array.`);
  const calls: ExpectedCall[] = [];
  for (const [at, entry] of value.entries()) {
    const call = readCall(entry, `${where}[${at}]`);
    if (call instanceof Error) return call;
    calls.push(call);
  }
  return calls;
}

/** Reads the same as JSON, such as `["validate()", { "call": "submit()", "calls": ["post()"] }]`. */
export function readPathJson(text: string): ReadPath {
  if (text.trim() === '') return { kind: 'empty' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { kind: 'problem', message: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const calls = readCalls(json, 'The path');
  if (calls instanceof Error) return { kind: 'problem', message: calls.message };
  return calls.length === 0 ? { kind: 'empty' } : { kind: 'path', path: calls };
}

function printCall(call: ExpectedCall, indent: string): string[] {
  if (typeof call === 'string') return [indent + call];
  if ('anyOrder' in call) return [`${indent}any order:`, ...printCalls(call.anyOrder, `${indent}  `)];
  return [`${indent}${call.call}${call.times === undefined ? '' : ` x${call.times}`}`, ...printCalls(call.calls ?? [], `${indent}  `)];
}

const printCalls = (calls: readonly ExpectedCall[], indent: string): string[] => calls.flatMap((call) => printCall(call, indent));

/** The path as lines that `readPathLines` reads back. */
export function printPath(path: readonly ExpectedCall[]): string {
  return printCalls(path, '').join('\n');
}
