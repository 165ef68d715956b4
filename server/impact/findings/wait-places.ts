// What stands around something that a loop does in every round: whether the rounds must follow each other, whether what is made differs from round to round. Reads syntax; errs towards no.
import type { Occurrence } from '../../edits/occurrences.ts';
import { codeOf, identifier as nameOf, isFunction, isLoop, isWithin, listIn, nodeIn, nodesIn, occurrencesOf, type Place } from '../../edits/syntax-place.ts';
import { childrenOf, type Syntax, type SyntaxNode } from '../../edits/syntax.ts';

/** A loop and what its body does to names. By their words: two variables of one name in one loop are taken for one. */
interface Loop {
  readonly syntax: Syntax;
  readonly loop: SyntaxNode;
  readonly body: SyntaxNode;
  /** Variables of one round, with what they are made of. */
  readonly made: ReadonlyMap<string, readonly SyntaxNode[]>;
  readonly assigned: ReadonlyMap<string, readonly SyntaxNode[]>;
  /** Properties, as they are written, that the body assigns of something that lives longer than a round: `this.cursor`. */
  readonly properties: ReadonlySet<string>;
}

/** Methods that put more into what a loop goes through. */
const ADDS = /^(?:push|unshift|add)$/;
/** Methods that give something else each time. */
const TAKES = /^(?:pop|shift|next)$/;
/** What functions are called that give a promise for a later time. */
const PAUSES = /^(?:sleep|delay|pause|wait|setTimeout)$/i;
/** What statements are in; an expression leaves no loop. */
const STATEMENTS = /Statement$|^(?:SwitchCase|CatchClause)$/;
/** Variables made of variables are followed this far. */
const HOPS = 3;

const isNamed = (node: SyntaxNode): boolean => nameOf(node) !== '';

/** The names of properties name no variable. */
function* valuesOf(node: SyntaxNode): Generator<SyntaxNode> {
  const key = node['computed'] === true ? null : node.type === 'MemberExpression' ? node['property'] : node.type === 'Property' ? node['key'] : null;
  for (const child of childrenOf(node)) if (child !== key || node['shorthand'] === true) yield child;
}

/** A node and what it is made of, without the names of properties, parents first. */
function partsOf(root: SyntaxNode, isEntered: (node: SyntaxNode) => boolean = () => true): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    found.push(node);
    if (isEntered(node)) waiting.push(...[...valuesOf(node)].reverse());
  }
  return found;
}

/** What runs when the node runs: the bodies of functions in it do not. */
const nodesOfRun = (root: SyntaxNode): SyntaxNode[] => partsOf(root, (node) => !isFunction(node));
const awaitsIn = (node: SyntaxNode | null): SyntaxNode[] => (node ? nodesOfRun(node).filter(({ type }) => type === 'AwaitExpression') : []);
const bodyOf = (loop: SyntaxNode): SyntaxNode => nodeIn(loop, 'body') ?? loop;

function byName(entries: readonly (readonly [target: SyntaxNode | null, value: SyntaxNode | null])[]): Map<string, SyntaxNode[]> {
  const named = new Map<string, SyntaxNode[]>();
  for (const [target, value] of entries) {
    for (const node of target && target.type !== 'MemberExpression' ? nodesOfRun(target).filter(isNamed) : []) named.set(nameOf(node), [...(named.get(nameOf(node)) ?? []), ...(value ? [value] : [])]);
  }
  return named;
}

function livesLonger(made: Loop['made'], member: SyntaxNode | null): boolean {
  if (member?.type === 'MemberExpression') return livesLonger(made, nodeIn(member, 'object'));
  return member?.type === 'ThisExpression' || (member?.type === 'Identifier' && !made.has(nameOf(member)));
}

function readLoop(syntax: Syntax, loop: SyntaxNode): Loop {
  const body = bodyOf(loop);
  const nodes = partsOf(body);
  const assignments = nodes.filter(({ type }) => type === 'AssignmentExpression' || type === 'UpdateExpression').map((one) => [nodeIn(one, 'left') ?? nodeIn(one, 'argument'), one] as const);
  const made = byName([[nodeIn(loop, 'left'), null], ...nodes.filter(({ type }) => type === 'VariableDeclarator').map((one) => [nodeIn(one, 'id'), nodeIn(one, 'init')] as const)]);
  const members = assignments.map(([target]) => target).filter((target) => target?.type === 'MemberExpression' && target['computed'] !== true && livesLonger(made, target));
  return { syntax, loop, body, made, assigned: byName(assignments), properties: new Set(members.map((target) => codeOf(syntax, target as SyntaxNode))) };
}

/** `i += 1`, `from += size`: what comes next is known before the round is over. */
function isCount({ made, assigned }: Loop, assignment: SyntaxNode): boolean {
  if (assignment.type === 'UpdateExpression') return true;
  const right = nodeIn(assignment, 'right');
  const name = nameOf(nodeIn(assignment, 'left'));
  const isSum = assignment['operator'] === '=' && right?.type === 'BinaryExpression' && name !== '' && nameOf(nodeIn(right, 'left')) === name;
  const step = isSum ? nodeIn(right, 'right') : /^[-+*]=$/.test(String(assignment['operator'])) ? right : null;
  return step !== null && awaitsIn(step).length === 0 && nodesOfRun(step).every((one) => !made.has(nameOf(one)) && !assigned.has(nameOf(one)));
}

/** Assignments in the body, other than counts, of a name that lives longer than a round. */
function assignmentsTo(around: Loop, name: string): readonly SyntaxNode[] {
  return around.made.has(name) ? [] : (around.assigned.get(name) ?? []).filter((one) => !isCount(around, one));
}

/** Of a block or a case of a switch. */
const statementsIn = (node: SyntaxNode): readonly SyntaxNode[] => (node.type === 'BlockStatement' ? listIn(node, 'body') : node.type === 'SwitchCase' ? listIn(node, 'consequent') : []);

/** What is awaited reads something that the round before has left, itself or through variables of its own round. */
function readsRoundBefore(around: Loop, awaited: readonly SyntaxNode[]): boolean {
  const { syntax, body, made, properties } = around;
  const statements = new Set(statementsIn(body).map((statement) => nodeIn(statement, 'expression')));
  const seen = new Set<SyntaxNode>();
  const waiting = [...awaited];
  for (let read = waiting.pop(); read; read = waiting.pop()) {
    if (seen.has(read)) continue;
    seen.add(read);
    for (const node of partsOf(read)) {
      if (node.type === 'MemberExpression' && properties.size > 0 && properties.has(codeOf(syntax, node))) return true;
      const assigned = assignmentsTo(around, nameOf(node));
      // What this round has set already is not of the round before.
      const before = assigned.filter((one) => statements.has(one) && one['operator'] === '=' && one.end <= node.start);
      if (assigned.length > 0 && before.length === 0) return true;
      for (const source of [...before.map((one) => nodeIn(one, 'right')), ...(made.get(nameOf(node)) ?? [])]) if (source) waiting.push(source);
    }
  }
  return false;
}

/** Leaves the loop around it: a `break` of an inner loop or of a switch does not, a `throw` ends all of it anyway. */
function leavesLoop(node: SyntaxNode, isOwnBreak = true): boolean {
  if (node.type === 'ReturnStatement') return true;
  if (node.type === 'BreakStatement') return isOwnBreak || nodeIn(node, 'label') !== null;
  return [...childrenOf(node)].some((child) => STATEMENTS.test(child.type) && leavesLoop(child, isOwnBreak && !isLoop(node) && node.type !== 'SwitchStatement'));
}

/** What comes from an await of this round decides whether there is another: a first answer that is good ends the loop. */
function endsByAnswer({ body }: Loop): boolean {
  const nodes = nodesOfRun(body);
  const answers = new Set<string>();
  const isAnswer = (node: SyntaxNode | null) => node !== null && nodesOfRun(node).some((one) => one.type === 'AwaitExpression' || answers.has(nameOf(one)));
  for (let hop = 0; hop < HOPS; hop += 1) {
    for (const node of nodes) {
      const target = node.type === 'VariableDeclarator' ? nodeIn(node, 'id') : node.type === 'AssignmentExpression' ? nodeIn(node, 'left') : null;
      if (target && target.type !== 'MemberExpression' && isAnswer(nodeIn(node, 'init') ?? nodeIn(node, 'right'))) for (const name of nodesOfRun(target).map(nameOf).filter(Boolean)) answers.add(name);
    }
  }
  return nodes.some((node) => node.type === 'IfStatement' && isAnswer(nodeIn(node, 'test')) && [nodeIn(node, 'consequent'), nodeIn(node, 'alternate')].some((branch) => branch !== null && leavesLoop(branch)));
}

/** `try { return await …; } catch {}`: the next round is for when this one failed. */
const triesAgain = ({ body }: Loop): boolean => nodesOfRun(body).some((node) => {
  const block = node.type === 'TryStatement' && nodeIn(node, 'handler') ? nodeIn(node, 'block') : null;
  return block !== null && awaitsIn(block).length > 0 && leavesLoop(block);
});

/** The rounds are slowed down on purpose: a wait for time, or a batch of which all is waited for together. */
function isPaced({ body, made, loop }: Loop): boolean {
  const isBatch = (list: SyntaxNode | null): boolean => {
    const method = nameOf(nodeIn(nodeIn(list, 'callee'), 'property'));
    if (/^s(?:p)?lice$/.test(method)) return true;
    if (/^(?:map|filter)$/.test(method)) return isBatch(nodeIn(nodeIn(list, 'callee'), 'object'));
    if (nameOf(list) === '') return false;
    return (made.get(nameOf(list)) ?? []).some(isBatch) || nodesOfRun(nodeIn(loop, 'left') ?? body).some((one) => one.type === 'VariableDeclarator' && nameOf(nodeIn(one, 'id')) === nameOf(list) && nodeIn(one, 'init') === null);
  };
  return awaitsIn(body).map((node) => nodeIn(node, 'argument')).some((awaited) => {
    const callee = nodeIn(awaited, 'callee');
    const [first] = awaited ? listIn(awaited, 'arguments') : [];
    if (awaited?.type === 'NewExpression') return nameOf(callee) === 'Promise' && [...nodesIn(awaited)].some((one) => nameOf(one) === 'setTimeout');
    if (nameOf(nodeIn(callee, 'object')) === 'Promise' && /^all(?:Settled)?$/.test(nameOf(nodeIn(callee, 'property')))) return isBatch(first ?? null);
    return PAUSES.test(nameOf(callee));
  });
}

/** The condition asks for what the body changes, so that only the end of a round tells whether there is another. */
function goesOnByBody(around: Loop): boolean {
  const { syntax, loop, body, properties } = around;
  const test = nodeIn(loop, 'test');
  // Of an endless loop nobody knows the rounds before they come, and after a yield the next is asked for by another.
  if (/^(?:For|While|DoWhile)Statement$/.test(loop.type) && (!test || test['value'] === true)) return true;
  if (nodesOfRun(body).some(({ type }) => type === 'YieldExpression')) return true;
  if (awaitsIn(test).length + awaitsIn(nodeIn(loop, 'update')).length > 0) return true;
  if (test && nodesOfRun(test).some((name) => assignmentsTo(around, nameOf(name)).length > 0)) return true;
  const asked = [test, nodeIn(loop, 'right')].flatMap((node) => (node ? nodesOfRun(node) : [])).filter((node) => isNamed(node) || node.type === 'MemberExpression');
  const texts = new Set(asked.map((node) => codeOf(syntax, node)));
  const added = nodesOfRun(body).map((node) => (node.type === 'CallExpression' ? nodeIn(node, 'callee') : null)).filter((callee) => callee?.type === 'MemberExpression' && ADDS.test(nameOf(callee['property'])));
  return [...texts].some((text) => properties.has(text)) || added.some((callee) => texts.has(codeOf(syntax, nodeIn(callee, 'object') as SyntaxNode)));
}

/** The await is passed once: the loop is left with it, or right after it in the same block. */
function isLastOfLoop(inside: readonly SyntaxNode[], node: SyntaxNode): boolean {
  const isInSwitch = inside.some(({ type }) => type === 'SwitchStatement');
  return inside.some((one) => /^(?:Return|Throw)Statement$/.test(one.type) || statementsIn(one).some(({ type, start }) => start > node.start && (/^(?:Return|Throw)Statement$/.test(type) || (type === 'BreakStatement' && !isInSwitch))));
}

/** Loops are asked once for all of their awaits. */
const inTurn = new WeakMap<SyntaxNode, boolean>();

function mustGoInTurn(syntax: Syntax, loop: SyntaxNode): boolean {
  const known = inTurn.get(loop);
  if (known !== undefined) return known;
  const around = readLoop(syntax, loop);
  const must = isPaced(around) || goesOnByBody(around) || triesAgain(around) || endsByAnswer(around) || readsRoundBefore(around, awaitsIn(around.body).map((node) => nodeIn(node, 'argument') ?? node));
  inTurn.set(loop, must);
  return must;
}

/** Nothing that is seen makes the rounds of the loop wait for each other. */
export function couldWaitTogether({ syntax, node, ancestors }: Place): boolean {
  const at = ancestors.findLastIndex(isLoop);
  const loop = ancestors[at];
  // A function that the loop makes waits by itself, and what comes piece by piece cannot be waited for together.
  if (loop?.['await'] === true || ancestors.slice(at + 1).some(isFunction)) return false;
  return !loop || !(isLastOfLoop(ancestors.slice(at + 1), node) || mustGoInTurn(syntax, loop));
}

/** The occurrence is declared or assigned there. */
function isChange({ node, role, ancestors }: Occurrence): boolean {
  const assignment = ancestors.findLast(({ type }) => type === 'AssignmentExpression' || type === 'UpdateExpression');
  const target = nodeIn(assignment, 'left') ?? nodeIn(assignment, 'argument');
  return role === 'declaration' || target === node || (target !== null && /Pattern$/.test(target.type) && isWithin(target, node));
}

const isChangedIn = (syntax: Syntax, around: SyntaxNode, name: SyntaxNode): boolean => occurrencesOf(syntax, name).some((one) => isWithin(around, one.node) && isChange(one));

/** What it is made of is there before the loop and stays as it is, and the loop goes on after it. */
export function isSameInEveryRound({ syntax, node, ancestors }: Place): boolean {
  const at = ancestors.findLastIndex(isLoop);
  const loop = ancestors[at];
  const inside = ancestors.slice(at + 1);
  if (!loop || (!inside.some(isFunction) && isLastOfLoop(inside, node))) return false;
  const parts = listIn(node, 'arguments').flatMap((part) => [...nodesIn(part)]);
  return !parts.some((part) => part.type === 'AwaitExpression' || (part.type === 'CallExpression' && TAKES.test(nameOf(nodeIn(nodeIn(part, 'callee'), 'property')))) || (isNamed(part) && isChangedIn(syntax, loop, part)));
}
