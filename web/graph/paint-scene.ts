import type { EdgeKind } from './graph-documents.ts';
import type { Focus } from './graph-state.ts';
import { litPlaces, pairOf, type LitPaths } from './lit-paths.ts';
import { inkOfCommunity, inkOfSeverity, type Inks } from './palette.ts';
import type { FileEdge, FileNode, ProjectView } from './project-view.ts';

/** What is on the canvas beside the project itself. */
export interface Scene {
  readonly view: ProjectView;
  readonly hiddenKinds: ReadonlySet<EdgeKind>;
  readonly focus: Focus;
  readonly lit: LitPaths | null;
  readonly chosen: number | null;
}

export interface NodeLook {
  readonly color: string;
  readonly borderColor: string;
  readonly size: number;
  readonly isLabelled: boolean;
  /** The chosen file and the targets of a lit intent: nothing covers these. */
  readonly isMain: boolean;
  readonly isDimmed: boolean;
}

export interface EdgeLook {
  readonly color: string;
  readonly size: number;
  readonly isHidden: boolean;
  readonly isArrow: boolean;
  readonly isInFront: boolean;
}

export interface Painting {
  node(place: number): NodeLook;
  edge(row: number): EdgeLook;
}

/** What keeps its colour; null is everything. A lit edge is one of the way, not only between bright files. */
interface Brightness {
  readonly places: ReadonlySet<number> | null;
  isEdgeBright(edge: FileEdge): boolean;
}

/** Labels that are always written would cover each other beyond this. */
const MOST_LABELS = 24;
/** How heavy lines are, by how many there are at most: a few hair lines are hardly seen, many heavy ones hide the files. */
const WEIGHTS = [[500, 1.6], [2_500, 1.3], [8_000, 1], [Infinity, 0.7]] as const;
/** More lines of cycles than this are a thicket that hides everything else. */
const MOST_CYCLE_EDGES = 250;

/** The focus outdoes the lit paths, and these the neighbours of the chosen file. */
export function brightnessOf({ view, hiddenKinds, focus, lit, chosen }: Scene): Brightness {
  const between = (files: readonly number[], isWay: (edge: FileEdge) => boolean): Brightness => {
    const places = new Set(files);
    return { places, isEdgeBright: (edge) => places.has(edge.from) && places.has(edge.to) && isWay(edge) };
  };
  if (focus.kind === 'community') return between(view.communities.find(({ number }) => number === focus.number)?.files ?? [], () => true);
  if (focus.kind === 'cycle') return between(view.cycles.find(({ number }) => number === focus.number)?.files ?? [], (edge) => edge.isInCycle);
  if (lit) return { places: new Set([...litPlaces(lit), ...(chosen === null ? [] : [chosen])]), isEdgeBright: ({ from, to }) => lit.pairs.has(pairOf(from, to)) };
  if (chosen === null) return { places: null, isEdgeBright: () => true };
  const isNear = ({ from, to, kind }: FileEdge) => !hiddenKinds.has(kind) && (from === chosen || to === chosen);
  return { places: new Set([chosen, ...view.edges.filter(isNear).flatMap(({ from, to }) => [from, to])]), isEdgeBright: isNear };
}

/** By how many files depend on it; a small project has room for larger discs. */
export function sizeOf(file: Pick<FileNode, 'ca'>, files: number): number {
  const room = files < 150 ? 2 : files < 1_000 ? 1.3 : 0.9;
  return room * (2 + Math.min(9, Math.sqrt(file.ca)));
}

/** Whether the lines of cycles are marked before a cycle is chosen. */
export const marksCycles = ({ edges }: Pick<ProjectView, 'edges'>): boolean => edges.filter(({ isInCycle }) => isInCycle).length <= MOST_CYCLE_EDGES;

/** How every file and reference looks. Severity is told by size too, and what is in a cycle by a ring. */
export function paintScene(scene: Scene, inks: Inks): Painting {
  const { view, hiddenKinds, lit, focus, chosen } = scene;
  const bright = brightnessOf(scene);
  const showsLit = lit !== null && (focus.kind === 'none' || focus.kind === 'dependents');
  const [, thinnest] = WEIGHTS.find(([most]) => view.edges.length <= most) ?? [0, 1];
  const isMarkingCycles = focus.kind === 'cycle' || marksCycles(view);
  const isFew = bright.places !== null && bright.places.size <= MOST_LABELS;

  const colorOf = (place: number, file: FileNode): string => {
    // A file alone has no colour of its own: what is left of the colours would tell a few of many apart for no reason.
    if (!showsLit) return file.ca + file.ce === 0 ? inks.others : inkOfCommunity(inks, file.community);
    const severity = lit.severityOf.get(place);
    return severity === undefined ? inks.path : inkOfSeverity(inks, severity);
  };
  return {
    node(place) {
      const file = view.files[place];
      const size = file ? sizeOf(file, view.files.length) : 1;
      if (!file || (bright.places !== null && !bright.places.has(place))) return { color: inks.dimmed, borderColor: inks.dimmed, size, isLabelled: false, isMain: false, isDimmed: true };
      const color = colorOf(place, file);
      const isMain = place === chosen || (showsLit && lit.targets.has(place));
      const isMarked = isMain || (!showsLit && file.cycle !== null);
      const severity = showsLit ? (lit.severityOf.get(place) ?? null) : null;
      return {
        color,
        borderColor: isMarked ? inks.cycle : color,
        size: Math.max(size, place === chosen ? 9 : 0, severity === null ? 0 : 4 + severity * 0.6),
        isLabelled: isFew || isMain,
        isMain,
        isDimmed: false,
      };
    },
    edge(row) {
      const edge = view.edges[row];
      if (!edge) return { color: inks.dimmedEdge, size: 0, isHidden: true, isArrow: false, isInFront: false };
      const isBright = bright.isEdgeBright(edge);
      // A why-path is shown whatever kinds are.
      const isWay = isBright && showsLit;
      const isSetApart = isBright && bright.places !== null;
      const isCycle = isBright && edge.isInCycle && !isWay && isMarkingCycles;
      return {
        color: isWay ? inks.path : isCycle ? inks.cycle : isSetApart ? inks.others : isBright ? inks.edge : inks.dimmedEdge,
        size: isWay ? 2.5 : isCycle ? 2 : isSetApart ? 1.6 : thinnest,
        isHidden: hiddenKinds.has(edge.kind) && !isWay,
        isArrow: isWay || isSetApart,
        isInFront: isWay || isCycle || isSetApart,
      };
    },
  };
}
