// The comments of the items of a list that commas part: those before an item, and the one behind it at the end of its line. Owns which item a comment belongs to.
import type { TextEdit } from './file-edit.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}

interface Place {
  /** From the first comment before the item to the item; empty where there is none. */
  readonly lead: Range;
  /** From behind the item and its comma to the end of the last comment of the line. */
  readonly trail: Range;
  /** True where nothing but comments follows in the line. */
  readonly endsLine: boolean;
}

const TOKEN = /\/\*[\s\S]*?\*\/|\/\/[^\n\r]*|,|\n/g;

/** What is behind an item, up to the next one or the end of the list. */
function readGap(text: string, from: number, to: number): { trail: Range; endsLine: boolean; lead: number } {
  const tokens = [...text.slice(from, to).matchAll(TOKEN)].map(({ 0: token, index }) => ({ token, start: from + index, end: from + index + token.length }));
  const newline = tokens.find(({ token }) => token === '\n');
  const inLine = tokens.filter(({ start }) => newline !== undefined && start < newline.start);
  const comma = inLine.find(({ token }) => token === ',');
  const start = comma?.end ?? from;
  const end = inLine.filter((one) => one !== comma).at(-1)?.end ?? start;
  const lead = tokens.find((one) => one.start >= end && one.token !== ',' && one.token !== '\n')?.start ?? to;
  return { trail: { start, end: Math.max(start, end) }, endsLine: newline !== undefined, lead };
}

/** The bracket behind the last item. */
function closeOf(text: string, from: number): number {
  for (const { 0: token, index } of text.slice(from).matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\n\r]*|[)\]]/g)) if (/^[)\]]/.test(token)) return from + index;
  return text.length;
}

function placesOf(text: string, items: readonly Range[], open: number): Place[] {
  const gaps = items.map(({ end }, index) => readGap(text, end, items[index + 1]?.start ?? closeOf(text, end)));
  return gaps.map(({ trail, endsLine }, index) => {
    const start = index === 0 ? readGap(text, open + 1, items[0]?.start ?? open + 1).lead : (gaps[index - 1]?.lead ?? 0);
    return { lead: { start, end: items[index]?.start ?? start }, trail, endsLine };
  });
}

/**
 * The edits that put the comments of items where the items go: `from` holds for each place the item that comes there. `open`: the bracket before the first.
 * Comments at ends of lines stay where an item would come to a place in the middle of a line, where they would hide what follows.
 */
export function moveComments(text: string, items: readonly Range[], open: number, from: readonly number[]): TextEdit[] {
  const places = placesOf(text, items, open);
  const canTrail = places.every(({ endsLine }) => endsLine);
  const cut = ({ start, end }: Range): string => text.slice(start, end);
  return places.flatMap((place, index) => {
    const source = places[from[index] ?? index] ?? place;
    const moves: [Range, Range][] = [[place.lead, source.lead], ...(canTrail ? [[place.trail, source.trail] as [Range, Range]] : [])];
    return moves.flatMap(([to, old]): TextEdit[] => (cut(to) === cut(old) ? [] : [{ ...to, text: cut(old) }]));
  });
}
