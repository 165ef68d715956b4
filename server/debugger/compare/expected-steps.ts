// The expected path of one level as a list of steps: times unfolded, groups flattened, names in one spelling. Owns that form.
import { InvalidInputError } from '../../errors.ts';
import type { ExpectedCall, ExpectedPath } from '../behavior.ts';
import { normalizeCallName } from './call-names.ts';

export interface Step {
  /** For reading; empty for the gap at the end of a group, which has one at its beginning. */
  readonly label: string;
  /** Normalized; `*` is any call. */
  readonly pattern: string;
  /** `...`: any number of calls. */
  readonly isGap: boolean;
  readonly calls: ExpectedPath | null;
  /** Counted from 1 without the gaps. */
  readonly position: number;
  /** Steps of the same group may come in any order; -1 for none. */
  readonly group: number;
}

const STEP_LIMIT = 200_000;
const GAPS = new Set(['...', '…', '**']);

interface Draft {
  readonly call: string;
  readonly calls: ExpectedPath | null;
  readonly group: number;
}

/** Items in order with the group they are in; a group within a group is part of the outer one. */
function flatten(path: ExpectedPath): Draft[] {
  const isPlain = path.every((item) => typeof item === 'string');
  if (isPlain && path.length <= STEP_LIMIT) return path.map((call) => ({ call, calls: null, group: -1 }));
  const drafts: Draft[] = [];
  const waiting: { readonly item: ExpectedCall; readonly group: number }[] = path.map((item) => ({ item, group: -1 })).reverse();
  let groups = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { item } = next;
    if (typeof item === 'object' && 'anyOrder' in item) {
      const group = next.group >= 0 ? next.group : groups++;
      for (let at = item.anyOrder.length - 1; at >= 0; at -= 1) waiting.push({ item: item.anyOrder[at]!, group });
      continue;
    }
    const times = typeof item === 'string' ? 1 : (item.times ?? 1);
    if (drafts.length + times > STEP_LIMIT) throw new InvalidInputError(`The expected path names more than ${STEP_LIMIT} calls.`, 'Use "..." for calls whose number does not matter.');
    const draft = typeof item === 'string' ? { call: item, calls: null, group: next.group } : { call: item.call, calls: item.calls ?? null, group: next.group };
    for (let n = 0; n < times; n += 1) drafts.push(draft);
  }
  return drafts;
}

const gap = (label: string, group: number): Step => ({ label, pattern: '', isGap: true, calls: null, position: 0, group });

/** The pattern of each text, null for a gap. */
function readPatterns(drafts: readonly Draft[]): ReadonlyMap<string, string | null> {
  const patterns = new Map<string, string | null>();
  for (const { call } of drafts) if (!patterns.has(call)) patterns.set(call, GAPS.has(call.trim()) ? null : normalizeCallName(call).replace(/^\*+$/, '*'));
  return patterns;
}

/** Groups with a gap among their members, which lets other calls stand anywhere between them. */
function findOpenGroups(drafts: readonly Draft[], patterns: ReadonlyMap<string, string | null>): ReadonlySet<number> {
  const [open, named] = [new Set<number>(), new Set<number>()];
  for (const { call, group } of drafts) if (group >= 0) (patterns.get(call) === null ? open : named).add(group);
  return new Set([...open].filter((group) => named.has(group)));
}

/** Steps of one level. Throws InvalidInputError where `times` adds up to more than 200,000. */
export function compileSteps(path: ExpectedPath): Step[] {
  const drafts = flatten(path);
  const patterns = readPatterns(drafts);
  const open = findOpenGroups(drafts, patterns);
  const steps: Step[] = [];
  let position = 0;
  for (const { call, calls, group } of drafts) {
    const last = steps.at(-1)?.group ?? -1;
    if (last !== group && open.has(last)) steps.push(gap('', last));
    if (last !== group && open.has(group)) steps.push(gap('...', group));
    const pattern = patterns.get(call) ?? null;
    if (pattern !== null) steps.push({ label: pattern, pattern, isGap: false, calls, position: ++position, group });
    else if (!open.has(group)) steps.push(gap('...', -1));
  }
  if (open.has(steps.at(-1)?.group ?? -1)) steps.push(gap('', steps.at(-1)!.group));
  return steps;
}
