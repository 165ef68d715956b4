import { MENTIONS } from './edge-kinds.ts';
import type { EdgeKind } from './graph-documents.ts';

/** What is set apart from the rest. The lit intent and the chosen file are in the address of the page. */
export type Focus = { kind: 'none' } | { kind: 'community'; number: number } | { kind: 'cycle'; number: number } | { kind: 'dependents' };

export interface GraphState {
  readonly hiddenKinds: ReadonlySet<EdgeKind>;
  readonly focus: Focus;
  /** Files that the camera is to show, all of them where there is none; a new object is a new wish. */
  readonly view: { readonly places: readonly number[] };
}

export type GraphEvent =
  | { kind: 'kind-toggled'; edgeKind: EdgeKind }
  /** What is in focus already loses it. */
  | { kind: 'focused'; focus: Focus; places: readonly number[] }
  /** A file or a folder was chosen somewhere else than on the canvas. */
  | { kind: 'found'; places: readonly number[] }
  | { kind: 'chosen' }
  | { kind: 'whole-wanted' };

export const firstGraphState: GraphState = { hiddenKinds: MENTIONS, focus: { kind: 'none' }, view: { places: [] } };

export const isSameFocus = (a: Focus, b: Focus): boolean => a.kind === b.kind && ('number' in a ? a.number : null) === ('number' in b ? b.number : null);

/** Dependents are those of the file that is chosen: another choice ends their focus. */
const withoutDependents = (state: GraphState): GraphState => (state.focus.kind === 'dependents' ? { ...state, focus: { kind: 'none' } } : state);

export function foldGraph(state: GraphState, event: GraphEvent): GraphState {
  switch (event.kind) {
    case 'kind-toggled': {
      const hiddenKinds = new Set(state.hiddenKinds);
      if (!hiddenKinds.delete(event.edgeKind)) hiddenKinds.add(event.edgeKind);
      return { ...state, hiddenKinds };
    }
    case 'focused':
      return isSameFocus(state.focus, event.focus) ? { ...state, focus: { kind: 'none' }, view: { places: [] } } : { ...state, focus: event.focus, view: { places: event.places } };
    case 'found':
      return { ...withoutDependents(state), view: { places: event.places } };
    case 'chosen':
      return withoutDependents(state);
    case 'whole-wanted':
      return { ...state, focus: { kind: 'none' }, view: { places: [] } };
  }
}
