// An identifier from Math.random becomes crypto.randomUUID(). Owns that edit.
import { identifier, isDeclared, listIn, nodeIn, placeAt } from '../syntax-place.ts';
import { fixed, refused, replace, type Fix } from './fix.ts';

const CUTS = new Set(['slice', 'substring', 'substr']);

/** Only the whole text without its `0.`; one that is cut to a length, or searched, is made for a format that a UUID has not. */
export const fixWeakRandom: Fix = (syntax, offset) => {
  const place = placeAt(syntax, offset, 'CallExpression');
  if (!place || isDeclared(syntax, 'crypto') || isDeclared(syntax, 'Math')) return refused('the file has a crypto or Math of its own');
  const calls = place.ancestors.filter(({ type, start }) => type === 'CallExpression' && start === offset).reverse();
  const [text, cut, ...more] = calls;
  const methodOf = (call: typeof text) => identifier(nodeIn(nodeIn(call, 'callee'), 'property'));
  if (!text || methodOf(text) !== 'toString' || more.length > 0) return refused('its text is changed further');
  const [from, to] = cut ? listIn(cut, 'arguments') : [];
  if (!cut) return refused('the text begins with 0., so it is used for something else');
  if (!CUTS.has(methodOf(cut)) || from?.['value'] !== 2 || to) return refused('it has a length of its own, which a UUID has not');
  const user = place.ancestors[place.ancestors.indexOf(cut) - 1];
  if (user?.type === 'MemberExpression' || user?.type === 'BinaryExpression' || user?.type === 'TemplateLiteral') return refused('it is a part of a longer text');
  return fixed(replace(cut, 'crypto.randomUUID()'));
};
