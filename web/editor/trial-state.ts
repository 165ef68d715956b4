import type { ResultOf } from '../graphql.ts';
import type { Failure } from '../shared/failure.ts';
import type { TryContentsDocument } from './editor-documents.ts';
import type { Place } from './open-files.ts';

type Trial = Extract<ResultOf<typeof TryContentsDocument>['tryContents'], { data: unknown }>['data'];
export type TriedBreak = Trial['breaks'][number];

/** What is known of the unsaved contents of a file. */
export type TrialState =
  /** Nothing is unsaved, or the file is none whose breaks are predicted. */
  | { readonly kind: 'none' }
  /** They are tried, or will be when typing pauses; what was told of the contents before is still shown. */
  | { readonly kind: 'trying'; readonly before: TrialState }
  | { readonly kind: 'told'; readonly breaks: readonly TriedBreak[]; readonly brokenFiles: number; readonly filesChecked: number }
  | { readonly kind: 'unparsable'; readonly place: Place; readonly message: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

export const noTrial: TrialState = { kind: 'none' };

/** The contents changed: what was told may not hold any more. */
export const trying = (state: TrialState): TrialState => (state.kind === 'trying' ? state : { kind: 'trying', before: state });

/** What is shown meanwhile. */
export const lastTold = (state: TrialState): TrialState => (state.kind === 'trying' ? state.before : state);

export interface GutterMark {
  readonly from: number;
  readonly to: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** A text as far as places in it are found: lines count from 1, offsets from 0. */
export interface Lines {
  readonly lines: number;
  line(number: number): { readonly from: number; readonly to: number };
}

/** Marks of the file's own problems. Places beyond the text, which may be newer, are moved to its end. */
export function marksOf(state: TrialState, path: string, text: Lines): GutterMark[] {
  const told = lastTold(state);
  const mark = ({ line, column }: Place, length: number, rest: Omit<GutterMark, 'from' | 'to'>): GutterMark => {
    const found = text.line(Math.min(Math.max(line, 1), text.lines));
    const from = Math.min(found.from + Math.max(column, 1) - 1, found.to);
    return { from, to: Math.min(from + length, found.to), ...rest };
  };
  if (told.kind === 'unparsable') return [mark(told.place, 1, { severity: 'error', message: told.message })];
  if (told.kind !== 'told') return [];
  const own = told.breaks.filter(({ file }) => file === path);
  return own
    .flatMap(({ places, certainty }) => places.map((place) => mark(place, place.symbol?.length ?? 1, { severity: certainty === 'CERTAIN' ? 'error' : 'warning', message: `${place.message} (${place.code})` })))
    .sort((a, b) => a.from - b.from);
}

/** What a save would break elsewhere. */
export const breaksElsewhere = (state: TrialState, path: string): readonly TriedBreak[] => {
  const told = lastTold(state);
  return told.kind === 'told' ? told.breaks.filter(({ file }) => file !== path) : [];
};

/** One sentence about the unsaved contents, for the eye and for screen readers. */
export function describeTrial(state: TrialState, path: string): string {
  switch (state.kind) {
    case 'none': return 'Nothing is unsaved.';
    case 'trying': return 'Trying what you typed on the project…';
    case 'unparsable': return `Line ${state.place.line} does not parse, so what a save would break is not known yet.`;
    case 'failed': return state.failure.message;
    case 'told': {
      const others = state.breaks.filter(({ file }) => file !== path);
      const own = state.breaks.some(({ file, certainty }) => file === path && certainty === 'CERTAIN');
      const certain = others.filter(({ certainty }) => certainty === 'CERTAIN').length;
      // The most severe come first, so what is not listed is as the last one that is.
      const left = state.brokenFiles - state.breaks.length;
      const isLeftCertain = left > 0 && state.breaks.at(-1)?.certainty === 'CERTAIN';
      const sure = certain + (isLeftCertain ? left : 0);
      const could = others.length - certain + (isLeftCertain ? 0 : left);
      const files = (count: number) => `${count} other ${count === 1 ? 'file' : 'files'}`;
      const first = sure > 0 ? `A save would break ${files(sure)}${own ? ' and this one' : ''}.` : own ? 'A save would break this file and no other.' : 'A save would break nothing.';
      return could > 0 ? `${first} It could break ${files(could)}.` : first;
    }
  }
}
