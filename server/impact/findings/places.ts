// What stands around a place: whether requests are served there, whether a value comes from input, whether a key is guarded. Reads syntax; errs towards no.
import { identifier as nameOf, isFunction, nodesIn, type Place } from '../../edits/syntax-place.ts';
import { isNode, type SyntaxNode } from '../../edits/syntax.ts';

const REQUEST = /^(?:req|request|ctx|context|event|reply|res|response|next)$/;
const INPUT = /^(?:req|request|ctx|event|params|query|body|searchParams|formData)$/;
const ROUTE = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;
const GUARDS = /__proto__|hasOwn|Object\.create\(null\)/;
/** Initialisers of initialisers are followed this far. */
const HOPS = 3;

const namesIn = (node: SyntaxNode): string[] => [...nodesIn(node)].map(nameOf).filter((name) => name !== '');

/** The names that a function's parameters bind. */
const parameterNames = (node: SyntaxNode): string[] => ((node['params'] as readonly SyntaxNode[] | undefined) ?? []).flatMap((parameter) => namesIn(isNode(parameter['left']) ? parameter['left'] : parameter).slice(0, parameter.type === 'Identifier' ? 1 : undefined));

/** Inside of a function that is called for a request, told by what its parameters are called, or by its name where a framework routes by names. */
export function isInRequestPath({ ancestors }: Place): boolean {
  return ancestors.some((node) => isFunction(node) && (ROUTE.test(nameOf(node['id'])) || parameterNames(node).filter((name) => REQUEST.test(name)).length > 0));
}

const isArgv = (node: SyntaxNode): boolean => node.type === 'MemberExpression' && nameOf(node['object']) === 'process' && nameOf(node['property']) === 'argv';

function readsInput(node: SyntaxNode, around: SyntaxNode, hops: number): boolean {
  const nodes = [...nodesIn(node)];
  if (nodes.some((inner) => isArgv(inner) || (inner.type === 'MemberExpression' && INPUT.test(nameOf(inner['object']))))) return true;
  if (hops === 0) return false;
  const names = new Set(nodes.map(nameOf).filter((name) => name !== ''));
  const sources = [...nodesIn(around)].filter(({ type }) => type === 'VariableDeclarator').filter((declarator) => isNode(declarator['id']) && isNode(declarator['init']) && namesIn(declarator['id']).some((name) => names.has(name)));
  return sources.some(({ init }) => readsInput(init as SyntaxNode, around, hops - 1) || INPUT.test(nameOf(init)));
}

/** The first argument of a call reads a request or the command line, itself or through variables of the same function. */
export function comesFromInput({ node, ancestors }: Place): boolean {
  const [first] = (node['arguments'] as readonly SyntaxNode[] | undefined) ?? [];
  return first !== undefined && readsInput(first, ancestors.findLast(isFunction) ?? ancestors[0] ?? node, HOPS);
}

/** The key of an assignment in a loop over the keys of an object, where nothing around looks at the key. */
export function isUnguardedKeyOfLoop({ syntax, node, ancestors }: Place): boolean {
  const key = nameOf(node['property']);
  const loop = ancestors.findLast((one) => (one.type === 'ForInStatement' || one.type === 'ForOfStatement') && isNode(one['left']) && namesIn(one['left']).includes(key));
  if (key === '' || !loop || !isNode(loop['right'])) return false;
  const source = syntax.text.slice(loop['right'].start, loop['right'].end);
  const copiesKeys = loop.type === 'ForInStatement' || /^(?:Object|Reflect)\.(?:keys|entries|ownKeys)\(/.test(source);
  const around = ancestors.findLast(isFunction) ?? loop;
  // A function that calls itself goes down into nested objects, which is how a prototype is reached.
  const name = nameOf(around['id']);
  const isRecursive = name !== '' && [...nodesIn(around)].some((inner) => inner.type === 'CallExpression' && nameOf(inner['callee']) === name);
  return copiesKeys && isRecursive && !GUARDS.test(syntax.text.slice(around.start, around.end));
}
