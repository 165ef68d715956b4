// Operators of statements: removed, moved, unwrapped, branches exchanged, inserted from what the function holds already.
import { isNode, type SyntaxNode } from '../../../edits/syntax.ts';
import { ARRAY, BOOLEAN, NUMBER, SET, STRING } from '../kinds.ts';
import { replaceNode, type Draft } from '../candidate.ts';
import { isExpressionPlace, namesIn, type Ground } from '../ground.ts';
import { short } from './binary.ts';

const LISTS: Readonly<Record<string, string>> = { BlockStatement: 'body', SwitchCase: 'consequent' };

/** The statements among which a statement stands; null where it is the only one of a branch. */
export function siblingsOf(ground: Ground, node: SyntaxNode): readonly SyntaxNode[] | null {
  const parent = ground.parentOf(node);
  const key = parent && LISTS[parent.type];
  return key ? (parent[key] as SyntaxNode[]) : null;
}

/** The only statement of a loop or branch, without braces around it. */
export const isBareBody = (parent: SyntaxNode, node: SyntaxNode): boolean => node.type !== 'BlockStatement' && node.type.endsWith('Statement') && (/^(?:For|While|DoWhile)/.test(parent.type) ? parent['body'] === node : parent.type === 'IfStatement' && (parent['consequent'] === node || (parent['alternate'] === node && node.type !== 'IfStatement')));

/** Statements that may be moved or guarded: no blocks, and declarations only in a list of statements. */
export const isStatement = (ground: Ground, node: SyntaxNode): boolean => node.type.endsWith('Statement') && node.type !== 'BlockStatement' || (node.type === 'VariableDeclaration' && siblingsOf(ground, node) !== null);

/** The statement with the indentation in front of it and the line end before that. */
function wholeLine(ground: Ground, node: SyntaxNode): { start: number; end: number } {
  const { text } = ground.file;
  const before = /\r?\n[ \t]*$/.exec(text.slice(0, node.start));
  const isAlone = /^[ \t]*(?:\r?\n|$)/.test(text.slice(node.end, node.end + 200));
  return before && isAlone ? { start: node.start - before[0].length, end: node.end } : { start: node.start, end: node.end };
}

/** The blanks in front of the line that a node begins. */
export const indentOf = (ground: Ground, node: SyntaxNode): string => /[ \t]*$/.exec(ground.file.text.slice(0, node.start).split('\n').at(-1) ?? '')?.[0] ?? '';

/** The statement goes. */
export function* removeStatement(ground: Ground, node: SyntaxNode): Generator<Draft> {
  if (!isStatement(ground, node) || node.type === 'VariableDeclaration') return;
  const parent = ground.parentOf(node);
  const listed = siblingsOf(ground, node) !== null;
  const what = `remove \`${short(ground.textOf(node))}\``;
  const size = Math.min(1, (node.end - node.start) / 150);
  if (parent?.type === 'IfStatement' && parent['alternate'] === node) {
    const before = parent['consequent'] as SyntaxNode;
    yield { edits: [{ start: before.end, end: node.end, text: '' }], operator: 'remove-statement', cost: 2.3 + size, what };
  } else if (listed) yield { edits: [replaceNode(wholeLine(ground, node), '')], operator: 'remove-statement', cost: (node.type === 'ReturnStatement' ? 2.4 : 1.9) + size, what };
  else yield { edits: [replaceNode(node, '{}')], operator: 'remove-statement', cost: 3 + size, what };
}

/** `if (c) { a }` becomes `a`; an `else` block goes; branches change places; `if` joins the chain before it, or leaves it. */
export function* changeBranches(ground: Ground, node: SyntaxNode): Generator<Draft> {
  if (node.type === 'ConditionalExpression') {
    const [yes, no] = [node['consequent'] as SyntaxNode, node['alternate'] as SyntaxNode];
    yield { edits: [replaceNode(yes, ground.textOf(no)), replaceNode(no, ground.textOf(yes))], operator: 'swap-branches', cost: 1.7, what: `swap the branches of \`${short(ground.textOf(node))}\`` };
    for (const kept of [yes, no]) yield { edits: [replaceNode(node, `(${ground.textOf(kept)})`)], operator: 'drop-condition', cost: 2.8, what: `always use \`${short(ground.textOf(kept))}\`` };
    return;
  }
  if (node.type !== 'IfStatement') return;
  const { test, consequent, alternate } = node as unknown as { test: SyntaxNode; consequent: SyntaxNode; alternate: SyntaxNode | null };
  const condition = short(ground.textOf(test));
  yield { edits: [{ start: node.start, end: consequent.start, text: '' }, ...(alternate ? [{ start: consequent.end, end: alternate.end, text: '' }] : [])], operator: 'drop-condition', cost: 2.6, what: `do \`${short(ground.textOf(consequent))}\` always, not only if \`${condition}\`` };
  if (alternate && alternate.type === 'BlockStatement') {
    yield { edits: [{ start: node.start, end: alternate.start, text: '' }], operator: 'drop-condition', cost: 2.8, what: `do \`${short(ground.textOf(alternate))}\` always` };
    yield { edits: [{ start: consequent.end, end: alternate.start, text: '\n' + indentOf(ground, node) }], operator: 'drop-else', cost: 2.6, what: `do \`${short(ground.textOf(alternate))}\` in any case, not only else` };
  }
  if (alternate?.type === 'IfStatement') yield { edits: [{ start: consequent.end, end: alternate.start, text: `\n${indentOf(ground, node)}` }], operator: 'drop-else', cost: 2.4, what: `test \`${short(ground.textOf(alternate['test'] as SyntaxNode))}\` in any case, not only else` };
  const before = previousOf(ground, node);
  if (before?.type === 'IfStatement' && !before['alternate']) yield { edits: [{ start: before.end, end: node.start, text: ' else ' }], operator: 'add-else', cost: 2.4, what: `test \`${condition}\` only else` };
  const after = nextOf(ground, node);
  if (!alternate && after && !/Declaration|Return/.test(after.type)) yield { edits: [{ start: node.end, end: after.start, text: ' else ' }], operator: 'add-else', cost: 2.6, what: `do \`${short(ground.textOf(after))}\` only else` };
  if (alternate && (after?.type === 'ReturnStatement' || after?.type === 'ExpressionStatement')) return;
}

function neighbour(ground: Ground, node: SyntaxNode, step: number): SyntaxNode | undefined {
  const siblings = siblingsOf(ground, node);
  return siblings?.[siblings.indexOf(node) + step];
}
const previousOf = (ground: Ground, node: SyntaxNode): SyntaxNode | undefined => neighbour(ground, node, -1);
const nextOf = (ground: Ground, node: SyntaxNode): SyntaxNode | undefined => neighbour(ground, node, 1);

/** Two statements change places; the last of a block leaves it; one behind a block enters it at its end, or its front. */
export function* moveStatement(ground: Ground, node: SyntaxNode): Generator<Draft> {
  if (!isStatement(ground, node) || siblingsOf(ground, node) === null) return;
  const text = ground.textOf(node);
  const what = `move \`${short(text)}\``;
  const next = nextOf(ground, node);
  if (next && isStatement(ground, next)) yield { edits: [replaceNode(node, ground.textOf(next)), replaceNode(next, text)], operator: 'move-statement', cost: 2.2, what: `do \`${short(ground.textOf(next))}\` before \`${short(text)}\`` };
  if (node.type === 'VariableDeclaration' || (node.end - node.start) > 200) return;
  const block = ground.parentOf(node);
  const owner = block && ground.parentOf(block);
  if (block?.type === 'BlockStatement' && owner && siblingsOf(ground, owner) !== null && owner.type.endsWith('Statement')) {
    const gone = replaceNode(wholeLine(ground, node), '');
    yield { edits: [gone, { start: owner.end, end: owner.end, text: `\n${indentOf(ground, owner)}${text}` }], operator: 'move-statement', cost: 2.4, what: `${what} behind the block` };
    yield { edits: [{ start: owner.start, end: owner.start, text: `${text}\n${indentOf(ground, owner)}` }, gone], operator: 'move-statement', cost: 2.7, what: `${what} in front of the block` };
  }
  for (const [side, at] of [[previousOf(ground, node), 'end'], [next, 'start']] as const) {
    const inner = side && blockOf(side);
    if (!inner) continue;
    const gone = replaceNode(wholeLine(ground, node), '');
    const place = at === 'end' ? inner.end - 1 : inner.start + 1;
    const into = { start: place, end: place, text: at === 'end' ? `  ${text}\n${indentOf(ground, side)}` : `\n${indentOf(ground, side)}  ${text}` };
    yield { edits: at === 'end' ? [into, gone] : [gone, into], operator: 'move-statement', cost: 2.5, what: `${what} into the block` };
  }
}

function blockOf(statement: SyntaxNode): SyntaxNode | null {
  const body = statement['body'] ?? statement['consequent'];
  return isNode(body) && body.type === 'BlockStatement' ? body : null;
}

/** `return a` becomes `return b` for a name or constant of the same kind; what falls through returns; an expression statement is returned. */
export function* changeReturn(ground: Ground, node: SyntaxNode): Generator<Draft> {
  if (node.type === 'ExpressionStatement' && isNode(node['expression']) && node['expression'].type !== 'AssignmentExpression') {
    yield { edits: [{ start: node.start, end: node.start, text: 'return ' }], operator: 'return', cost: 2.6, what: `return \`${short(ground.textOf(node['expression']))}\`` };
  }
  if (node.type === 'ArrowFunctionExpression' && isNode(node['body']) && node['body'].type === 'BlockStatement') {
    const statements = node['body']['body'] as SyntaxNode[];
    const [only] = statements;
    if (statements.length === 1 && only?.type === 'ExpressionStatement') yield { edits: [{ start: only.start, end: only.start, text: 'return ' }], operator: 'return', cost: 1.6, what: `return \`${short(ground.textOf(only))}\`` };
  }
  if (node.type !== 'ReturnStatement') return;
  const argument = node['argument'];
  const kinds = isNode(argument) ? ground.kindsOf(argument) : 0;
  for (const { name, role } of ground.scopeAt(node).filter(({ role: one }) => one !== 'module')) {
    const other = ground.kindsOfName(name);
    if (isNode(argument) ? argument.type === 'Identifier' || (kinds !== 0 && other !== 0 && (kinds & other) === 0) : role !== 'local') continue;
    yield { edits: [replaceNode(node, `return ${name};`)], operator: 'return', cost: 2.8, what: `return \`${name}\`` };
  }
  for (const constant of constantsOf(kinds)) {
    if (isNode(argument) && ground.textOf(argument) === constant) continue;
    yield { edits: [replaceNode(node, `return ${constant};`)], operator: 'return', cost: 3.2, what: `return \`${constant}\`` };
  }
}

/** Constants that stand for nothing or a start in values of the kinds; `null` always. */
export function constantsOf(kinds: number): string[] {
  return [...(kinds & BOOLEAN || kinds === 0 ? ['true', 'false'] : []), ...(kinds & NUMBER || kinds === 0 ? ['0', '1', '-1'] : []), ...(kinds & STRING || kinds === 0 ? ["''"] : []), ...(kinds & ARRAY || kinds === 0 ? ['[]'] : []), 'null'];
}

/** Behind a statement: `break`, `continue`, a copy of a neighbour with another name, or an update made of an expression that is there. */
export function* insertStatement(ground: Ground, node: SyntaxNode): Generator<Draft> {
  if (!isStatement(ground, node)) return;
  if (siblingsOf(ground, node) === null) return yield* insertBeside(ground, node);
  const indent = indentOf(ground, node);
  const isJump = /^(?:Return|Break|Continue|Throw)Statement$/.test(node.type);
  const behind = (text: string, cost: number): Draft => ({ edits: [{ start: node.end, end: node.end, text: `\n${indent}${text}` }], operator: 'insert-statement', cost, what: `insert \`${short(text)}\` after \`${short(ground.textOf(node))}\`` });
  const before = (text: string, cost: number): Draft => ({ edits: [{ start: node.start, end: node.start, text: `${text}\n${indent}` }], operator: 'insert-statement', cost, what: `insert \`${short(text)}\` before \`${short(ground.textOf(node))}\`` });
  const loop = ground.findAncestor(node, (ancestor) => /^(?:For|While|DoWhile)/.test(ancestor.type) || ancestor.type === 'FunctionDeclaration');
  const isLast = nextOf(ground, node) === undefined;
  if (!isJump && isLast && loop && /For|While/.test(loop.type)) for (const text of ['break;', 'continue;']) yield behind(text, 2.8);
  for (const text of statementsToInsert(ground, node)) {
    if (!isJump) yield behind(text, (isLast ? 2.9 : 3.2) + text.length / 60);
    if (previousOf(ground, node) === undefined) yield before(text, 3.3 + text.length / 60);
  }
}

/** Beside the only statement of a branch or loop, which gets braces. */
function* insertBeside(ground: Ground, node: SyntaxNode): Generator<Draft> {
  if (node.type !== 'ExpressionStatement' || !ground.isObserved) return;
  const text = ground.textOf(node).replace(/;?$/, ';');
  const isInLoop = ground.findAncestor(node, (ancestor) => /^(?:For|While|DoWhile)/.test(ancestor.type)) !== undefined;
  const others = [...(isInLoop ? ['break;', 'continue;'] : []), ...[...statementsToInsert(ground, node)].filter((one) => one.length <= 30).slice(0, 60)];
  for (const other of others) yield { edits: [replaceNode(node, `{ ${text} ${other} }`)], operator: 'insert-statement', cost: 3.1 + other.length / 60, what: `insert \`${short(other)}\` after \`${short(text)}\`` };
}

/** What is often done to an argument first. */
const NORMALIZERS: readonly (readonly [kinds: number, make: (name: string) => string])[] = [
  [NUMBER, (name) => `Math.abs(${name})`], [NUMBER, (name) => `Math.floor(${name})`], [STRING, (name) => `${name}.toLowerCase()`], [STRING, (name) => `${name}.trim()`], [ARRAY, (name) => `[...${name}].sort((a, b) => a - b)`], [ARRAY, (name) => `[...${name}].sort()`], [ARRAY, (name) => `[...${name}].reverse()`], [ARRAY, (name) => `[...new Set(${name})]`],
];

/** Statements of the function that read and write only what is in scope at the place, and updates of assignable names. */
export function statementsToInsert(ground: Ground, place: SyntaxNode): Set<string> {
  const texts = new Set<string>();
  const scope = ground.scopeAt(place);
  const assignable = scope.filter(({ isAssignable, role }) => isAssignable && role !== 'module');
  for (const other of ground.nodes) {
    if (other.type !== 'ExpressionStatement' || other.end - other.start > 60 || !ground.fitsScope(other, place)) continue;
    const text = ground.textOf(other).replace(/;?$/, ';');
    texts.add(text);
    for (const name of new Set(namesIn(other))) {
      for (const { name: to } of assignable) if (to !== name && ground.kindsOfName(to) === ground.kindsOfName(name)) texts.add(text.replaceAll(new RegExp(`(?<![\\w$.])${name.replace(/\$/g, '\\$')}(?![\\w$])`, 'g'), to));
    }
  }
  for (const reset of initialValues(ground, assignable.map(({ name }) => name))) texts.add(reset);
  for (const { name } of assignable) {
    const kinds = ground.kindsOfName(name);
    if (kinds & NUMBER) for (const text of [`${name}++;`, `${name}--;`, `${name} = 0;`]) texts.add(text);
    if (kinds & (STRING | BOOLEAN)) for (const text of kinds & STRING ? [`${name} = '';`] : [`${name} = true;`, `${name} = false;`]) texts.add(text);
    if (kinds & STRING && isAccumulated(ground, name)) for (const separator of ["' '", "','", "', '", "'\\n'"]) texts.add(`${name} += ${separator};`);
    if (kinds & ARRAY) texts.add(`${name} = [];`);
    for (const [wanted, make] of NORMALIZERS) if (kinds === wanted) texts.add(`${name} = ${make(name)};`);
    for (const expression of ground.pool) {
      if (expression.type === 'Identifier' && ground.textOf(expression) === name) continue;
      if ((ground.kindsOf(expression) & kinds) === 0 || !ground.fitsScope(expression, place)) continue;
      texts.add(`${name} = ${ground.textOf(expression)};`);
      if (kinds & (NUMBER | STRING)) texts.add(`${name} += ${ground.textOf(expression)};`);
      if (kinds & NUMBER) texts.add(`${name} -= ${ground.textOf(expression)};`);
    }
  }
  for (const { name } of scope) {
    const adds = ground.kindsOfName(name) === ARRAY ? 'push' : ground.kindsOfName(name) === SET ? 'add' : null;
    if (adds === null || isIterated(ground, place, name)) continue;
    for (const expression of ground.pool) if (expression.type !== 'CallExpression' && ground.textOf(expression) !== name && ground.fitsScope(expression, place)) texts.add(`${name}.${adds}(${ground.textOf(expression)});`);
  }
  return texts;
}

/** A text that grows: `t += x` or `t = t + x`. */
function isAccumulated(ground: Ground, name: string): boolean {
  return ground.nodes.some((node) => node.type === 'AssignmentExpression' && ground.textOf(node['left'] as SyntaxNode) === name && (node['operator'] === '+=' || ground.textOf(node['right'] as SyntaxNode).startsWith(`${name} +`)));
}

/** `count = 1;` for a variable that begins as 1. */
function initialValues(ground: Ground, names: readonly string[]): string[] {
  return ground.nodes.flatMap(({ type, id, init }) => {
    if (type !== 'VariableDeclarator' || !isNode(init) || !isNode(id) || id.type !== 'Identifier' || init.end - init.start > 20) return [];
    const name = String(id['name']);
    return names.includes(name) && /^(?:Literal|ArrayExpression|UnaryExpression|ObjectExpression)$/.test(init.type) ? [`${name} = ${ground.textOf(init)};`] : [];
  });
}

/** A list that grows while a loop around the place runs over it never ends. */
function isIterated(ground: Ground, place: SyntaxNode, name: string): boolean {
  return ground.findAncestor(place, (ancestor) => ancestor.type === 'ForOfStatement' && ground.textOf(ancestor['right'] as SyntaxNode) === name) !== undefined;
}

/** `[]` becomes `[[]]` or `[n]`: what a recursion that builds lists ends with. */
function* fillEmpty(ground: Ground, node: SyntaxNode): Generator<Draft> {
  const parent = ground.parentOf(node);
  if (!parent || !isExpressionPlace(parent, node)) return;
  const names = ground.scopeAt(node).filter(({ role }) => role !== 'module').slice(0, 6);
  for (const [rank, element] of ['[]', ...names.map(({ name }) => name)].entries()) yield { edits: [replaceNode(node, `[${element}]`)], operator: 'add-element', cost: 2.7 + rank * 0.1, what: `use \`[${element}]\` instead of \`[]\`` };
}

/** Elements of an array or properties of an object change places, or one goes. */
export function* changeElements(ground: Ground, node: SyntaxNode): Generator<Draft> {
  if (node.type !== 'ArrayExpression') return;
  const elements = (node['elements'] as (SyntaxNode | null)[]).filter(isNode);
  if (elements.length > 6) return;
  if (elements.length === 0) return yield* fillEmpty(ground, node);
  for (let at = 0; at + 1 < elements.length; at += 1) {
    const [one, other] = [elements[at]!, elements[at + 1]!];
    if (isExpressionPlace(node, one)) yield { edits: [replaceNode(one, ground.textOf(other)), replaceNode(other, ground.textOf(one))], operator: 'swap-elements', cost: 2, what: `swap \`${short(ground.textOf(one))}\` and \`${short(ground.textOf(other))}\`` };
  }
  for (const { name, role } of ground.scopeAt(node).slice(0, 10)) {
    const last = elements.at(-1);
    if (role !== 'module' && last) yield { edits: [{ start: last.end, end: last.end, text: `, ${name}` }], operator: 'add-element', cost: 3, what: `add \`${name}\` to \`${short(ground.textOf(node))}\`` };
  }
  for (const gone of elements) {
    const kept = elements.filter((element) => element !== gone).map((element) => ground.textOf(element));
    yield { edits: [replaceNode(node, `[${kept.join(', ')}]`)], operator: 'drop-element', cost: 2.8, what: `drop \`${short(ground.textOf(gone))}\`` };
  }
}
