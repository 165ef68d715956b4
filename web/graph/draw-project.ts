import { createNodeBorderProgram } from '@sigma/node-border';
import { MultiDirectedGraph } from 'graphology';
import Sigma from 'sigma';
import type { NodeHoverDrawingFunction, NodeLabelDrawingFunction } from 'sigma/rendering';
import { chooseLabels, type Disc, type LabelPlace } from './choose-labels.ts';
import { frameOf } from './frame-places.ts';
import type { Painting } from './paint-scene.ts';
import type { Inks } from './palette.ts';
import type { ProjectView } from './project-view.ts';
import { startPositions, type Positions } from './start-positions.ts';

/** A project on a canvas. Owns the renderer; decides nothing about how files look. */
export interface Drawing {
  repaint(painting: Painting, inks: Inks): void;
  place(positions: Positions): void;
  /** Moves the camera to some files; to all of them where none is named. */
  show(places: readonly number[]): void;
  pan(right: number, down: number): void;
  zoom(factor: number): void;
  close(): void;
}

interface DrawingOptions {
  readonly view: ProjectView;
  readonly painting: Painting;
  readonly inks: Inks;
  /** Nothing glides. */
  readonly isStill: boolean;
  onChoose(place: number | null): void;
}

const FONT = 12;
const LINE = FONT + 2;
/** Between a disc and its name. */
const GAP = 4;
/** A picture with more discs than this has no place that is free of them, and the look for it would take the time of a frame. */
const MOST_DISCS = 1_500;
const GLIDE_MS = 300;
/** More lines than this are left out while the picture moves, so that it follows the hand without a fast graphics card too. */
const MOST_MOVING_EDGES = 8_000;

/** A name that says which file is meant: index files carry their folder. */
const labelOf = (path: string): string => path.split('/').slice(/(^|\/)index\.\w+$/.test(path) ? -2 : -1).join('/');

function graphOf({ files, communities, edges }: ProjectView): MultiDirectedGraph {
  const graph = new MultiDirectedGraph();
  const { x, y } = startPositions({ files, communities });
  files.forEach(({ path }, place) => graph.addNode(place, { label: labelOf(path), x: x[place], y: y[place] }));
  edges.forEach(({ from, to }, row) => graph.addEdgeWithKey(row, from, to));
  return graph;
}

type Context = CanvasRenderingContext2D;

function setFont(context: Context, family: string): void {
  context.font = `500 ${FONT}px ${family}`;
}

const startOf = ({ x, y, size }: { x: number; y: number; size: number }) => ({ left: x + size + GAP, base: y + FONT / 3 });

/** Text with a rim in the colour of the ground, so that it can be read over anything. */
function writeLabel(context: Context, { text, left, base }: Pick<LabelPlace, 'text' | 'left' | 'base'>, inks: Inks): void {
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.strokeStyle = inks.background;
  context.fillStyle = inks.label;
  context.strokeText(text, left, base);
  context.fillText(text, left, base);
}

interface NamedPlace extends LabelPlace {
  readonly key: string;
}

/** What the buttons in the corner of the picture cover, with room around them: `.graph-zoom`, in pixels. */
const ZOOM_CORNER = { width: 44, height: 110 };

/** What is drawn, in pixels of the canvas. */
interface Sight {
  readonly width: number;
  readonly height: number;
  readonly discs: readonly Disc[];
}

interface Labels {
  readonly draw: NodeLabelDrawingFunction;
  clear(): void;
  write(inks: Inks, sight: Sight): void;
  /** Where the name of a file was written last. */
  placeOf(key: string): NamedPlace | undefined;
}

/** Sigma hands a disc on with its key, which its types do not say. */
const keyOf = (data: object): string => ('key' in data ? String(data.key) : '');

/** Sigma names the files one by one and in its own order: they are gathered, and written once all of a picture are known. */
function gatherLabels(): Labels {
  let labels: NamedPlace[] = [];
  let written = new Map<string, NamedPlace>();
  let canvas: Context | null = null;
  return {
    draw(context, data, { labelFont }) {
      if (!data.label) return;
      canvas = context;
      setFont(context, labelFont);
      labels.push({ key: keyOf(data), text: data.label, ...startOf(data), width: context.measureText(data.label).width, rank: 'zIndex' in data ? Number(data.zIndex) : 0, size: data.size });
    },
    clear() {
      labels = [];
    },
    write(inks, sight) {
      const chosen = chooseLabels(labels, { lineHeight: LINE, gap: GAP, corner: ZOOM_CORNER, ...sight });
      if (canvas) for (const label of chosen) writeLabel(canvas, label, inks);
      written = new Map(chosen.map((label) => [label.key, label]));
      labels = [];
    },
    placeOf: (key) => written.get(key),
  };
}

/** The name of the file under the pointer is always written, where it stands already if it does. */
const drawHover = (inksOf: () => Inks, placeOf: Labels['placeOf']): NodeHoverDrawingFunction => (context, data, { labelFont }) => {
  context.beginPath();
  context.arc(data.x, data.y, data.size + 3, 0, 2 * Math.PI);
  context.lineWidth = 2;
  context.strokeStyle = inksOf().text;
  context.stroke();
  if (!data.label) return;
  setFont(context, labelFont);
  writeLabel(context, { text: data.label, ...(placeOf(keyOf(data)) ?? startOf(data)) }, inksOf());
};

function sightOf(renderer: Sigma): Sight {
  const { width, height } = renderer.getDimensions();
  const discs = renderer.getGraph().nodes().flatMap((node): Disc[] => {
    const data = renderer.getNodeDisplayData(node);
    if (!data) return [];
    const { x, y } = renderer.framedGraphToViewport(data);
    const size = renderer.scaleSize(data.size);
    return x < -size || y < -size || x > width + size || y > height + size ? [] : [{ x, y, size }];
  });
  return { width, height, discs: discs.length > MOST_DISCS ? [] : discs };
}

const ringed = createNodeBorderProgram({ borders: [{ size: { value: 0.28 }, color: { attribute: 'borderColor' } }, { size: { fill: true }, color: { attribute: 'color' } }] });

/** Draws a project into an element until it is closed. */
export function drawProject(element: HTMLElement, { view, isStill, onChoose, ...first }: DrawingOptions): Drawing {
  let { painting, inks } = first;
  let shown: readonly number[] = [];
  const graph = graphOf(view);
  const labels = gatherLabels();
  const renderer = new Sigma(graph, element, {
    allowInvalidContainer: true, zIndex: true, hideEdgesOnMove: view.edges.length > MOST_MOVING_EDGES, minCameraRatio: 0.01, maxCameraRatio: 3, stagePadding: 24, enableCameraRotation: false,
    defaultNodeType: 'ringed', nodeProgramClasses: { ringed }, minEdgeThickness: 0.7, inertiaDuration: isStill ? 0 : 200, zoomDuration: isStill ? 0 : 250,
    labelFont: getComputedStyle(element).fontFamily, labelSize: FONT, labelRenderedSizeThreshold: 7, labelDensity: 0.6,
    defaultDrawNodeLabel: labels.draw, defaultDrawNodeHover: drawHover(() => inks, labels.placeOf),
    nodeReducer: (node, data) => {
      const { color, borderColor, size, isLabelled, isMain, isDimmed } = painting.node(Number(node));
      return { ...data, color, borderColor, size, forceLabel: isLabelled, label: isDimmed ? null : data['label'], zIndex: isDimmed ? 0 : isMain ? 3 : isLabelled ? 2 : 1 };
    },
    edgeReducer: (edge, data) => {
      const { color, size, isHidden, isArrow, isInFront } = painting.edge(Number(edge));
      return { ...data, color, size, hidden: isHidden, type: isArrow ? 'arrow' : 'line', zIndex: isInFront ? 1 : 0 };
    },
  });
  renderer.on('beforeRender', labels.clear);
  renderer.on('afterRender', () => labels.write(inks, sightOf(renderer)));
  renderer.on('clickNode', ({ node }) => onChoose(Number(node)));
  renderer.on('clickStage', () => onChoose(null));
  const camera = renderer.getCamera();
  const move = (state: Partial<ReturnType<typeof camera.getState>>) => (isStill ? void camera.setState(state) : void camera.animate(state, { duration: GLIDE_MS }));

  const show = (places: readonly number[]) => {
    shown = places;
    move(frameOf(places.flatMap((place) => renderer.getNodeDisplayData(place) ?? []), view.files.length));
  };
  return {
    repaint(nextPainting, nextInks) {
      [painting, inks] = [nextPainting, nextInks];
      renderer.refresh();
    },
    place({ x, y }) {
      graph.updateEachNodeAttributes((node, attributes) => ({ ...attributes, x: x[Number(node)], y: y[Number(node)] }), { attributes: ['x', 'y'] });
      // What is looked at stays in sight while the files move.
      if (shown.length > 0) renderer.once('afterRender', () => show(shown));
    },
    show,
    pan(right, down) {
      const { x, y, ratio } = camera.getState();
      move({ x: x + right * ratio, y: y - down * ratio });
    },
    zoom: (factor) => move({ ratio: camera.getBoundedRatio(camera.getState().ratio * factor) }),
    close: () => renderer.kill(),
  };
}
