// Whether a value is a path: keys one below the other that are not written in the source. Reads syntax; errs towards no.
import type { Occurrence } from '../../edits/occurrences.ts';
import { identifier as nameOf, listIn, nodeIn, nodesIn, occurrencesOf } from '../../edits/syntax-place.ts';
import type { Syntax, SyntaxNode } from '../../edits/syntax.ts';

/** What paths of keys are called where no type says it; `indices` are numbers. */
const PATH_NAME = /(?:path|keys|parts|segments|props|pieces|fields|namespaces?)$/i;
const PATH_TYPE = /(?:path|keys?)$/i;
const MAKES_PATH = /(?:path|segments|keys)$/i;
/** Methods that give the same keys, or some of them. */
const SAME_KEYS = /^(?:slice|splice|filter|(?:to)?[rR]eversed?|concat|entries|values|toSpliced)$/;
const NUMBERS = /^(?:Number|parseInt|parseFloat)$/;
const WRAPPERS = /^(?:TS(?:As|NonNull|Satisfies)|Parenthesized|Chain)Expression$/;
/** Variables made of variables are followed this far. */
const HOPS = 3;

/** Without types, parentheses and `!` around it. */
export function unwrapped(value: SyntaxNode | null): SyntaxNode | null {
  return value && WRAPPERS.test(value.type) ? unwrapped(nodeIn(value, 'expression')) : value;
}

/** True and false where a type says it; null where it says nothing. */
function isPathType(type: SyntaxNode | null): boolean | null {
  switch (type?.type) {
    case 'TSTypeAnnotation': case 'TSParenthesizedType': case 'TSTypeOperator': return isPathType(nodeIn(type, 'typeAnnotation'));
    case undefined: case 'TSAnyKeyword': case 'TSUnknownKeyword': return null;
    case 'TSArrayType': return nodeIn(type, 'elementType')?.type !== 'TSNumberKeyword';
    case 'TSUnionType': return listIn(type, 'types').some((one) => isPathType(one) === true);
    case 'TSTypeReference': {
      const [inner] = listIn(nodeIn(type, 'typeArguments') ?? type, 'params');
      return /^(?:Readonly)?Array$/.test(nameOf(type['typeName'])) ? inner?.type !== 'TSNumberKeyword' : PATH_TYPE.test(nameOf(type['typeName']));
    }
    default: return false;
  }
}

function isPathCall(syntax: Syntax, call: SyntaxNode, hops: number): boolean {
  const callee = nodeIn(call, 'callee');
  const [argument] = listIn(call, 'arguments');
  if (callee?.type !== 'MemberExpression') return MAKES_PATH.test(nameOf(callee));
  const [object, method] = [nodeIn(callee, 'object'), nameOf(callee['property'])];
  // Single letters are no names of prototypes.
  if (method === 'split') return argument?.['value'] !== '' && typeof unwrapped(object)?.['value'] !== 'string';
  if (method === 'map') return argument !== undefined && ![...nodesIn(argument)].some((one) => NUMBERS.test(nameOf(one))) && isPath(syntax, object, hops);
  return method === 'match' || (SAME_KEYS.test(method) && isPath(syntax, object, hops));
}

/** What is assigned to the occurrence, or what it is declared with. */
function valueOf({ node, ancestors }: Occurrence): SyntaxNode | null {
  const around = ancestors.at(-1);
  const isTarget = nodeIn(around, 'id') === node || (around?.type === 'AssignmentExpression' && nodeIn(around, 'left') === node);
  return isTarget ? (nodeIn(around, 'init') ?? nodeIn(around, 'right')) : null;
}

/** By what is assigned to it, else by its type, else a parameter by its name. */
function isPathName(syntax: Syntax, name: SyntaxNode, hops: number): boolean {
  const occurrences = occurrencesOf(syntax, name);
  const [declared] = occurrences.filter(({ role }) => role === 'declaration');
  if (!declared) return false;
  const values = occurrences.map(valueOf).filter((value) => value !== null);
  if (hops > 0 && values.some((value) => isPath(syntax, value, hops - 1))) return true;
  const around = declared.ancestors.at(-1);
  const typed = isPathType(nodeIn(declared.node, 'typeAnnotation') ?? (around?.type === 'RestElement' ? nodeIn(around, 'typeAnnotation') : null));
  return typed ?? (around?.type !== 'VariableDeclarator' && PATH_NAME.test(nameOf(name)));
}

export function isPath(syntax: Syntax, given: SyntaxNode | null, hops = HOPS): boolean {
  const value = unwrapped(given);
  switch (value?.type) {
    case 'CallExpression': return isPathCall(syntax, value, hops);
    case 'ArrayExpression': return listIn(value, 'elements').some((one) => one.type === 'SpreadElement' && isPath(syntax, nodeIn(one, 'argument'), hops));
    case 'ConditionalExpression': return isPath(syntax, nodeIn(value, 'consequent'), hops) || isPath(syntax, nodeIn(value, 'alternate'), hops);
    case 'LogicalExpression': return isPath(syntax, nodeIn(value, 'left'), hops) || isPath(syntax, nodeIn(value, 'right'), hops);
    case 'MemberExpression': return value['computed'] !== true && PATH_NAME.test(nameOf(value['property']));
    case 'Identifier': return isPathName(syntax, value, hops);
    default: return false;
  }
}
