import type { ResultOf, VariablesOf } from '../graphql.ts';
import type { SetWatchDocument, WatchEventsDocument } from './watch-documents.ts';

export type WatchEvent = ResultOf<typeof WatchEventsDocument>['watchEvents'];
export type WatchMode = VariablesOf<typeof SetWatchDocument>['mode'];

const KEPT = 20;
/** These say nothing of what is unhealed. */
const ASIDE = new Set<WatchEvent['type']>(['FORMATTED', 'WATCHING']);

/** Events with others added: each number once, the newest first, at most 20. */
export function addWatchEvents(known: readonly WatchEvent[], added: readonly WatchEvent[]): readonly WatchEvent[] {
  const byNumber = new Map([...known, ...added].map((event) => [event.number, event]));
  return [...byNumber.values()].sort((a, b) => b.number - a.number).slice(0, KEPT);
}

/** The suggestion that still holds: the newest look covers all that is unhealed, so only that one can be it. */
export function openSuggestion(events: readonly WatchEvent[]): WatchEvent | null {
  const newest = events.find(({ type }) => !ASIDE.has(type));
  return newest?.type === 'SUGGESTED' ? newest : null;
}

/** How a kind of event is named and coloured. */
export const WATCH_LOOKS: Record<WatchEvent['type'], { readonly label: string; readonly color: string }> = {
  WATCHING: { label: 'Watching', color: 'gray' },
  CHECKED: { label: 'Fine', color: 'teal' },
  BREAKS: { label: 'Breaks', color: 'red' },
  SUGGESTED: { label: 'Can be healed', color: 'orange' },
  HEALING: { label: 'Healed by itself', color: 'nova' },
  WITHDRAWN: { label: 'Withdrawn', color: 'gray' },
  REFUSED: { label: 'Not looked at', color: 'orange' },
  CHECKOUT: { label: 'Checkout', color: 'gray' },
  FORMATTED: { label: 'Layout only', color: 'gray' },
};
