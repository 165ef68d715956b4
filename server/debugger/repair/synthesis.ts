// Conditions made from the names in scope, kept where they differ on the states that were seen, and put where a condition may be missing.
// Owns the de-duplication by truth vectors and the shapes: guard, condition around a statement, conjunct, disjunct, replacement.
import { isNode, type SyntaxNode } from '../../edits/syntax.ts';
import { replaceNode, type Candidate, type Draft } from './candidate.ts';
import { priceOf, type Suspicion } from './generate.ts';
import type { Ground } from './ground.ts';
import type { StatePoint } from './observe.ts';
import { atomsAt, type Atom } from './operators/conditions.ts';
import { constantsOf, indentOf, isStatement, siblingsOf, statementsToInsert } from './operators/statements.ts';
import { short } from './operators/binary.ts';
import { isFunctionNode } from './units.ts';
import type { Effect } from './trials.ts';
import type { WorkerClient } from './worker-client.ts';

const MOST_ATOMS = 1500;
const MOST_CONDITIONS = 140;
const UNSEEN_CONDITIONS = 60;

interface Condition extends Atom {
  /** 0 to 1: how well "was true" goes with "failed". */
  readonly separation: number;
}

/**
 * Conditions that differ from each other on the states at the point; of those that agree everywhere the cheapest. Those that are true in
 * failing examples only come first. Source: de-duplication by truth vectors as in Nopol and SPR.
 */
export async function distinctConditions(client: WorkerClient, point: StatePoint, passed: readonly boolean[]): Promise<Condition[]> {
  const atoms = atomsAt(point.ground, point.statement, MOST_ATOMS);
  const answer = await client.ask({ kind: 'conditions', point: point.id, names: point.names, expressions: atoms.map(({ text }) => text) }, 'truths');
  if (!answer || answer.examples.length === 0) return atoms.slice(0, UNSEEN_CONDITIONS).map((atom) => ({ ...atom, separation: 0 }));
  const kept = new Map<string, Condition>();
  for (const [at, atom] of atoms.entries()) {
    const vector = answer.vectors[at];
    if (!vector || kept.has(vector) || !vector.includes('1') || !/[0x]/.test(vector)) continue;
    kept.set(vector, { ...atom, separation: separationOf(vector, answer.examples, passed) });
  }
  return [...kept.values()].sort((a, b) => a.cost - a.separation - (b.cost - b.separation)).slice(0, MOST_CONDITIONS);
}

/** Share of the failing examples where it was true once, less that of the passing ones. */
function separationOf(vector: string, examples: readonly number[], passed: readonly boolean[]): number {
  const held = new Set(examples.filter((_, at) => vector[at] === '1'));
  const present = new Set(examples);
  const share = (isPassed: boolean): number => {
    const of = [...present].filter((example) => passed[example] === isPassed);
    return of.length === 0 ? 0 : of.filter((example) => held.has(example)).length / of.length;
  };
  return Math.max(0, share(false) - share(true));
}

/** Candidates at one point, the cheap ones first within it. */
export function conditionCandidates(point: StatePoint, conditions: readonly Condition[], { suspicionOf, effectOf }: { suspicionOf: Suspicion; effectOf: (candidate: Candidate) => Effect | null }): Candidate[] {
  const { ground, statement } = point;
  const suspicion = suspicionOf(ground, statement);
  const made: Candidate[] = [];
  let haste = 0;
  const take = (draft: Draft, node: SyntaxNode): void => void made.push({ ...draft, ground, node, cost: priceOf(draft, suspicion), haste });
  const useful = usefulActions(point, effectOf);
  for (const condition of conditions) {
    const { cost } = condition;
    haste = condition.separation;
    for (const draft of guards(point, condition.text, useful)) take({ ...draft, cost: draft.cost + cost }, statement);
    for (const node of conditionsIn(ground, statement)) for (const draft of changed(ground, node, condition.text)) take({ ...draft, cost: draft.cost + cost }, node);
  }
  return made;
}

/** `if (c) return x;`, `if (c) continue;`, `if (c) x += 1;` in front of the statement, and `if (c)` around it. */
function* guards({ ground, statement }: StatePoint, condition: string, useful: readonly Action[]): Generator<Draft> {
  if (!isStatement(ground, statement)) return;
  const indent = indentOf(ground, statement);
  const text = ground.textOf(statement);
  const isListed = siblingsOf(ground, statement) !== null;
  const guarded = (action: string) => (isListed ? { start: statement.start, end: statement.start, text: `if (${condition}) ${action}\n${indent}` } : replaceNode(statement, `{ if (${condition}) ${action} ${text} }`));
  const before = (action: string, cost: number): Draft => ({ edits: [guarded(action)], operator: 'guard', cost, what: `insert \`if (${short(condition)}) ${short(action)}\`` });
  for (const [action, cost] of useful) yield before(action, cost);
  if (statement.type !== 'VariableDeclaration' && statement.type !== 'ReturnStatement') yield { edits: [replaceNode(statement, `if (${condition}) ${text.startsWith('if') ? `{ ${text} }` : text}`)], operator: 'add-condition', cost: 2.6, what: `do \`${short(text)}\` only if \`${short(condition)}\`` };
}

type Action = readonly [text: string, cost: number];

/**
 * The actions at a point without a condition, to learn which of them do anything for the failing examples: what changes nothing always
 * changes nothing under a condition. Source: angelic conditions as in staged program repair.
 */
export function bareActions(point: StatePoint, suspicionOf: Suspicion): Candidate[] {
  const { ground, statement } = point;
  if (!isStatement(ground, statement)) return [];
  return actionsAt(ground, statement).map(([text, cost]) => bareAction(point, text, priceOf({ cost: cost + 0.6, edits: [], operator: '', what: '' }, suspicionOf(ground, statement))));
}

function bareAction({ ground, statement }: StatePoint, text: string, cost: number): Candidate {
  const isJump = /^(?:return|continue|break)/.test(text);
  const action = isJump ? `if (true) ${text}` : text;
  const edit = siblingsOf(ground, statement) === null ? replaceNode(statement, `{ ${action} ${ground.textOf(statement)} }`) : { start: statement.start, end: statement.start, text: `${action}\n${indentOf(ground, statement)}` };
  return { ground, node: statement, edits: [edit], operator: 'insert-statement', cost, what: `insert \`${short(text)}\` before \`${short(ground.textOf(statement))}\`` };
}

/** Those that help come at once, those that do nothing are left out. */
function usefulActions(point: StatePoint, effectOf: (candidate: Candidate) => Effect | null): Action[] {
  if (!isStatement(point.ground, point.statement)) return [];
  return actionsAt(point.ground, point.statement).flatMap(([text, cost]): Action[] => {
    const effect = effectOf(bareAction(point, text, 0));
    if (effect && !effect.isChange && !effect.isEndless) return [];
    return [[text, cost - (effect?.gains === true ? 0.8 : 0) + (effect && !effect.gains && effect.near < 0 ? 0.4 : 0)]];
  });
}

function actionsAt(ground: Ground, statement: SyntaxNode): readonly Action[] {
  const found: [string, number][] = [];
  const loop = ground.findAncestor(statement, (ancestor) => /^(?:For|While|DoWhile)/.test(ancestor.type) || isFunctionNode(ancestor));
  if (loop && !isFunctionNode(loop)) found.push(['continue;', 2.7], ['break;', 2.7]);
  for (const [value, cost] of resultsAt(ground, statement)) found.push([`return${value === '' ? '' : ` ${value}`};`, cost]);
  for (const text of [...statementsToInsert(ground, statement)].filter((one) => one.length <= 30).sort((a, b) => a.length - b.length).slice(0, 80)) found.push([text, 3.3 + text.length / 50]);
  return found;
}

/** What a function may return: what it returns elsewhere, constants of those kinds, names in scope of those kinds. */
function resultsAt(ground: Ground, statement: SyntaxNode): [string, number][] {
  const owner = ground.functionOf(statement);
  const returns = ground.nodes.filter((node) => node.type === 'ReturnStatement' && ground.functionOf(node) === owner).map((node) => node['argument']).filter(isNode);
  if (returns.length === 0) return [['', 2.6]];
  const kinds = returns.reduce((all, node) => all | ground.kindsOf(node), 0);
  const results = new Map<string, number>();
  for (const node of returns) if (node.end - node.start <= 30 && ground.fitsScope(node, statement)) results.set(ground.textOf(node), 2.7);
  for (const constant of constantsOf(kinds)) if (!results.has(constant)) results.set(constant, constant === 'null' ? 3.2 : 2.9);
  for (const { name, role } of ground.scopeAt(statement)) if (role !== 'module' && !results.has(name) && (ground.kindsOfName(name) & kinds) !== 0) results.set(name, 3);
  return [...results].slice(0, 10);
}

/** The conditions that are evaluated right after the point: of the statement itself, not of those in it. */
function conditionsIn(ground: Ground, statement: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  if (isNode(statement['test'])) found.push(statement['test']);
  for (let branch = statement['alternate']; isNode(branch) && branch.type === 'IfStatement'; branch = branch['alternate']) found.push(branch['test'] as SyntaxNode);
  const argument = statement['argument'];
  if (statement.type === 'ReturnStatement' && isNode(argument)) {
    if (argument.type === 'ConditionalExpression') found.push(argument['test'] as SyntaxNode);
    else if (ground.kindsOf(argument) === 4) found.push(argument);
  }
  return found;
}

function* changed(ground: Ground, node: SyntaxNode, condition: string): Generator<Draft> {
  const text = ground.textOf(node);
  const inner = (operator: string): string => (node.type === 'LogicalExpression' && node['operator'] !== operator) || /Conditional|Assignment|Arrow|Sequence/.test(node.type) ? `(${text})` : text;
  const atom = /^[!\w.]+(?:\(.*\))?$|^[^&|?]*$/.test(condition) ? condition : `(${condition})`;
  yield { edits: [replaceNode(node, `${inner('&&')} && ${atom}`)], operator: 'conjunct', cost: 2.3, what: `add \`&& ${short(condition)}\` to \`${short(text)}\`` };
  yield { edits: [replaceNode(node, `${inner('||')} || ${atom}`)], operator: 'disjunct', cost: 2.3, what: `add \`|| ${short(condition)}\` to \`${short(text)}\`` };
  yield { edits: [replaceNode(node, condition)], operator: 'condition', cost: 3, what: `test \`${short(condition)}\` instead of \`${short(text)}\`` };
  if (node.type !== 'LogicalExpression') return;
  // Inside a chain a clause joins its neighbour: `a && b` becomes `a && (b || c)`.
  for (const key of ['left', 'right'] as const) {
    const side = node[key] as SyntaxNode;
    const other = node['operator'] === '&&' ? '||' : '&&';
    if (side.type === 'LogicalExpression') yield* innerSides(ground, side, atom);
    else yield { edits: [replaceNode(side, ground.isParenthesized(side) ? `${ground.textOf(side)} ${other} ${atom}` : `(${ground.textOf(side)} ${other} ${atom})`)], operator: other === '||' ? 'disjunct' : 'conjunct', cost: 2.7, what: `add \`${other} ${short(condition)}\` to \`${short(ground.textOf(side))}\`` };
  }
}

function* innerSides(ground: Ground, node: SyntaxNode, atom: string): Generator<Draft> {
  const operator = String(node['operator']);
  const text = ground.textOf(node);
  yield { edits: [replaceNode(node, `${text} ${operator} ${atom}`)], operator: operator === '&&' ? 'conjunct' : 'disjunct', cost: 2.5, what: `add \`${operator} ${short(atom)}\` to \`${short(text)}\`` };
  const other = operator === '&&' ? '||' : '&&';
  yield { edits: [replaceNode(node, ground.isParenthesized(node) ? `(${text}) ${other} ${atom}` : `((${text}) ${other} ${atom})`)], operator: other === '&&' ? 'conjunct' : 'disjunct', cost: 3, what: `add \`${other} ${short(atom)}\` to \`${short(text)}\`` };
}
