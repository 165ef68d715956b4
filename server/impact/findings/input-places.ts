// What stands around a place: whether requests are served there, whether a value comes from input. Reads syntax; errs towards no.
import { identifier as nameOf, isFunction, listIn, nodeIn, nodesIn, occurrencesOf, type Place } from '../../edits/syntax-place.ts';
import { childrenOf, isNode, type SyntaxNode } from '../../edits/syntax.ts';

/** What handlers of requests call their parameters; `request` alone is any request. */
const HANDLER = /^(?:req|res|ctx|reply|response)$/;
const ROUTE = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|handler)$/;
const REQUEST = /^(?:req|request|ctx|context|event|nextUrl)$/;
const INPUT = /^(?:params|query|body|headers|cookies|searchParams|formData|queryStringParameters|pathParameters)$/;
const PART = /^(?:url|originalUrl|path|param|files?|get)$/;
/** Calls that wait for a file or another process. */
const WAITS = /^(?:access|appendFile|chmod|chown|copyFile|cp|exists|fstat|fsync|link|lstat|mkdir|mkdtemp|open|opendir|read|readdir|readFile|readlink|realpath|rename|rm|rmdir|stat|statfs|symlink|truncate|unlink|utimes|write|writeFile|exec|execFile|spawn)Sync$/;
/** What gives no more than a name, a number or a text without meaning. */
const CLEANS = /^(?:basename|Number|parseInt|parseFloat)$|escape|saniti[sz]e/i;
/** Initialisers of initialisers are followed this far. */
const HOPS = 3;

const namesIn = (node: SyntaxNode): string[] => [...nodesIn(node)].map(nameOf).filter((name) => name !== '');

/** The names that a function's parameters bind. */
const parameterNames = (node: SyntaxNode): string[] => ((node['params'] as readonly SyntaxNode[] | undefined) ?? []).flatMap((parameter) => namesIn(isNode(parameter['left']) ? parameter['left'] : parameter).slice(0, parameter.type === 'Identifier' ? 1 : undefined));

/** Waits inside of a function that is called for a request, told by what its parameters are called, or by its name where a framework routes by names. */
export function waitsInRequestPath({ node, ancestors }: Place): boolean {
  const callee = nodeIn(node, 'callee') ?? node;
  const name = nameOf(callee.type === 'MemberExpression' ? callee['property'] : callee);
  return WAITS.test(name) && ancestors.some((node) => isFunction(node) && (ROUTE.test(nameOf(node['id'])) || parameterNames(node).some((parameter) => HANDLER.test(parameter))));
}

const isArgv = (node: SyntaxNode): boolean => node.type === 'MemberExpression' && nameOf(node['object']) === 'process' && nameOf(node['property']) === 'argv';

/** `req.query`, `params.id`: a part of a request that its sender chose. */
function isInput(node: SyntaxNode): boolean {
  if (node.type !== 'MemberExpression') return false;
  const [object, property] = [nameOf(node['object']), nameOf(node['property'])];
  return INPUT.test(object) || (REQUEST.test(object) && (INPUT.test(property) || PART.test(property)));
}

/** What a value is made of. Of what a call cleans by its name nothing is left, and a key says which of the things in a table, but none of them. */
function sourcesIn(root: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const callee = node.type === 'CallExpression' ? nodeIn(node, 'callee') : null;
    if (CLEANS.test(nameOf(callee) || nameOf(nodeIn(callee, 'property')))) continue;
    found.push(node);
    const isKeyed = node.type === 'MemberExpression' && node['computed'] === true;
    for (const child of childrenOf(node)) if (!isKeyed || child !== node['property']) waiting.push(child);
  }
  return found;
}

function readsInput(node: SyntaxNode, around: SyntaxNode, hops: number): boolean {
  const nodes = sourcesIn(node);
  if (nodes.some((inner) => isArgv(inner) || isInput(inner))) return true;
  if (hops === 0) return false;
  const names = new Set(nodes.map(nameOf).filter((name) => name !== ''));
  const sources = [...nodesIn(around)].filter(({ type }) => type === 'VariableDeclarator').filter((declarator) => isNode(declarator['id']) && isNode(declarator['init']) && namesIn(declarator['id']).some((name) => names.has(name)));
  return sources.some(({ init }) => readsInput(init as SyntaxNode, around, hops - 1) || INPUT.test(nameOf(init)));
}

/** The first argument of a call reads a request or the command line, itself or through variables of the same function. */
export function comesFromInput({ node, ancestors }: Place): boolean {
  const [first] = listIn(node, 'arguments');
  return first !== undefined && readsInput(first, ancestors.findLast(isFunction) ?? ancestors[0] ?? node, HOPS);
}

/** `relative(…)`, `path.relative(…)`. */
const isRelative = (value: SyntaxNode | null): boolean => value?.type === 'CallExpression' && [nameOf(nodeIn(value, 'callee')), nameOf(nodeIn(nodeIn(value, 'callee'), 'property'))].includes('relative');

/** What a `startsWith` is called on. */
function askedOf(call: SyntaxNode): SyntaxNode | null {
  const callee = call.type === 'CallExpression' ? nodeIn(call, 'callee') : null;
  return nameOf(nodeIn(callee, 'property')) === 'startsWith' ? nodeIn(callee, 'object') : null;
}

/** Before it is opened, in the same function, the opened name is asked what it starts with, or the way to it from a folder is. */
function isAskedBefore({ syntax, node, ancestors }: Place): boolean {
  const [opened] = listIn(node, 'arguments');
  if (nameOf(opened) === '') return false;
  const around = ancestors.findLast(isFunction) ?? syntax.program;
  const means = (name: SyntaxNode | null | undefined): boolean => nameOf(name) === nameOf(opened) && occurrencesOf(syntax, opened as SyntaxNode).some((one) => one.node === name);
  const leadsTo = (value: SyntaxNode | null): boolean => value !== null && isRelative(value) && listIn(value, 'arguments').some(means);
  const before = [...nodesIn(around)].filter(({ end }) => end <= node.start);
  return before.map(askedOf).some((asked) => {
    if (asked === null || means(asked) || leadsTo(asked)) return asked !== null;
    return nameOf(asked) !== '' && before.some((one) => one.type === 'VariableDeclarator' && nameOf(nodeIn(one, 'id')) === nameOf(asked) && leadsTo(nodeIn(one, 'init')));
  });
}

export const opensUnaskedInput = (place: Place): boolean => comesFromInput(place) && !isAskedBefore(place);
