// A loop over keys leaves out the keys that reach a prototype. Owns that edit.
import { identifier, isFunction, nodeIn, nodesIn, placeAt } from '../syntax-place.ts';
import { fixed, refused, type Fix } from './fix.ts';

/** Data that means well has none of these keys, so nothing else changes. */
export const fixPrototypePollution: Fix = (syntax, offset) => {
  const place = placeAt(syntax, offset, 'MemberExpression');
  const key = identifier(place?.node['property']);
  // A function inside of the loop may have a key of its own.
  const loop = place?.ancestors.slice(place.ancestors.findLastIndex(isFunction) + 1).findLast((node) => (node.type === 'ForInStatement' || node.type === 'ForOfStatement') && [...nodesIn(nodeIn(node, 'left') ?? node)].some((inner) => identifier(inner) === key));
  const body = nodeIn(loop, 'body');
  if (key === '' || body?.type !== 'BlockStatement') return refused('there is no block of a loop over the keys to put the check into');
  // In the style of the block: on its own line where the block has lines.
  const lead = /^\s*/.exec(syntax.text.slice(body.start + 1))?.[0] ?? '';
  return fixed({ start: body.start + 1, end: body.start + 1, text: `${lead === '' ? ' ' : lead}if (${key} === '__proto__' || ${key} === 'constructor' || ${key} === 'prototype') continue;` });
};
