// Whether a value surely is plain data: objects, arrays and primitives, as far as the file itself says. Owns that judgement; errs towards no.
import { listIn, nodeIn, nodesIn, occurrencesOf, type Place } from '../syntax-place.ts';
import type { Syntax, SyntaxNode } from '../syntax.ts';

const PRIMITIVES = new Set(['TSStringKeyword', 'TSNumberKeyword', 'TSBooleanKeyword', 'TSNullKeyword', 'TSLiteralType', 'TSUndefinedKeyword']);
const WRAPPERS = new Set(['Array', 'ReadonlyArray', 'Record', 'Partial', 'Readonly', 'Required']);
/** Nodes of types inside of each other; a type that holds itself ends there. */
const DEPTH = 24;

function isPlainReference(syntax: Syntax, type: SyntaxNode, depth: number): boolean {
  const name = nodeIn(type, 'typeName');
  const inner = listIn(nodeIn(type, 'typeArguments') ?? type, 'params');
  if (!name || name.type !== 'Identifier') return false;
  const declarations = [...nodesIn(syntax.program)].filter((node) => (node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration') && nodeIn(node, 'id')?.['name'] === name['name']);
  const [declaration] = declarations;
  if (!declaration) return WRAPPERS.has(String(name['name'])) && inner.length > 0 && inner.every((one) => isPlainType(syntax, one, depth - 1));
  if (declarations.length > 1 || nodeIn(declaration, 'typeParameters') || listIn(declaration, 'extends').length > 0) return false;
  const body = nodeIn(declaration, 'body') ?? nodeIn(declaration, 'typeAnnotation');
  return body !== null && isPlainType(syntax, body, depth - 1);
}

function isPlainType(syntax: Syntax, type: SyntaxNode, depth = DEPTH): boolean {
  if (depth === 0) return false;
  const all = (nodes: readonly SyntaxNode[]) => nodes.every((one) => isPlainType(syntax, one, depth - 1));
  const inner = nodeIn(type, 'typeAnnotation');
  switch (type.type) {
    case 'TSTypeAnnotation': case 'TSPropertySignature': case 'TSIndexSignature': case 'TSParenthesizedType': case 'TSOptionalType': case 'TSRestType':
      return inner !== null && isPlainType(syntax, inner, depth - 1);
    case 'TSTypeOperator': return type['operator'] === 'readonly' && inner !== null && isPlainType(syntax, inner, depth - 1);
    case 'TSArrayType': return all([nodeIn(type, 'elementType') ?? type]);
    case 'TSTupleType': return all(listIn(type, 'elementTypes'));
    case 'TSUnionType': return all(listIn(type, 'types'));
    case 'TSTypeLiteral': return all(listIn(type, 'members'));
    case 'TSInterfaceBody': return all(listIn(type, 'body'));
    case 'TSTypeReference': return isPlainReference(syntax, type, depth);
    default: return PRIMITIVES.has(type.type);
  }
}

/** True for a name whose declaration has a type of plain data; what is only inferred is not trusted. */
export function isPlainData({ syntax }: Pick<Place, 'syntax'>, value: SyntaxNode): boolean {
  if (value.type !== 'Identifier') return false;
  const declared = occurrencesOf(syntax, value).filter(({ role }) => role === 'declaration');
  const type = declared.length === 1 ? nodeIn(declared[0]?.node, 'typeAnnotation') : null;
  return type !== null && isPlainType(syntax, type);
}
