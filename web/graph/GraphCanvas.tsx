import { ActionIcon, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent } from 'react';
import { drawProject, type Drawing } from './draw-project.ts';
import type { Painting } from './paint-scene.ts';
import type { Inks } from './palette.ts';
import type { ProjectView } from './project-view.ts';
import { runLayout } from './run-layout.ts';

export interface GraphCanvasProps {
  view: ProjectView;
  painting: Painting;
  inks: Inks;
  /** Says in words what is drawn. */
  label: string;
  /** Files that the camera is to show; a new object is a new wish. */
  shown: { readonly places: readonly number[] };
  onChoose: (place: number | null) => void;
}

const STEP = 0.12;
const ZOOM = 1.4;

const KEYS: Readonly<Record<string, (drawing: Drawing) => void>> = {
  ArrowLeft: (drawing) => drawing.pan(-STEP, 0),
  ArrowRight: (drawing) => drawing.pan(STEP, 0),
  ArrowUp: (drawing) => drawing.pan(0, -STEP),
  ArrowDown: (drawing) => drawing.pan(0, STEP),
  '+': (drawing) => drawing.zoom(1 / ZOOM),
  '=': (drawing) => drawing.zoom(1 / ZOOM),
  '-': (drawing) => drawing.zoom(ZOOM),
  '0': (drawing) => drawing.show([]),
};

const BUTTONS = [['+', 'Zoom in', '+'], ['-', 'Zoom out', '−'], ['0', 'Show the whole project', '⤢']] as const;

/** The graph on a canvas, in a chunk of its own with what draws it. */
export function GraphCanvas({ view, painting, inks, label, shown, onChoose }: GraphCanvasProps) {
  const element = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing>(null);
  const hintId = useId();
  const isStill = useReducedMotion(undefined, { getInitialValueInEffect: false });
  const [settledView, setSettledView] = useState<ProjectView | null>(null);
  const choose = useEffectEvent(onChoose);
  const open = useEffectEvent((into: HTMLElement) => drawProject(into, { view, painting, inks, isStill, onChoose: (place) => choose(place) }));

  useEffect(() => {
    if (!element.current) return;
    const stop = new AbortController();
    const opened = open(element.current);
    drawing.current = opened;
    let last: Parameters<Drawing['place']>[0] | null = null;
    runLayout(view, (positions) => {
      if (positions && !isStill) opened.place(positions);
      if (positions) last = positions;
      else if (last) opened.place(last);
      if (!positions) setSettledView(view);
    }, stop.signal);
    return () => {
      stop.abort();
      opened.close();
      drawing.current = null;
    };
  }, [view, isStill]);
  useEffect(() => drawing.current?.repaint(painting, inks), [painting, inks]);
  useEffect(() => drawing.current?.show(shown.places), [shown]);

  const press = (event: KeyboardEvent) => {
    const act = KEYS[event.key];
    if (!act || !drawing.current || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(drawing.current);
  };
  return (
    <div className="graph-frame" data-testid="graph-canvas" data-layout={settledView === view ? 'settled' : 'moving'}>
      <VisuallyHidden id={hintId}>Arrow keys move the picture, plus and minus zoom, 0 shows everything. Search and the table below reach every file.</VisuallyHidden>
      <div ref={element} className="graph-canvas" role="application" aria-label={label} aria-describedby={hintId} tabIndex={0} onKeyDown={press} />
      <div className="graph-zoom">
        {BUTTONS.map(([key, name, sign]) => (
          <Tooltip key={key} label={name} position="left">
            <ActionIcon variant="default" aria-label={name} onClick={() => drawing.current && KEYS[key]?.(drawing.current)}>{sign}</ActionIcon>
          </Tooltip>
        ))}
      </div>
      {settledView !== view && <Text size="xs" c="dimmed" className="graph-note" aria-hidden="true">Arranging the files</Text>}
    </div>
  );
}
