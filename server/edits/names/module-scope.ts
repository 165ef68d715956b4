// Resolves every name of a module in one walk and keeps those that mean the module's own. Owns scopes; what an identifier does is name-roles.ts.
// A scope is resolved when it is left: what it does not declare goes to the scope around it. Blocks of one namespace or enum see each other's names.
import { childKeys } from '../../graph/syntax-walk.ts';
import { isNode, type SyntaxNode } from '../syntax.ts';
import { CLAUSE, DECLARES_IT, IN_JSX, OTHER, PLAIN } from './name-index.ts';
import { blockName, declarationKind, DECLARES, HOISTING, isNameOnly, meaningOfReference, SCOPES, VALUE } from './name-roles.ts';

interface Found {
  readonly name: string;
  readonly meaning: number;
  readonly offset: number;
  readonly member: number;
  readonly form: number;
  /** Namespaces and enums around it, by name: another block of one of them may declare the name. */
  blocks: string[] | null;
}

interface Scope {
  readonly node: SyntaxNode | null;
  readonly block: string | null;
  /** Null until it declares something, as most scopes do not. */
  declared: Map<string, number> | null;
  found: Found[] | null;
}

const PROGRAM: SyntaxNode = { type: 'Program', start: 0, end: 0 };
const IMPORTS = new Set(['ImportSpecifier', 'ImportDefaultSpecifier']);

/** The token that is taken from a namespace by a dot; -1 where it is used in another way. `then` may be a promise's. */
function memberOf(parent: SyntaxNode, node: SyntaxNode): number {
  const [object, property] = parent.type === 'TSQualifiedName' ? [parent['left'], parent['right']] : [parent['object'], parent['property']];
  if (object !== node || !isNode(property) || parent['computed'] === true) return -1;
  if (parent.type !== 'MemberExpression' && parent.type !== 'TSQualifiedName' && parent.type !== 'JSXMemberExpression') return -1;
  return property.type === 'PrivateIdentifier' || property['name'] === 'then' ? -1 : property.start;
}

function formOf(parent: SyntaxNode, grandparent: SyntaxNode | undefined, node: SyntaxNode): number {
  const jsx = node.type === 'JSXIdentifier' && parent.type !== 'JSXMemberExpression' ? IN_JSX : 0;
  if (IMPORTS.has(parent.type)) return CLAUSE;
  const isShorthand = (parent.type === 'Property' && parent['shorthand'] === true) || (parent.type === 'AssignmentPattern' && grandparent?.['shorthand'] === true);
  return jsx | (isShorthand || parent.type === 'ExportSpecifier' ? OTHER : PLAIN);
}

/** Collects the names of a module that is handed to it statement by statement, in any number of pieces. */
export class ModuleScope {
  readonly #declared = new Map<string, number>();
  readonly #found: Found[] = [];
  readonly #program: Scope = { node: null, block: null, declared: this.#declared, found: this.#found };
  readonly #scopes: Scope[] = [this.#program];
  readonly #ancestors: SyntaxNode[] = [PROGRAM];
  readonly #blocks = new Map<string, Map<string, number>>();
  #shift = 0;
  #text = '';

  /** `shift`: where in the text the piece begins that the nodes were parsed from. */
  add(statements: readonly SyntaxNode[], text: string, shift: number): void {
    this.#shift = shift;
    this.#text = text;
    for (const statement of statements) this.#visit(statement);
  }

  /** Numbers of the occurrences, see NameIndex, by the names that the module scope declares. */
  finish(): Map<string, number[]> {
    const result = new Map<string, number[]>();
    for (const [name] of this.#declared) result.set(name, []);
    for (const { name, meaning, offset, member, form, blocks } of this.#found) {
      const isOfBlock = blocks?.some((block) => ((this.#blocks.get(block)?.get(name) ?? 0) & meaning) !== 0) === true;
      // Beside a function of that name, the type `Record` is still the global one.
      if (!isOfBlock && ((this.#declared.get(name) ?? 0) & meaning) !== 0) result.get(name)?.push(offset, member, form);
    }
    return result;
  }

  #visit(node: SyntaxNode): void {
    const isScope = SCOPES.has(node.type);
    if (isScope) this.#enter(node);
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier') this.#name(node, String(node['name']));
    const keys = childKeys(node.type);
    if (keys.length > 0) {
      this.#ancestors.push(node);
      for (const key of keys) {
        // A shorthand property has the same identifier as key and as value; the value counts.
        if ((key === 'key' && node['shorthand'] === true) || (key === 'qualifier' && node.type === 'TSImportType')) continue;
        const value = node[key];
        if (Array.isArray(value)) {
          for (const item of value) if (isNode(item)) this.#visit(item);
        } else if (isNode(value)) this.#visit(value);
      }
      this.#ancestors.pop();
    }
    if (isScope) this.#leave();
  }

  #enter(node: SyntaxNode): void {
    const block = node.type === 'TSModuleBlock' || node.type === 'TSEnumBody' ? blockName(this.#ancestors.at(-1)) : null;
    const declared = block === null ? null : new Map<string, number>();
    this.#scopes.push({ node, block, declared, found: null });
    if (block !== null && declared && !this.#blocks.has(block)) this.#blocks.set(block, declared);
  }

  #leave(): void {
    const { block, declared, found } = this.#scopes.pop() as Scope;
    const around = this.#scopes.at(-1) as Scope;
    const shared = block === null ? undefined : this.#blocks.get(block);
    if (shared && declared && shared !== declared) for (const [name, meaning] of declared) shared.set(name, (shared.get(name) ?? 0) | meaning);
    for (const one of found ?? []) {
      if (((declared?.get(one.name) ?? 0) & one.meaning) !== 0) continue;
      if (block !== null) (one.blocks ??= []).push(block);
      (around.found ??= []).push(one);
    }
  }

  #name(node: SyntaxNode, name: string): void {
    const parent = this.#ancestors.at(-1) as SyntaxNode;
    const grandparent = this.#ancestors.at(-2);
    if (isNameOnly(parent, node, grandparent)) return;
    const [declaring, innermost] = [DECLARES[parent.type], this.#scopes.at(-1)];
    if (declaring && parent[declaring.field] === node) {
      const isOwn = innermost?.node === parent;
      return this.#declare(node, name, declaring.meaning, declaring.scope === 'outer' && isOwn ? this.#scopes.at(-2) : innermost);
    }
    const kind = declarationKind(this.#ancestors, node);
    if (kind) return this.#declare(node, name, VALUE, kind === 'var' ? this.#scopes.findLast((scope) => HOISTING.has(scope.node?.type ?? 'Program')) : innermost);
    // Lower-case JSX names are elements of the platform.
    if (node.type === 'JSXIdentifier' && parent.type !== 'JSXMemberExpression' && /^[a-z]/.test(name)) return;
    const member = memberOf(parent, node);
    this.#note(innermost, node, { name, meaning: meaningOfReference(this.#ancestors), member: member === -1 ? -1 : member + this.#shift, form: formOf(parent, grandparent, node) });
  }

  #declare(node: SyntaxNode, name: string, meaning: number, scope: Scope | undefined): void {
    if (!scope) return;
    const declared = (scope.declared ??= new Map());
    declared.set(name, (declared.get(name) ?? 0) | meaning);
    const parent = this.#ancestors.at(-1) as SyntaxNode;
    if (scope === this.#program) this.#note(scope, node, { name, meaning, member: -1, form: DECLARES_IT | formOf(parent, this.#ancestors.at(-2), node) });
  }

  #note(scope: Scope | undefined, node: SyntaxNode, found: Pick<Found, 'name' | 'meaning' | 'member' | 'form'>): void {
    const offset = node.start + this.#shift;
    // A name that is written with escapes is not as long as it reads.
    const form = this.#text.startsWith(found.name, offset) ? found.form : (found.form & ~PLAIN) | OTHER;
    if (scope) (scope.found ??= []).push({ name: found.name, meaning: found.meaning, member: found.member, form, offset, blocks: null });
  }
}
