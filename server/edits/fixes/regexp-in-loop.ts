// A regular expression that is built in every round is built once, before the loop. Owns that edit.
import { isDeclared, isFunction, isLoop, listIn, nodeIn, placeAt, sourceOf, identifier } from '../syntax-place.ts';
import { fixed, refused, replace, type Fix } from './fix.ts';

const METHODS = new Set(['test', 'exec']);
const TAKERS = new Set(['match', 'replace', 'replaceAll', 'search', 'split']);

/** Only patterns of fixed texts, without the flags that remember a place, and used at once: then every round's object is the same. */
export const fixRegexpInLoop: Fix = (syntax, offset) => {
  const place = placeAt(syntax, offset, 'NewExpression', 'CallExpression');
  if (!place || identifier(place.node['callee']) !== 'RegExp' || isDeclared(syntax, 'RegExp')) return refused('it is no call of the built-in RegExp');
  const [pattern, flags, ...others] = listIn(place.node, 'arguments');
  const isText = (node: typeof pattern) => node?.type === 'Literal' && typeof node['value'] === 'string';
  if (!isText(pattern) || (flags && !isText(flags)) || others.length > 0) return refused('its pattern is not a fixed text');
  if (/[gy]/.test(String(flags?.['value'] ?? ''))) return refused('with the flag g or y it remembers where it was');
  const parent = place.ancestors.at(-1);
  const grand = place.ancestors.at(-2);
  const isAsked = parent?.type === 'MemberExpression' && nodeIn(parent, 'object') === place.node && METHODS.has(identifier(parent['property'])) && nodeIn(grand, 'callee') === parent;
  const isTaken = parent?.type === 'CallExpression' && nodeIn(parent, 'callee') !== place.node && TAKERS.has(identifier(nodeIn(nodeIn(parent, 'callee'), 'property')));
  if (!isAsked && !isTaken) return refused('it may be kept or changed where it is given to');
  const own = place.ancestors.findLastIndex(isFunction);
  const at = place.ancestors.findIndex((node, i) => i > own && isLoop(node));
  const loop = place.ancestors[at];
  const around = place.ancestors[at - 1];
  if (!loop || !around || !['BlockStatement', 'Program', 'StaticBlock'].includes(around.type)) return refused('there is no place for a variable right before the loop');
  let name = 'pattern';
  for (let i = 2; syntax.text.includes(name); i += 1) name = `pattern${i}`;
  const indent = /[ \t]*$/.exec(syntax.text.slice(0, loop.start))?.[0] ?? '';
  return fixed({ start: loop.start, end: loop.start, text: `const ${name} = ${sourceOf(place, place.node)};\n${indent}` }, replace(place.node, name));
};
