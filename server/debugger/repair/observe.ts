// Runs the unchanged program once with observers around its expressions and in front of its statements. Owns what is observed.
import { isNode, type SyntaxNode } from '../../edits/syntax.ts';
import type { SeenExpression } from './child/messages.ts';
import { isExpressionPlace, type Ground } from './ground.ts';
import { toObserved, type Observers } from './runnable.ts';
import { isBareBody } from './operators/statements.ts';
import { isFunctionNode } from './units.ts';
import type { WorkerClient } from './worker-client.ts';

const SAMPLES = 24;
/** Ids of a unit begin at its index times this. */
const STRIDE = 100_000;

/** States that were seen in front of a statement. */
export interface StatePoint {
  readonly ground: Ground;
  readonly statement: SyntaxNode;
  readonly names: readonly string[];
  readonly id: number;
  readonly count: number;
}

/** Teaches the grounds what their expressions held; returns the points where states are known to the worker, until it restarts. */
export async function observe(client: WorkerClient, grounds: readonly Ground[]): Promise<StatePoint[]> {
  const codes: [number, string][] = [];
  const points = new Map<number, Omit<StatePoint, 'count'>>();
  for (const ground of grounds) {
    const observers = observersOf(ground, points);
    const { start, end } = ground.unit.node;
    const code = toObserved(ground.file.path, ground.file.text.slice(start, end), { offset: start, observers });
    if (code !== null) codes.push([ground.index, code]);
  }
  const answer = await client.ask({ kind: 'observe', codes, samples: SAMPLES }, 'observed');
  if (!answer) return [];
  const seen = new Map<number, Map<number, SeenExpression>>();
  for (const [id, entry] of answer.seen) {
    const unit = Math.floor(id / STRIDE);
    if (!seen.has(unit)) seen.set(unit, new Map());
    seen.get(unit)!.set(id % STRIDE, { ...entry, hits: Array.from({ length: answer.passed.length }, (_, at) => entry.hits[at] ?? 0) });
  }
  for (const ground of grounds) ground.learn(seen.get(ground.index) ?? new Map());
  return answer.states.flatMap(([id, count]) => (points.has(id) ? [{ ...points.get(id)!, count }] : []));
}

function observersOf(ground: Ground, points: Map<number, Omit<StatePoint, 'count'>>): Observers {
  const expressions = new Map<number, { start: number; end: number }>();
  const states = new Map<number, { at: number; end?: number; names: readonly string[] }>();
  for (const node of ground.nodes) {
    const id = ground.index * STRIDE + ground.idOf(node);
    const parent = ground.parentOf(node);
    if (!parent) continue;
    if (isBareBody(parent, node)) {
      const names = ground.scopeAt(node).filter(({ role }) => role !== 'module').map(({ name }) => name);
      states.set(id, { at: node.start, end: node.end, names });
      points.set(id, { ground, statement: node, names, id });
    } else if ((parent.type === 'BlockStatement' || parent.type === 'SwitchCase') && parent['test'] !== node && !node.type.endsWith('Declaration') || node.type === 'VariableDeclaration' && parent.type === 'BlockStatement') {
      if (typeof node['directive'] === 'string') continue;
      const names = ground.scopeAt(node).filter(({ role }) => role !== 'module').map(({ name }) => name);
      states.set(id, { at: node.start, names });
      points.set(id, { ground, statement: node, names, id });
    } else if (isObservable(ground, node, parent)) {
      expressions.set(id, { start: node.start, end: node.end });
    }
  }
  return { expressions, states };
}

const OBSERVED = /^(?:Identifier|MemberExpression|CallExpression|NewExpression|BinaryExpression|LogicalExpression|UnaryExpression|ConditionalExpression|AwaitExpression|ChainExpression|TemplateLiteral|ArrayExpression|ThisExpression|UpdateExpression|AssignmentExpression)$/;

/** Whether a call around the expression changes nothing: it is read for its value, and is no callee, target or part of a chain. */
function isObservable(ground: Ground, node: SyntaxNode, parent: SyntaxNode): boolean {
  if (!OBSERVED.test(node.type) || !isExpressionPlace(parent, node)) return false;
  if (parent.type === 'Property') return parent['shorthand'] !== true && ground.parentOf(parent)?.type === 'ObjectExpression' && parent['value'] === node;
  if (/^(?:CallExpression|NewExpression)$/.test(parent.type) && parent['callee'] === node) return false;
  if (parent.type === 'TaggedTemplateExpression' && parent['tag'] === node) return false;
  if (parent.type === 'UnaryExpression' && /^(?:delete|typeof)$/.test(String(parent['operator']))) return false;
  if (parent.type === 'ChainExpression' || parent.type === 'ImportExpression' || parent.type === 'Decorator' || parent.type.startsWith('JSX')) return false;
  if (parent.type === 'ParenthesizedExpression') return false;
  // A link of an optional chain is left alone, so that the chain still ends early.
  for (let at: SyntaxNode | undefined = node; at && /^(?:MemberExpression|CallExpression|TSNonNullExpression)$/.test(at.type); ) {
    const up: SyntaxNode | undefined = ground.parentOf(at);
    if (up?.type === 'ChainExpression') return false;
    if (!up || (up['object'] !== at && up['callee'] !== at)) break;
    at = up;
  }
  return !isPatternPart(ground, node);
}

/** Targets of destructuring are parsed as patterns, but their computed keys and defaults are not worth the care. */
function isPatternPart(ground: Ground, node: SyntaxNode): boolean {
  for (const ancestor of ground.ancestorsOf(node)) {
    if (/Pattern$/.test(ancestor.type)) return true;
    if (isFunctionNode(ancestor) || ancestor.type.endsWith('Statement')) return false;
    if (isNode(ancestor['superClass']) && ancestor['superClass'] === node) return true;
  }
  return false;
}
