// One suspicious declaration prepared for the operators: its nodes, what they held at run time, the names in scope, the constants around.
// Owns reading; proposes nothing.
import { childrenOf, isNode, type SyntaxNode } from '../../edits/syntax.ts';
import type { SeenExpression } from './child/messages.ts';
import { isFunctionNode, type SearchedFile, type Unit } from './units.ts';
import { readNames, type ScopeName } from './scope-names.ts';

export interface Constants {
  readonly numbers: readonly number[];
  readonly strings: readonly string[];
  /** Without those that only examples have, but for single characters: a condition on one example's input corrects nothing. */
  readonly own: { readonly numbers: readonly number[]; readonly strings: readonly string[] };
  /** Words of the intent and of doc comments, lower case. */
  readonly words: ReadonlySet<string>;
}

export class Ground {
  readonly file: SearchedFile;
  readonly unit: Unit;
  /** Index of the unit in the worker. */
  readonly index: number;
  /** In source order, the outer before the inner. */
  readonly nodes: readonly SyntaxNode[];
  readonly constants: Constants;
  readonly #parents = new Map<SyntaxNode, SyntaxNode>();
  readonly #ids = new Map<SyntaxNode, number>();
  readonly #scopes = new Map<SyntaxNode, readonly ScopeName[]>();
  #seen: ReadonlyMap<number, SeenExpression> = new Map();
  #kindsOfNames = new Map<string, number>();
  #pool: readonly SyntaxNode[] | null = null;
  #keysOfNames = new Map<string, Map<string, number>>();

  constructor({ file, unit, index, constants }: { file: SearchedFile; unit: Unit; index: number; constants: Constants }) {
    this.file = file;
    this.unit = unit;
    this.index = index;
    this.constants = constants;
    const nodes: SyntaxNode[] = [];
    const visit = (node: SyntaxNode): void => {
      this.#ids.set(node, nodes.length);
      nodes.push(node);
      for (const child of childrenOf(node)) {
        this.#parents.set(child, node);
        visit(child);
      }
    };
    visit(unit.node);
    this.nodes = nodes;
  }

  /** Takes over what was observed; ids are indexes of `nodes`. */
  learn(seen: ReadonlyMap<number, SeenExpression>): void {
    this.#seen = seen;
    for (const [id, { kinds, keys }] of seen) {
      const node = this.nodes[id];
      if (node?.type !== 'Identifier') continue;
      const name = String(node['name']);
      this.#kindsOfNames.set(name, (this.#kindsOfNames.get(name) ?? 0) | kinds);
      const known = this.#keysOfNames.get(name) ?? new Map<string, number>();
      for (const [key, kind] of Object.entries(keys)) known.set(key, (known.get(key) ?? 0) | kind);
      this.#keysOfNames.set(name, known);
    }
    this.#pool = null;
    this.#scopes.clear();
  }

  /** Whether the kinds come from a run. */
  get isObserved(): boolean {
    return this.#seen.size > 0;
  }

  idOf(node: SyntaxNode): number {
    return this.#ids.get(node) ?? -1;
  }

  parentOf(node: SyntaxNode): SyntaxNode | undefined {
    return this.#parents.get(node);
  }

  /** The nodes around, the nearest first. */
  *ancestorsOf(node: SyntaxNode): Generator<SyntaxNode> {
    for (let at = this.#parents.get(node); at; at = this.#parents.get(at)) yield at;
  }

  findAncestor(node: SyntaxNode, isWanted: (ancestor: SyntaxNode) => boolean): SyntaxNode | undefined {
    for (const ancestor of this.ancestorsOf(node)) if (isWanted(ancestor)) return ancestor;
    return undefined;
  }

  functionOf(node: SyntaxNode): SyntaxNode | undefined {
    return this.findAncestor(node, isFunctionNode);
  }

  textOf(node: { readonly start: number; readonly end: number }): string {
    return this.file.text.slice(node.start, node.end);
  }

  isParenthesized(node: SyntaxNode): boolean {
    const { text } = this.file;
    return /\(\s*$/.test(text.slice(Math.max(0, node.start - 20), node.start)) && /^\s*\)/.test(text.slice(node.end, node.end + 20));
  }

  /** Types around an expression change nothing of its value. */
  seen(node: SyntaxNode): SeenExpression | undefined {
    if (/^TS(?:NonNull|As|Satisfies)Expression$/.test(node.type)) return this.seen(node['expression'] as SyntaxNode);
    return this.#seen.get(this.idOf(node));
  }

  /** Kinds of values the expression held; by its name or form where it was not evaluated; 0 where nothing is known. */
  kindsOf(node: SyntaxNode): number {
    const own = this.seen(node)?.kinds;
    if (own !== undefined) return own;
    if (node.type === 'Identifier') return this.#kindsOfNames.get(String(node['name'])) ?? 0;
    return kindOfForm(node);
  }

  kindsOfName(name: string): number {
    return this.#kindsOfNames.get(name) ?? 0;
  }

  /** Properties that the objects a name held had, with the kinds of their values. */
  keysOfName(name: string): ReadonlyMap<string, number> {
    return this.#keysOfNames.get(name) ?? new Map();
  }

  /** Names that may be read at a node, the nearest first. */
  scopeAt(node: SyntaxNode): readonly ScopeName[] {
    const known = this.#scopes.get(node);
    if (known) return known;
    const names = readNames(this, node);
    this.#scopes.set(node, names);
    return names;
  }

  /** Whether the unit uses the name anywhere besides declaring it once. */
  isRead(name: string): boolean {
    return this.nodes.filter((node) => node.type === 'Identifier' && node['name'] === name).length > 1;
  }

  /** Distinct expressions of the unit that read something and may be used elsewhere: names, members, calls, arithmetic. */
  get pool(): readonly SyntaxNode[] {
    if (this.#pool) return this.#pool;
    const texts = new Map<string, SyntaxNode>();
    for (const node of this.nodes) {
      if (!POOLED.has(node.type) || node.end - node.start > 60 || !this.#isRead(node)) continue;
      const text = this.textOf(node);
      if (!texts.has(text)) texts.set(text, node);
    }
    return (this.#pool = [...texts.values()]);
  }

  /** Whether every name the expression reads is in scope at `place`. */
  fitsScope(expression: SyntaxNode, place: SyntaxNode): boolean {
    const local = new Set(this.scopeAt(place).map(({ name }) => name));
    const around = new Set(this.scopeAt(expression).map(({ name }) => name));
    return namesIn(expression).every((name) => local.has(name) || !around.has(name));
  }

  #isRead(node: SyntaxNode): boolean {
    const parent = this.parentOf(node);
    if (!parent) return false;
    if (parent.type === 'CallExpression' && parent['callee'] === node) return false;
    if (parent.type === 'MemberExpression' && parent['property'] === node && parent['computed'] !== true) return false;
    if (parent.type === 'AssignmentExpression' && parent['left'] === node) return node.type === 'MemberExpression';
    return isExpressionPlace(parent, node);
  }
}

const POOLED = new Set(['Identifier', 'MemberExpression', 'CallExpression', 'BinaryExpression', 'ThisExpression', 'ArrayExpression']);

/** False for names of declarations, keys, parameters and types. */
export function isExpressionPlace(parent: SyntaxNode, node: SyntaxNode): boolean {
  if (/(?:Statement|Declaration|Declarator|Element|Clause|Case|Property|Pattern|Specifier)$/.test(node.type)) return false;
  if (parent.type.startsWith('TS')) return parent['expression'] === node;
  switch (parent.type) {
    case 'VariableDeclarator': case 'AssignmentPattern': return parent['init'] === node || parent['right'] === node;
    case 'Property': case 'PropertyDefinition': case 'MethodDefinition': return parent['value'] === node || (parent['computed'] === true && parent['key'] === node);
    case 'FunctionDeclaration': case 'FunctionExpression': case 'ClassDeclaration': case 'ClassExpression': case 'CatchClause': return parent['superClass'] === node;
    case 'ArrowFunctionExpression': return parent['body'] === node;
    case 'ArrayPattern': case 'ObjectPattern': case 'RestElement': case 'LabeledStatement': case 'BreakStatement': case 'ContinueStatement': case 'MetaProperty': return false;
    case 'ForOfStatement': case 'ForInStatement': return parent['right'] === node;
    case 'UpdateExpression': return false;
    case 'AssignmentExpression': return parent['right'] === node;
    case 'MemberExpression': return parent['object'] === node || parent['computed'] === true;
    default: return true;
  }
}

/** Names an expression reads, without property names and parameters of functions in it. */
export function namesIn(node: SyntaxNode): string[] {
  if (node.type === 'Identifier') return [String(node['name'])];
  const names: string[] = [];
  for (const child of childrenOf(node)) {
    if (child.type === 'Identifier' && !isExpressionPlace(node, child) && node.type !== 'UpdateExpression') continue;
    names.push(...namesIn(child));
  }
  return names;
}

function kindOfForm(node: SyntaxNode): number {
  if (node.type === 'Literal') {
    const value = node['value'];
    if (isNode(node['regex']) || node['regex']) return 16;
    return typeof value === 'number' ? 1 : typeof value === 'string' ? 2 : typeof value === 'boolean' ? 4 : value === null ? 64 : 1024;
  }
  if (node.type === 'TemplateLiteral') return 2;
  if (node.type === 'ArrayExpression') return 8;
  if (node.type === 'ObjectExpression') return 16;
  if (isFunctionNode(node)) return 32;
  if (node.type === 'BinaryExpression' && /^(?:[=!]==?|[<>]=?|in|instanceof)$/.test(String(node['operator']))) return 4;
  return 0;
}
