// The alignment of all levels as one list of items in the order of the two trees. Owns the walk through the levels; names no differences yet.
import type { ExpectedPath } from '../behavior.ts';
import { alignSteps } from './align-steps.ts';
import { type CallTree, namesAround } from './call-tree.ts';
import { compileSteps, type Step } from './expected-steps.ts';
import { findView, type View } from './find-level.ts';

/** One compared level. */
export interface Frame {
  readonly id: number;
  readonly steps: readonly Step[];
  readonly view: View;
  /** Depth of its calls in the recorded tree. */
  readonly depth: number;
  readonly within: readonly string[];
}

/** `agreed`: a step and its call; `free`: a gap or a call that it takes; `expected` and `actual` stand on one side only. */
export interface PathItem {
  readonly kind: 'agreed' | 'free' | 'expected' | 'actual';
  readonly frame: Frame;
  /** Numbers the stretches between calls that agree, over all levels. Within one the expected items stand before the actual ones. */
  readonly block: number;
  readonly step: Step | null;
  /** The actual call; -1 for none. */
  readonly node: number;
}

/** Names of surrounding calls that are told, the nearest ones. */
const WITHIN_LIMIT = 20;

function listFrameItems(tree: CallTree, frame: Frame, counter: { blocks: number }): { items: PathItem[]; isApproximate: boolean } {
  const { steps, view } = frame;
  const { callOf, gapOf, order, isApproximate } = alignSteps(tree, steps, view);
  const firstTaken = new Map<number, number>();
  for (const [call, gap] of gapOf.entries()) if (gap >= 0 && !firstTaken.has(gap)) firstTaken.set(gap, call);
  const items: PathItem[] = [];
  let [next, pending]: [number, PathItem[]] = [0, []];
  const make = (kind: PathItem['kind'], step: Step | null, node: number): PathItem => ({ kind, frame, block: counter.blocks, step, node });
  const flush = (until: number): void => {
    for (const item of pending) items.push(item);
    pending = [];
    for (; next < until; next += 1) {
      const gap = gapOf[next]!;
      if (gap < 0 && view.isOptional(view.nodes[next]!)) continue;
      if (gap < 0) items.push(make('actual', null, view.nodes[next]!));
      else items.push(make('free', firstTaken.get(gap) === next ? steps[gap]! : null, view.nodes[next]!));
    }
    counter.blocks += 1;
  };
  for (const at of order) {
    const step = steps[at]!;
    const call = callOf[at]!;
    if (step.isGap) {
      if (!firstTaken.has(at)) pending.push(...(step.label === '' ? [] : [make('free', step, -1)]));
      else if (step.group < 0) flush(firstTaken.get(at)!);
    } else if (call < 0) pending.push(make('expected', step, -1));
    else {
      flush(call);
      items.push(make('agreed', step, view.nodes[call]!));
      next = call + 1;
    }
  }
  flush(view.nodes.length);
  return { items, isApproximate };
}

/** Compares the first level and, below the calls that agree there, those that the expectation nests. Without recursion. */
export function listPathItems(tree: CallTree, path: ExpectedPath): { items: PathItem[]; isApproximate: boolean } {
  const counter = { blocks: 0 };
  let [frames, isApproximate] = [0, false];
  const open = (calls: ExpectedPath, within: number): { items: PathItem[]; at: number } => {
    const steps = compileSteps(calls);
    const view = findView(tree, steps, within);
    const frame: Frame = { id: frames++, steps, view, depth: view.parent < 0 ? 0 : tree.depths[view.parent]! + 1, within: namesAround(tree, view.parent, WITHIN_LIMIT) };
    const found = listFrameItems(tree, frame, counter);
    isApproximate ||= found.isApproximate;
    return { items: found.items, at: 0 };
  };
  const listed: PathItem[] = [];
  const stack = [open(path, -1)];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const item = top.items[top.at++];
    if (!item) stack.pop();
    else {
      listed.push(item);
      if (item.kind === 'agreed' && item.step?.calls) stack.push(open(item.step.calls, item.node));
    }
  }
  return { items: listed, isApproximate };
}
