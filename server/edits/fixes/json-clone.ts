// JSON.parse(JSON.stringify(x)) becomes structuredClone(x), where x surely is plain data. Owns that edit.
import { isDeclared, listIn, nodeIn, placeAt, sourceOf } from '../syntax-place.ts';
import { fixed, refused, replace, type Fix } from './fix.ts';
import { isPlainData } from './plain-data.ts';
import { isPlainConstant } from './plain-literal.ts';

/** structuredClone throws on functions and keeps dates, which a JSON text drops or turns to text: only data without either is the same. */
export const fixJsonClone: Fix = (syntax, offset) => {
  const place = placeAt(syntax, offset, 'CallExpression');
  const [inner, ...others] = place ? listIn(place.node, 'arguments') : [];
  const [value, ...options] = inner ? listIn(inner, 'arguments') : [];
  if (!place || !inner || !value || others.length + options.length > 0 || sourceOf(place, nodeIn(place.node, 'callee') ?? place.node) !== 'JSON.parse') return refused('this is no plain copy through JSON');
  if (isDeclared(syntax, 'structuredClone') || isDeclared(syntax, 'JSON')) return refused('the file has a structuredClone or JSON of its own');
  if (!isPlainData(place, value) && !isPlainConstant(syntax, value)) return refused('the copied value may hold functions, dates or instances of classes, which structuredClone treats otherwise');
  return fixed(replace(place.node, `structuredClone(${sourceOf(place, value)})`));
};
