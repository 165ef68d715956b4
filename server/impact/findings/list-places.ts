// What stands around a list: whether it is searched again and again, and whether a copy of it grows. Reads syntax; errs towards no.
import { codeOf, identifier as nameOf, isFunction, isLoop, isWithin, listIn, nodeIn, occurrencesOf, type Place } from '../../edits/syntax-place.ts';
import type { Occurrence } from '../../edits/occurrences.ts';
import type { Syntax, SyntaxNode } from '../../edits/syntax.ts';
import { isText } from './text-values.ts';

const LIST_TYPE = /^(?:Array|ReadonlyArray)$/;
const LISTS = /^(?:from|of|keys|values|entries)$/;
/** Of methods, those that only a list has, or that always give one. */
const GIVES_LIST = /^(?:map|filter|flatMap|flat|split|toSorted|toReversed|toSpliced)$/;

/** Of those methods, the ones that the rule behind LINEAR_SEARCH takes for a list; it knows neither `split` nor `Object.keys`. */
const KNOWN_TO_GIVE_LIST = /^(?:concat|copyWithin|fill|filter|flat|flatMap|map|reverse|slice|sort|splice|toReversed|toSorted|toSpliced|with)$/;
/** Methods that call a function for each of a list. */
const FOR_EACH = /^(?:map|filter|flatMap|forEach|some|every|reduce(?:Right)?|find(?:Last)?(?:Index)?)$/;

function isListType(type: SyntaxNode | null): boolean {
  if (type?.type === 'TSTypeOperator') return isListType(nodeIn(type, 'typeAnnotation'));
  return type?.type === 'TSArrayType' || type?.type === 'TSTupleType' || (type?.type === 'TSTypeReference' && LIST_TYPE.test(nameOf(type['typeName'])));
}

function isListValue(value: SyntaxNode | null): boolean {
  if (value?.type === 'TSAsExpression' || value?.type === 'TSSatisfiesExpression') return isListValue(nodeIn(value, 'expression')) || isListType(nodeIn(value, 'typeAnnotation'));
  if (value?.type === 'ArrayExpression') return true;
  const callee = value?.type === 'CallExpression' ? nodeIn(value, 'callee') : null;
  if (callee?.type !== 'MemberExpression') return false;
  const [object, method] = [nameOf(callee['object']), nameOf(callee['property'])];
  return GIVES_LIST.test(method) || (/^(?:Array|Object)$/.test(object) && LISTS.test(method));
}

/** Text has `includes` and `indexOf` too: the declaration of the name says that it is a list. */
function isList({ node, ancestors }: Occurrence): boolean {
  const around = ancestors.at(-1);
  const [typed, value] = around?.type === 'VariableDeclarator' ? [nodeIn(around, 'id'), nodeIn(around, 'init')] : [node, null];
  return isListValue(value) || isListType(nodeIn((typed && nodeIn(typed, 'typeAnnotation')) ?? node, 'typeAnnotation'));
}

const isPlainCall = (call: SyntaxNode | null | undefined): boolean => call?.type === 'CallExpression' && call['optional'] !== true;
const isPlainMember = (member: SyntaxNode | null | undefined): boolean => member?.type === 'MemberExpression' && member['optional'] !== true && member['computed'] !== true;

/** Initialisers that the rule behind LINEAR_SEARCH knows. Those in parentheses it does not see, nor types around them. */
function isInitialiserOfSet({ text }: Syntax, value: SyntaxNode | null): boolean {
  if (!value || text.slice(0, value.start).trimEnd().endsWith('(')) return false;
  const callee = nodeIn(value, 'callee');
  if (value.type === 'ArrayExpression' || (nameOf(callee) === 'Array' && (value.type === 'NewExpression' || isPlainCall(value)))) return true;
  if (!isPlainCall(value) || !isPlainMember(callee)) return false;
  const method = nameOf(nodeIn(callee, 'property'));
  return KNOWN_TO_GIVE_LIST.test(method) || (nameOf(nodeIn(callee, 'object')) === 'Array' && /^(?:from|of)$/.test(method));
}

/** Asked by `includes` of one value, and nothing else, so that it could be a Set. */
function isAskedAsSet({ node, ancestors }: Occurrence): boolean {
  const [call, member] = ancestors.slice(-2);
  const [value, ...others] = call ? listIn(call, 'arguments') : [];
  return isPlainCall(call) && nodeIn(call, 'callee') === member && isPlainMember(member) && nodeIn(member, 'object') === node && nameOf(nodeIn(member, 'property')) === 'includes' && value !== undefined && value.type !== 'SpreadElement' && others.length === 0;
}

/** Told already by the rule that makes it a Set. */
const isToldAsSet = (syntax: Syntax, occurrences: readonly Occurrence[]): boolean => occurrences.every((occurrence) => {
  const [outer, declaration, around] = occurrence.ancestors.slice(-3);
  if (occurrence.role === 'reference') return isAskedAsSet(occurrence);
  return around?.type === 'VariableDeclarator' && declaration?.['kind'] !== 'var' && outer?.type !== 'ExportNamedDeclaration' && isInitialiserOfSet(syntax, nodeIn(around, 'init'));
});

/** A callback that is called for each of a list. */
function isCallbackOfEach(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  return isFunction(node) && parent?.type === 'CallExpression' && nodeIn(parent, 'callee') !== node && FOR_EACH.test(nameOf(nodeIn(nodeIn(parent, 'callee'), 'property')));
}

/** The name or `this` that a chain of members begins with. */
function rootOf(node: SyntaxNode | null): SyntaxNode | null {
  return node?.type === 'MemberExpression' ? rootOf(nodeIn(node, 'object')) : node;
}

const isOfRound = (round: SyntaxNode) => ({ role, node }: Occurrence): boolean => role === 'declaration' && isWithin(round, node);

/** The list that is searched is there before the loop, or the callback that is called for each, so that every round searches the same one. */
export function searchesOuterList({ syntax, node, ancestors }: Place): boolean {
  const callee = nodeIn(node, 'callee');
  const searched = nodeIn(callee, 'object');
  const object = rootOf(searched);
  const round = ancestors.findLast((one, i) => isLoop(one) || isCallbackOfEach(one, ancestors[i - 1]));
  if (!round || object?.type !== 'Identifier') return false;
  const occurrences = occurrencesOf(syntax, object);
  if (occurrences.some(isOfRound(round))) return false;
  const declared = occurrences.filter(({ role }) => role === 'declaration');
  return nameOf(callee?.['property']).startsWith('find') || (searched === object && declared.some(isList) && !isToldAsSet(syntax, occurrences));
}

/** The reduce whose callback is the innermost function around, and what its callback calls what was collected so far. */
function reduceAround({ ancestors }: Place): { readonly call: SyntaxNode; readonly collected: string } | null {
  const callback = ancestors.findLast(isFunction);
  const call = callback && ancestors[ancestors.indexOf(callback) - 1];
  const [collected] = callback ? listIn(callback, 'params') : [];
  return call && /^reduce(Right)?$/.test(nameOf(nodeIn(nodeIn(call, 'callee'), 'property'))) ? { call, collected: nameOf(collected) } : null;
}

/** `Object.assign({}, collected, …)`, and `collected.concat(…)` where a list is collected: a text has `concat` too. */
function copiesCollected(place: Place): boolean {
  const reduce = reduceAround(place);
  if (!reduce || reduce.collected === '') return false;
  const callee = nodeIn(place.node, 'callee');
  if (nameOf(nodeIn(callee, 'property')) === 'concat') {
    const [, initial] = listIn(reduce.call, 'arguments');
    return nameOf(nodeIn(callee, 'object')) === reduce.collected && (initial?.type === 'TSAsExpression' ? nodeIn(initial, 'expression') : initial)?.type === 'ArrayExpression';
  }
  const [target, copied] = listIn(place.node, 'arguments');
  return target?.type === 'ObjectExpression' && nameOf(copied) === reduce.collected;
}

/** `all = all.concat(…)` in a loop, of a list that is there before it. */
function copiesByConcat({ syntax, node, ancestors }: Place): boolean {
  const assignment = ancestors.at(-1);
  const loop = ancestors.findLast((one) => isLoop(one) || isFunction(one));
  const [filled, copied] = [nodeIn(assignment, 'left'), nodeIn(nodeIn(node, 'callee'), 'object')];
  if (assignment?.type !== 'AssignmentExpression' || !loop || isFunction(loop) || filled?.type !== 'Identifier' || nameOf(filled) !== nameOf(copied)) return false;
  const occurrences = occurrencesOf(syntax, filled);
  return !occurrences.some(isOfRound(loop)) && occurrences.some((one) => one.role === 'declaration' && isList(one));
}

/** A copy of what grows: in a loop of what is there before it, in a reduce of what was collected. */
export function copiesWhatItFills(place: Place): boolean {
  const { syntax, node, ancestors } = place;
  if (node.type === 'CallExpression') return copiesCollected(place) || copiesByConcat(place);
  const assignment = ancestors.at(-2);
  const around = ancestors.findLast((one) => isLoop(one) || isFunction(one));
  if (assignment?.type !== 'AssignmentExpression') return true;
  if (!around || (isFunction(around) && !isCallbackOfEach(around, ancestors[ancestors.indexOf(around) - 1]))) return false;
  if (reduceAround(place) !== null) return true;
  const [filled, copied] = [nodeIn(assignment, 'left'), nodeIn(node, 'argument')];
  if (!filled || !copied || codeOf(syntax, filled) !== codeOf(syntax, copied)) return false;
  const root = rootOf(filled);
  return root?.type === 'ThisExpression' || (root?.type === 'Identifier' && !occurrencesOf(syntax, root).some(isOfRound(around)));
}

/** An array that is searched in a loop, or in a callback, which is called for each of something. The rule takes a piece of a text for an array. */
export function isSearchedOften({ syntax, node, ancestors }: Place): boolean {
  const name = nodeIn(node, 'id');
  const depth = ancestors.length;
  return name !== null && !isText(syntax, nodeIn(node, 'init')) && occurrencesOf(syntax, name).some(({ role, ancestors: around }) => role === 'reference' && around.some((one, i) => (isLoop(one) && !ancestors.includes(one)) || (i >= depth - 1 && isFunction(one) && !ancestors.includes(one) && around[i - 1]?.type === 'CallExpression')));
}
