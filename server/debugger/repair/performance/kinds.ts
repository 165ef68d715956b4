// What kind of value an expression holds, as far as the file tells: a list, a text, a number or another primitive. Owns the evidence.
import { isNode, type SyntaxNode } from '../../../edits/syntax.ts';
import { bare, descendants, dottedName, isFunctionNode, namesIn, type Binding } from './bindings.ts';
import { LIST_METHODS, TEXT_METHODS } from './builtins.ts';
import { methodOf } from './effects.ts';
import type { PerformanceContext } from './transformation.ts';

export type Kind = 'list' | 'text' | 'primitive' | 'other';

const LIST_MAKERS = new Set(['map', 'filter', 'slice', 'split', 'concat', 'flat', 'flatMap', 'splice', 'toSorted', 'toReversed', 'sort', 'reverse', 'matchAll']);
const LIST_FUNCTIONS = new Set(['Object.keys', 'Object.values', 'Object.entries', 'Array.from', 'Array.of']);
const PRIMITIVE_METHODS = new Set(['join', 'includes', 'indexOf', 'lastIndexOf', 'some', 'every', 'has', 'test', 'charCodeAt', 'codePointAt', 'getTime', 'localeCompare', 'startsWith', 'endsWith', 'findIndex', 'format', 'search', 'valueOf']);
const TEXT_MAKERS = new Set(['join', 'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'replace', 'replaceAll', 'padStart', 'padEnd', 'repeat', 'charAt', 'substring', 'toFixed', 'toString', 'toISOString', 'format', 'normalize']);
const MOST_DEPTH = 6;

function ofAnnotation(text: string): Kind | null {
  const type = text.replace(/^:\s*/, '').replace(/^readonly\s+/, '').trim();
  if (/\[\]$/.test(type) || /^(?:Readonly)?Array</.test(type) || /^\[/.test(type)) return 'list';
  if (/^string$/.test(type)) return 'text';
  if (type.split('|').every((part) => /^\s*(?:number|boolean|bigint|null|undefined|string|-?\d+|'[^']*'|"[^"]*"|true|false)\s*$/.test(part))) return 'primitive';
  return type === 'any' || type === 'unknown' ? null : 'other';
}

function annotationOf(context: PerformanceContext, id: SyntaxNode): Kind | null {
  const annotation = id['typeAnnotation'];
  return isNode(annotation) ? ofAnnotation(context.text(annotation)) : null;
}

/** What is done with it elsewhere: only lists have `push`, only texts have `trim`. */
function ofUses(context: PerformanceContext, binding: Binding): Kind | null {
  for (const node of binding.references) {
    const member = context.file.parents.get(node);
    const call = member && context.file.parents.get(member);
    const called = call?.['callee'] === member && call ? methodOf(call) : null;
    if (!called || bare(called.object) !== node) continue;
    if (LIST_METHODS.has(called.name)) return 'list';
    if (TEXT_METHODS.has(called.name)) return 'text';
  }
  return null;
}

/** What the calls in this file hand over for a parameter. */
function ofCalls(context: PerformanceContext, binding: Binding, depth: number): Kind | null {
  const fn = context.nodes.find((node) => isFunctionNode(node) && (node['params'] as SyntaxNode[]).some((parameter) => [...namesIn(parameter)].some((id) => binding.declarations.includes(id))));
  const index = fn ? (fn['params'] as SyntaxNode[]).findIndex((parameter) => binding.declarations.includes(parameter)) : -1;
  if (!fn || index === -1) return null;
  const seen = context.seenKind(fn, index);
  if (seen) return seen;
  const kinds = context.nodes.flatMap((node) => {
    if (node.type !== 'CallExpression' || context.purity.functionNamed(bare(node['callee'] as SyntaxNode)) !== fn) return [];
    const argument = (node['arguments'] as SyntaxNode[])[index];
    return argument ? [kindOf(context, argument, depth + 1)] : [];
  });
  const [first] = kinds;
  return first !== undefined && kinds.every((kind) => kind === first) ? first : null;
}

function ofBinding(context: PerformanceContext, binding: Binding, depth: number): Kind | null {
  const [id] = binding.declarations;
  const annotated = id ? annotationOf(context, id) : null;
  if (annotated) return annotated;
  const init = binding.declarator?.type === 'VariableDeclarator' && (binding.declarator['id'] as SyntaxNode).type === 'Identifier' ? binding.declarator['init'] : null;
  const made = isNode(init) ? kindOf(context, init, depth + 1) : null;
  return made ?? ofUses(context, binding) ?? (binding.kind === 'param' ? ofCalls(context, binding, depth) : null);
}

function ofCall(context: PerformanceContext, call: SyntaxNode, depth: number): Kind | null {
  const callee = bare(call['callee'] as SyntaxNode);
  const name = dottedName(callee);
  if (name !== null && LIST_FUNCTIONS.has(name)) return 'list';
  if (name !== null && (/^Math\./.test(name) || ['Number', 'Boolean', 'BigInt', 'parseInt', 'parseFloat', 'isNaN', 'Number.parseInt', 'Number.parseFloat'].includes(name))) return 'primitive';
  if (name === 'String' || name === 'JSON.stringify') return 'text';
  const fn = context.purity.functionNamed(callee);
  if (fn) return returnKind(context, fn, depth + 1);
  const called = methodOf(call);
  if (!called) return null;
  if (called.name === 'slice' || called.name === 'concat') return kindOf(context, called.object, depth + 1);
  if (LIST_MAKERS.has(called.name)) return 'list';
  if (TEXT_MAKERS.has(called.name)) return 'text';
  return PRIMITIVE_METHODS.has(called.name) ? 'primitive' : null;
}

/** The kind of every value that a function returns; null where they differ or cannot be told. */
export function returnKind(context: PerformanceContext, fn: SyntaxNode, depth = 0): Kind | null {
  const annotation = fn['returnType'];
  const annotated = isNode(annotation) ? ofAnnotation(context.text(annotation)) : null;
  if (annotated || depth > MOST_DEPTH) return annotated;
  const body = fn['body'] as SyntaxNode;
  const results = body.type === 'BlockStatement' ? [...descendants(body)].filter((node) => node.type === 'ReturnStatement' && owner(context, node) === fn).map((node) => node['argument']) : [body];
  if (results.length === 0) return null;
  // A call of the function itself says nothing about its kind.
  const kinds = results.filter((result) => !(isNode(result) && isCallOf(context, result, fn))).map((result) => (isNode(result) ? kindOf(context, result, depth + 1) : null));
  const plain = kinds.map((kind) => (kind === 'text' ? 'primitive' : kind));
  const [first = null] = plain;
  return plain.every((kind) => kind === first) ? first : null;
}

const isCallOf = (context: PerformanceContext, node: SyntaxNode, fn: SyntaxNode): boolean => node.type === 'CallExpression' && context.purity.functionNamed(bare(node['callee'] as SyntaxNode)) === fn;

function owner(context: PerformanceContext, node: SyntaxNode): SyntaxNode | undefined {
  for (let at = context.file.parents.get(node); at; at = context.file.parents.get(at)) if (isFunctionNode(at)) return at;
  return undefined;
}

function ofOperator(context: PerformanceContext, at: SyntaxNode, depth: number): Kind | null {
  if (at.type === 'LogicalExpression') {
    const [left, right] = [kindOf(context, at['left'] as SyntaxNode, depth + 1), kindOf(context, at['right'] as SyntaxNode, depth + 1)];
    return left === right ? left : left === null ? right : right === null ? left : null;
  }
  // Whatever the sides are, a sum or a comparison is a primitive.
  return 'primitive';
}

/** Null where the file does not tell. */
export function kindOf(context: PerformanceContext, node: SyntaxNode, depth = 0): Kind | null {
  if (depth > MOST_DEPTH) return null;
  const at = bare(node);
  switch (at.type) {
    case 'Literal': return typeof at['value'] === 'string' ? 'text' : at['regex'] ? 'other' : 'primitive';
    case 'TemplateLiteral': return 'text';
    case 'ArrayExpression': return 'list';
    case 'ObjectExpression': case 'NewExpression': case 'ArrowFunctionExpression': case 'FunctionExpression': return dottedName((at['callee'] ?? at) as SyntaxNode) === 'Array' ? 'list' : 'other';
    case 'UnaryExpression': case 'UpdateExpression': return 'primitive';
    case 'BinaryExpression': case 'LogicalExpression': return ofOperator(context, at, depth);
    case 'ConditionalExpression': {
      const [one, two] = [kindOf(context, at['consequent'] as SyntaxNode, depth + 1), kindOf(context, at['alternate'] as SyntaxNode, depth + 1)];
      return one === two ? one : null;
    }
    case 'Identifier': {
      const binding = context.file.bindings.get(at);
      return binding ? ofBinding(context, binding, depth) : at['name'] === 'undefined' ? 'primitive' : null;
    }
    case 'CallExpression': return ofCall(context, at, depth);
    case 'MemberExpression': return ofMember(context, at);
    default: return null;
  }
}

/** By what the file does with members of that name. */
function ofMember(context: PerformanceContext, member: SyntaxNode): Kind | null {
  if (member['computed'] === true) return null;
  const name = String((member['property'] as SyntaxNode)['name']);
  if (name === 'length' || name === 'size') return 'primitive';
  for (const [, called = ''] of context.file.text.matchAll(new RegExp(`\\.${name.replaceAll('$', '\\$')}\\??\\.(\\w+)\\(`, 'g'))) {
    if (LIST_METHODS.has(called)) return 'list';
    if (TEXT_METHODS.has(called)) return 'text';
  }
  const declared = new RegExp(`\\b${name.replaceAll('$', '\\$')}\\??:\\s*((?:readonly\\s+)?[\\w<>.,|\\s]*(?:\\[\\])?)\\s*[;,}=\\n]`).exec(context.file.text)?.[1];
  return declared && context.isTyped ? ofAnnotation(declared) : null;
}
