// Operators of calls: another method of the same family, other arguments, calls taken away or wrapped around a value.
import { isNode, type SyntaxNode } from '../../../edits/syntax.ts';
import { ARRAY, BOOLEAN, MAP, NUMBER, PROMISE, SET, STRING } from '../kinds.ts';
import { atom, fit, precedenceOf, replaceNode, type Draft } from '../candidate.ts';
import { isExpressionPlace, type Ground } from '../ground.ts';
import { short } from './binary.ts';

/** Methods that are confused with each other: they take like arguments and answer alike. */
const FAMILIES: readonly (readonly string[])[] = [
  ['floor', 'ceil', 'round', 'trunc'], ['min', 'max'], ['abs', 'sign', 'floor', 'sqrt', 'round'], ['sin', 'cos'], ['log', 'log2', 'log10'], ['push', 'unshift'], ['pop', 'shift'], ['push', 'concat'], ['sqrt', 'cbrt'],
  ['indexOf', 'lastIndexOf'], ['find', 'findLast', 'filter'], ['findIndex', 'findLastIndex'], ['some', 'every'], ['filter', 'map', 'flatMap', 'find', 'some', 'every'], ['map', 'forEach'],
  ['slice', 'substring', 'substr', 'splice'], ['toUpperCase', 'toLowerCase'], ['trim', 'trimStart', 'trimEnd'], ['startsWith', 'endsWith', 'includes'], ['includes', 'indexOf', 'has'], ['sort', 'reverse', 'toSorted'],
  ['keys', 'values', 'entries'], ['add', 'delete', 'has'], ['get', 'has', 'delete'], ['set', 'add'], ['charAt', 'charCodeAt', 'codePointAt', 'at'], ['padStart', 'padEnd'], ['all', 'allSettled', 'race', 'any'], ['reduce', 'reduceRight'],
  ['replace', 'replaceAll'], ['toString', 'toFixed'], ['match', 'matchAll', 'search', 'test', 'exec'], ['isNaN', 'isInteger', 'isFinite'], ['flat', 'flatMap'], ['parse', 'stringify'], ['resolve', 'reject'], ['then', 'catch', 'finally'],
  ['getDate', 'getDay', 'getUTCDate', 'getMonth'], ['getFullYear', 'getYear', 'getUTCFullYear'], ['getHours', 'getUTCHours', 'getMinutes'], ['fromEntries', 'entries', 'assign'], ['join', 'concat'],
];
const GLOBALS: readonly (readonly string[])[] = [['Number', 'parseInt', 'parseFloat', 'String', 'Boolean'], ['encodeURIComponent', 'encodeURI', 'decodeURIComponent'], ['Map', 'Set', 'Array', 'WeakMap']];

const familyOf = (families: readonly (readonly string[])[], name: string): readonly string[] => [...new Set(families.filter((family) => family.includes(name)).flat())].filter((other) => other !== name);

/** `Math.floor(x)` becomes `Math.ceil(x)`; `parseInt(x)` becomes `Number(x)`. */
export function* exchangeMethod(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const callee = node['callee'];
  if ((node.type !== 'CallExpression' && node.type !== 'NewExpression') || !isNode(callee)) return;
  const isMember = callee.type === 'MemberExpression' && callee['computed'] !== true;
  const target = isMember ? (callee['property'] as SyntaxNode) : callee;
  if (target.type !== 'Identifier') return;
  const own = String(target['name']);
  const names = new Set(familyOf(isMember ? FAMILIES : GLOBALS, own));
  if (isMember) for (const other of methodsCalled(ground)) if (other !== own) names.add(other);
  let rank = 0;
  for (const name of names) {
    rank += 1;
    yield { edits: [replaceNode(target, name)], operator: 'method', cost: 2 + rank * 0.08, what: `call \`${name}\` instead of \`${own}\`` };
  }
}

/** Methods the function calls elsewhere on something. */
function methodsCalled(ground: Ground): Set<string> {
  const names = new Set<string>();
  for (const { type, callee } of ground.nodes as unknown as { type: string; callee?: SyntaxNode }[]) {
    if (type === 'CallExpression' && callee?.type === 'MemberExpression' && callee['computed'] !== true) names.add(String((callee['property'] as SyntaxNode)['name']));
  }
  return names;
}

const join = (ground: Ground, args: readonly (SyntaxNode | string)[]): string => args.map((arg) => (typeof arg === 'string' ? arg : ground.textOf(arg))).join(', ');

/** Arguments swapped, dropped or added. */
export function* changeArguments(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const callee = node['callee'];
  if ((node.type !== 'CallExpression' && node.type !== 'NewExpression') || !isNode(callee)) return;
  const args = node['arguments'] as SyntaxNode[];
  const open = ground.file.text.indexOf('(', args[0] ? callee.end : callee.end);
  if (open === -1 || open > node.end) return;
  const make = (made: readonly (SyntaxNode | string)[], row: readonly [string, number, string]): Draft => ({ edits: [{ start: args[0]?.start ?? open + 1, end: args.at(-1)?.end ?? node.end - 1, text: join(ground, made) }], operator: row[0], cost: row[1], what: row[2] });
  const name = short(ground.textOf(callee));
  for (let at = 0; at + 1 < args.length; at += 1) {
    const swapped = [...args];
    [swapped[at], swapped[at + 1]] = [args[at + 1]!, args[at]!];
    yield make(swapped, ['swap-arguments', 1.8, `swap the arguments ${at + 1} and ${at + 2} of \`${name}\``]);
  }
  for (let at = 0; at < args.length; at += 1) yield make(args.filter((_, index) => index !== at), ['drop-argument', 2.6, `drop the argument \`${short(ground.textOf(args[at]!))}\` of \`${name}\``]);
  if (args.length >= 4) return;
  for (const [text, cost] of argumentsToAdd(ground, node)) {
    yield make([...args, text], ['add-argument', cost, `pass \`${text}\` to \`${name}\` too`]);
    if (args.length === 1) yield make([text, ...args], ['add-argument', cost + 0.8, `pass \`${text}\` to \`${name}\` too`]);
  }
}

const SORTERS: readonly string[] = ['(a, b) => a - b', '(a, b) => b - a', '(a, b) => a.localeCompare(b)'];

function* argumentsToAdd(ground: Ground, node: SyntaxNode): Generator<readonly [string, number]> {
  const text = ground.textOf(node['callee'] as SyntaxNode);
  if (/\.(?:sort|toSorted)$/.test(text)) for (const [rank, sorter] of SORTERS.entries()) yield [sorter, 1.8 + rank * 0.4];
  if (/parseInt$|toString$/.test(text)) for (const base of ['10', '2', '16']) yield [base, 2];
  if (/reduce(?:Right)?$/.test(text)) for (const start of ['0', "''", '[]', '1', '{}']) yield [start, 2.2];
  if (/\.(?:split|join)$/.test(text)) for (const separator of ["''", "' '", "','"]) yield [separator, 2.2];
  for (const { name, role } of ground.scopeAt(node).slice(0, 8)) if (role !== 'module') yield [name, 3];
  for (const constant of ['0', '1', '-1']) yield [constant, 3.2];
}

/** `Math.abs(x)` becomes `x`; `list.reverse()` becomes `list`. */
export function* unwrapCall(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const parent = ground.parentOf(node);
  const callee = node['callee'];
  if (parent?.type === 'ExpressionStatement') return;
  const make = (inner: SyntaxNode): Draft => ({ edits: [replaceNode(node, fit(ground, node, [ground.textOf(inner), precedenceOf(inner)]))], operator: 'unwrap', cost: 2.2, what: `use \`${short(ground.textOf(inner))}\` instead of \`${short(ground.textOf(node))}\`` });
  if (node.type === 'AwaitExpression') yield { ...make(node['argument'] as SyntaxNode), operator: 'await' };
  if (node.type !== 'CallExpression' || !isNode(callee)) return;
  const args = node['arguments'] as SyntaxNode[];
  if (callee.type === 'MemberExpression' && isNode(callee['object']) && !/^(?:Math|Object|JSON|Number|Promise|Array|String|Super)$/.test(ground.textOf(callee['object'])) && callee['object'].type !== 'Super') yield make(callee['object']);
  if (args.length === 1 && args[0]!.type !== 'SpreadElement') yield make(args[0]!);
}

type Wrapper = readonly [kinds: number, make: (text: string) => string, cost: number, precedence: number];

/** What is commonly put around a value of a kind. */
const WRAPPERS: readonly Wrapper[] = [
  [NUMBER, (x) => `Math.abs(${x})`, 2.1, 20], [NUMBER, (x) => `Math.floor(${x})`, 2.3, 20], [NUMBER, (x) => `Math.ceil(${x})`, 2.6, 20], [NUMBER, (x) => `Math.round(${x})`, 2.5, 20], [NUMBER, (x) => `Math.trunc(${x})`, 2.9, 20], [NUMBER, (x) => `Math.sqrt(${x})`, 3, 20],
  [NUMBER, (x) => `String(${x})`, 3, 20], [NUMBER, (x) => `${x}.toString()`, 3.1, 20], [NUMBER, (x) => `Math.max(0, ${x})`, 3.2, 20], [NUMBER, (x) => `${x} ** 2`, 3.2, 12], [NUMBER, (x) => `${x} * 2`, 3.2, 11], [NUMBER, (x) => `${x} / 2`, 3, 11],
  [STRING, (x) => `${x}.toLowerCase()`, 2.1, 20], [STRING, (x) => `${x}.toUpperCase()`, 2.6, 20], [STRING, (x) => `${x}.trim()`, 2.5, 20], [STRING, (x) => `Number(${x})`, 2.3, 20], [STRING, (x) => `parseInt(${x}, 10)`, 2.8, 20], [STRING, (x) => `[...${x}]`, 2.9, 20],
  [STRING, (x) => `${x}.split('')`, 2.9, 20], [STRING, (x) => `${x}.split('').reverse().join('')`, 3.2, 20], [STRING, (x) => `${x}.split('').sort().join('')`, 3.6, 20],
  [ARRAY, (x) => `[...${x}]`, 2.5, 20], [ARRAY, (x) => `${x}.slice()`, 3, 20], [ARRAY, (x) => `${x}.sort((a, b) => a - b)`, 2.4, 20], [ARRAY, (x) => `${x}.sort()`, 2.6, 20], [ARRAY, (x) => `${x}.reverse()`, 2.4, 20], [ARRAY, (x) => `[...${x}].sort((a, b) => a - b)`, 3, 20],
  [ARRAY, (x) => `${x}.sort((a, b) => b - a)`, 3, 20], [ARRAY, (x) => `${x}.filter(Boolean)`, 3, 20], [ARRAY, (x) => `[...new Set(${x})]`, 2.7, 20], [ARRAY, (x) => `new Set(${x})`, 3.2, 20], [ARRAY, (x) => `${x}.flat()`, 2.9, 20], [ARRAY, (x) => `${x}.join('')`, 2.7, 20], [ARRAY, (x) => `${x}.join(' ')`, 3.1, 20], [ARRAY, (x) => `${x}.slice(1)`, 3, 20], [ARRAY, (x) => `${x}.map(Number)`, 3, 20],
  [ARRAY | STRING, (x) => `${x}.slice(0, -1)`, 3.2, 20], [SET | MAP, (x) => `[...${x}]`, 2.4, 20], [SET | MAP, (x) => `${x}.size`, 2.6, 20], [MAP, (x) => `[...${x}.values()]`, 2.8, 20], [MAP, (x) => `[...${x}.keys()]`, 2.8, 20],
  [BOOLEAN, (x) => `Number(${x})`, 3, 20], [PROMISE, (x) => `await ${x}`, 1.2, 13],
];

/** `x` becomes `Math.abs(x)`, `x.trim()`, `await x`, as its kind at run time allows. */
export function* wrapValue(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const parent = ground.parentOf(node);
  if (!parent || node.type === 'Literal' || !isExpressionPlace(parent, node) || !ground.seen(node) || isIdle(parent, node)) return;
  const kinds = ground.kindsOf(node);
  const text = ground.textOf(node);
  for (const [wanted, make, cost, precedence] of WRAPPERS) {
    if ((kinds & wanted) === 0) continue;
    if (wanted === PROMISE && ground.functionOf(node)?.['async'] !== true) continue;
    const plain = make('x');
    if (kinds === STRING && parent.type === 'AssignmentExpression' && /^\[|split\(''\)$/.test(plain)) continue;
    const made = /^[\w.]+\(x\)$|^\[\.\.\.x\]$|^[\w.]+\((?:0, x|x, 10)\)$/.test(plain) ? make(text) : make(wanted === PROMISE ? text : atom(ground, node));
    const inArray = parent.type === 'SpreadElement' && plain.startsWith('[...');
    // A part of a chain is wrapped less often than the whole of a value.
    const inner = /^(?:Binary|Logical|Member)Expression$/.test(parent.type) ? 0.5 : 0;
    if (!inArray) yield { edits: [replaceNode(node, fit(ground, node, [made, precedence]))], operator: wanted === PROMISE ? 'await' : 'wrap', cost: cost + inner, what: `use \`${short(made)}\` instead of \`${short(text)}\`` };
  }
}

/** The value of a statement is not used, except by `await`. */
function isIdle(parent: SyntaxNode, node: SyntaxNode): boolean {
  return (parent.type === 'ExpressionStatement' && node.type !== 'CallExpression') || (parent.type === 'CallExpression' && parent['callee'] === node) || node.type === 'AssignmentExpression' || parent.type === 'AwaitExpression';
}

/** Where nothing was observed, any call in an async function may be the one that must be waited for. */
export function* awaitCall(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const parent = ground.parentOf(node);
  if (ground.isObserved || node.type !== 'CallExpression' || !parent || parent.type === 'AwaitExpression' || ground.functionOf(node)?.['async'] !== true) return;
  yield { edits: [replaceNode(node, fit(ground, node, [`await ${ground.textOf(node)}`, 13]))], operator: 'await', cost: parent.type === 'ExpressionStatement' || parent.type === 'VariableDeclarator' ? 1.3 : 1.9, what: `await \`${short(ground.textOf(node))}\`` };
}

/** A function that uses `await` nowhere is made async together with the first `await` of a promise. */
export function* makeAsync(ground: Ground, node: SyntaxNode): Generator<Draft> {
  if (!(ground.kindsOf(node) & PROMISE) || node.type !== 'CallExpression') return;
  const owner = ground.functionOf(node);
  const parent = ground.parentOf(node);
  if (!owner || owner['async'] === true || parent?.type === 'AwaitExpression' || parent?.type === 'ReturnStatement') return;
  const method = ground.parentOf(owner);
  const start = method && /^(?:MethodDefinition|Property)$/.test(method.type) && (method.type === 'MethodDefinition' || method['method'] === true) ? (method['key'] as SyntaxNode).start : owner.start;
  yield { edits: [{ start, end: start, text: 'async ' }, replaceNode(node, fit(ground, node, [`await ${ground.textOf(node)}`, 13]))], operator: 'await', cost: 1.8, what: `await \`${short(ground.textOf(node))}\` in an async function` };
}
