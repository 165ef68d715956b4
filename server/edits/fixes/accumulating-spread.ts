// [...all, x] over and over becomes all.push(x), where nobody else holds the array. Owns that edit, in reduce and in loops.
import { identifier, isFunction, isLoop, listIn, nodeIn, occurrencesOf, placeAt, sourceOf, type Place } from '../syntax-place.ts';
import type { SyntaxNode } from '../syntax.ts';
import { fixed, refused, replace, type Fix, type FixResult } from './fix.ts';

/** The array literal behind a cast. */
function freshArray(node: SyntaxNode | null | undefined): SyntaxNode | null {
  const inner = node?.type === 'TSAsExpression' || node?.type === 'TSSatisfiesExpression' ? nodeIn(node, 'expression') : node;
  return inner?.type === 'ArrayExpression' ? inner : null;
}

/** What is added after the spread; null where it is nothing, or a list that may be too long for one call. */
function addedTo(array: SyntaxNode, spread: SyntaxNode): readonly SyntaxNode[] | null {
  const elements = array['elements'] as readonly (SyntaxNode | null)[];
  const added = elements.slice(1).filter((element) => element !== null);
  return elements[0] === spread && added.length > 0 && added.length === elements.length - 1 && added.every(({ type }) => type !== 'SpreadElement') ? added : null;
}

const push = (place: Place, name: string, added: readonly SyntaxNode[]): string => `${name}.push(${added.map((node) => sourceOf(place, node)).join(', ')})`;

function inReduce(place: Place, name: SyntaxNode, added: readonly SyntaxNode[]): FixResult {
  const { syntax, ancestors } = place;
  const callback = ancestors.findLast(isFunction);
  const call = callback && ancestors[ancestors.indexOf(callback) - 1];
  const [, initial] = call?.type === 'CallExpression' ? listIn(call, 'arguments') : [];
  const [parameter] = callback ? listIn(callback, 'params') : [];
  if (!callback || !call || identifier(nodeIn(nodeIn(call, 'callee'), 'property')) !== 'reduce' || identifier(parameter) !== identifier(name)) return refused('it is neither a reduce nor an assignment in a loop');
  if (!freshArray(initial)) return refused('the array that reduce starts with may be used elsewhere');
  const body = nodeIn(callback, 'body');
  const array = ancestors.at(-1) as SyntaxNode;
  const statement = ancestors.at(-2) as SyntaxNode;
  const others = occurrencesOf(syntax, name).filter(({ node, role, ancestors: around }) => role === 'reference' && node !== name && around.at(-1)?.type !== 'ReturnStatement');
  if (others.length > 0) return refused(`'${identifier(name)}' is used otherwise in the same callback`);
  if (statement.type === 'ReturnStatement') return fixed(replace(statement, `{ ${push(place, identifier(name), added)}; return ${identifier(name)}; }`));
  if (body !== array) return refused('the copy is part of a larger expression');
  // Parentheses around the body belong to no node.
  let start = array.start;
  while (/[\s(]/.test(syntax.text[start - 1] ?? '')) start -= 1;
  if (!syntax.text.slice(0, start).endsWith('=>')) return refused('a comment stands in front of the copy');
  return fixed({ start, end: callback.end, text: ` { ${push(place, identifier(name), added)}; return ${identifier(name)}; }` });
}

function inLoop(place: Place, assignment: SyntaxNode, added: readonly SyntaxNode[]): FixResult {
  const { syntax, ancestors } = place;
  const target = nodeIn(assignment, 'left') as SyntaxNode;
  const uses = occurrencesOf(syntax, target);
  const declaration = uses.find(({ role }) => role === 'declaration');
  const declarator = declaration?.ancestors.at(-1);
  if (!declaration || declarator?.type !== 'VariableDeclarator' || !freshArray(nodeIn(declarator, 'init'))) return refused('the array may be used elsewhere before the loop');
  const own = ancestors.findLast(isFunction);
  const loop = ancestors.slice(own ? ancestors.indexOf(own) : 0).find((node) => isLoop(node) && !(node.start <= declarator.start && declarator.end <= node.end));
  if (!loop || (own && !declaration.ancestors.includes(own))) return refused('the array is declared in another function');
  const isSameForm = (around: readonly SyntaxNode[], node: SyntaxNode) => {
    const statement = around.findLast(({ type }) => type === 'AssignmentExpression');
    const right = nodeIn(statement, 'right');
    const first = right?.type === 'ArrayExpression' ? (right['elements'] as readonly (SyntaxNode | null)[])[0] : null;
    return statement?.['operator'] === '=' && (nodeIn(statement, 'left') === node || nodeIn(first, 'argument') === node);
  };
  const isAfter = ({ node, ancestors: around }: (typeof uses)[number]) => node.start >= loop.end && around.findLast(isFunction) === own;
  const strange = uses.find((use) => use.role === 'reference' && !isAfter(use) && !(use.node.start >= loop.start && isSameForm(use.ancestors, use.node) && use.ancestors.findLast(isFunction) === own));
  return strange ? refused(`'${identifier(target)}' is used otherwise before the loop ends`) : fixed(replace(assignment, push(place, identifier(target), added)));
}

/** Objects are left alone: a literal defines any key, an assignment of `__proto__` does not. */
export const fixAccumulatingSpread: Fix = (syntax, offset) => {
  const place = placeAt(syntax, offset, 'SpreadElement');
  const array = place?.ancestors.at(-1);
  const name = nodeIn(place?.node, 'argument');
  if (!place || !array || array.type !== 'ArrayExpression' || !name || identifier(name) === '') return refused('only arrays that a literal copies are surely the same when they are added to');
  const added = addedTo(array, place.node);
  if (!added) return refused('it does not add single elements at the end');
  if (added.some((node) => sourceOf(place, node).split(/[^\w$]+/).includes(identifier(name)))) return refused('what is added depends on what was collected');
  const parent = place.ancestors.at(-2);
  const isAssigned = parent?.type === 'AssignmentExpression' && parent['operator'] === '=' && identifier(parent['left']) === identifier(name) && place.ancestors.at(-3)?.type === 'ExpressionStatement';
  return isAssigned && parent ? inLoop(place, parent, added) : inReduce(place, name, added);
};
