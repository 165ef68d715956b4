// The edits of one call for each operation on the signature that it calls. Owns the text of arguments, and when a call is listed instead.
import type { SignatureOperation } from '../intents/change.ts';
import type { Call } from './call-sites.ts';
import { hasEffects } from './evaluation.ts';
import type { TextEdit } from './file-edit.ts';
import { moveComments } from './list-comments.ts';
import { insertion, permutationOf, positionOf, rangeOfItem, separatorIn, type Edited, type SignatureModel } from './parameter-edits.ts';
import type { SyntaxNode } from './syntax.ts';

/** The text of a range with the edits inside of it, which are taken over by whoever asks. */
export type TakeText = (start: number, end: number) => string;

type OperationOf<K extends SignatureOperation['kind']> = Extract<SignatureOperation, { kind: K }>;

export interface CallText {
  readonly text: string;
  readonly take: TakeText;
}

const isSpread = ({ type }: SyntaxNode): boolean => type === 'SpreadElement';
const isUndefined = (node: SyntaxNode | undefined): boolean => node?.type === 'Identifier' && node['name'] === 'undefined';
const SPREAD = { reason: 'arguments are spread here, so that their places are not known' };
const isOwn = (call: Call): boolean => call.args.every((arg, index) => contains(arg, (call.node['arguments'] as SyntaxNode[])[index]));
const contains = (outer: SyntaxNode, inner: SyntaxNode | undefined): boolean => inner !== undefined && outer.start <= inner.start && inner.end <= outer.end;
const isMadeAway = (call: Call): boolean => call.node.type === 'CallExpression' && (call.node['callee'] as SyntaxNode).type === 'MemberExpression' && !isOwn(call);

/** An argument with the parentheses around it, which are no nodes. */
function inItsParentheses(arg: SyntaxNode, text: string, close: number): SyntaxNode {
  const before = text.slice(0, arg.start).trimEnd().length - 1;
  const behind = arg.end + (/^\s*/.exec(text.slice(arg.end))?.[0].length ?? 0);
  return text[before] === '(' && text[behind] === ')' && behind < close ? inItsParentheses({ ...arg, start: before, end: behind + 1 }, text, close) : arg;
}

const withParentheses = (call: Call, text: string): Call => ({ ...call, args: call.args.map((arg) => inItsParentheses(arg, text, call.node.end - 1)) });

/** The bracket before the arguments. */
const openOf = ({ args }: Call, text: string): number => text.lastIndexOf('(', (args[0]?.start ?? 1) - 1);

/** Puts an argument behind all others. */
function append(call: Call, text: string, given: string): TextEdit {
  const { node, args, emptyAt } = call;
  const last = args.at(-1);
  if (last) return insertion(last.end, separatorIn(text, openOf(call, text), args[0]) + given);
  if (emptyAt === null) return insertion(node.end, `(${given})`); // `new A`
  return insertion(emptyAt, text[emptyAt - 1] === '(' || text[emptyAt - 1] === '[' ? given : `, ${given}`);
}

function addArgument(call: Call, operation: OperationOf<'ADD_PARAMETER'>, { text }: CallText, model: SignatureModel): Edited {
  const at = positionOf(operation, model.parameters);
  const { args } = call;
  const isFilled = args.length > at;
  if (operation.argument === null && !isFilled) return args.some(isSpread) ? SPREAD : [];
  if (args.slice(0, at).some(isSpread) || (args[at] && isSpread(args[at]))) return SPREAD;
  const given = operation.argument ?? 'undefined';
  const before = args[at];
  if (before) return [insertion(before.start, given + (at === 0 ? separatorIn(text, openOf(call, text), before) : separatorIn(text, text.lastIndexOf(',', before.start), before)))];
  return [append(call, text, [...Array.from({ length: at - args.length }, () => 'undefined'), given].join(', '))];
}

/** The statement in front of which an expression can be evaluated with nothing else before it; null where there is none. */
function statementOf({ node, ancestors }: Call): SyntaxNode | null {
  let at = node;
  for (const [index, parent] of [...ancestors.entries()].reverse()) {
    const passes = (parent.type === 'AwaitExpression' && parent['argument'] === at) || (parent.type === 'ChainExpression');
    if (passes) {
      at = parent;
      continue;
    }
    const block = ancestors[index - 1];
    if (parent.type === 'VariableDeclarator' && block?.type === 'VariableDeclaration' && (block['declarations'] as SyntaxNode[]).length === 1) return isInBlock(ancestors[index - 2], block) ? block : null;
    const isWhole = (parent.type === 'ExpressionStatement' && parent['expression'] === at) || (parent.type === 'ReturnStatement' && parent['argument'] === at);
    return isWhole && isInBlock(block, parent) ? parent : null;
  }
  return null;
}

const isInBlock = (block: SyntaxNode | undefined, statement: SyntaxNode): boolean => (block?.type === 'BlockStatement' || block?.type === 'Program') && (block['body'] as SyntaxNode[]).includes(statement);

function removeArgument(call: Call, operation: OperationOf<'REMOVE_PARAMETER'>, { text, take }: CallText, model: SignatureModel): Edited {
  const index = model.parameters.findIndex(({ name }) => name === operation.name);
  const { args } = call;
  const argument = args[index];
  if (args.slice(0, index + 1).some(isSpread)) return SPREAD;
  if (!argument) return [];
  const isRest = model.parameters[index]?.isRest === true;
  const range = isRest ? { start: rangeOfItem(args, index).start, end: (args.at(-1) as SyntaxNode).end } : rangeOfItem(args, index);
  const gone = isRest ? args.slice(index) : [argument];
  const statement = gone.some(hasEffects) ? statementOf(call) : null;
  if (gone.some(hasEffects) && (statement === null || isMadeAway(call) || gone.length > 1 || args.slice(0, index).some(hasEffects) || hasEffects(call.node['callee'] as SyntaxNode))) {
    return { reason: `the argument for '${operation.name}' has effects, so that it is not removed: '${text.slice(argument.start, argument.end).slice(0, 60)}'` };
  }
  const kept = take(argument.start, argument.end);
  const trailing = args.length === gone.length ? (/^\s*,/.exec(text.slice(range.end))?.[0].length ?? 0) : 0;
  const removal = { start: range.start, end: range.end + trailing, text: '' };
  if (!statement) return [removal];
  const indent = /[^\n]*$/.exec(text.slice(0, statement.start))?.[0] ?? '';
  const line = /^\s*$/.test(indent) ? `${text.includes('\r\n') ? '\r\n' : '\n'}${indent}` : ' ';
  return [insertion(statement.start, `${/^[([`/+-]/.test(kept) && /[^;{}\s]\s*$/.test(text.slice(0, statement.start)) ? ';' : ''}${kept};${line}`), removal];
}

function reorderArguments(call: Call, operation: OperationOf<'REORDER_PARAMETERS'>, { text, take }: CallText, model: SignatureModel): Edited {
  const { args } = call;
  const from = permutationOf(operation, model);
  if (args.slice(0, from.length).some(isSpread)) return SPREAD;
  const moved = from.map((index) => args[index]);
  const isOptional = (place: number): boolean => model.parameters[from[place] ?? -1]?.isOptional === true;
  while (moved.length > 0 && (moved.at(-1) === undefined || (isUndefined(moved.at(-1)) && args.length <= from.length && isOptional(moved.length - 1)))) moved.pop();
  const effects = moved.flatMap((node) => (node && hasEffects(node) ? [node.start] : []));
  if (effects.some((start, index) => start < (effects[index - 1] ?? 0))) return { reason: 'two of the arguments have effects, whose order would change' };
  const texts = moved.map((node) => (node ? take(node.start, node.end) : 'undefined'));
  const edits = args.slice(0, from.length).flatMap(({ start, end }, index): TextEdit[] => (index < texts.length && texts[index] !== text.slice(start, end) ? [{ start, end, text: texts[index] ?? '' }] : []));
  const last = args.at(-1);
  const isWhole = !isMadeAway(call) && args.length === from.length && texts.length === from.length;
  if (isWhole) edits.push(...moveComments(text, args, openOf(call, text), from));
  if (last && texts.length > args.length) edits.push(insertion(last.end, texts.slice(args.length).map((each) => `, ${each}`).join('')));
  // Optional arguments that were given as `undefined` at the end are left out.
  if (args.length <= from.length && texts.length < args.length) edits.push({ start: texts.length === 0 ? (args[0]?.start ?? 0) : (args[texts.length - 1]?.end ?? 0), end: last?.end ?? 0, text: '' });
  return edits;
}

function toOptions({ args }: Call, model: SignatureModel): Edited {
  if (args.some(isSpread)) return SPREAD;
  if (args.length > model.parameters.length) return { reason: 'more arguments are given than there are parameters' };
  const [first, last] = [args[0], args.at(-1)];
  if (!first || !last) return model.parameters.every(({ isOptional }) => isOptional) ? [] : { reason: 'arguments are missing here' };
  // What is left out and what is undefined are the same to the function, but not to every compiler.
  const isLeftOut = (argument: SyntaxNode, index: number): boolean => isUndefined(argument) && model.parameters[index]?.isOptional === true;
  const kept = args.filter((argument, index) => !isLeftOut(argument, index));
  const [firstKept] = kept;
  if (!firstKept) return [{ start: first.start, end: last.end, text: '{}' }];
  const edits: TextEdit[] = firstKept === first ? [] : [{ start: first.start, end: firstKept.start, text: '' }];
  for (const [index, argument] of args.entries()) {
    const key = model.parameters[index]?.name ?? '';
    if (isLeftOut(argument, index)) {
      if (argument.start > firstKept.start) edits.push({ ...rangeOfItem(args, index), text: '' });
      continue;
    }
    const isShort = argument.type === 'Identifier' && argument['name'] === key;
    edits.push(insertion(argument.start, `${argument === firstKept ? '{ ' : ''}${isShort ? '' : `${key}: `}`));
  }
  return [...edits.filter(({ start, end, text }) => start !== end || text !== ''), insertion(last.end, ' }')];
}

/** The edits of one call, or why it is left. Edits inside of arguments that move are taken along. */
export function editArguments(found: Call, operation: SignatureOperation, context: CallText, model: SignatureModel): Edited {
  const call = withParentheses(found, context.text);
  switch (operation.kind) {
    case 'ADD_PARAMETER': return addArgument(call, operation, context, model);
    case 'REMOVE_PARAMETER': return removeArgument(call, operation, context, model);
    case 'REORDER_PARAMETERS': return reorderArguments(call, operation, context, model);
    case 'TO_OPTIONS_OBJECT': return toOptions(call, model);
    case 'TO_ASYNC': return [];
  }
}
