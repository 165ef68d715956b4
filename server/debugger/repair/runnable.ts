// From the TypeScript of a unit to JavaScript for the worker: counters in loops and functions, observers around expressions, types off.
// Owns the insertion; the worker owns what the inserted calls do.
import { transformSync } from 'oxc-transform';
import { childrenOf, isNode, parseSyntax, type SyntaxNode } from '../../edits/syntax.ts';
import { nestsTooDeeply } from '../../graph/nesting.ts';
import type { TextEdit } from '../../edits/file-edit.ts';
import { isFunctionNode } from './units.ts';

const PREFIX = '(';
const TICK = 'globalThis.__svTick()';

/** The expression as JavaScript with a counter in every loop and function; null where it does not parse. */
export function toRunnable(path: string, source: string): string | null {
  const root = parseUnit(path, source);
  if (!root) return null;
  const inserts: Insert[] = [];
  addTicks(root, inserts);
  return strip(path, insertAll(`${PREFIX}${source})`, inserts));
}

/** What `see(id, node)` is to be called with, and where states are remembered. Offsets count in the file. */
export interface Observers {
  /** Expressions by id. */
  readonly expressions: ReadonlyMap<number, { readonly start: number; readonly end: number }>;
  /** Points in front of statements by id, with the names to read; one with an end gets braces around it. */
  readonly states: ReadonlyMap<number, { readonly at: number; readonly end?: number; readonly names: readonly string[] }>;
}

/** Like `toRunnable`, with observers. `offset` is where the source begins in its file. */
export function toObserved(path: string, source: string, observed: { readonly offset: number; readonly observers: Observers }): string | null {
  const root = parseUnit(path, source);
  if (!root) return null;
  const inserts: Insert[] = [];
  addTicks(root, inserts);
  const move = PREFIX.length - observed.offset;
  for (const [id, { start, end }] of observed.observers.expressions) {
    inserts.push({ at: start + move, order: end, text: `globalThis.__svSee(${id}, ` }, { at: end + move, order: -start, text: ')', isClosing: true });
  }
  for (const [id, { at, end, names }] of observed.observers.states) {
    inserts.push({ at: at + move, order: Infinity, text: `${end === undefined ? '' : '{ '}globalThis.__svState(${id}, () => [${names.join(', ')}]); ` });
    if (end !== undefined) inserts.push({ at: end + move, order: Infinity, text: ' }', isClosing: true });
  }
  return strip(path, insertAll(`${PREFIX}${source})`, inserts));
}

interface Insert {
  readonly at: number;
  /** Among insertions at one place: the wider comes first when opening, the narrower when closing. */
  readonly order: number;
  readonly text: string;
  readonly isClosing?: boolean;
}

function parseUnit(path: string, source: string): SyntaxNode | null {
  const syntax = parseSyntax(path.replace(/\.(?:[cm]?js|jsx)$/, '.jsx'), `${PREFIX}${source})`);
  const [statement] = syntax.program['body'] as SyntaxNode[];
  return syntax.errors.length > 0 || !statement ? null : statement;
}

function addTicks(node: SyntaxNode, inserts: Insert[]): void {
  const body = node['body'];
  if (isFunctionNode(node) && isNode(body)) addFunctionTick(body, inserts);
  else if (/^(?:While|DoWhile|For)Statement$/.test(node.type)) addLoopTick(node, inserts);
  else if (/^For(?:In|Of)Statement$/.test(node.type) && isNode(body)) addBodyTick(body, inserts);
  for (const child of childrenOf(node)) addTicks(child, inserts);
}

function addFunctionTick(body: SyntaxNode, inserts: Insert[]): void {
  if (body.type !== 'BlockStatement') {
    inserts.push({ at: body.start, order: Infinity, text: `(${TICK}, ` }, { at: body.end, order: Infinity, text: ')', isClosing: true });
    return;
  }
  const directives = (body['body'] as SyntaxNode[]).filter((statement) => typeof statement['directive'] === 'string');
  inserts.push({ at: directives.at(-1)?.end ?? body.start + 1, order: Infinity, text: `${TICK};` });
}

function addLoopTick(node: SyntaxNode, inserts: Insert[]): void {
  const test = node['test'];
  if (isNode(test)) inserts.push({ at: test.start, order: Infinity, text: `${TICK}, ` });
  else if (isNode(node['body'])) addBodyTick(node['body'], inserts);
}

function addBodyTick(body: SyntaxNode, inserts: Insert[]): void {
  if (body.type === 'BlockStatement') inserts.push({ at: body.start + 1, order: Infinity, text: `${TICK};` });
  else inserts.push({ at: body.start, order: Infinity, text: `{${TICK}; ` }, { at: body.end, order: Infinity, text: '}', isClosing: true });
}

function insertAll(text: string, inserts: Insert[]): string {
  // Closings come before openings at one place; parentheses around a node lie outside of it and stay there.
  inserts.sort((a, b) => a.at - b.at || Number(b.isClosing ?? false) - Number(a.isClosing ?? false) || (a.isClosing ? a.order - b.order : b.order - a.order));
  let out = '';
  let at = 0;
  for (const insert of inserts) {
    out += text.slice(at, insert.at) + insert.text;
    at = insert.at;
  }
  return out + text.slice(at);
}

function strip(path: string, code: string): string | null {
  if (/\.[cm]?js$/.test(path)) return code;
  if (nestsTooDeeply(code)) return null;
  const result = transformSync(path, code, { jsx: { runtime: 'automatic' } });
  if (result.errors.length > 0) return null;
  return result.code.trimEnd().replace(/;$/, '');
}

/** Applies the edits that lie in a unit to its source. */
export function editUnit(source: string, offset: number, edits: readonly TextEdit[]): string {
  let out = '';
  let at = 0;
  for (const edit of edits) {
    out += source.slice(at, edit.start - offset) + edit.text;
    at = edit.end - offset;
  }
  return out + source.slice(at);
}
