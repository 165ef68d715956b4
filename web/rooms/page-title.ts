import { TABS, type Tab } from '../shared/useAddress.ts';

const LONGEST_SUBJECT = 60;

/** The title of the document: what is open first, as tabs of a browser show only the beginning. */
export function titleOf({ subject, tab, room }: { subject: string | null; tab: Tab; room: string | null }): string {
  const short = subject && subject.length > LONGEST_SUBJECT ? `${subject.slice(0, LONGEST_SUBJECT - 1).trimEnd()}…` : subject;
  return [short, TABS[tab], room, 'Supernova'].filter(Boolean).join(' · ');
}
