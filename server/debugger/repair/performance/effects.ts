// What code changes and what it only reads: pure functions, invariant expressions, values that stay as they are in a region. Owns these judgements, from the syntax alone.
import { isNode, type SyntaxNode } from '../../../edits/syntax.ts';
import { ancestorsOf, bare, descendants, dottedName, isFunctionNode, isWithin, type Binding, type FileScopes } from './bindings.ts';
import { CONSTANT_GLOBALS, isPureConstructor, isPureFunctionName, ITERATING_METHODS, MUTATING_METHODS, PURE_METHODS } from './builtins.ts';

/** The object at the root of `a.b[c].d`: an identifier, `this`, or whatever else it is. */
export function rootOf(node: SyntaxNode): SyntaxNode {
  let at = bare(node);
  while (at.type === 'MemberExpression') at = bare(at['object'] as SyntaxNode);
  return at;
}

const method = (call: SyntaxNode): { name: string; object: SyntaxNode } | null => {
  const callee = bare(call['callee'] as SyntaxNode);
  if (callee.type !== 'MemberExpression' || callee['computed'] === true) return null;
  return { name: String((callee['property'] as SyntaxNode)['name']), object: callee['object'] as SyntaxNode };
};

export const methodOf = (node: SyntaxNode): { name: string; object: SyntaxNode } | null => (node.type === 'CallExpression' ? method(node) : null);

/** What an expression writes to itself, its parts left out: the targets. */
function targetsOf(node: SyntaxNode): SyntaxNode[] {
  if (node.type === 'AssignmentExpression') return [node['left'] as SyntaxNode];
  if (node.type === 'UpdateExpression' || (node.type === 'UnaryExpression' && node['operator'] === 'delete')) return [node['argument'] as SyntaxNode];
  if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') return (node['left'] as SyntaxNode).type === 'VariableDeclaration' ? [] : [node['left'] as SyntaxNode];
  const call = methodOf(node);
  return call && MUTATING_METHODS.has(call.name) ? [call.object] : [];
}

const isFreshValue = (init: unknown): boolean => {
  if (!isNode(init)) return false;
  const value = bare(init);
  if (['ArrayExpression', 'ObjectExpression', 'NewExpression', 'Literal', 'TemplateLiteral', 'BinaryExpression', 'ArrowFunctionExpression', 'FunctionExpression'].includes(value.type)) return true;
  const name = value.type === 'CallExpression' ? dottedName(value['callee'] as SyntaxNode) : null;
  const called = methodOf(value);
  return (name !== null && isPureFunctionName(name)) || (called !== null && ['map', 'filter', 'slice', 'concat', 'split', 'flat', 'flatMap', 'toSorted', 'keys'].includes(called.name));
};

/** A variable that holds what nobody else holds: it was made where it is declared, and wherever it is assigned. */
export function isFresh(file: FileScopes, binding: Binding): boolean {
  if (!binding.declarator || binding.declarator.type !== 'VariableDeclarator' || (binding.declarator['id'] as SyntaxNode).type !== 'Identifier') return false;
  const isFreshStart = isFreshValue(binding.declarator['init']) || binding.declarator['init'] === null;
  return isFreshStart && binding.references.every((node) => {
    const parent = file.parents.get(node);
    return parent?.type !== 'AssignmentExpression' || parent['left'] !== node || parent['operator'] !== '=' || isFreshValue(parent['right']);
  });
}

/** Bindings and `this` that a region writes to or whose contents it changes; `null` stands for what cannot be told. */
export function writesIn(file: FileScopes, region: SyntaxNode): { bindings: ReadonlySet<Binding>; reassigned: ReadonlySet<Binding>; hasUnknown: boolean } {
  const bindings = new Set<Binding>();
  const reassigned = new Set<Binding>();
  let hasUnknown = false;
  for (const node of descendants(region)) {
    for (const target of targetsOf(node)) {
      const names = ['ObjectPattern', 'ArrayPattern'].includes(target.type) ? [...descendants(target)].filter(({ type }) => type === 'Identifier' || type === 'MemberExpression') : [target];
      for (const name of names) {
        const root = rootOf(name);
        const binding = root.type === 'Identifier' ? file.bindings.get(root) : undefined;
        if (binding) bindings.add(binding);
        if (binding && bare(name) === root && methodOf(node) === null) reassigned.add(binding);
        if (!binding && !isFreshValue(root)) hasUnknown = true;
      }
    }
  }
  return { bindings, reassigned, hasUnknown };
}

/** Judges functions once each; a function that is being judged counts as pure, so recursion is. */
export class Purity {
  readonly #file: FileScopes;
  readonly #known = new Map<SyntaxNode, boolean>();

  constructor(file: FileScopes) {
    this.#file = file;
  }

  /** No write to what was there before it, no I/O, clock or chance, and only calls of such functions. It may throw. */
  isPureFunction(fn: SyntaxNode): boolean {
    const known = this.#known.get(fn);
    if (known !== undefined) return known;
    const before = this.#known.size;
    this.#known.set(fn, true);
    const body = fn['body'];
    const isPure = fn['async'] !== true && fn['generator'] !== true && isNode(body) && [...descendants(body), ...(fn['params'] as SyntaxNode[]).flatMap((parameter) => [...descendants(parameter)])].every((node) => this.#isPureNode(node, fn));
    // What was judged while this one counted as pure is not known any more.
    if (!isPure) for (const judged of [...this.#known.keys()].slice(before)) this.#known.delete(judged);
    this.#known.set(fn, isPure);
    return isPure;
  }

  /** The function that an identifier stands for, where the file says so. */
  functionNamed(node: SyntaxNode): SyntaxNode | null {
    const binding = node.type === 'Identifier' ? this.#file.bindings.get(node) : undefined;
    if (!binding?.declarator || binding.declarations.length > 1) return null;
    if (binding.kind === 'function') return binding.declarator;
    const init = binding.declarator['init'];
    return binding.kind === 'const' && isNode(init) && isFunctionNode(bare(init)) ? bare(init) : null;
  }

  /** An expression without effects; what it reads may still change. */
  isPureExpression(node: SyntaxNode): boolean {
    const isName = (inner: SyntaxNode) => inner.type === 'ThisExpression' || (inner.type === 'Identifier' && this.#file.bindings.has(inner));
    return [...descendants(node)].every((inner) => isName(inner) || this.#isPureNode(inner, node));
  }

  /** A call that neither writes nor asks the outside. */
  isPureCall(call: SyntaxNode): boolean {
    const callee = bare(call['callee'] as SyntaxNode);
    const args = call['arguments'] as readonly SyntaxNode[];
    const name = dottedName(callee);
    if (call.type === 'NewExpression') return name !== null && !this.#isShadowed(callee) && isPureConstructor(name, args.length);
    if (name !== null && isPureFunctionName(name) && !this.#isShadowed(callee)) return args.every((argument) => this.#isPureArgument(argument));
    const named = this.functionNamed(callee) ?? (isFunctionNode(callee) ? callee : null);
    if (named) return this.isPureFunction(named);
    const called = methodOf(call);
    if (called === null || !PURE_METHODS.has(called.name)) return false;
    const [first] = args;
    // A function that is only known by a name from elsewhere may do anything.
    if (first && ITERATING_METHODS.has(called.name) && !this.#isKnownFunction(first)) return false;
    return args.every((argument) => this.#isPureArgument(argument));
  }

  #isKnownFunction(argument: SyntaxNode): boolean {
    const value = bare(argument);
    const name = dottedName(value);
    return isFunctionNode(value) || this.functionNamed(value) !== null || (name !== null && isPureFunctionName(name));
  }

  /** A function that is handed over will be called. */
  #isPureArgument(argument: SyntaxNode): boolean {
    const value = bare(argument);
    if (isFunctionNode(value)) return this.isPureFunction(value);
    const named = this.functionNamed(value);
    if (named) return this.isPureFunction(named);
    return true;
  }

  #isShadowed(callee: SyntaxNode): boolean {
    const root = rootOf(callee);
    return root.type === 'Identifier' && this.#file.bindings.has(root);
  }

  #isPureNode(node: SyntaxNode, within: SyntaxNode): boolean {
    switch (node.type) {
      case 'AwaitExpression': case 'YieldExpression': case 'ThisExpression': case 'Super': case 'ImportExpression': case 'TaggedTemplateExpression': case 'MetaProperty': case 'JSXElement': case 'DebuggerStatement':
        return false;
      case 'AssignmentExpression': case 'UpdateExpression': case 'UnaryExpression': case 'ForOfStatement': case 'ForInStatement':
        return node['await'] !== true && targetsOf(node).every((target) => this.#isOwn(target, within));
      case 'CallExpression': {
        const targets = targetsOf(node);
        if (targets.length > 0) return targets.every((target) => this.#isOwn(target, within, true)) && (node['arguments'] as SyntaxNode[]).every((argument) => this.#isPureArgument(argument));
        return this.isPureCall(node);
      }
      case 'NewExpression': return this.isPureCall(node);
      case 'Identifier': return this.#isConstantName(node, within);
      default: return true;
    }
  }

  /** A variable of the function itself, or what a variable of it holds that nobody else does. */
  #isOwn(target: SyntaxNode, within: SyntaxNode, isContent = false): boolean {
    const at = bare(target);
    if (at.type === 'ObjectPattern' || at.type === 'ArrayPattern') return [...descendants(at)].every((node) => node.type !== 'Identifier' || this.#isLocal(node, within));
    const root = rootOf(at);
    if (root.type !== 'Identifier') return ['ArrayExpression', 'ObjectExpression', 'NewExpression'].includes(root.type) || (root.type === 'CallExpression' && isFreshValue(root));
    const binding = this.#file.bindings.get(root);
    return this.#isLocal(root, within) && ((root === at && !isContent) || (binding !== undefined && isFresh(this.#file, binding)));
  }

  #isLocal(node: SyntaxNode, within: SyntaxNode): boolean {
    const binding = this.#file.bindings.get(node);
    return binding !== undefined && binding.declarations.every((id) => isWithin(id, within));
  }

  /** A name whose meaning is the same at each call: its own, or one that nothing in the file writes to. */
  #isConstantName(node: SyntaxNode, within: SyntaxNode): boolean {
    const binding = this.#file.bindings.get(node);
    if (!binding) return this.#isMemberName(node) || CONSTANT_GLOBALS.has(String(node['name']));
    if (this.#isLocal(node, within) || binding.kind === 'import' || binding.kind === 'class' || binding.kind === 'function' || binding.kind === 'enum') return true;
    return isNeverWritten(this.#file, binding, within);
  }

  #isMemberName(node: SyntaxNode): boolean {
    const parent = this.#file.parents.get(node);
    return parent !== undefined && ((parent.type === 'MemberExpression' && parent['property'] === node && parent['computed'] !== true) || (parent['key'] === node && parent['computed'] !== true) || parent.type.endsWith('Specifier'));
  }
}

/** How one use of a name treats what it holds. */
export type Use = 'read' | 'write' | 'unknown';

/** A name is read where its members are read, it is iterated, compared or handed to a function that only computes. */
export function useOf(file: FileScopes, node: SyntaxNode, purity: Purity): Use {
  let at = node;
  let parent = file.parents.get(at);
  while (parent && ((parent.type === 'MemberExpression' && parent['object'] === at) || parent.type === 'ChainExpression' || (parent.type.startsWith('TS') && parent['expression'] === at))) {
    at = parent;
    parent = file.parents.get(at);
  }
  if (!parent) return 'read';
  const isMember = at !== node && bare(at).type === 'MemberExpression';
  if (targetsOf(parent).some((target) => target === at)) return 'write';
  if (parent.type === 'CallExpression' && parent['callee'] === at) {
    const called = methodOf(parent);
    if (!isMember || !called) return 'read';
    if (MUTATING_METHODS.has(called.name)) return 'write';
    return PURE_METHODS.has(called.name) || purity.isPureCall(parent) ? 'read' : 'unknown';
  }
  if (parent.type === 'CallExpression' || parent.type === 'NewExpression') return purity.isPureCall(parent) ? 'read' : isMember ? 'read' : 'unknown';
  if (isMember) return 'read';
  if (parent.type === 'VariableDeclarator') return (parent['id'] as SyntaxNode).type === 'Identifier' ? 'unknown' : 'read';
  if (parent.type === 'AssignmentExpression' || parent.type === 'ReturnStatement' || parent.type === 'Property' || parent.type === 'ArrayExpression' || parent.type === 'ArrowFunctionExpression') return 'unknown';
  return 'read';
}

/** True where the name, or a member of what it holds, is the target of a write. */
function isWritten(file: FileScopes, node: SyntaxNode): boolean {
  const chain = new Set<SyntaxNode>([node]);
  for (const around of ancestorsOf(file, node)) {
    if (targetsOf(around).some((target) => chain.has(target))) return true;
    const isPart = (around.type === 'MemberExpression' && chain.has(around['object'] as SyntaxNode)) || around.type === 'ChainExpression' || around.type.startsWith('TS');
    if (!isPart) return false;
    chain.add(around);
  }
  return false;
}

/** Nothing in the file writes to it after its declaration, apart from `within`. */
const isNeverWritten = (file: FileScopes, binding: Binding, within: SyntaxNode): boolean => binding.references.every((node) => isWithin(node, within) || !isWritten(file, node));

/** The region calls something whose effects the syntax does not tell. */
function callsUnknown(region: SyntaxNode, purity: Purity): boolean {
  return [...descendants(region)].some((node) => {
    if (node.type === 'AwaitExpression' || node.type === 'YieldExpression' || node.type === 'TaggedTemplateExpression') return true;
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return false;
    const called = methodOf(node);
    return !purity.isPureCall(node) && !(called && MUTATING_METHODS.has(called.name));
  });
}

/**
 * True where what the variable holds, and what is in it, stays as it is while the region runs: nothing in it writes to it, nothing that
 * may be another name of it is changed, and no unknown code that could know it is called.
 */
export function isStable(file: FileScopes, binding: Binding, region: SyntaxNode, purity: Purity): boolean {
  if (!binding.declarations.every((id) => !isWithin(id, region))) return false;
  const writes = writesIn(file, region);
  if (writes.bindings.has(binding)) return false;
  const inside = binding.references.filter((node) => isWithin(node, region));
  if (inside.some((node) => useOf(file, node, purity) === 'unknown')) return false;
  const isOwn = isFresh(file, binding);
  const aliases = [...writes.bindings].filter((other) => !writes.reassigned.has(other) && !isFresh(file, other) && !other.declarations.some((id) => isWithin(id, region)));
  if (!isOwn && (aliases.length > 0 || writes.hasUnknown)) return false;
  const elsewhere = binding.references.filter((node) => !isWithin(node, region));
  // Another function of the file changes it, and the region may call that one.
  return !(elsewhere.some((node) => isWritten(file, node)) && callsUnknown(region, purity));
}

/** An expression that gives the same value each time within the region, and has no effect. */
export function isInvariant(file: FileScopes, expression: SyntaxNode, region: SyntaxNode, purity: Purity): boolean {
  if (!purity.isPureExpression(expression)) return false;
  const usesThis = [...descendants(expression)].some((node) => node.type === 'ThisExpression');
  // Any method may change its object.
  if (usesThis && (writesIn(file, region).hasUnknown || callsUnknown(region, purity))) return false;
  for (const node of descendants(expression)) {
    const binding = node.type === 'Identifier' ? file.bindings.get(node) : undefined;
    if (!binding || binding.declarations.every((id) => isWithin(id, expression))) continue;
    if (binding.kind === 'import' || binding.kind === 'function' || binding.kind === 'class') continue;
    if (!isStable(file, binding, region, purity)) return false;
  }
  return true;
}
