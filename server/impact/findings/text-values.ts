// Whether a value is seen to be a text. Reads syntax; errs towards no.
import { identifier as nameOf, listIn, nodeIn, occurrencesOf } from '../../edits/syntax-place.ts';
import type { Occurrence } from '../../edits/occurrences.ts';
import type { Syntax, SyntaxNode } from '../../edits/syntax.ts';

/** Methods that give a text whatever they are called on. */
const GIVES_TEXT = /^(?:to(?:Locale)?(?:Lower|Upper)Case|to(?:Locale)?String|to(?:Fixed|Precision|ISOString|JSON)|trim(?:Start|End|Left|Right)?|pad(?:Start|End)|replace(?:All)?|repeat|charAt|substr(?:ing)?|normalize|join)$/;
/** A list has these too, and gives a list. */
const GIVES_ITS_KIND = /^(?:slice|concat)$/;
/** Variables made of variables are followed this far. */
const HOPS = 3;

function isTextType(type: SyntaxNode | null): boolean {
  switch (type?.type) {
    case 'TSTypeAnnotation': case 'TSParenthesizedType': return isTextType(nodeIn(type, 'typeAnnotation'));
    case 'TSStringKeyword': case 'TSTemplateLiteralType': return true;
    case 'TSLiteralType': return typeof nodeIn(type, 'literal')?.['value'] === 'string';
    case 'TSUnionType': return listIn(type, 'types').every((one) => isTextType(one) || /^TS(?:Undefined|Null)Keyword$/.test(one.type)) && listIn(type, 'types').some(isTextType);
    default: return false;
  }
}

/** Its type says so, or what a constant is made of, or what a parameter is where nothing is given. */
function isDeclaredAsText(syntax: Syntax, { node, ancestors }: Occurrence, hops: number): boolean {
  const [declaration, around] = ancestors.slice(-2);
  if (nodeIn(node, 'typeAnnotation')) return isTextType(nodeIn(node, 'typeAnnotation'));
  if (around?.type === 'AssignmentPattern' && nodeIn(around, 'left') === node) return isText(syntax, nodeIn(around, 'right'), hops);
  return around?.type === 'VariableDeclarator' && nodeIn(around, 'id') === node && declaration?.['kind'] === 'const' && isText(syntax, nodeIn(around, 'init'), hops);
}

function isTextCall(syntax: Syntax, call: SyntaxNode, hops: number): boolean {
  const callee = nodeIn(call, 'callee');
  if (nameOf(callee) === 'String') return true;
  const method = callee?.type === 'MemberExpression' && callee['computed'] !== true ? nameOf(callee['property']) : '';
  if (nameOf(nodeIn(callee, 'object')) === 'JSON') return method === 'stringify';
  return GIVES_TEXT.test(method) || (GIVES_ITS_KIND.test(method) && isText(syntax, nodeIn(callee, 'object'), hops));
}

export function isText(syntax: Syntax, value: SyntaxNode | null, hops = HOPS): boolean {
  const isPart = (field: string): boolean => isText(syntax, nodeIn(value, field), hops);
  switch (value?.type) {
    case 'Literal': return typeof value['value'] === 'string';
    case 'TemplateLiteral': return true;
    case 'CallExpression': return isTextCall(syntax, value, hops);
    case 'TSAsExpression': return isTextType(nodeIn(value, 'typeAnnotation')) || isPart('expression');
    case 'ParenthesizedExpression': case 'TSNonNullExpression': case 'TSSatisfiesExpression': case 'ChainExpression': return isPart('expression');
    case 'LogicalExpression': return isPart('left') || isPart('right');
    case 'ConditionalExpression': return isPart('consequent') && isPart('alternate');
    // A generated sum is as deep as it is long; its last part is enough.
    case 'BinaryExpression': return value['operator'] === '+' && (isPart('right') || (nodeIn(value, 'left')?.type !== 'BinaryExpression' && isPart('left')));
    case 'Identifier': {
      const declared = hops > 0 ? occurrencesOf(syntax, value).filter(({ role }) => role === 'declaration') : [];
      const [only] = declared;
      return only !== undefined && declared.length === 1 && isDeclaredAsText(syntax, only, hops - 1);
    }
    default: return false;
  }
}
