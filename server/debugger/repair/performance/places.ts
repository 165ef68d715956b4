// Where new code goes: the loops around a node, statements to stand before, names that are free. Owns insertions as edits.
import type { TextEdit } from '../../../edits/file-edit.ts';
import { isNode, type SyntaxNode } from '../../../edits/syntax.ts';
import type { SourceStyle } from '../data-mapping/source-style.ts';
import { ancestorsOf, bare, isFunctionNode, type FileScopes } from './bindings.ts';
import { ITERATING_METHODS } from './builtins.ts';
import { methodOf } from './effects.ts';

const LOOPS = new Set(['ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'DoWhileStatement']);
const BLOCKS = new Set(['BlockStatement', 'Program', 'StaticBlock', 'SwitchCase', 'TSModuleBlock']);

export const isLoop = (node: SyntaxNode): boolean => LOOPS.has(node.type);

/** A function that a method such as `map` calls for each item: its body runs as often as a loop's. */
export function iterationOf(file: FileScopes, fn: SyntaxNode): SyntaxNode | null {
  const call = file.parents.get(fn);
  if (!call || !isFunctionNode(fn) || fn['async'] === true || fn['generator'] === true) return null;
  const called = methodOf(call);
  const isSorted = called?.name === 'sort' || called?.name === 'toSorted';
  return called && (ITERATING_METHODS.has(called.name) || isSorted) && (call['arguments'] as SyntaxNode[]).includes(fn) ? call : null;
}

/** The loops that run the node again and again, the innermost first; calls of `map` and the like are loops. The head of a `for` that is run once is outside. */
export function loopsAround(file: FileScopes, node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  let below = node;
  for (const around of ancestorsOf(file, node)) {
    if (isLoop(around)) {
      const isOnce = around['init'] === below || around['right'] === below || (around['left'] === below && around.type !== 'ForStatement');
      if (!isOnce) found.push(around);
    } else if (isFunctionNode(around)) {
      const iteration = iterationOf(file, around);
      if (!iteration) return found;
      found.push(iteration);
    }
    below = around;
  }
  return found;
}

/** The statement around a node that stands in a block, or the arrow function whose body is one expression around it. */
export function statementAround(file: FileScopes, node: SyntaxNode): SyntaxNode | null {
  let at = node;
  for (const around of ancestorsOf(file, node)) {
    if (BLOCKS.has(around.type) && around['test'] !== at) return at;
    if (around.type === 'ArrowFunctionExpression' && around['body'] === at) return around;
    if (around.type === 'ClassBody') return null;
    at = around;
  }
  return null;
}

export const indentAt = (text: string, offset: number): string => /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';

/** A declaration in front of an exported one stands in front of its `export`. */
const withExport = (file: FileScopes, statement: SyntaxNode): SyntaxNode => {
  const parent = file.parents.get(statement);
  return parent?.type.startsWith('Export') ? parent : statement;
};

/** Lines before the statement around the node; for an arrow function of one expression its body becomes a block. */
export function insertBefore(file: FileScopes, node: SyntaxNode, lines: readonly string[], style: SourceStyle): TextEdit[] {
  const found = statementAround(file, node);
  if (!found) return [];
  const { text } = file;
  const end = style.hasSemicolons ? ';' : '';
  if (found.type === 'ArrowFunctionExpression') {
    const body = found['body'] as SyntaxNode;
    const arrow = text.lastIndexOf('=>', body.start) + 2;
    const outer = indentAt(text, found.start);
    const indent = outer + style.indent;
    return [
      { start: arrow, end: arrow + (text[arrow] === ' ' ? 1 : 0), text: ` {${style.lineEnd}${[...lines, 'return '].map((line) => indent + line).join(style.lineEnd)}` },
      { start: found.end, end: found.end, text: `${end}${style.lineEnd}${outer}}` },
    ];
  }
  const statement = withExport(file, found);
  const indent = indentAt(text, statement.start);
  return [{ start: statement.start, end: statement.start, text: lines.map((line) => line.replaceAll('\n', `${style.lineEnd}${indent}`) + style.lineEnd + indent).join('') }];
}

/** Names for new variables: free in the whole file, and different from each other. */
export class Names {
  readonly #taken: Set<string>;

  constructor(file: FileScopes) {
    this.#taken = new Set([...file.parents.keys()].flatMap((node) => (node.type === 'Identifier' || node.type === 'JSXIdentifier' ? [String(node['name'])] : [])));
  }

  fresh(wanted: string): string {
    const base = wanted.replace(/[^\p{ID_Continue}$]/gu, '') || 'value';
    let name = base;
    for (let count = 2; this.#taken.has(name); count += 1) name = `${base}${count}`;
    this.#taken.add(name);
    return name;
  }
}

/** `users` for `users`, `this.users`, `data.users`, `getUsers()`; for names of new variables. */
export function shortName(node: SyntaxNode): string {
  const at = bare(node);
  if (at.type === 'Identifier') return String(at['name']);
  if (at.type === 'MemberExpression' && at['computed'] !== true) return String((at['property'] as SyntaxNode)['name']);
  if (at.type === 'MemberExpression' || at.type === 'CallExpression') return shortName((at['object'] ?? at['callee']) as SyntaxNode);
  return 'value';
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The list of nodes in a field; empty where it is none. */
export const list = (node: SyntaxNode, field: string): readonly SyntaxNode[] => (Array.isArray(node[field]) ? (node[field] as unknown[]).filter(isNode) : []);
