// Whether keys that nobody knows reach a prototype: copied into nested objects, or followed down as a path. Reads syntax; errs towards no.
import type { Occurrence } from '../../edits/occurrences.ts';
import { codeOf, identifier as nameOf, isFunction, isLoop, isWithin, listIn, nodeIn, nodesIn, occurrencesOf, type Place } from '../../edits/syntax-place.ts';
import type { Syntax, SyntaxNode } from '../../edits/syntax.ts';
import { isPath, unwrapped } from './path-values.ts';

const GUARDS = /__proto__|hasOwn|Object\.create\(null\)|(['"`])(?:constructor|prototype)\1/;
/** What checks of keys are called: `isSafeKey`, `FORBIDDEN.has`. */
const CHECKS = /safe|forbid|block|allow|danger|valid|pollut|reserved|proto(?!type)/i;
const KEYS = /^(?:Object|Reflect)\s*\.\s*(?:keys|entries|ownKeys)\s*\(/;
const CREATES = /^(?:Object|Array|Logical|Conditional|Assignment|TSAs)Expression$/;
/** Names of names are followed this far. */
const HOPS = 3;

/** A loop, or a function that is called for each, and what it goes through. */
interface Round {
  readonly node: SyntaxNode;
  readonly names: ReadonlySet<string>;
  /** Null in a loop that counts. */
  readonly source: SyntaxNode | null;
  /** What a reduce has collected so far. */
  readonly collected: string;
  /** The function around it, or all of the file. */
  readonly around: SyntaxNode;
  readonly ancestors: readonly SyntaxNode[];
}

const namesIn = (node: SyntaxNode | null | undefined): string[] => (node ? [...nodesIn(node)].map(nameOf).filter((name) => name !== '') : []);
const isComputed = (node: SyntaxNode | null): boolean => node?.type === 'MemberExpression' && node['computed'] === true;

/** A loop is asked once for all that is written in it. */
function once<T>(known: WeakMap<SyntaxNode, Map<string, T>>, { node }: Round, name: string, find: () => T): T {
  const answers = known.get(node) ?? new Map<string, T>();
  known.set(node, answers);
  const answer = answers.has(name) ? (answers.get(name) as T) : find();
  answers.set(name, answer);
  return answer;
}

/** Null for a function that is called otherwise. */
function roundAt({ syntax, ancestors }: Place, at: number): Round | null {
  const node = ancestors[at] as SyntaxNode;
  const before = ancestors.slice(0, at);
  const rest = { node, around: before.findLast(isFunction) ?? syntax.program, ancestors: before };
  if (isLoop(node)) return { ...rest, names: new Set(namesIn(nodeIn(node, 'left'))), source: nodeIn(node, 'right'), collected: '' };
  const call = before.at(-1);
  const callee = call?.type === 'CallExpression' && call['callee'] !== node ? nodeIn(call, 'callee') : null;
  const method = nameOf(nodeIn(callee, 'property'));
  const params = listIn(node, 'params');
  if (method === 'forEach') return { ...rest, names: new Set(namesIn(params[0])), source: nodeIn(callee, 'object'), collected: '' };
  return /^reduce(?:Right)?$/.test(method) ? { ...rest, names: new Set(namesIn(params[1])), source: nodeIn(callee, 'object'), collected: nameOf(params[0]) } : null;
}

/** Innermost first, up to the function that is called by its name. */
function roundsAround(place: Place): Round[] {
  const rounds: Round[] = [];
  for (let at = place.ancestors.length - 1; at >= 0; at -= 1) {
    const one = place.ancestors[at] as SyntaxNode;
    const round = isLoop(one) || isFunction(one) ? roundAt(place, at) : null;
    if (round) rounds.push(round);
    else if (isFunction(one)) break;
  }
  return rounds;
}

/** The key itself is given to a function that decides something, or something around is called a check. */
function isGuarded(syntax: Syntax, around: SyntaxNode, key: string): boolean {
  if (GUARDS.test(codeOf(syntax, around))) return true;
  const nodes = [...nodesIn(around)];
  const calls = (node: SyntaxNode | null) => (node ? [...nodesIn(node)].filter(({ type }) => type === 'CallExpression') : []);
  const tests = nodes.flatMap((node) => (/^(?:If|While)Statement$|^ConditionalExpression$/.test(node.type) ? calls(nodeIn(node, 'test')) : node.type === 'LogicalExpression' ? calls(nodeIn(node, 'left')) : []));
  if (key !== '' && tests.some((call) => listIn(call, 'arguments').some((one) => nameOf(one) === key))) return true;
  return nodes.filter(({ type }) => type === 'CallExpression').some((call) => {
    const callee = nodeIn(call, 'callee');
    return [callee, nodeIn(callee, 'property'), nodeIn(callee, 'object'), ...listIn(call, 'arguments')].some((one) => CHECKS.test(nameOf(one)));
  });
}

/** What a function is called by. */
function nameOfFunction(node: SyntaxNode, parent: SyntaxNode | undefined): string {
  const target = nodeIn(node, 'id') ?? nodeIn(parent, 'id') ?? nodeIn(parent, 'key') ?? nodeIn(parent, 'left');
  return nameOf(target) || nameOf(nodeIn(target, 'property'));
}

/** Made anew where it stands. */
function isFresh(value: SyntaxNode | null): boolean {
  if (value?.type === 'TSAsExpression') return isFresh(nodeIn(value, 'expression'));
  if (value?.type === 'ConditionalExpression') return isFresh(nodeIn(value, 'consequent')) && isFresh(nodeIn(value, 'alternate'));
  if (value?.type === 'CallExpression') return nameOf(nodeIn(nodeIn(value, 'callee'), 'property')) === 'assign' && isFresh(listIn(value, 'arguments')[0] ?? null);
  return value?.type === 'ObjectExpression' || value?.type === 'ArrayExpression';
}

/** Names of what is made of the members of an object at computed keys, and of what is made of those. */
function namesOfMembers(around: SyntaxNode, isMember: (node: SyntaxNode) => boolean): ReadonlySet<string> {
  const made = [...nodesIn(around)].filter(({ type }) => type === 'VariableDeclarator' || type === 'AssignmentExpression').map((node) => [nodeIn(node, 'id') ?? nodeIn(node, 'left'), nodeIn(node, 'init') ?? nodeIn(node, 'right')] as const);
  const names = new Set<string>();
  for (let hop = 0; hop < HOPS; hop += 1) for (const [target, value] of made) if (nameOf(target) !== '' && value && [...nodesIn(value)].some((part) => isMember(part) || names.has(nameOf(part)))) names.add(nameOf(target));
  return names;
}

/** A function that copies keys and calls itself for what is there already under them, which is how a prototype is reached. */
function goesDown(syntax: Syntax, target: SyntaxNode, { around, ancestors }: Round): boolean {
  const written = codeOf(syntax, target);
  // Made here, it is nobody else's.
  if (occurrencesOf(syntax, target).some((one) => one.role === 'declaration' && isWithin(around, one.node) && isFresh(nodeIn(one.ancestors.at(-1), 'init')))) return false;
  const isMember = (one: SyntaxNode): boolean => isComputed(one) && codeOf(syntax, nodeIn(one, 'object') ?? one) === written;
  const name = nameOfFunction(around, ancestors[ancestors.lastIndexOf(around) - 1]);
  const members = namesOfMembers(around, isMember);
  const isGiven = (call: SyntaxNode): boolean => listIn(call, 'arguments').some((one) => [...nodesIn(one)].some((part) => isMember(part) || members.has(nameOf(part))));
  const isOwn = (callee: SyntaxNode | null): boolean => name !== '' && (nameOf(callee) === name || nameOf(nodeIn(callee, 'property')) === name);
  return [...nodesIn(around)].some((call) => call.type === 'CallExpression' && isOwn(nodeIn(call, 'callee')) && isGiven(call));
}

const copies = new WeakMap<SyntaxNode, Map<string, boolean>>();

function copiesIntoNested({ syntax, node }: Place, round: Round): boolean {
  const { names, source, around } = round;
  const key = nameOf(node['property']);
  const target = nodeIn(node, 'object');
  const code = source ? codeOf(syntax, source) : '';
  if (!names.has(key) || !target || !source || !isFunction(around) || !(round.node.type === 'ForInStatement' || KEYS.test(code))) return false;
  const from = round.node.type === 'ForInStatement' ? code : listIn(source, 'arguments').map((one) => codeOf(syntax, one)).join();
  const written = codeOf(syntax, target);
  // Under its own keys an object has what it had.
  return from !== written && once(copies, round, `${key}\n${written}`, () => goesDown(syntax, target, round) && !isGuarded(syntax, around, key));
}

/** The member that a value steps down to from `walked`: `at[key]`, `at[key] ??= {}`, `at[key] = at[key] || {}`. */
function stepIn(given: SyntaxNode | null, walked: string): SyntaxNode | null {
  const value = unwrapped(given);
  const first = (...fields: readonly string[]) => fields.map((field) => stepIn(nodeIn(value, field), walked)).find((step) => step !== null) ?? null;
  switch (value?.type) {
    case 'MemberExpression': return isComputed(value) && nameOf(nodeIn(value, 'object')) === walked ? value : null;
    // What is put there alone is no prototype.
    case 'AssignmentExpression': return value['operator'] === '=' ? first('right') : first('left');
    case 'LogicalExpression': return first('left', 'right');
    case 'ConditionalExpression': return first('consequent', 'alternate');
    default: return null;
  }
}

const firstStep = (values: readonly (SyntaxNode | null)[], walked: string): SyntaxNode | null => values.map((value) => stepIn(value, walked)).find((step) => step !== null) ?? null;

function findStep({ node, collected }: Round, walked: string): SyntaxNode | null {
  const body = nodeIn(node, 'body');
  if (!body) return null;
  const nodes = body.type === 'BlockStatement' || isLoop(node) ? [...nodesIn(body)] : [];
  if (collected === '' || collected !== walked) return firstStep(nodes.filter((one) => one.type === 'AssignmentExpression' && one['operator'] === '=' && nameOf(one['left']) === walked).map((one) => nodeIn(one, 'right')), walked);
  return firstStep(nodes.length === 0 ? [body] : nodes.filter(({ type }) => type === 'ReturnStatement').map((one) => nodeIn(one, 'argument')), walked);
}

/** What a variable of a round is made of. */
function madeIn(round: SyntaxNode, name: string): SyntaxNode[] {
  const made = [...nodesIn(round)].filter((one) => (one.type === 'VariableDeclarator' && nameOf(one['id']) === name) || (one.type === 'AssignmentExpression' && nameOf(one['left']) === name));
  return made.map((one) => nodeIn(one, 'init') ?? nodeIn(one, 'right')).filter((value) => value !== null);
}

/** One of the keys of a path: what the round goes through, `keys[i]`, `keys.shift()`. */
function isKeyOfPath(syntax: Syntax, round: Round, given: SyntaxNode | null, hops = HOPS): boolean {
  const key = unwrapped(given);
  if (key?.type === 'Identifier') {
    const name = nameOf(key);
    if (round.names.has(name) && round.node.type !== 'ForInStatement') return isPath(syntax, round.source);
    return hops > 0 && madeIn(round.node, name).some((value) => isKeyOfPath(syntax, round, value, hops - 1));
  }
  if (isComputed(key)) return isPath(syntax, nodeIn(key, 'object'));
  const callee = key?.type === 'CallExpression' ? nodeIn(key, 'callee') : null;
  return /^(?:shift|pop)$/.test(nameOf(nodeIn(callee, 'property'))) && isPath(syntax, nodeIn(callee, 'object'));
}

/** The assignment to a computed key of what the name stands for. */
function writeAt({ node, ancestors }: Occurrence): SyntaxNode | null {
  const [assignment, member] = ancestors.slice(-2);
  return isComputed(member ?? null) && nodeIn(member, 'object') === node && assignment?.type === 'AssignmentExpression' && nodeIn(assignment, 'left') === member ? assignment : null;
}

/** `Object.create(null)` has no prototype to reach. */
function isMadeBare(syntax: Syntax, occurrences: readonly Occurrence[], hops = HOPS): boolean {
  return occurrences.filter(({ role }) => role === 'declaration').map(({ ancestors }) => nodeIn(ancestors.at(-1), 'init')).some((init) => init !== null && (GUARDS.test(codeOf(syntax, init)) || (hops > 0 && init.type === 'Identifier' && isMadeBare(syntax, occurrencesOf(syntax, init), hops - 1))));
}

/** A path of keys is followed down, and what it leads to is written to. The place is where that is made which is not there, or the first step; null where there is none. */
function findWalk(syntax: Syntax, walked: SyntaxNode, round: Round): SyntaxNode | null {
  const step = findStep(round, nameOf(walked));
  if (!step || !isKeyOfPath(syntax, round, nodeIn(step, 'property'))) return null;
  const occurrences = occurrencesOf(syntax, walked);
  const writes = occurrences.map(writeAt).filter((write) => write !== null);
  if (!writes.some((write) => isWithin(round.around, write)) || isMadeBare(syntax, occurrences) || isGuarded(syntax, round.around, nameOf(nodeIn(step, 'property')))) return null;
  return writes.filter((write) => isWithin(round.node, write) && CREATES.test(nodeIn(write, 'right')?.type ?? '')).map((write) => nodeIn(write, 'left'))[0] ?? step;
}

const walks = new WeakMap<SyntaxNode, Map<string, SyntaxNode | null>>();

function followsPath({ syntax, node }: Place, round: Round): boolean {
  const walked = nodeIn(node, 'object');
  return walked?.type === 'Identifier' && once(walks, round, nameOf(walked), () => findWalk(syntax, walked, round)) === node;
}

/** A key that may be `__proto__` leads to a prototype that is written to. */
export function reachesPrototype(place: Place): boolean {
  return roundsAround(place).some((round) => followsPath(place, round) || copiesIntoNested(place, round));
}
