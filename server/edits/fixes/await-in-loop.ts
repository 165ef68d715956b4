// A loop that collects awaited reads becomes one Promise.all. Owns that edit; what only reads is told by only-reads.ts.
import { hasEffects } from '../evaluation.ts';
import { identifier, isDeclared, listIn, nodeIn, placeAt, sourceOf, type Place } from '../syntax-place.ts';
import type { SyntaxNode } from '../syntax.ts';
import { fixed, refused, type Fix } from './fix.ts';
import { onlyReads } from './only-reads.ts';

/** `const all = []` right before the loop, which the loop fills. */
function collectorBefore(place: Place, loop: SyntaxNode): { statement: SyntaxNode; declarator: SyntaxNode; array: SyntaxNode } | null {
  const around = place.ancestors[place.ancestors.indexOf(loop) - 1];
  const siblings = around ? listIn(around, 'body') : [];
  const statement = siblings[siblings.indexOf(loop) - 1];
  const declarators = statement?.type === 'VariableDeclaration' ? listIn(statement, 'declarations') : [];
  const [declarator] = declarators;
  const array = nodeIn(declarator, 'init');
  return statement && declarator && declarators.length === 1 && array?.type === 'ArrayExpression' && listIn(array, 'elements').length === 0 ? { statement, declarator, array } : null;
}

/** The awaited call when the body of the loop is `all.push(await call)`, or the same through one constant. */
function collectedCall(body: SyntaxNode, collector: string): SyntaxNode | null {
  const statements = body.type === 'BlockStatement' ? listIn(body, 'body') : [body];
  const last = nodeIn(statements.at(-1), 'expression');
  const callee = nodeIn(last, 'callee');
  const [pushed, ...others] = last ? listIn(last, 'arguments') : [];
  if (!pushed || others.length > 0 || identifier(nodeIn(callee, 'object')) !== collector || identifier(nodeIn(callee, 'property')) !== 'push') return null;
  if (statements.length === 1) return pushed.type === 'AwaitExpression' ? nodeIn(pushed, 'argument') : null;
  const [first] = statements;
  const [declarator, ...more] = first?.type === 'VariableDeclaration' && first['kind'] === 'const' ? listIn(first, 'declarations') : [];
  const awaited = nodeIn(declarator, 'init');
  const isThrough = statements.length === 2 && more.length === 0 && awaited?.type === 'AwaitExpression' && identifier(pushed) !== '' && identifier(pushed) === identifier(declarator?.['id']);
  return isThrough ? nodeIn(awaited, 'argument') : null;
}

/** What is called with does nothing by being evaluated. */
function isPlain(call: SyntaxNode): boolean {
  const callee = nodeIn(call, 'callee');
  const parts = [...(callee?.type === 'MemberExpression' ? [nodeIn(callee, 'object')] : []), ...listIn(call, 'arguments')];
  return parts.every((part) => part !== null && !hasEffects(part));
}

/** The order of the results stays. The reads run at once, and the first that fails ends the wait, as it ended the loop. */
export const fixAwaitInLoop: Fix = (syntax, offset, { path, imported }) => {
  const place = placeAt(syntax, offset, 'AwaitExpression');
  const loop = place?.ancestors.findLast(({ type }) => /^(?:For|While|DoWhile)/.test(type));
  const left = nodeIn(loop, 'left');
  const right = nodeIn(loop, 'right');
  const body = nodeIn(loop, 'body');
  if (!place || !loop || loop.type !== 'ForOfStatement' || loop['await'] === true || !left || !right || !body) return refused('only a loop over a list can wait for all of its rounds at once');
  const collector = collectorBefore(place, loop);
  const name = identifier(nodeIn(collector?.declarator, 'id'));
  const call = collector ? collectedCall(body, name) : null;
  if (!collector || !call) return refused('the loop does more than collect results into a list made right before it, so its rounds may depend on each other');
  if (!isPlain(call) || !onlyReads({ path, syntax }, call, { imported, used: new Set([name]) })) return refused('what is called may change something that the next round depends on');
  const [variable] = left.type === 'VariableDeclaration' ? listIn(left, 'declarations') : [];
  const item = nodeIn(variable, 'id');
  if (!item || isDeclared(syntax, 'Promise') || isDeclared(syntax, 'Array')) return refused('the variable of the loop lives outside of it');
  if (syntax.comments.some((comment) => comment.start >= collector.array.end && comment.end <= loop.end)) return refused('comments inside of the loop would be lost');
  const end = /^\s*;/.test(syntax.text.slice(collector.array.end, loop.start)) ? ';' : '';
  return fixed({ start: collector.array.start, end: loop.end, text: `await Promise.all(Array.from(${sourceOf(place, right)}, (${sourceOf(place, item)}) => ${sourceOf(place, call)}))${end}` });
};
