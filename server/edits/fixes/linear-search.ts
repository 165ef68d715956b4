// An array that is only searched becomes a Set, and includes becomes has. Owns that edit.
import { isDeclared, listIn, nodeIn, occurrencesOf, placeAt, sourceOf } from '../syntax-place.ts';
import { fixed, refused, replace, type Fix } from './fix.ts';

/** Both compare by SameValueZero, so NaN is found either way. Only an array that nobody else can see or change. */
export const fixLinearSearch: Fix = (syntax, offset) => {
  const place = placeAt(syntax, offset, 'VariableDeclarator');
  const name = nodeIn(place?.node, 'id');
  const array = nodeIn(place?.node, 'init');
  if (!place || !name || name.type !== 'Identifier' || !array) return refused('it is no single variable');
  const declaration = place.ancestors.at(-1);
  if (declaration?.['kind'] !== 'const' || place.ancestors.at(-2)?.type === 'ExportNamedDeclaration') return refused('the array may be replaced or seen from outside');
  if (array.type !== 'ArrayExpression' || listIn(array, 'elements').length === 0 || nodeIn(name, 'typeAnnotation')) return refused('it is no array literal without a type of its own');
  if (isDeclared(syntax, 'Set')) return refused('the file has a Set of its own');
  const uses = occurrencesOf(syntax, name).filter(({ role }) => role === 'reference');
  const methods = uses.map(({ node, ancestors }) => {
    const [call, member] = ancestors.slice(-2);
    const property = nodeIn(member, 'property');
    const isSearch = member?.type === 'MemberExpression' && nodeIn(member, 'object') === node && member['computed'] !== true && property?.['name'] === 'includes' && call?.type === 'CallExpression' && nodeIn(call, 'callee') === member && listIn(call, 'arguments').length === 1 && member['optional'] !== true;
    return isSearch ? property : null;
  });
  if (methods.length === 0 || methods.includes(null)) return refused('the array is used for more than includes');
  return fixed(replace(array, `new Set(${sourceOf(place, array)})`), ...methods.flatMap((property) => (property ? [replace(property, 'has')] : [])));
};
